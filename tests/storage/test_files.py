"""Files are kept whole or not at all, in a folder and in a store by its URL."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from storage.database import Database
from storage.files import FileStore


@pytest.fixture(params=["folder", "file:// URL", "another store"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    urls = {
        "folder": str(tmp_path / "files"),
        "file:// URL": f"file://{tmp_path}/files",
        "another store": f"memory://{uuid4()}",
    }
    return FileStore(urls[request.param])


def read(store: FileStore, place: str = "org/file") -> bytes:
    with store.open(place) as file:
        return file.read()


def test_a_file_is_there_once_it_is_kept(store: FileStore) -> None:
    arrival = store.begin("org/file")
    for chunk in (b"one", b"two"):
        arrival.write(chunk)
    with pytest.raises(FileNotFoundError):
        read(store)
    assert arrival.keep() == sha256(b"onetwo").hexdigest()
    assert arrival.size == 6
    assert read(store) == b"onetwo"


def test_nobody_else_on_the_machine_can_read_what_is_kept(tmp_path: Path) -> None:
    FileStore(str(tmp_path / "files")).begin("org/file").keep()
    with closing(Database(f"sqlite:///{tmp_path}/var/guldkorn.db")):
        folders = [tmp_path / "files" / "org", tmp_path / "var"]
    assert [f"{folder.stat().st_mode:o}"[-3:] for folder in folders] == ["700", "700"]


@pytest.mark.parametrize("removed", [False, True])
def test_nothing_is_left_of_a_file_that_did_not_come(store: FileStore, removed: bool) -> None:
    arrival = store.begin("org/file")
    arrival.write(b"half")
    if removed:
        store.remove("org/file")
    else:
        arrival.abandon()
    for place in ("org/file", "org/file.part"):
        with pytest.raises(FileNotFoundError):
            read(store, place)


def test_a_second_try_begins_anew(store: FileStore) -> None:
    store.begin("org/file").write(b"a long half")
    arrival = store.begin("org/file")
    arrival.write(b"whole")
    arrival.keep()
    assert read(store) == b"whole"


def test_a_file_can_be_removed_twice(store: FileStore) -> None:
    store.begin("org/file").keep()
    for _ in range(2):
        store.remove("org/file")
    with pytest.raises(FileNotFoundError):
        read(store)


def test_a_store_that_takes_files_is_well_and_one_that_does_not_is_found_out(
    store: FileStore, tmp_path: Path
) -> None:
    store.check()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        FileStore(str(tmp_path / "file")).check()
