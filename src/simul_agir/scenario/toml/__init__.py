"""Reads scenario.toml: its text, form and fields. Every fault is reported with its line."""
