"""How rules run: compiled or as plain Python, one actor at a time or eight. Knows no mechanism of the model."""
