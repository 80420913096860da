"""The machine code of the rules: how it is built, kept, shipped and loaded."""
