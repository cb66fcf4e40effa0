"""The closed list of what crosses between the shop and the portal.

Everything else stays in the application that wrote it. Nothing here pairs a shopper with a patient.
"""

CROSSING: frozenset[str] = frozenset(
    {
        "sku.price_changed.v1",
        "product.withdrawn.v1",
        "lot.recalled.v1",
    }
)
