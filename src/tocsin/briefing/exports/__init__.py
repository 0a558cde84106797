"""Briefings written as files: a page, paper, data, feeds, evidence. Each form is one module and one line."""
