"""Answers shown: tables, figures, files."""
