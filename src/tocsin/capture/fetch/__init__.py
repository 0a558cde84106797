"""Asking the web: what may be asked, how politely, and how much of an answer is taken."""
