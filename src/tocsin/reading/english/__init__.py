"""English: one folder that keeps the promises of `reading.interface`."""
