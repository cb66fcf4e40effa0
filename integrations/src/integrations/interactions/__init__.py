"""A drug knowledge service: which substances should not be taken together. It learns of no patient."""
