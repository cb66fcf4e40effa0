"""`python -m rx_portal.demo`: load the demo clinic into the portal; a second time changes nothing."""

import asyncio

import rx_portal.app.slices  # noqa: F401 - makes every table known
from rx_portal.formulary import demo as formulary
from rx_portal.identity import demo as identity
from rx_portal.intake import demo as intake
from rx_portal.kit import clock, vault
from rx_portal.kit import settings as settings_module
from rx_portal.kit.db import engine_for, sessions_for
from rx_portal.kit.settings import Profile
from rx_portal.risk import demo as risk
from rx_portal.visit import demo as visit


async def load() -> None:
    """Load what each slice has to show, in the order of the journey."""
    settings = settings_module.load()
    if settings.profile is not Profile.LOCAL:
        raise SystemExit("The demo clinic is for the local profile only.")
    vault.unlock(settings.vault_key)
    engine = engine_for(settings.database_url)
    sessions, now = sessions_for(engine), clock.now(settings)
    await identity.load(sessions, now, issuer=settings.staff.issuer)
    for part in (formulary, intake, risk, visit):
        await part.load(sessions, now)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(load())
