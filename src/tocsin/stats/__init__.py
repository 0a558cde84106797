"""Small pure mathematics: odds, scores, draws, intervals, effective numbers."""
