"""The programs that tests need beside Python: found here, or the test that needs one is skipped by name."""

import os
import shutil
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, kw_only=True)
class Part:
    """A program the machine may have: its names, where it may be, what it needs, Debian's packages of it."""

    names: tuple[str, ...]
    folders: str | None = None
    library: str | None = None
    debian: tuple[str, ...]


PARTS = {
    "PostgreSQL": Part(names=("pg_ctl",), folders="usr/lib/postgresql/*/bin", debian=("postgresql",)),
    "faketime": Part(names=("faketime",), debian=("faketime",)),
    "Chromium": Part(
        names=("chromium", "chromium-browser", "google-chrome"),
        library="atomic",  # needed by the driver that playwright brings
        debian=("chromium", "fonts-liberation", "fonts-noto-color-emoji", "libatomic1"),
    ),
}


def require(name: str) -> Path:
    """The path of the named part; without it the test is skipped, and with CI=true it fails."""
    if found := _find(PARTS[name]):
        return found
    sentence = f"{name} is not on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


def _find(part: Part) -> Path | None:
    if part.library and not find_library(part.library):
        return None
    folders = [os.environ.get("PATH", os.defpath)]
    if part.folders:
        folders += map(str, sorted(Path("/").glob(part.folders), reverse=True))
    found = (shutil.which(name, path=os.pathsep.join(folders)) for name in part.names)
    return next((Path(path) for path in found if path), None)


if __name__ == "__main__":
    missing = [part for part in PARTS.values() if not _find(part)]
    print(*(package for part in missing for package in part.debian))  # noqa: T201
