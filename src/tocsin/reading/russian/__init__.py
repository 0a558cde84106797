"""Russian by rules: morphology from a dictionary, everything else from here."""
