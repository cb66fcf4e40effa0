"""`python -m storefront <command>`: Django's commands, and the shop's own (`demo`)."""

import os
import sys

OWNER_COMMANDS = {"migrate"}
OFFLINE_COMMANDS = {"makemigrations", "makemessages", "compilemessages", "collectstatic"}


def settings_for(command: str) -> str:
    """Return the settings under which a command runs: only migrations act as the owner of the tables."""
    if command in OWNER_COMMANDS:
        return "storefront.settings_migrate"
    if command in OFFLINE_COMMANDS:
        return "storefront.settings_typing"
    return "storefront.settings"


def main(arguments: list[str]) -> None:
    """Run one command."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_for(arguments[1] if len(arguments) > 1 else ""))
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
