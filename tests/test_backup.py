"""A backup made while people are served, and a service that goes on from it elsewhere."""

import asyncio
import io
import os
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select, text

from sandbox.app import Sandbox
from storage.backup import BackupProblem, back_up, restore
from storage.database import Database
from storage.migrations import migrate
from storage.tables import EventRow, OrganisationRow, ProcessRow
from tests.actors import Person
from tests.clock import SteeredClock
from tests.journeys.rpa_team import suggests_on_the_page
from tests.postgres import PostgresServer
from tests.service import guldkorn

MINUTE = 60  # seconds
GULDKORN = Path(sys.executable).with_name("guldkorn")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files are kept: one whole, one on its way in."""
    kept = tmp_path / "files" / "an-organisation"
    kept.mkdir(parents=True)
    (kept / "a-file").write_bytes(b"whole")
    (kept / "another.part").write_bytes(b"ha")
    return kept.parent


async def runs(*words: str | Path, database_url: str, files_url: str | Path) -> None:
    """Run the command as an administrator does."""
    settings = {"GULDKORN_DATABASE_URL": database_url, "GULDKORN_FILES_URL": str(files_url)}
    running = await asyncio.create_subprocess_exec(GULDKORN, *words, env=os.environ | settings)
    assert await running.wait() == 0


@pytest.mark.slow
async def test_a_backup_made_while_people_are_served_is_whole_and_a_service_runs_on_it(
    database_url: str, empty_database_url: str, sandbox: Sandbox, clock: SteeredClock, folder: Path
) -> None:
    backup, elsewhere = folder.parent / "guldkorn.tar", folder.parent / "restored"
    async with guldkorn(database_url, sandbox, clock, files_url=str(folder)) as stage:
        mette = Person(stage, "odense-mette")
        await mette.installs_the_app()
        await mette.says("hej")
        await suggests_on_the_page(mette, title="Før")
        making = asyncio.create_task(
            runs("backup", backup, database_url=database_url, files_url=folder), name="backup"
        )
        meanwhile = 0
        while not making.done():
            await mette.says("hej")
            await suggests_on_the_page(mette, title="Imens")
            meanwhile += 1
        await making
        assert meanwhile
        await mette.says("hej")
        await suggests_on_the_page(mette, title="Efter")
    await runs("restore", backup, database_url=empty_database_url, files_url=elsewhere)
    assert_holds_together(empty_database_url, at_most=1 + meanwhile)
    kept = {path.relative_to(elsewhere): path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    assert kept == {Path("an-organisation/a-file"): b"whole"}
    assert backup.stat().st_mode & 0o777 == 0o600
    async with guldkorn(empty_database_url, sandbox, clock, files_url=str(elsewhere)) as stage:
        assert await stage.service.readiness() == {"database": True, "migrations": True, "keys": True}
        await stage.later(MINUTE)  # what was being sent when the backup was made is sent again
        mette = Person(stage, "odense-mette")
        await mette.says("status 1")
        assert "Før" in await mette.reads()
        await mette.says("mine")
        assert "Efter" not in await mette.reads()
        await mette.says("hej")
        await suggests_on_the_page(mette, title="Bagefter")
        await mette.says("mine")
        assert "Bagefter" in await mette.reads()


def assert_holds_together(database_url: str, at_most: int) -> None:
    """Nothing points at what is missing, and what one transaction wrote is all there."""
    with closing(Database(database_url)) as database, database.session(None) as session:
        if database.engine.dialect.name == "sqlite":
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        processes = session.scalar(select(func.count()).select_from(ProcessRow)) or 0
        submitted = select(func.count()).select_from(EventRow).where(EventRow.kind == "submitted")
        assert 1 <= processes <= at_most
        assert session.scalar(submitted) == processes
        assert session.scalar(select(func.max(OrganisationRow.last_number))) == processes


def test_nothing_is_overwritten(database_url: str, empty_database_url: str, folder: Path) -> None:
    backup, elsewhere = folder.parent / "guldkorn.tar", folder.parent / "restored"
    back_up(database_url, str(folder), backup)
    with pytest.raises(BackupProblem, match=r"guldkorn.tar is there already"):
        back_up(database_url, str(folder), backup)
    with pytest.raises(BackupProblem, match="The database is not empty"):
        restore(database_url, str(elsewhere), backup)
    with pytest.raises(BackupProblem, match="files is not empty"):
        restore(empty_database_url, str(folder), backup)
    with closing(Database(empty_database_url)) as database:
        assert inspect(database.engine).get_table_names() == []


def test_what_cannot_be_backed_up_leaves_nothing_behind(empty_database_url: str, folder: Path) -> None:
    before = set(folder.parent.rglob("*.tar*"))
    with pytest.raises(BackupProblem, match="nothing in the database"):
        back_up(empty_database_url, str(folder), folder.parent / "guldkorn.tar")
    assert set(folder.parent.rglob("*.tar*")) == before


@pytest.mark.slow
def test_without_postgresqls_programs_it_says_so_and_leaves_nothing_behind(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupProblem, match=r"pg_dump is not here; install PostgreSQL's client programs"):
        back_up(postgresql_url, str(tmp_path / "files"), tmp_path / "guldkorn.tar")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_backup_of_one_kind_of_database_is_not_put_into_another(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    migrate(f"sqlite:///{tmp_path}/guldkorn.db")
    back_up(f"sqlite:///{tmp_path}/guldkorn.db", str(tmp_path / "files"), tmp_path / "guldkorn.tar")
    with pytest.raises(BackupProblem, match="holds no postgresql database"):
        restore(postgres.create_database(), str(tmp_path / "files"), tmp_path / "guldkorn.tar")


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    backup = tmp_path / "holiday.jpg"
    backup.write_bytes(b"not a tar file")
    with pytest.raises(BackupProblem, match=r"holiday.jpg cannot be read"):
        restore(f"sqlite:///{tmp_path}/new.db", str(tmp_path / "files"), backup)


def test_a_file_that_would_lie_outside_the_folder_is_refused(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path}/guldkorn.db")
    back_up(f"sqlite:///{tmp_path}/guldkorn.db", str(tmp_path / "files"), tmp_path / "guldkorn.tar")
    with tarfile.open(tmp_path / "guldkorn.tar", "a") as tar:
        tar.addfile(tarfile.TarInfo("files/../../outside"), io.BytesIO())
    with pytest.raises(BackupProblem, match="outside"):
        restore(f"sqlite:///{tmp_path}/new.db", str(tmp_path / "in" / "files"), tmp_path / "guldkorn.tar")
    assert not (tmp_path / "outside").exists()


def test_files_in_a_clouds_store_are_left_to_its_own_backups(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path}/guldkorn.db")
    back_up(f"sqlite:///{tmp_path}/guldkorn.db", "memory://files", tmp_path / "guldkorn.tar")
    restore(f"sqlite:///{tmp_path}/new.db", "memory://files", tmp_path / "guldkorn.tar")
    with tarfile.open(tmp_path / "guldkorn.tar") as tar:
        assert tar.getnames() == ["sqlite.db"]
