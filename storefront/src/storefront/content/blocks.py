"""The pieces that editors build pages of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from storefront.catalog.cards import list_cards
from storefront.content import choices
from storefront.content.chooser import ProductBlock
from storefront.content.values import LinkValue, PictureValue
from storefront.kit import clock

PLAIN = ["bold", "italic", "link", "ul", "ol"]
RICH = [*PLAIN, "h2", "h3", "superscript", "blockquote"]
ADDRESS = RegexValidator(
    r"^(/|https://|mailto:|tel:|#)", "Begin with / for a page of the shop, or with https://."
)


class LinkBlock(blocks.StructBlock):
    """A link: to a page of the site, or to an address."""

    words = blocks.CharBlock(max_length=60, required=False, help_text="What the link says")
    words_es = blocks.CharBlock(max_length=60, required=False, label="Words in Spanish")
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(required=False, validators=[ADDRESS], help_text="Where there is no page")

    def clean(self, value: Any) -> Any:
        """Refuse words that lead nowhere and an address without words: neither would be shown."""
        link = super().clean(value)
        if link["words"] and not (link["page"] or link["address"]):
            raise wrong("address", "Choose a page above, or write an address: the words lead nowhere yet.")
        if link["address"] and not (link["words"] or link["page"]):
            raise wrong("words", "Say what the link is called.")
        return link

    class Meta:
        icon = "link"
        value_class = LinkValue


def wrong(field: str, words: str) -> blocks.StructBlockValidationError:
    """Return the refusal of one field of a block."""
    return blocks.StructBlockValidationError(block_errors={field: ValidationError(words)})


class PictureBlock(blocks.StructBlock):
    """A picture: uploaded, or drawn by the brand. Words only where it says what the text does not."""

    image = ImageChooserBlock(required=False)
    scene = blocks.ChoiceBlock(choices=choices.scenes, required=False)
    product = ProductBlock(required=False, help_text="Its drawn picture")
    alt = blocks.CharBlock(required=False, max_length=160, label="In words, for those who cannot see it")

    class Meta:
        icon = "image"
        value_class = PictureValue
        template = "content/blocks/picture.html"


class HeroBlock(blocks.StructBlock):
    """The top of a page: one promise, one picture, one or two ways on."""

    eyebrow = blocks.CharBlock(required=False, max_length=60)
    heading = blocks.CharBlock(max_length=90)
    text = blocks.TextBlock(required=False, max_length=280)
    links = blocks.ListBlock(LinkBlock(), max_num=2)
    picture = PictureBlock()

    class Meta:
        icon = "title"
        template = "content/blocks/hero.html"


class SplitBlock(blocks.StructBlock):
    """A picture beside a text."""

    heading = blocks.CharBlock(max_length=90)
    text = blocks.RichTextBlock(features=PLAIN)
    link = LinkBlock(required=False)
    picture = PictureBlock()
    picture_first = blocks.BooleanBlock(required=False)

    class Meta:
        icon = "image"
        label = "Picture and text"
        template = "content/blocks/split.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    words = blocks.TextBlock(max_length=320)
    who = blocks.CharBlock(required=False, max_length=120)

    class Meta:
        icon = "openquote"
        template = "content/blocks/quote.html"


class FactsBlock(blocks.StructBlock):
    """A row of figures that can be checked."""

    heading = blocks.CharBlock(required=False, max_length=90)
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [("figure", blocks.CharBlock(max_length=24)), ("words", blocks.CharBlock(max_length=160))]
        ),
        min_num=2,
        max_num=4,
    )

    class Meta:
        icon = "order"
        template = "content/blocks/facts.html"


class FaqBlock(blocks.StructBlock):
    """Questions that unfold."""

    heading = blocks.CharBlock(required=False, max_length=90)
    questions = blocks.ListBlock(
        blocks.StructBlock(
            [("question", blocks.CharBlock(max_length=140)), ("answer", blocks.RichTextBlock(features=PLAIN))]
        )
    )

    class Meta:
        icon = "help"
        label = "Questions"
        template = "content/blocks/faq.html"


class ShelfBlock(blocks.StructBlock):
    """Products: chosen ones in their order, or a whole shelf; prices and stock come from the catalogue."""

    heading = blocks.CharBlock(max_length=90)
    text = blocks.CharBlock(required=False, max_length=200)
    products = blocks.ListBlock(
        ProductBlock(),
        required=False,
        max_num=12,
        help_text="In this order. Prices and stock come from the catalogue.",
    )
    category = blocks.ChoiceBlock(
        choices=choices.categories, required=False, help_text="Or a whole shelf, if no product is chosen"
    )
    link = LinkBlock(required=False)

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Add the cards as they stand now."""
        context = super().get_context(value, parent_context=parent_context)
        slugs = [slug for slug in value["products"] if slug]
        context["cards"] = list_cards(
            locale=choices.locale(),
            now=clock.now(),
            slugs=slugs or None,
            category=value["category"] or None,
            limit=12 if slugs else 4,
        )
        return context

    class Meta:
        icon = "list-ul"
        label = "Product shelf"
        template = "content/blocks/shelf.html"


class CallBlock(blocks.StructBlock):
    """A call to do one thing."""

    heading = blocks.CharBlock(max_length=90)
    text = blocks.CharBlock(required=False, max_length=240)
    link = LinkBlock()

    class Meta:
        icon = "arrow-right-full"
        label = "Call to action"
        template = "content/blocks/call.html"


class EvidenceBlock(blocks.StructBlock):
    """What is inside, how much of it, and what is known; every line says how sure that is."""

    heading = blocks.CharBlock(max_length=90, default="What is inside, and what is known")
    lines = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(max_length=80)),
                ("amount", blocks.CharBlock(max_length=60, required=False)),
                ("known", blocks.CharBlock(max_length=280)),
                ("strength", blocks.ChoiceBlock(choices=choices.STRENGTHS)),
            ]
        )
    )
    note = blocks.CharBlock(required=False, max_length=280)

    class Meta:
        icon = "table"
        label = "Ingredients and evidence"
        template = "content/blocks/evidence.html"


class StepsBlock(blocks.StructBlock):
    """What happens, in order."""

    heading = blocks.CharBlock(required=False, max_length=90)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [("title", blocks.CharBlock(max_length=80)), ("text", blocks.TextBlock(max_length=240))]
        ),
        min_num=2,
        max_num=6,
    )

    class Meta:
        icon = "list-ol"
        template = "content/blocks/steps.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    hero = HeroBlock()
    text = blocks.RichTextBlock(features=RICH, template="content/blocks/text.html")
    split = SplitBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    faq = FaqBlock()
    shelf = ShelfBlock()
    call = CallBlock()
    evidence = EvidenceBlock()
    steps = StepsBlock()


class StoryBlock(blocks.StreamBlock):
    """The body of a product's story, below its picture and price."""

    text = blocks.RichTextBlock(features=RICH, template="content/blocks/text.html")
    split = SplitBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    faq = FaqBlock()
    evidence = EvidenceBlock()
    steps = StepsBlock()
