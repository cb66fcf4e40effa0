"""Pictures of what a clinician prescribes, and of memberships."""

from shared_lib.brand.catalogue.picture import Picture

BY = "By prescription"

CLINIC = (
    Picture("semaglutide-weekly", "pen", "Semaglutide weekly", "forest", BY, "", "Once a week"),
    Picture("metformin-er", "bottle", "Metformin ER", "paper", BY, "tablets", "Extended release"),
    Picture("tadalafil-daily", "blister", "Tadalafil daily", "slate", BY, "", "A small dose, every day"),
    Picture("estradiol-patch", "patch", "Estradiol patch", "plum", BY, "", "Twice a week, on the skin"),
    Picture("tretinoin-cream", "tube", "Tretinoin cream", "clay", BY, "", "At night, a pea's worth"),
    Picture(
        "rosuvastatin-daily", "box", "Rosuvastatin daily", "ochre", BY, "tablets", "One tablet, any time"
    ),
    Picture("membership-steady", "card", "Steady", "forest", "MEMBER", "", "Better prices, free delivery"),
    Picture("membership-companion", "card", "Companion", "plum", "MEMBER", "", "And a person who knows you"),
)
