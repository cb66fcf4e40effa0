"""The catalogue, stock, and the functions that alone write stock."""

from shared_lib.migrations.revision import run

revision = "shared_0001"
down_revision = None
branch_labels = ("shared",)
depends_on = None


def upgrade() -> None:
    run("catalog", "stock_tables", "stock_parts", "stock_promise", "stock_consume", "stock_lot", "shared_grants")
