"""A local clinic is told where its crash points are; a production one never looks, whatever it is told."""

from collections.abc import Mapping

import pytest

from clinic import drawn, environment
from clinic.home import Home
from clinic.plan import plan
from rx_portal.app.ports import ports_for
from rx_portal.kit import settings
from rx_portal.kit.db import engine_for
from shared_lib import crash
from storefront.environment import read


@pytest.fixture
def told(home: Home, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Mapping[str, str]]:
    """What a clinic's applications are told, on servers that are somebody else's."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://administrator@db.example/postgres")
    monkeypatch.setenv("REDIS_URL", "redis://db.example/0")
    secrets = drawn.keep(home)
    environment.write(home, plan(home, secrets), secrets)
    return {group: environment.read(home, group) for group in ("storefront", "portal")}


PRODUCTION = {"COUNTERSIGN_PROFILE": "production"}


def test_a_local_clinic_watches_its_own_folders(home: Home, told: Mapping[str, Mapping[str, str]]) -> None:
    assert settings.load(told["portal"]).crash_folder == home.run / "crash" / "rx"
    assert read(told["storefront"]).crash_folder == home.run / "crash" / "shop"


def test_production_has_none_whatever_the_environment_says(told: Mapping[str, Mapping[str, str]]) -> None:
    assert all("CRASH_FOLDER" in each for each in told.values())

    assert settings.load({**told["portal"], **PRODUCTION}).crash_folder is None
    assert read({**told["storefront"], **PRODUCTION}).crash_folder is None


def test_the_ports_of_production_are_not_even_wrapped(told: Mapping[str, Mapping[str, str]]) -> None:
    engine = engine_for("postgresql://nobody@db.example/shop")
    made = ports_for(settings.load({**told["portal"], **PRODUCTION}), engine)

    kept = [made.shop, made.processor, made.pharmacy, made.notify, made.video]
    assert not [one for one in kept if isinstance(one, crash._Brittle)]
