"""What we watch and ask, as TOML that an analyst edits: indicators, topics, sources, questions, weighing."""
