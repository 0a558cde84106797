"""A language model as a second reader: what it reads is a proposal, found verbatim in the text or refused."""
