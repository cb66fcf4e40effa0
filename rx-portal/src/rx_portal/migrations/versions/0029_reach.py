"""The second wall says the same in words from which the planner does not conclude that nearly nothing is seen."""

from alembic import op

from rx_portal.kit.migration import REACHED

revision = "0029"
down_revision = "0028"

BEFORE = """
current_setting('app.reach', true) = 'clinic'
OR (current_setting('app.reach', true) = 'own'
    AND {column} = nullif(current_setting('app.subject', true), '')::uuid)
"""
EACH = """
DO $each$
DECLARE
    wall record;
    reached text;
BEGIN
    FOR wall IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'rx' LOOP
        reached := CASE wall.tablename WHEN 'patient' THEN $its${of_patient}$its$ ELSE $its${of_others}$its$ END;
        EXECUTE format('ALTER POLICY %I ON rx.%I USING (%s) WITH CHECK (%s)',
                       wall.policyname, wall.tablename, reached, reached);
    END LOOP;
END $each$;
"""


def upgrade() -> None:
    """Say it anew for every table."""
    _say(REACHED)


def downgrade() -> None:
    """Say it as before."""
    _say(BEFORE)


def _say(reached: str) -> None:
    own, others = reached.format(column="id"), reached.format(column="patient_id")
    op.execute(EACH.format(of_patient=own, of_others=others))
