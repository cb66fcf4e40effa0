"""Builds the outside parties from the settings; the only place that knows which implementation is used."""

from sqlalchemy.ext.asyncio import AsyncEngine

from integrations.interactions.client import HttpInteractions
from integrations.interactions.port import Interactions
from integrations.notify.client import HttpNotifier
from integrations.pharmacy.client import HttpPharmacy
from integrations.stripe.client import Account, AsyncStripeProcessor
from integrations.video.client import HttpVideoRooms
from rx_portal.kit.ports import Ports, Shop
from rx_portal.kit.settings import Settings
from shared_lib.crash import arm, brittle


def ports_for(settings: Settings, shop_engine: AsyncEngine) -> Ports:
    """Return the ports that these settings ask for."""
    arm(settings.crash_folder)
    account = Account(settings.stripe_secret_key, settings.stripe_api_base)
    return Ports(
        shop=brittle(Shop(shop_engine), "shop"),
        processor=brittle(AsyncStripeProcessor(account), "stripe"),
        pharmacy=brittle(HttpPharmacy(settings.pharmacy_url, settings.pharmacy_key), "pharmacy"),
        notify=brittle(HttpNotifier(settings.notify_url), "notify"),
        video=brittle(HttpVideoRooms(settings.video_url), "video"),
        interactions=_interactions(settings),
    )


def _interactions(settings: Settings) -> Interactions | None:
    if not settings.interactions_url:
        return None
    return HttpInteractions(settings.interactions_url, settings.interactions_key)
