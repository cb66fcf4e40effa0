"""The tables of `shared` and `audit`, as two Alembic branches, each with its version table in its own schema."""

from pathlib import Path

BRANCHES: dict[str, tuple[str, ...]] = {"shop": ("audit", "shared"), "rx": ("audit",)}
"""The branches of each database in the order in which they run. A branch is named like its schema."""

PLACE = Path(__file__).parent


def head(branch: str) -> str:
    """Return the newest revision of a branch, without loading Alembic: revisions are named and sorted by their file."""
    return max(path.stem for path in (PLACE / "versions").glob(f"{branch}_[0-9]*.py"))
