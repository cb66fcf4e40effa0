"""The pieces of the header and the footer."""

from wagtail import blocks

from storefront.content.blocks import ADDRESS
from storefront.content.values import LinkValue


class MenuBlock(blocks.StructBlock):
    """One entry of a menu."""

    words = blocks.CharBlock(max_length=40)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(required=False, validators=[ADDRESS])

    class Meta:
        icon = "link"
        value_class = LinkValue


class ColumnBlock(blocks.StructBlock):
    """A column of the footer."""

    heading = blocks.CharBlock(max_length=40)
    links = blocks.ListBlock(MenuBlock())

    class Meta:
        icon = "list-ul"
