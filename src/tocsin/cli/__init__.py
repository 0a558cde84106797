"""The commands. One file a group; each turns words into calls on the pipeline and records into text."""
