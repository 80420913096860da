"""Reads the tables of a scenario: actors, ties, answers, parameter sets. Every fault is reported with its line."""
