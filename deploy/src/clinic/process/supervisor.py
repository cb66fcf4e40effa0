"""supervisord: its configuration, and how it is asked to start what; spoken to on loopback, by password."""

import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any, cast
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import Faults

from clinic import secret
from clinic.home import Home
from clinic.process import record
from clinic.process import start as starting
from clinic.process.table import WAVES, Process
from clinic.unable import Unable

USER = "clinic"
HEAD = """\
[supervisord]
nodaemon=true
silent=true
logfile={log}/supervisord.log
logfile_maxbytes=5MB
logfile_backups=1
pidfile={run}/supervisord.pid
childlogdir={log}
minfds=1024

[inet_http_server]
port=127.0.0.1:{port}
username={user}
password={password}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
PROGRAM = """
[program:{name}]
command="{python}" -m clinic run {name}
autostart=false
autorestart=true
startsecs=1
startretries=2
stopsignal={signal}
stopasgroup=false
killasgroup=true
stopwaitsecs={patience}
redirect_stderr=true
stdout_logfile={log}/{name}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=1
"""
GROUP = """
[group:{wave}]
programs={names}
priority={priority}
"""


def configure(home: Home, processes: Sequence[Process], port: int, password: str) -> None:
    """Write the configuration; it names programs, and holds no secret of theirs."""
    log = home.folder("log")
    places = {"run": _quoted(home.run), "log": _quoted(log)}
    parts = [HEAD.format(**places, port=port, user=USER, password=password)]
    parts += [
        PROGRAM.format(
            name=process.name,
            python=_quoted(sys.executable),
            signal="INT" if process.name == "postgres" else "TERM",
            patience=process.patience,
            log=places["log"],
        )
        for process in processes
    ]
    for priority, wave in enumerate(WAVES):
        if names := [process.name for process in processes if process.wave == wave]:
            parts.append(GROUP.format(wave=wave, names=",".join(names), priority=priority))
    secret.keep(home.run / "supervisord.conf", "".join(parts))


def start(home: Home, claims: IO[bytes]) -> None:
    """Start supervisord in a session of its own, so that Ctrl-C reaches only whoever waits for it.

    It never reads its standard input, but has it open, and with it what is claimed there.
    """
    with (home.folder("log") / "supervisord.err").open("wb") as errors:
        child = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(home.run / "supervisord.conf")],
            cwd=home.root,
            env={**starting.variables({}), "CLINIC_HOME": str(home.root)},
            stdin=claims,
            stdout=errors,
            stderr=errors,
            start_new_session=True,
        )
    record.keep(home, record.SUPERVISOR, child.pid)
    child.returncode = 0  # it outlives this command, and is nobody's to collect


class Gone(Unable):
    """Nobody answers where supervisord should."""


class Supervisor:
    """A running supervisord."""

    def __init__(self, port: int, password: str) -> None:
        self._address = f"http://{USER}:{password}@127.0.0.1:{port}/RPC2"

    def wait(self, patience: float = 10.0) -> None:
        """Wait until it answers.

        :raises Unable: it does not.
        """
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            with suppress(Gone):
                self._ask("getState")
                return
            time.sleep(0.05)
        raise Unable("supervisord did not start: see .run/log/supervisord.err")

    def start_wave(self, wave: str) -> None:
        """Start the processes of a wave without waiting for them.

        :raises Unable: supervisord cannot.
        """
        try:
            self._ask("startProcessGroup", wave, False)
        except Fault as fault:
            if fault.faultCode != Faults.BAD_NAME:  # this host carries no process of that wave
                raise Unable(f"supervisord cannot start the {wave}: {fault.faultString}") from None

    def states(self) -> dict[str, tuple[str, int]]:
        """Return for each process what supervisord says of it (RUNNING, FATAL ...) and its id, or 0."""
        return {info["name"]: (info["statename"], info["pid"]) for info in self._ask("getAllProcessInfo")}

    def _ask(self, verb: str, *arguments: object) -> Any:
        try:
            with ServerProxy(self._address) as proxy:
                return getattr(cast(Any, proxy).supervisor, verb)(*arguments)
        except OSError:
            raise Gone("supervisord does not answer; was it killed? Start again: make up") from None


def _quoted(path: object) -> str:
    return str(path).replace("%", "%%")
