"""One module for each media type that can be made readable."""
