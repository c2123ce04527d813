"""What a test is told about the machine it runs on."""

import psycopg
import pytest

from tests.parts import PARTS, Part, require
from tests.postgres import postgres_server


@pytest.fixture(autouse=True)
def _a_part_no_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARTS, "Guldmine", Part(names=("no-such-program",), debian=("guldmine",)))


def test_a_missing_part_skips_the_test_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Guldmine is not on this machine"):
        require("Guldmine")


def test_a_missing_part_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Guldmine is not on this machine"):
        require("Guldmine")


@pytest.mark.slow
def test_databases_are_fresh_or_copies_and_the_server_leaves_nothing_behind() -> None:
    with postgres_server() as server:
        first = server.create_database()
        with psycopg.connect(first) as connection:
            connection.execute("CREATE TABLE grain (weight integer)")
            original = connection.info.dbname
        copy, fresh = server.create_database(template=original), server.create_database()
        with psycopg.connect(copy) as connection:
            assert connection.execute("SELECT count(*) FROM grain").fetchone() == (0,)
        with psycopg.connect(fresh) as connection, pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT count(*) FROM grain")
    assert not server.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first)
