"""A briefing read aloud: what is said, how it is pronounced, by which engine, and how the page plays it."""
