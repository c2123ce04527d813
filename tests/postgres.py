"""A throw-away PostgreSQL server: one for a test session, a fresh database for each test that asks."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.parts import require

FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


@dataclass(frozen=True, kw_only=True)
class PostgresServer:
    """A running server, reached by the socket in its folder."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """Where the named database is."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create_database(self, template: str = "template0") -> str:
        """The URL of a new database: empty, or a copy of the template, which nobody uses meanwhile."""
        name = f"guldkorn_{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return self.url(name)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let the server stand still: what is sent to it the kernel takes, and nothing comes back."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        processes = [postmaster, *map(int, children)]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own, and stop and remove it at the end."""
    pg_ctl = require("PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="guldkorn-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        options = ["-k", str(folder), *(word for setting in FAST_AND_FORGETFUL for word in ("-c", setting))]
        initdb = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run([pg_ctl, "initdb", "-D", data, "-o", " ".join(initdb)], folder)
        _run([pg_ctl, "start", "-D", data, "-l", folder / "log", "-o", " ".join(options)], folder)
        try:
            yield PostgresServer(folder=folder)
        finally:
            _run([pg_ctl, "stop", "-D", data, "--mode=immediate"], folder)
    finally:
        shutil.rmtree(folder)


def _run(command: Sequence[str | Path], folder: Path) -> None:
    """Run a program of PostgreSQL's, which refuses to be root, as the user it was installed with."""
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(command, check=True, cwd=folder, user=user, group=user, stdout=subprocess.DEVNULL)
