"""How the shipped weights are made: `python -m training`, or `make train`. Needs the extra `tocsin[train]`.

Annotated texts → examples → labels on pieces → a fine-tuned encoder → thresholds tuned on texts kept
aside → int8 graphs beside the settings they must be read with. Reading itself needs nothing from here.
"""
