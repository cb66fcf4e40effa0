"""How one product is drawn."""

from dataclasses import dataclass, replace
from typing import Any

from shared_lib.brand.art import draw

NEAR, SMALL, LARGE = 1.12, 0.96, 1.2


@dataclass(frozen=True, slots=True)
class Picture:
    """A product's picture: its name in addresses, what its label says, and what it is made of."""

    slug: str
    kind: str
    name: str
    tone: str
    detail: str
    prop: str = ""
    line: str = ""
    seed: str = ""
    grow: float = NEAR
    variants: "tuple[Picture, ...]" = ()

    def svg(self) -> str:
        """Return the picture."""
        seed = self.seed or self.slug
        return draw(self.kind, self.name, self.tone, seed, detail=self.detail, prop=self.prop, grow=self.grow)

    def also(self, **variants: dict[str, Any]) -> "Picture":
        """Return the picture with variants in the same landscape: what differs, by the end of the slug."""
        seed = self.seed or self.slug
        made = (
            replace(self, slug=f"{self.slug}-{key.strip('_')}", seed=seed, **differs)
            for key, differs in variants.items()
        )
        return replace(self, variants=tuple(made))
