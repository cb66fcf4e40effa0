"""What the shop and the prescription desk agree on, and nothing more.

No I/O happens here: statements and their parameters, bytes, decisions. Each application has one executor.
"""
