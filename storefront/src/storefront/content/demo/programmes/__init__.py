"""The demo clinic's programme pages: title, lede and body by product."""

from collections.abc import Mapping

from storefront.content.demo.programmes import hormones, metabolic, skin_and_heart
from storefront.content.demo.programmes.pieces import Programme

PROGRAMMES: Mapping[str, Programme] = {
    **metabolic.PROGRAMMES,
    **hormones.PROGRAMMES,
    **skin_and_heart.PROGRAMMES,
}
