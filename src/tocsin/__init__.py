"""Tocsin: an early-warning system that reads open sources about a country at war."""

__version__ = "0.1.0"
