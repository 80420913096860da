"""Validation: published data about such systems, compared with the model and with simpler models."""
