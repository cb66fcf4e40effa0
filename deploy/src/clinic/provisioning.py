"""`clinic provision` and `clinic migrate`: once on a server, by an administrator; then with each release."""

from collections.abc import Mapping

from clinic import drawn, told
from clinic import migrate as trees
from clinic.home import Home
from clinic.provision import service
from clinic.unable import Unable


def provision(home: Home, environ: Mapping[str, str]) -> None:
    """Make the plan true on the server of DATABASE_URL, and print each login's address."""
    administrator = environ.get("DATABASE_URL") or told.read(home).administrator
    secrets, prefix = drawn.keep(home), environ.get("CLINIC_DB_PREFIX", "")
    service.provision(administrator, secrets.logins, prefix)
    for name, url in told.logins(administrator, secrets, prefix).items():
        print(f"{name}={url}")


def migrate(home: Home, environ: Mapping[str, str]) -> None:
    """Run every tree with the migrator's addresses of the environment, or of the clinic that runs here."""
    given = {name: environ[name] for name in ("SHOP_MIGRATOR_URL", "RX_MIGRATOR_URL") if name in environ}
    if not given and home.clinic.is_file():
        known = told.read(home)
        given = {
            "SHOP_MIGRATOR_URL": known.logins["migrator_shop"],
            "RX_MIGRATOR_URL": known.logins["migrator_rx"],
        }
        given["ROLE_PREFIX"] = known.prefix
    if len(given) < len(("shop", "rx")):
        raise Unable("Set SHOP_MIGRATOR_URL and RX_MIGRATOR_URL.")
    for step in trees.STEPS:
        if step.is_installed():
            trees.run(step, {"ROLE_PREFIX": environ.get("CLINIC_DB_PREFIX", ""), **given})
            print(f"{step.module} {' '.join(step.arguments)}: done")
