"""What speech engines garble, written out in words: figures, dates, times, money, units, abbreviations."""
