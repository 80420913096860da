"""The tables of a scenario: actors, ties, answers, parameter sets; every fault is noted with its line."""
