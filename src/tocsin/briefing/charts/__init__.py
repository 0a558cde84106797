"""One module a chart: rows that are tested, and a spec that is drawn twice, for wide and narrow pages."""
