"""What surveys can carry: estimates with honest errors, and series with what moved them."""
