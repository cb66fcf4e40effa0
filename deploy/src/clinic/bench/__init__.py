"""How fast a clinic is: its production processes on a full database, driven from the other core.

`docs/performance.md` says what is measured and how to read it; `bench/results.json` keeps the figures.
"""
