"""A territory and the rules of one month. Imports nothing from the folders above it."""
