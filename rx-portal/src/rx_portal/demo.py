"""`python -m rx_portal.demo`: load the demo clinic into the portal; a second time changes nothing."""

import asyncio

from rx_portal.app.slices import load_demos, load_models
from rx_portal.identity import demo as identity_demo
from rx_portal.kit import clock, vault
from rx_portal.kit import settings as settings_module
from rx_portal.kit.db import engine_for, sessions_for
from rx_portal.kit.settings import Profile


async def load() -> None:
    """Load what each slice has to show, in the order of the journey."""
    settings = settings_module.load()
    if settings.profile is not Profile.LOCAL:
        raise SystemExit("The demo clinic is for the local profile only.")
    load_models()
    vault.unlock(settings.vault_key)
    engine = engine_for(settings.database_url)
    sessions, now = sessions_for(engine), clock.now(settings)
    await identity_demo.load(sessions, now, issuer=settings.staff.issuer)
    for demo in load_demos():
        await demo(sessions, now)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(load())
