"""The key ring: what a former key signed still verifies, and nothing new is signed with it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from rx_portal.prescription.errors import BadSignature
from rx_portal.prescription.signature import signer_at, signer_of

DATA = b"take one capsule by mouth once a day"


def keep(path: Path, key: Ed25519PrivateKey) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def retire(path: Path, key: Ed25519PrivateKey, *, public: bool = True) -> None:
    folder = path.with_name(path.name + ".retired")
    folder.mkdir(exist_ok=True)
    if public:
        pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (folder / "one.pem").write_bytes(pem)
    else:
        keep(folder / "two.pem", key)


class TestRotation:
    @pytest.mark.parametrize("public", [True, False])
    def test_what_a_former_key_signed_verifies_and_the_new_key_signs(
        self, tmp_path: Path, *, public: bool
    ) -> None:
        old, new = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
        before = signer_of(old)
        signature = before.sign(DATA)
        path = keep(tmp_path / "signing.pem", new)
        retire(path, old, public=public)

        now = signer_at(path)

        now.verify(DATA, signature=signature, kid=before.kid)
        now.verify(DATA, signature=now.sign(DATA), kid=now.kid)
        assert now.kid != before.kid
        with pytest.raises(BadSignature):
            now.verify(DATA, signature=now.sign(DATA), kid=before.kid)
        with pytest.raises(BadSignature):
            now.verify(DATA + b"!", signature=signature, kid=before.kid)

    def test_a_key_that_is_not_on_the_ring_verifies_nothing(self, tmp_path: Path) -> None:
        stranger = signer_of(Ed25519PrivateKey.generate())
        now = signer_at(keep(tmp_path / "signing.pem", Ed25519PrivateKey.generate()))

        with pytest.raises(BadSignature):
            now.verify(DATA, signature=stranger.sign(DATA), kid=stranger.kid)

    def test_a_file_that_is_no_key_stops_the_start(self, tmp_path: Path) -> None:
        path = keep(tmp_path / "signing.pem", Ed25519PrivateKey.generate())
        folder = path.with_name(path.name + ".retired")
        folder.mkdir()
        (folder / "note.pem").write_text("remember to rotate")

        with pytest.raises(ValueError, match=r"PEM|key"):
            signer_at(path)
