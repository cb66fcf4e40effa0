"""The operator's command; every verb loads only what it needs."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from clinic.unable import Unable

P = ParamSpec("P")


def says_why(verb: Callable[P, None]) -> Callable[P, None]:
    """Turn a refusal into a sentence and the exit status 1."""

    @wraps(verb)
    def said(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            verb(*args, **kwargs)
        except Unable as refusal:
            raise click.ClickException(str(refusal)) from None

    return said


@click.group()
def main() -> None:
    """Run a Countersign clinic: provision, start, watch, verify."""


@main.command()
@says_why
def up() -> None:
    """Start everything and wait until it is ready."""
    from clinic import home, status
    from clinic.up import up as bring_up

    status.print_addresses(bring_up(home.find()))


@main.command()
@says_why
def down() -> None:
    """Stop everything, within ten seconds."""
    from clinic import home
    from clinic.down import down as bring_down

    bring_down(home.find())


@main.command()
@says_why
def status() -> None:
    """Say what runs; the exit status is 1 when something does not."""
    from clinic import home
    from clinic import status as standing

    sys.exit(standing.show(home.find()))


@main.command()
@says_why
def clean() -> None:
    """Stop everything and remove all its state."""
    from clinic import home
    from clinic.down import clean as remove

    remove(home.find())


@main.command()
@click.argument("name")
@says_why
def run(name: str) -> None:
    """Become one process, told only what it may know."""
    from clinic import home
    from clinic.process import start

    start.become(home.find(), name)


@main.command()
@says_why
def provision() -> None:
    """Make databases, owners, logins and grants with DATABASE_URL."""
    from clinic import home, provisioning

    provisioning.provision(home.find(), os.environ)


@main.command()
@says_why
def migrate() -> None:
    """Run every tree of migrations with the migrator's addresses."""
    from clinic import home, provisioning

    provisioning.migrate(home.find(), os.environ)


@main.command()
@click.argument("application", type=click.Choice(["shop", "rx"]))
@says_why
def relay(application: str) -> None:
    """Ring the broker for what waits in an outbox."""
    from clinic import relay as relays
    from shared_lib.telemetry import start

    start.web(f"relay-{application}")
    relays.run(application, os.environ)


@main.command()
@says_why
def scheduler() -> None:
    """Move timers that are due into the outboxes."""
    from clinic import scheduler as schedulers
    from shared_lib.telemetry import start

    start.web("scheduler")
    schedulers.run(os.environ)


@main.command()
@says_why
def sealer() -> None:
    """Seal both audit records and anchor the seals."""
    from clinic import sealer as sealers
    from shared_lib.telemetry import start

    start.web("sealer")
    sealers.run(os.environ)


@main.group()
def audit() -> None:
    """Export the audit records, or prove that nothing in them was altered."""


@audit.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@says_why
def audit_export(folder: Path) -> None:
    """Write both records to FOLDER, each with its anchor: shop.jsonl, rx.jsonl, shop.anchor, rx.anchor."""
    from clinic import audit_file, home
    from clinic.sealer import CHAINS

    told = audit_file.settings(home.find(), os.environ)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for chain in CHAINS:
        print(f"{folder / chain}.anchor: {audit_file.copy_anchor(told, chain, folder)} heads")
        print(f"{folder / chain}.jsonl: {audit_file.write(told, chain, folder / f'{chain}.jsonl')} lines")


@audit.command("verify")
@click.option(
    "--export", "exported", type=click.Path(path_type=Path, exists=True), help="An export to check."
)
@click.option("--key", type=click.Path(path_type=Path, exists=True), help="The public key (PEM).")
@click.option("--anchor", type=click.Path(path_type=Path, exists=True), help="The anchor's file.")
@says_why
def audit_verify(exported: Path | None, key: Path | None, anchor: Path | None) -> None:
    """Check both records here, or an export by a key and an anchor; the status is 1 if anything is wrong."""
    from clinic import audit_file, home
    from clinic.sealer import CHAINS

    if exported and key and anchor:
        with exported.open() as record:
            found = {exported.name: audit_file.verify_lines(record, audit_file.public_key(key), anchor)}
    elif exported or key or anchor:
        raise Unable("--export, --key and --anchor belong together.")
    else:
        told = audit_file.settings(home.find(), os.environ)
        found = {chain: audit_file.verify(told, chain) for chain in CHAINS}
    for name, findings in found.items():
        print(f"{name}: {'whole' if not findings else f'{len(findings)} wrong'}")
        for finding in findings:
            print(f"  {finding}")
    sys.exit(any(found.values()))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("step", default="show")
@says_why
def clock(step: str) -> None:
    """Show the domain clock, or move it forward: +8d, +3h."""
    from clinic import domain_clock, home

    here = home.find()
    now = domain_clock.show(here) if step == "show" else domain_clock.move(here, domain_clock.parse(step))
    print(now.isoformat(timespec="seconds"))


@main.command()
@click.option("--once", is_flag=True, help="End with the story's status instead of staying up.")
@says_why
def demo(once: bool) -> None:
    """Start everything, load the demo clinic, and play the story."""
    from clinic import demo as demonstration
    from clinic import home

    sys.exit(demonstration.play(home.find(), once=once))


@main.command()
@says_why
def bench() -> None:
    """Measure the clinic as production runs it; BENCH, SCALE and QUICK say what and how long."""
    from clinic import home
    from clinic.bench import course

    course.main(home.find())
