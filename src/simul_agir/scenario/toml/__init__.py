"""scenario.toml: its text, its form and its fields, each checked; every fault is noted with its line."""
