"""Builds the outside parties from the settings; the only place that knows which implementation is used."""

from sqlalchemy.ext.asyncio import AsyncEngine

from integrations.notify.client import HttpNotifier
from integrations.pharmacy.client import HttpPharmacy
from integrations.stripe.client import Account, AsyncStripeProcessor
from integrations.video.client import HttpVideoRooms
from rx_portal.kit.ports import Ports, Shop
from rx_portal.kit.settings import Settings


def ports_for(settings: Settings, shop_engine: AsyncEngine) -> Ports:
    """Return the ports that these settings ask for."""
    return Ports(
        shop=Shop(shop_engine),
        processor=AsyncStripeProcessor(Account(settings.stripe_secret_key, settings.stripe_api_base)),
        pharmacy=HttpPharmacy(settings.pharmacy_url, settings.pharmacy_key),
        notify=HttpNotifier(settings.notify_url),
        video=HttpVideoRooms(settings.video_url),
    )
