"""The trained weights that ship: one folder a language."""
