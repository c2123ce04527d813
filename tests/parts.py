"""The programs that tests need beside Python: found here, or the test that needs one is skipped by name."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, kw_only=True)
class Part:
    """A program the machine may have: the names it goes by, where it may be, Debian's packages of it."""

    names: tuple[str, ...]
    folders: str | None = None
    debian: tuple[str, ...]


PARTS = {
    "PostgreSQL": Part(names=("pg_ctl",), folders="usr/lib/postgresql/*/bin", debian=("postgresql",)),
    "Chromium": Part(
        names=("chromium", "chromium-browser", "google-chrome"),
        debian=("chromium", "fonts-liberation", "fonts-noto-color-emoji"),
    ),
}


def require(name: str) -> Path:
    """The path of the named part; without it the test is skipped, and with CI=true it fails."""
    if found := next(_places(PARTS[name]), None):
        return found
    sentence = f"{name} is not on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def _places(part: Part) -> Iterator[Path]:
    folders = [os.defpath, os.environ.get("PATH", "")]
    if part.folders:
        folders += map(str, sorted(Path("/").glob(part.folders), reverse=True))
    for name in part.names:
        if found := shutil.which(name, path=os.pathsep.join(folders)):
            yield Path(found)


if __name__ == "__main__":
    missing = [part for part in PARTS.values() if not any(_places(part))]
    print(*(package for part in missing for package in part.debian))  # noqa: T201
