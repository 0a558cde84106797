"""Telling people what watching found: whom, when, and in which words."""
