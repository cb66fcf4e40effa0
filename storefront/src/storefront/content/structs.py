"""The pieces of the header and the footer."""

from typing import Any

from wagtail import blocks

from storefront.content.blocks import ADDRESS, LinkBlock, wrong
from storefront.content.values import LinkValue


class MenuBlock(blocks.StructBlock):
    """One entry of the header's menu, with the entries that unfold below it."""

    words = blocks.CharBlock(max_length=40)
    words_es = blocks.CharBlock(max_length=40, required=False, label="Words in Spanish")
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(required=False, validators=[ADDRESS], help_text="Where there is no page")
    below = blocks.ListBlock(
        LinkBlock(),
        default=[],
        max_num=10,
        required=False,
        help_text="Unfold below this entry; may stay empty",
    )

    def clean(self, value: Any) -> Any:
        """Refuse an entry that leads nowhere."""
        entry = super().clean(value)
        if not (entry["page"] or entry["address"]):
            raise wrong("address", "Choose a page above, or write an address: this entry leads nowhere yet.")
        return entry

    class Meta:
        icon = "link"
        value_class = LinkValue


class ColumnBlock(blocks.StructBlock):
    """A column of the footer."""

    heading = blocks.CharBlock(max_length=40)
    heading_es = blocks.CharBlock(max_length=40, required=False, label="Heading in Spanish")
    links = blocks.ListBlock(LinkBlock())

    class Meta:
        icon = "list-ul"
