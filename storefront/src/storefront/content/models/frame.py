"""What surrounds every page: header, footer, campaign banners."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from storefront.content.blocks import LinkBlock
from storefront.content.models.served import WHOSE_TIME
from storefront.content.structs import ColumnBlock, MenuBlock


@register_setting(icon="list-ul")
class Frame(BaseGenericSetting):
    """The header and the footer of every page."""

    menu = StreamField(
        [("link", MenuBlock())],
        max_num=8,
        blank=True,
        help_text="The header. Six entries fit on a laptop. Empty: the shelves of the shop.",
    )
    columns = StreamField([("column", ColumnBlock())], max_num=4, blank=True, help_text="The footer")
    legal = models.TextField(blank=True, help_text="The last lines of the footer, one a line")
    legal_es = models.TextField("legal, in Spanish", blank=True, help_text="The same lines in Spanish")

    panels: ClassVar[Sequence[Any]] = [
        FieldPanel("menu"),
        FieldPanel("columns"),
        MultiFieldPanel([FieldPanel("legal"), FieldPanel("legal_es")], heading="Last lines"),
    ]

    class Meta:
        verbose_name = "header and footer"


class Audience(models.TextChoices):
    """On which pages a banner stands; kept as a whole, so that editors choose and do not type."""

    EVERYWHERE = "everywhere", "Every page of the shop"
    HOME = "home", "The home page"
    SHELVES = "shelves", "Shelves, products and the basket"
    CARE = "care", "Prescription care: its shelf and its programme pages"
    JOURNAL = "journal", "The journal"


class Campaign(models.Model):
    """A line above every page, for as long as it is true."""

    text = models.CharField(max_length=140, help_text="One line. Say what it is, and until when.")
    text_es = models.CharField(
        "text, in Spanish", max_length=140, blank=True, help_text="Empty: Spanish pages do not show it"
    )
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.EVERYWHERE)
    link = StreamField([("link", LinkBlock())], max_num=1, blank=True)
    starts_at = models.DateTimeField(default=timezone.now, help_text="Where several run, the latest is shown")
    ends_at = models.DateTimeField(null=True, blank=True, help_text="Empty: until somebody ends it")
    is_urgent = models.BooleanField(default=False, help_text="Amber, for what needs attention")

    panels: ClassVar[Sequence[Any]] = [
        MultiFieldPanel(
            [FieldPanel("text"), FieldPanel("text_es"), FieldPanel("link")], heading="What it says"
        ),
        MultiFieldPanel(
            [
                HelpPanel(content=WHOSE_TIME),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("audience"),
            ],
            heading="When and where",
        ),
        FieldPanel("is_urgent"),
    ]

    class Meta:
        verbose_name = "campaign banner"

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse a banner that would end before it begins."""
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "It has to end after it starts."})
