"""The colours of pictures: a ground to stand on and a material to be made of, under one name."""

from dataclasses import dataclass

INK = "#17221c"
PAPER = "#faf6ec"
PAPER_SHADE = "#e9e2d1"
GREEN = "#1d4a38"
AMBER = "#c98a2b"


@dataclass(frozen=True, slots=True)
class Tone:
    """Wall, hill, table, shadow; body with its dark and light side, lid with its dark side in front."""

    wall: str
    hill: str
    table: str
    shadow: str
    body: str
    shade: str
    light: str
    lid: str
    lid_shade: str


TONES = {
    "amber": Tone(
        "#f0e7d4", "#e7dbc1", "#ddceae", "#c9b891", "#9a6427", "#7f501d", "#b88144", "#25302a", "#19221d"
    ),
    "forest": Tone(
        "#dfe6d8", "#d2dccb", "#c4d0bb", "#adbca3", "#24543f", "#193f2f", "#43735d", "#e9dfc8", "#d5c8ab"
    ),
    "paper": Tone(
        "#e9e3d6", "#dfd7c6", "#d3c9b4", "#beb299", "#f7f2e6", "#e2dac7", "#fffdf7", "#1d4a38", "#143629"
    ),
    "clay": Tone(
        "#f2e2d6", "#e9d3c4", "#ddc1ae", "#c9a892", "#b9704f", "#9d5a3c", "#cf8d6f", "#f7f2e6", "#e2dac7"
    ),
    "slate": Tone(
        "#e0e7e6", "#d2dddc", "#c3d0cf", "#acbcbb", "#516a6e", "#3f5559", "#71898d", "#f7f2e6", "#e2dac7"
    ),
    "ochre": Tone(
        "#f5eacb", "#ecddb4", "#e1ce9c", "#ccb67e", "#cb9230", "#ad7822", "#deac55", "#25302a", "#19221d"
    ),
    "moss": Tone(
        "#e2e5cf", "#d5dabd", "#c7cda9", "#b0b88f", "#76855a", "#616f48", "#929f77", "#f7f2e6", "#e2dac7"
    ),
    "plum": Tone(
        "#ebe1e1", "#dfd2d3", "#d1c1c3", "#bba9ac", "#6d4a58", "#573945", "#8a6775", "#f7f2e6", "#e2dac7"
    ),
    "ink": Tone(
        "#e6e4da", "#dbd8cb", "#cfcaba", "#b9b3a0", "#2a352f", "#1c2520", "#47534c", "#c98a2b", "#ab721f"
    ),
    "sand": Tone(
        "#e4e8e0", "#d7ddd2", "#c9d1c3", "#b3bdac", "#d9c6a0", "#c4af86", "#e8d9ba", "#1d4a38", "#143629"
    ),
}
