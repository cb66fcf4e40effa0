"""Eligibility: before any account, whether it is worth going on. Nothing about the visitor is stored."""
