"""Does the model resemble something? What data say of such systems, what the model gives, what simpler models give."""
