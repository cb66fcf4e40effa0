"""What an offered product consists of lies in the formulary. Nothing written down: nothing prescribed."""

import json

from alembic import op

revision = "0018"
down_revision = "0017"

KNOWN = {
    "semaglutide-weekly": ("semaglutide", "solution for injection", "subcutaneous"),
    "tadalafil-daily": ("tadalafil", "tablet", "oral"),
    "metformin-er": ("metformin", "extended-release tablet", "oral"),
    "tretinoin-cream": ("tretinoin", "cream", "topical"),
    "naltrexone-low-dose": ("naltrexone", "capsule", "oral"),
    "estradiol-patch": ("estradiol", "transdermal patch", "transdermal"),
}

COLUMNS = """
ALTER TABLE rx.offering
    ADD COLUMN ingredients jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(ingredients) = 'array'),
    ADD COLUMN form text NOT NULL DEFAULT '',
    ADD COLUMN route text NOT NULL DEFAULT '';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
    for product, (ingredient, form, route) in KNOWN.items():
        op.execute(
            f"UPDATE rx.offering SET ingredients = '{json.dumps([ingredient])}', form = '{form}', "  # noqa: S608 - constants
            f"route = '{route}' WHERE product = '{product}'"
        )


def downgrade() -> None:
    op.execute("ALTER TABLE rx.offering DROP COLUMN ingredients, DROP COLUMN form, DROP COLUMN route")
