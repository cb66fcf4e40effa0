"""Facets, options and their words, pictures, plans, relations, and the version of the catalogue."""

from shared_lib.migrations.revision import run

revision = "shared_0002"
down_revision = "shared_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run("catalog_browse")
