"""The pieces of a programme's page: for whom, what it costs, what can go wrong, where claims come from."""

from typing import Any

from wagtail import blocks

from storefront.content.blocks import (
    PLAIN,
    RICH,
    EvidenceBlock,
    FaqBlock,
    QuoteBlock,
    SplitBlock,
    StepsBlock,
)


class FitsBlock(blocks.StructBlock):
    """For whom it is, and for whom it is not. The clinic's protocol decides; this only tells people early."""

    heading = blocks.CharBlock(max_length=90, default="Is it for you?")
    suits = blocks.ListBlock(blocks.CharBlock(max_length=160), min_num=1, label="It may be for you if")
    excludes = blocks.ListBlock(blocks.CharBlock(max_length=160), min_num=1, label="It is not for you if")

    class Meta:
        icon = "user"
        label = "For whom, and for whom not"
        template = "content/blocks/fits.html"


class PriceBlock(blocks.StructBlock):
    """All that it costs, before any question is asked. The medicine's price comes from the catalogue."""

    heading = blocks.CharBlock(max_length=90, default="What it costs, all of it")
    medicine = blocks.CharBlock(
        max_length=80, default="The medicine", help_text="Its price is read from the catalogue"
    )
    lines = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("what", blocks.CharBlock(max_length=60)),
                ("amount", blocks.CharBlock(max_length=40, help_text="Included, None, or an amount")),
                ("note", blocks.CharBlock(max_length=160, required=False)),
            ]
        ),
        min_num=3,
        help_text="At least the visit, delivery, and how long one is bound",
    )
    note = blocks.CharBlock(required=False, max_length=280)

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Add the product as the page has read it, or none where there is no page around."""
        context = super().get_context(value, parent_context=parent_context)
        context.setdefault("offer", None)
        return context

    class Meta:
        icon = "tag"
        label = "All-in price"
        template = "content/blocks/price.html"


class SafetyBlock(blocks.StructBlock):
    """What can go wrong, and when to call for help. Shown as plainly as the rest."""

    heading = blocks.CharBlock(max_length=90, default="What can go wrong")
    text = blocks.RichTextBlock(features=PLAIN)
    urgent = blocks.ListBlock(
        blocks.CharBlock(max_length=160), required=False, default=[], label="Call 911 if you have"
    )
    label_link = blocks.URLBlock(required=False, label="Address of the full label, at DailyMed or the FDA")

    class Meta:
        icon = "warning"
        label = "Safety"
        template = "content/blocks/safety.html"


class SourcesBlock(blocks.StructBlock):
    """Where the page's claims come from."""

    heading = blocks.CharBlock(max_length=90, default="Sources")
    sources = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=240)),
                ("address", blocks.URLBlock(required=False, help_text="doi.org, pubmed or fda.gov")),
            ]
        ),
        min_num=1,
    )

    class Meta:
        icon = "doc-full"
        template = "content/blocks/sources.html"


class ProgrammeBlock(blocks.StreamBlock):
    """The body of a programme's page."""

    text = blocks.RichTextBlock(features=RICH, template="content/blocks/text.html")
    fits = FitsBlock()
    steps = StepsBlock()
    price = PriceBlock()
    safety = SafetyBlock()
    evidence = EvidenceBlock()
    faq = FaqBlock()
    sources = SourcesBlock()
    split = SplitBlock()
    quote = QuoteBlock()

    class Meta:
        block_counts = {
            "fits": {"min_num": 1, "max_num": 1},
            "price": {"min_num": 1, "max_num": 1},
            "safety": {"min_num": 1, "max_num": 1},
        }
