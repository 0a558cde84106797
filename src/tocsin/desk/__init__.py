"""A case that is open: what it holds, what was known at an instant, and each thing that is done at it.

`desk` opens the case; every other module does one thing at it, and none knows the order: `pipeline` does.
"""
