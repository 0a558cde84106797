"""From records to the page: composing, the sentences, the charts and the HTML."""
