"""What runs, and where."""

from clinic import told
from clinic.home import Home
from clinic.process import record
from clinic.told import PAGES, Told


def print_addresses(known: Told) -> None:
    """Print where a person or a program gets in."""
    for name in PAGES:
        print(f"  {name:<13}{known.address(name)}")


def print_logins(known: Told) -> None:
    """Print the demo people's logins, as they are needed to sign in."""
    for role, person in known.people.items():
        print(f"  {role:<13}{person['email']}  password {person['password']}  TOTP {person['totp_secret']}")


def show(home: Home) -> int:
    """Print the state of every process; return 0 when all that were started run, else 1."""
    known, running = told.read(home), record.running(home)
    print_addresses(known)
    for name in known.processes or running:
        pid = running.get(name)
        print(f"  {name:<13}{f'runs ({pid})' if pid else 'does not run'}")
    return 0 if running and set(known.processes) <= set(running) else 1
