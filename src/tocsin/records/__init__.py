"""The nouns. Every value that crosses a stage is one of these; this package imports nothing of ours."""
