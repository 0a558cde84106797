"""The report on opinion as one page: surveys with both intervals, and what moved them."""
