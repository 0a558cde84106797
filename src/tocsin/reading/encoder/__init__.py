"""Attribution by a small trained encoder: the same code for every language, other weights."""
