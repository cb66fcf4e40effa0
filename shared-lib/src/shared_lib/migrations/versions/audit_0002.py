"""Let the shop see when its record was last sealed, as the portal does, and nothing more of the seals."""

from shared_lib.migrations.revision import database, run

revision = "audit_0002"
down_revision = "audit_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if database() == "shop":
        run("seal_seen")
