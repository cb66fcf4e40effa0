"""A double of one's own: a real process, a clock to move, and a webhook endpoint that listens."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx

from integrations.stripe import webhook
from integrations.stripe.webhook import Nudge

SECRET = "whsec_of_the_shop"
TITLE = "Corner & Co"
SHOP, DESK = "sk_test_shop", "sk_test_desk"
CARD = {"number": "4242 4242 4242 4242", "expiry": "12 / 34", "cvc": "123"}
PATIENCE = 20.0
BUSY = 90.0
"""Seconds that a start may take on a machine with much else to do."""


def card(number: str) -> dict[str, str]:
    return {**CARD, "number": number}


@dataclass
class Inbox:
    """What a merchant's webhook was sent. `answers` are given first, and then 202 for ever."""

    url: str = ""
    deliveries: list[Nudge] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def types(self) -> list[str]:
        return [nudge.type for nudge in self.deliveries]

    def wait(self, count: int, seconds: float = PATIENCE) -> list[str]:
        until = time.monotonic() + seconds
        while len(self.deliveries) < count and time.monotonic() < until:
            time.sleep(0.02)
        return self.types()


@contextmanager
def listening() -> Iterator[Inbox]:
    inbox = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            inbox.deliveries.append(webhook.verify(body, self.headers["Stripe-Signature"], SECRET))
            self.send_response(inbox.answers.pop(0) if inbox.answers else 202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    inbox.url = f"http://127.0.0.1:{server.server_port}/webhooks/stripe"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield inbox
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Double:
    """A running double and its levers."""

    base: str
    folder: Path
    inbox: Inbox
    http: httpx.Client
    process: "subprocess.Popen[bytes]"
    environment: Mapping[str, str]
    keys: ClassVar[dict[str, str]] = {"shop": SHOP, "desk": DESK}

    def reset(self) -> None:
        self.http.post("/_double/reset").raise_for_status()
        (self.folder / "clock").write_text("0")
        self.inbox.answers.clear()
        self.inbox.deliveries.clear()

    def advance(self, seconds: float) -> None:
        ahead = float((self.folder / "clock").read_text())
        moved = self.folder / "clock.new"
        moved.write_text(str(ahead + seconds))
        moved.replace(self.folder / "clock")

    def strike(self, **fault: object) -> None:
        self.http.post("/_double/faults", json=fault).raise_for_status()

    def webhooks(self, **behaviour: object) -> None:
        self.http.post("/_double/webhooks", json=behaviour).raise_for_status()

    def ledger(self, account: str = "shop") -> dict[str, Any]:
        book: dict[str, Any] = self.http.get("/_double/ledger", params={"account": account}).json()[0]
        return book

    def requests(self, path: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.http.get("/_double/requests", params={"path": path}).json()
        return found

    def pay(self, url: str | None, form: Mapping[str, str] = CARD) -> httpx.Response:
        assert url is not None
        return self.http.post(url, data=dict(form))

    def restart(self) -> None:
        stop(self.process)
        self.process = launch(self.environment, self.base)


@contextmanager
def running(folder: Path) -> Iterator[Double]:
    with listening() as inbox, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{probe.getsockname()[1]}"
        probe.close()
        (folder / "clock").write_text("0")
        shop = {
            "name": "shop",
            "key": SHOP,
            "webhook_url": inbox.url,
            "webhook_secret": SECRET,
            "title": TITLE,
        }
        environment = {
            **os.environ,
            "STRIPE_ACCOUNTS": json.dumps([shop, {"name": "desk", "key": DESK}]),
            "CLOCK_FILE": str(folder / "clock"),
            "DOUBLE_STATE_FILE": str(folder / "books.sqlite"),
        }
        process = launch(environment, base)
        with httpx.Client(base_url=base, timeout=PATIENCE) as http:
            double = Double(base, folder, inbox, http, process, environment)
            try:
                yield double
            finally:
                stop(double.process)


def launch(environment: Mapping[str, str], base: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--log-level", "warning"]
    port = base.rsplit(":", 1)[1]
    target = "integrations.stripe.double.main:app"
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", port, target], env=environment, start_new_session=True
    )
    until = time.monotonic() + BUSY
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(f"{base}/readyz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return process
    stop(process)
    raise AssertionError("The double did not start.")


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
