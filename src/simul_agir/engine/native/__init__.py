"""The machine code of the rules: how it is built, cached, shipped and loaded."""
