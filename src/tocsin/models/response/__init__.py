"""How people answer a call-up: leaving, hiding, coming back, obeying, as a scenario."""
