"""The programs that are measured, each a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30  # seconds to start, and to stop


class DidNotStart(Exception):
    """A program ended, or never listened on its port."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """A running program, listening on a port of this machine."""

    url: str
    process_id: int

    @property
    def endpoint(self) -> str:
        """Where a bot takes activities."""
        return f"{self.url}/api/messages"

    @property
    def cpu_seconds(self) -> float:
        """What it has used of the processors so far, user and system, in all of its threads."""
        # clock_getcpuclockid(3) in figures; /proc/PID/stat says the same, but in steps of ten milliseconds.
        return time.clock_gettime(~self.process_id << 3 | 2)

    @property
    def resident_megabytes(self) -> float:
        """The memory it holds, as the kernel counts it."""
        status = Path(f"/proc/{self.process_id}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) / 1024


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str | Path],
    port: int,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[Program]:
    """Start a program that listens on the port, and end it; in a run that fails, show its last words."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            cwd=folder,
        )
        try:
            _await(process, port)
            yield Program(url=f"http://127.0.0.1:{port}", process_id=process.pid)
        except Exception:
            log.seek(0)
            sys.stderr.write(log.read()[-3000:])
            raise
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise DidNotStart(process.args)
