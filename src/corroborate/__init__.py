"""Reads news reports on armed conflict and gives back incidents, with who says so."""

__version__ = "0.1.0"
