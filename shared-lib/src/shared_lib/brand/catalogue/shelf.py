"""Pictures of what is swallowed or put on the skin."""

from shared_lib.brand.catalogue.picture import LARGE, SMALL, Picture

SHELF = (
    Picture(
        "omega-3-concentrate",
        "bottle",
        "Omega-3 concentrate",
        "amber",
        "60 softgels",
        "softgels",
        "From small fish",
    ).also(_120={"detail": "120 softgels", "grow": LARGE}),
    Picture("vitamin-d3-k2", "dropper", "Vitamin D3 + K2", "ochre", "30 ml", "", "Drops in olive oil"),
    Picture(
        "magnesium-glycinate",
        "bottle",
        "Magnesium glycinate",
        "forest",
        "120 capsules",
        "capsules",
        "For the evening",
    ).also(_240={"detail": "240 capsules", "grow": LARGE}),
    Picture(
        "creatine-monohydrate",
        "tub",
        "Creatine monohydrate",
        "paper",
        "300 g",
        "powder",
        "Nothing but creatine",
    ).also(_600={"detail": "600 g", "grow": LARGE}),
    Picture(
        "daily-multi", "bottle", "Daily multi", "sand", "60 capsules", "capsules", "Fourteen, not forty"
    ).also(_120={"detail": "120 capsules", "grow": LARGE}),
    Picture("whey-isolate", "pouch", "Whey isolate", "sand", "Plain, 750 g", "", "Milk, less the sugar").also(
        cocoa={"tone": "amber", "detail": "Cocoa, 750 g", "prop": "cocoa"},
        vanilla={"tone": "ochre", "detail": "Vanilla, 750 g", "prop": "vanilla"},
    ),
    Picture("fiber-blend", "pouch", "Fiber blend", "moss", "Plain, 360 g", "", "Psyllium and oat"),
    Picture(
        "electrolyte-sachets", "sachets", "Electrolyte", "ochre", "30 sachets", "lemon", "Salt and lemon"
    ).also(berry={"tone": "plum", "prop": "berries"}, plain={"tone": "slate", "prop": ""}),
    Picture(
        "coq10-ubiquinol", "bottle", "CoQ10 ubiquinol", "clay", "60 softgels", "softgels", "The reduced form"
    ),
    Picture("nmn-capsules", "bottle", "NMN capsules", "slate", "90 capsules", "capsules", "300 mg a capsule"),
    Picture(
        "urolithin-a",
        "jar",
        "Urolithin A",
        "plum",
        "60 softgels",
        "berries",
        "What some guts make of walnuts",
    ),
    Picture(
        "collagen-peptides", "pouch", "Collagen peptides", "clay", "Plain, 280 g", "", "Dissolves cold"
    ).also(cocoa={"tone": "amber", "detail": "Cocoa, 300 g", "prop": "cocoa"}),
    Picture(
        "l-theanine", "bottle", "L-theanine", "moss", "60 capsules", "leaves", "From tea, without the tea"
    ).also(_120={"detail": "120 capsules", "grow": LARGE}),
    Picture("glycine-powder", "tub", "Glycine", "slate", "250 g", "powder", "The simplest amino acid").also(
        _500={"detail": "500 g", "grow": LARGE}
    ),
    Picture(
        "mineral-sunscreen-spf50", "tube", "Mineral sunscreen SPF 50", "sand", "100 ml", "", "Zinc oxide"
    ).also(_50={"detail": "50 ml", "grow": SMALL}),
    Picture(
        "ceramide-night-cream", "jar", "Ceramide night cream", "moss", "50 ml", "sprig", "Plain, unscented"
    ),
    Picture("gentle-cleanser", "pump", "Gentle cleanser", "slate", "400 ml", "", "Off with the day").also(
        _150={"kind": "tube", "detail": "150 ml", "grow": SMALL}
    ),
    Picture(
        "vitamin-c-serum", "dropper", "Vitamin C serum", "amber", "30 ml", "orange", "15 percent, in glass"
    ),
)
