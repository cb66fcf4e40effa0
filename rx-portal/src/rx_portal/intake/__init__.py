"""Intake: the questions before a treatment, one to a page, every answer kept as it is given."""
