"""What everything stands on: the channel, a folder, databases, the stock bots' environments."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.programs import Program, free_port, running
from benchmarks.teams import Channel
from tests.postgres import PostgresServer, postgres_server

HERE = Path(__file__).parent
TOOLS = HERE.parent / ".tools"
KINDS = ("SQLite", "PostgreSQL")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where programs are started, which all end together."""

    stack: ExitStack
    channel: Channel
    folder: Path
    kinds: Sequence[str]

    def databases(self, name: str) -> dict[str, str]:
        """The URLs of empty databases, one of each kind that is measured."""
        return {kind: self.database(kind, name) for kind in self.kinds}

    def database(self, kind: str, name: str) -> str:
        """The URL of an empty database."""
        return f"sqlite:///{self.folder}/{name}.db" if kind == "SQLite" else self._postgres.create_database()

    def start(self, command: Sequence[str | Path], arguments: Sequence[str]) -> Program:
        """Start a program that is told its port and the connector's URL before anything else."""
        port = free_port()
        return self.stack.enter_context(running([*command, str(port), self.channel.url, *arguments], port))

    @cached_property
    def _postgres(self) -> PostgresServer:
        return self.stack.enter_context(postgres_server())


@contextmanager
def set_stage(reviewers: Sequence[str], kinds: Sequence[str]) -> Iterator[Stage]:
    """Start the connector; whatever is started on the stage ends with it."""
    with ExitStack() as stack:
        port = free_port()
        channel = Channel(url=f"http://127.0.0.1:{port}")
        command = [sys.executable, "-m", "benchmarks.connector", str(port)]
        stack.enter_context(running([*command, channel.published_keys, json.dumps(reviewers)], port))
        yield Stage(
            stack=stack,
            channel=channel,
            folder=Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guldkorn-bench-"))),
            kinds=kinds,
        )


def stock_python(name: str) -> Path:
    """The Python of a stock bot's own environment, which holds what its lock names."""
    uv = shutil.which("uv") or TOOLS / "uv/bin/uv"
    environment = TOOLS / f"bench-{name}"
    python, lock = environment / "bin/python", HERE / f"stock_{name}.lock"
    commands: tuple[list[str | Path], ...] = (
        ["venv", "--allow-existing", "--python", sys.executable, environment],
        ["pip", "sync", "--require-hashes", lock, "--python", python],
    )
    for command in commands:
        subprocess.run([uv, *command, "--quiet"], check=True)
    return python
