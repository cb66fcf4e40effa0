"""One embedded Valkey: on loopback, by password, appending what it is told, evicting nothing."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from clinic.embedded.account import give
from clinic.embedded.place import Place

SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir "{directory}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
daemonize no
"""


@dataclass(frozen=True)
class Store:
    """The data directory of one Valkey, and how to start it."""

    place: Place

    @property
    def data(self) -> Path:
        """Return the directory that holds the append-only file."""
        return self.place.root / "valkey"

    def command(self, port: int, password: str) -> list[str]:
        """Write the configuration and return the program that serves it; the password is in the file only."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        conf = self.data / "valkey.conf"
        conf.touch(0o600)
        conf.write_text(SETTINGS.format(port=port, password=password, directory=self.data))
        give(self.data, self.place.account)
        return [str(self.place.binaries.valkey), str(conf)]


def url(port: int, password: str, number: int = 0) -> str:
    """Return the address of one numbered database of the embedded Valkey."""
    return f"redis://:{quote(password, safe='')}@127.0.0.1:{port}/{number}"
