"""Runs the rules: compiled or as plain Python, for one actor or eight at a time. It knows no mechanism of the model."""
