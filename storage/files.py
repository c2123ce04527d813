"""Where the bytes of files are kept: a folder, or a cloud's store by its URL."""

from hashlib import sha256
from typing import BinaryIO

from upath import UPath

PART = ".part"


class FileStore:
    """Keeps each file at its place, whole or not at all."""

    def __init__(self, url: str) -> None:
        self._root = UPath(url)

    def check(self) -> None:
        """Write something and take it away again; fails if files could not be kept."""
        arrival = self.begin("check")
        arrival.keep()
        self.remove("check")

    def begin(self, place: str) -> "Arrival":
        """Begin to write a file beside its place, in a folder that only we can read."""
        path = self._root / place
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Arrival(path)

    def open(self, place: str) -> BinaryIO:
        """Open a file for reading."""
        file: BinaryIO = (self._root / place).open("rb")
        return file

    def remove(self, place: str) -> None:
        """Remove a file, and what an unfinished arrival has left."""
        for path in (self._root / place, self._root / f"{place}{PART}"):
            path.unlink(missing_ok=True)


class Arrival:
    """A file on its way in, counted and summed as it comes."""

    def __init__(self, path: UPath) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}{PART}")
        self._file: BinaryIO = self._part.open("wb")
        self._sum = sha256()
        self.size = 0

    def write(self, chunk: bytes) -> None:
        """Add what has come."""
        self._file.write(chunk)
        self._sum.update(chunk)
        self.size += len(chunk)

    def keep(self) -> str:
        """Put the whole file in its place; return its checksum (SHA-256)."""
        self._file.close()
        self._part.rename(self._path)
        return self._sum.hexdigest()

    def abandon(self) -> None:
        """Keep nothing."""
        self._file.close()
        self._part.unlink(missing_ok=True)
