"""The prose: sentences made of phrases and of what stands in the records, and of nothing else."""
