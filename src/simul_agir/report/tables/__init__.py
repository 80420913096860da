"""Answers as tables and text, on a terminal or in a file."""
