"""The operator's proof: an untouched record is whole, and an altered entry is named."""

import json
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from clinic.anchor import Anchor
from clinic.cli import main
from clinic.executor import run
from clinic.sealer import Sealer
from shared_lib import audit
from shared_lib.clock import real_now
from shared_lib.identity import Actor
from tests.clinic.sealing import turn_until_anchored
from tests.harness.server import Server
from tests.harness.urls import Pair


@pytest.fixture
def sealed(fresh_pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """Both databases with three sealed entries each, and the environment that the command reads."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "seal.pem").write_bytes(private)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "public.pem").write_bytes(public)
    monkeypatch.setenv("SEALER_SHOP_URL", fresh_pair.shop["sealer"])
    monkeypatch.setenv("SEALER_RX_URL", fresh_pair.rx["sealer"])
    monkeypatch.setenv("SEAL_KEY_FILE", str(tmp_path / "seal.pem"))
    monkeypatch.setenv("ANCHOR_DIR", str(tmp_path))
    for chain, urls, writer in (("shop", fresh_pair.shop, "storefront"), ("rx", fresh_pair.rx, "portal")):
        with psycopg.connect(urls[writer], autocommit=True) as connection:
            for number in range(3):
                subject, at = f"review:{number}", real_now()
                said = audit.entry(actor=Actor.system("test"), action="review.read", subject=subject, at=at)
                run(connection, audit.append(said))
        with psycopg.connect(urls["sealer"], autocommit=True) as connection:
            turn_until_anchored(Sealer(key, Anchor(tmp_path, chain)), connection, entries=3)
    return fresh_pair


@pytest.mark.usefixtures("sealed")
def test_an_untouched_record_is_whole() -> None:
    told = CliRunner().invoke(main, ["audit", "verify"])

    assert (told.exit_code, told.output) == (0, "shop: whole\nrx: whole\n")


def test_an_entry_altered_behind_the_applications_back_is_named(server: Server, sealed: Pair) -> None:
    with psycopg.connect(sealed.rx["administrator"]) as administrator:
        administrator.execute(f"SET ROLE {server.prefix}audit_owner".encode())
        administrator.execute("ALTER TABLE audit.event DISABLE TRIGGER USER")
        changed = administrator.execute(
            "UPDATE audit.event SET payload = payload || 'x' WHERE subject = 'review:1' RETURNING id"
        ).fetchone()

    told = CliRunner().invoke(main, ["audit", "verify"])

    assert changed
    assert told.exit_code == 1
    assert f"entry {changed[0]}: altered" in told.output


@pytest.mark.usefixtures("sealed")
def test_an_export_is_checked_with_the_public_key_and_the_anchor_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CliRunner().invoke(main, ["audit", "export", str(tmp_path / "out")]).exit_code == 0
    for name in ("SEALER_SHOP_URL", "SEALER_RX_URL", "SEAL_KEY_FILE", "ANCHOR_DIR"):
        monkeypatch.delenv(name)
    exported = tmp_path / "out" / "rx.jsonl"
    by = ["--key", str(tmp_path / "public.pem"), "--anchor", str(tmp_path / "out" / "rx.anchor")]

    whole = CliRunner().invoke(main, ["audit", "verify", "--export", str(exported), *by])
    kept = [
        line for line in exported.read_text().splitlines() if json.loads(line).get("subject") != "review:2"
    ]
    exported.write_text("\n".join(kept) + "\n")
    cut = CliRunner().invoke(main, ["audit", "verify", "--export", str(exported), *by])

    assert (whole.exit_code, cut.exit_code) == (0, 1)
