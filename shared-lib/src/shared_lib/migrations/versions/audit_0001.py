"""The audit record, its seals, and who may append, read and seal."""

from shared_lib.migrations.revision import database, run

revision = "audit_0001"
down_revision = None
branch_labels = ("audit",)
depends_on = None


def upgrade() -> None:
    run("audit", f"audit_{database()}")
