"""Enrollment: one patient asking for one treatment, from consent to the clinician's decision.

Its status is a projection of what the later slices decided: they move it by `enrollment.steps`.
"""
