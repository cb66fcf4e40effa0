"""An authenticator app: the six digits of a secret at a moment (RFC 6238), each given out once."""

import base64
import hmac
import struct
import time
from collections.abc import Sequence

STEP = 30
DIGITS = 6


def code_at(secret: str, step: int) -> str:
    """Return the code of a base32 secret in the given step of thirty seconds since 1970."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


class Authenticator:
    """One secret in the app. A code serves once, so the app waits for the next one where it must."""

    def __init__(self, secret: str, drift: int = 0) -> None:
        self._secret = secret
        self._drift = drift
        self._last = 0

    def code(self) -> str:
        """Return a code not given out before; the server takes one that is `drift` steps early or late."""
        while not (steps := self._open()):
            time.sleep(0.2)
        self._last = steps[0]
        return code_at(self._secret, self._last)

    @property
    def has_code(self) -> bool:
        """Return whether there is a code that was not given out, without waiting."""
        return bool(self._open())

    def wait_for_the_next(self) -> None:
        """Let the present code pass: somebody has used it already."""
        self._last = max(self._last, int(time.time()) // STEP + self._drift)

    def _open(self) -> Sequence[int]:
        now = int(time.time()) // STEP
        return [step for step in range(now - self._drift, now + self._drift + 1) if step > self._last]
