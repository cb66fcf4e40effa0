"""The programs of production, read from the images and the compose file: nothing else is measured."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from clinic.unable import Unable

IMAGES = {"storefront": "storefront", "portal": "rx-portal"}
SERVICES = ("worker-shop", "worker-rx", "relay-shop", "relay-rx", "scheduler", "sealer")
_CMD = re.compile(r"^CMD (\[.*\])$", re.MULTILINE)
RAW = {"raw-django": ("storefront", "raw_django:application"), "raw-litestar": ("portal", "raw_litestar:app")}
"""The raw pages, each served as the application of its framework is."""


def programs(root: Path) -> Mapping[str, Sequence[str]]:
    """Return the command of each process; `{port}` stands for its port.

    :raises Unable: a file of production does not say what is run.
    """
    web = {name: _of_image(root, image) for name, image in IMAGES.items()}
    raw = {name: (*web[like][:-1], target) for name, (like, target) in RAW.items()}
    return {**web, **raw, **{name: _of_service(root, name) for name in SERVICES}}


def _of_image(root: Path, image: str) -> Sequence[str]:
    found = _CMD.search((root / f"deploy/images/{image}.Dockerfile").read_text())
    if found is None:
        raise Unable(f"The image {image} names no CMD.")
    command: list[str] = json.loads(found[1])
    for name, value in (("--host", "127.0.0.1"), ("--port", "{port}")):
        command[command.index(name) + 1] = value
    return _here(command)


def _of_service(root: Path, service: str) -> Sequence[str]:
    compose = (root / "docker-compose.yml").read_text()
    found = re.search(rf"^  {service}:\n(?:    .*\n)*?    command: \[(.*)\]$", compose, re.MULTILINE)
    if found is None:
        raise Unable(f"docker-compose.yml names no command for {service}.")
    command = [part.strip().strip('"') for part in found[1].split(",")]
    return _here(command if command[0] == "dramatiq" else ["clinic", *command])


def _here(command: Sequence[str]) -> Sequence[str]:
    return (sys.executable, "-m", *command)
