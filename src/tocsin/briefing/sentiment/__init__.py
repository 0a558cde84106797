"""Charts of opinion: surveys with both intervals, what is passing in them, and groups of people."""
