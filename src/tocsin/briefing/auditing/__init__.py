"""The report on a single register: charts, wording and the page."""
