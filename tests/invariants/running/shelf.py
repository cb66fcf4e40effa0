"""What can be bought at the running clinic."""

from clinic.story.town import Town
from tests.journeys.facts import rows

PLENTY = """
SELECT sku.id::text FROM shared.sku JOIN shared.level ON sku_id = sku.id
  JOIN shared.product ON product.id = product_id
 WHERE NOT needs_prescription AND on_hand - reserved > 30 ORDER BY code LIMIT 4
"""


def skus(town: Town) -> list[str]:
    """Four of which there is plenty."""
    return [row[0] for row in rows(town, "shop", PLENTY)]
