"""`python -m rx_portal.migrate`: bring the schema `rx` up to date, as `migrator` acting as its owner."""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config


def config() -> Config:
    """Return Alembic's configuration: this package's one tree of versions."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return made


def main() -> None:
    """Upgrade to the newest version."""
    if not os.environ.get("RX_MIGRATOR_URL"):
        raise SystemExit("Set RX_MIGRATOR_URL: the address of the database `rx` for the login migrator.")
    command.upgrade(config(), "head")


if __name__ == "__main__":
    main()
