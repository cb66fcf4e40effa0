"""Where editors find product stories and campaign banners."""

from typing import Any

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from storefront.content.chooser import ProductChooserViewSet, products
from storefront.content.models import Campaign, ProductStory


class StoryViewSet(SnippetViewSet):
    """Product stories, with preview and drafts."""

    model = ProductStory
    icon = "doc-full"
    menu_label = "Product stories"
    list_display: Any = ["product", "language", "live"]
    list_filter: Any = ["language", "live"]
    ordering: Any = ["product__position"]


class CampaignViewSet(SnippetViewSet):
    """Campaign banners."""

    model = Campaign
    icon = "info-circle"
    menu_label = "Campaign banners"
    list_display: Any = ["text", "audience", "starts_at", "ends_at"]
    list_filter: Any = ["audience"]
    ordering: Any = ["-starts_at"]


class MarketingViewSetGroup(SnippetViewSetGroup):
    """What editors write besides pages."""

    menu_label = "Marketing"
    menu_icon = "pick"
    menu_order = 200
    items = (StoryViewSet, CampaignViewSet)


register_snippet(MarketingViewSetGroup)


@hooks.register("register_admin_viewset")
def product_chooser() -> ProductChooserViewSet:
    """Let editors find products by name."""
    return products
