"""The dispensary's address and telephone, until now in the program, lie with the pharmacy that labels name."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Keep labels as they were; what somebody has written down already stays."""
    op.execute(
        """
        UPDATE rx.pharmacy
           SET address = '400 Alder Street, Portland, OR 97205', phone = '(503) 555-0140'
         WHERE key = 'dispensary' AND name = 'Alder & Vale Dispensary' AND address = '' AND phone = '';
        """
    )
