"""Models of what a war does to an army and to a society; none knows another."""
