"""Pictures drawn by code: products before a valley, scenes of leaves and hills. Same words, same picture."""

from shared_lib.brand.art.product import KINDS, draw
from shared_lib.brand.art.scene import SCENES, scene

__all__ = ["KINDS", "SCENES", "draw", "scene"]
