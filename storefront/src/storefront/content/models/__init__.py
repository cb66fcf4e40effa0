"""Pages, product stories, and what surrounds every page."""

from storefront.content.models.frame import Campaign, Frame
from storefront.content.models.pages import (
    ArticleIndexPage,
    ArticlePage,
    FaqPage,
    HomePage,
    LandingPage,
    LegalPage,
)
from storefront.content.models.programme import ProgrammeIndexPage, ProgrammePage
from storefront.content.models.story import ProductStory

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "Campaign",
    "FaqPage",
    "Frame",
    "HomePage",
    "LandingPage",
    "LegalPage",
    "ProductStory",
    "ProgrammeIndexPage",
    "ProgrammePage",
]
