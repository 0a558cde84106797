"""Tells whom details give away although no name is told: the pieces, the crowd they fit, a wider wording."""
