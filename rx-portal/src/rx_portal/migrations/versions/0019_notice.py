"""How patients want to be written to."""

from alembic import op

from rx_portal.kit.migration import insert_only, protect

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create the tables of the slice."""
    op.execute(
        """
        CREATE TABLE rx.notice_choice (
            patient_id uuid PRIMARY KEY REFERENCES rx.patient (id),
            language text NOT NULL CHECK (language IN ('en', 'es')),
            texts boolean NOT NULL,
            phone_index bytea,
            changed_at timestamptz NOT NULL,
            CHECK (NOT texts OR phone_index IS NOT NULL)
        );
        CREATE INDEX notice_choice_phone_index_idx ON rx.notice_choice (phone_index);
        CREATE TABLE rx.notice_step (
            id uuid PRIMARY KEY,
            patient_id uuid NOT NULL REFERENCES rx.patient (id),
            change text NOT NULL CHECK (change IN ('texts_agreed', 'texts_ended', 'language_chosen')),
            way text NOT NULL CHECK (way IN ('page', 'reply')),
            wording text,
            actor_id text NOT NULL,
            actor_role text NOT NULL,
            at timestamptz NOT NULL,
            CHECK ((change = 'texts_agreed') = (wording IS NOT NULL))
        );
        CREATE INDEX notice_step_patient_id_idx ON rx.notice_step (patient_id, at);
        """
    )
    for table in ("notice_choice", "notice_step"):
        protect(op, table)
    insert_only(op, "notice_step")


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE rx.notice_step, rx.notice_choice")
