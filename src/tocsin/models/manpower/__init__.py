"""Does the arithmetic of the war require another wave: people in pools, and the flows between them."""
