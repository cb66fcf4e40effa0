"""Pictures of devices, tests, and what the night needs."""

from shared_lib.brand.catalogue.picture import Picture

TOOLS = (
    Picture("sleep-mask", "mask", "Sleep mask", "forest", "Mulberry silk", "", "Dark, and no pressure").also(
        ink={"tone": "ink"}, clay={"tone": "clay"}
    ),
    Picture(
        "morning-lamp", "lamp", "Morning lamp", "sand", "10,000 lux", "", "Thirty minutes with breakfast"
    ),
    Picture(
        "blood-pressure-monitor", "monitor", "Blood pressure monitor", "slate", "", "", "Upper arm, validated"
    ).also(large={"tone": "forest"}),
    Picture(
        "sleep-ring", "ring", "Sleep ring", "ink", "Titanium, five days a charge", "", "Five days a charge"
    ),
    Picture("body-scale", "scale", "Body scale", "paper", "Glass, 180 kg", "", "A trend, not a verdict").also(
        ink={"tone": "ink"}
    ),
    Picture("pulse-oximeter", "clip", "Pulse oximeter", "moss", "Fingertip", "", "Oxygen and pulse"),
    Picture("glucose-home-test", "kit", "Glucose home test", "clay", "HbA1c, one test", "", "From one drop"),
    Picture(
        "cholesterol-home-test",
        "kit",
        "Cholesterol home test",
        "forest",
        "Lipids, one test",
        "",
        "Four numbers",
    ),
)
