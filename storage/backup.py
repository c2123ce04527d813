"""A backup: one tar file with the database as it was at one moment, and the files that belong to it."""

import os
import sqlite3
import subprocess
import tarfile
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, inspect, make_url
from upath import UPath

from domain.errors import GuldkornError
from storage.database import Database
from storage.failures import reachable
from storage.files import PART

FILES = "files/"
DUMPS = {"sqlite": "sqlite.db", "postgresql": "postgresql.dump"}


class BackupProblem(GuldkornError):
    """Why a backup can be neither made nor put back."""


def back_up(database_url: str, files_url: str, to: Path) -> None:
    """Write a backup, whole or not at all; the service may go on meanwhile.

    The database comes first: files never change, so all that it names are found after it, unless removed.
    """
    if to.exists():
        raise BackupProblem(f"{to} is there already.")
    if not _tables(database_url):
        raise BackupProblem("There is nothing in the database.")
    with TemporaryDirectory(dir=to.parent, prefix=f"{to.name}.") as folder:
        address = make_url(database_url)
        dump, whole = Path(folder, DUMPS[address.get_backend_name()]), Path(folder, "backup")
        _dump(address, dump)
        with tarfile.open(whole, "w") as tar:
            tar.add(dump, dump.name)
            _add_files(tar, folder_of(files_url))
        whole.chmod(0o600)
        whole.rename(to)


def restore(database_url: str, files_url: str, backup: Path) -> None:
    """Put a backup back into a database and a folder that are empty."""
    if _tables(database_url):
        raise BackupProblem("The database is not empty; a backup is put back into a new one only.")
    files = folder_of(files_url)
    if files and files.is_dir() and any(files.iterdir()):
        raise BackupProblem(f"{files} is not empty; a backup is put back into a new folder only.")
    address = make_url(database_url)
    kind = address.get_backend_name()
    try:
        with tarfile.open(backup, "r:") as tar, TemporaryDirectory() as folder:
            if DUMPS[kind] not in tar.getnames():
                raise BackupProblem(f"{backup} holds no {kind} database.")
            tar.extract(DUMPS[kind], folder, filter="data")
            _load(address, Path(folder, DUMPS[kind]))
            if files:
                _extract_files(tar, files)
    except tarfile.TarError as problem:
        raise BackupProblem(f"{backup} cannot be read: {problem}.") from problem


def folder_of(files_url: str) -> Path | None:
    """Return the folder that files are kept in; None for a cloud's store, which has backups of its own."""
    path = UPath(files_url)
    return Path(path.path) if path.protocol in ("", "file", "local") else None


def _tables(database_url: str) -> Sequence[str]:
    with closing(Database(database_url)) as database, reachable():
        return inspect(database.engine).get_table_names()


def _dump(address: URL, to: Path) -> None:
    if address.get_backend_name() == "sqlite":
        _copy(Path(str(address.database)), to)
    else:
        _run(address, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def _load(address: URL, dump: Path) -> None:
    if address.get_backend_name() == "sqlite":
        _copy(dump, Path(str(address.database)))
    else:
        _run(address, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", str(dump))


def _copy(database: Path, to: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as copy:
            source.backup(copy)
    except sqlite3.Error as problem:
        raise BackupProblem(f"{database} cannot be copied: {problem}.") from problem


def _run(address: URL, program: str, *words: str) -> None:
    # On the command line, everybody on the machine could read the password.
    secret = {"PGPASSWORD": str(address.password)} if address.password else {}
    url = address.set(password=None).render_as_string()
    try:
        subprocess.run(  # noqa: S603
            [program, f"--dbname={url}", *words],
            env=os.environ | secret,
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise BackupProblem(f"{program} is not here; install PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError as failed:
        raise BackupProblem(failed.stderr.strip()) from None


def _add_files(tar: tarfile.TarFile, folder: Path | None) -> None:
    if folder is None:
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != PART:
            with suppress(FileNotFoundError):  # somebody has removed it meanwhile
                tar.add(path, f"{FILES}{path.relative_to(folder)}")


def _extract_files(tar: tarfile.TarFile, folder: Path) -> None:
    for member in tar.getmembers():
        if member.name.startswith(FILES):
            tar.extract(member.replace(name=member.name.removeprefix(FILES)), folder, filter="data")
