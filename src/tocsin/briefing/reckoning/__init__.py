"""The report on an army as one page: strength, what is missing, what moves it, and who claims what."""
