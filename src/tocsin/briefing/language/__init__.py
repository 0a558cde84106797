"""The languages a briefing is told in: one module and one table of phrases each."""
