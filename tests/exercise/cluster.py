"""A PostgreSQL server of the tests' own: unprivileged, on loopback, gone when they are."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "BUFFER_STATE_TEST_POSTGRES"
"""The URL of a server to use instead of an own one."""

STEWARD = "postgres"
"""Who runs the server if root runs the tests; it refuses to be root."""


SEGMENT = 1 << 20
"""The size of a file of its journal, in bytes: the smallest, so that a limit on files can be low.
"""

PAGE = 8192
"""By how much a table grows, in bytes."""


def find_binary(name: str) -> str:
    """Return a program of PostgreSQL; Debian keeps them beside the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(places[-1]) if places else shutil.which(name)
    assert found, f"{name} is missing: install PostgreSQL (Debian: apt install postgresql)"
    return found


@dataclass
class Cluster:
    """A server that runs."""

    folder: Path
    """Where its data lie."""
    port: int
    """Its port on loopback."""
    password: str
    """The password of its one user."""
    process: subprocess.Popen[bytes]
    """The server."""

    @classmethod
    def start(cls, durable: bool = True) -> Cluster:
        """Make the data and start the server.

        Args:
            durable: Whether it waits for the disk, which is needed only where it may be killed.
        """
        folder = Path(tempfile.mkdtemp(prefix="buffer-state-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(folder, STEWARD)
        password = secrets.token_hex(16)
        secret = folder / "password"
        secret.write_text(password)
        secret.chmod(0o644)
        run_as_steward(
            [
                find_binary("initdb"), "--pgdata", str(folder / "data"), "--username", "tests",
                "--pwfile", str(secret), "--auth", "scram-sha-256", "--encoding", "UTF8",
                "--locale", "C", "--no-sync", "--wal-segsize", str(SEGMENT >> 20),
            ]
        )  # fmt: skip
        port = find_port()
        cluster = cls(folder, port, password, serve(folder, port, durable))
        try:
            cluster.wait()
        except BaseException:
            cluster.kill()
            raise
        return cluster

    @property
    def url(self) -> str:
        """The URL of the server's first database."""
        return f"postgresql://tests:{self.password}@127.0.0.1:{self.port}/postgres"

    def wait(self) -> None:
        """Return once the server answers."""
        ready = [find_binary("pg_isready"), "-h", "127.0.0.1", "-p", str(self.port)]
        end = time.monotonic() + 60.0
        while subprocess.run(ready, capture_output=True, check=False).returncode != 0:
            assert self.process.poll() is None, "PostgreSQL did not start"
            assert time.monotonic() < end, "PostgreSQL does not answer"
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)

    def kill(self) -> None:
        """End the server at once, as a crash of its machine would."""
        for child in list_children(self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.wait()

    @property
    def largest(self) -> int:
        """The size of its largest table, in bytes."""
        files = (self.folder / "data" / "base").rglob("*")
        return max(file.stat().st_size for file in files if file.is_file())

    def limit_files(self, size: int | None) -> None:
        """Let none of its files grow beyond a size, as a disk that is full; or all of them."""
        limit = "unlimited" if size is None else max(size, SEGMENT)
        for process in (self.process.pid, *list_children(self.process.pid)):
            command = ["prlimit", f"--pid={process}", f"--fsize={limit}:"]
            with contextlib.suppress(subprocess.CalledProcessError):  # It may just have ended.
                run_as_steward(command)

    def start_again(self) -> None:
        """Start the server on its data, which it recovers."""
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        self.process = serve(self.folder, self.port)
        self.wait()

    def stop(self) -> None:
        """End the server and remove its data."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def list_children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in path.read_text().split()] if path.exists() else []


def find_port() -> int:
    """Return a port of loopback that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def serve(folder: Path, port: int, durable: bool = True) -> subprocess.Popen[bytes]:
    """Start a server on its data."""
    command = [
        find_binary("postgres"), "-D", str(folder / "data"), "-h", "127.0.0.1", "-p", str(port),
        "-k", "", "-c", "max_connections=200", "-c", "shared_buffers=32MB",
        "-c", f"fsync={'on' if durable else 'off'}",
    ]  # fmt: skip
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **steward())  # type: ignore[call-overload,no-any-return]


def run_as_steward(command: list[str]) -> None:
    """Run a command, not as root."""
    subprocess.run(command, check=True, capture_output=True, cwd="/", **steward())  # type: ignore[call-overload]


def steward() -> dict[str, object]:
    """Return the arguments that let a process be another user, where root runs the tests."""
    if os.geteuid() != 0:
        return {}
    return {"user": STEWARD, "group": STEWARD, "extra_groups": []}
