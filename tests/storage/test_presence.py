"""Services see whether anybody else is on their database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.presence import Presence, presence_on

Service = Callable[[], Presence]


@pytest.fixture
def service(database_url: str) -> Iterator[Service]:
    """Makes a service of its own on the same database."""
    with ExitStack() as ending:

        def service() -> Presence:
            presence = presence_on(ending.enter_context(closing(Database(database_url))).engine)
            ending.callback(presence.leave)
            return presence

        yield service


def test_the_first_is_alone_and_so_is_who_comes_when_all_have_left(service: Service) -> None:
    first, second, third = service(), service(), service()
    assert first.arrive()
    assert not second.arrive()
    first.leave()
    assert not third.arrive()
    second.leave()
    third.leave()
    assert service().arrive()


def test_who_is_there_already_finds_nothing_new(service: Service) -> None:
    only = service()
    assert [only.arrive() for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize("database_kind", [pytest.param("postgresql", marks=pytest.mark.slow)])
def test_whose_connection_was_lost_is_there_again(service: Service, database_url: str) -> None:
    first, second = service(), service()
    assert first.arrive()
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    with pytest.raises(DatabaseUnavailable):
        first.arrive()
    assert first.arrive()
    assert not second.arrive()


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_where_no_file_can_be_made_it_is_the_database_that_cannot_be_reached(
    service: Service, tmp_path: Path
) -> None:
    (tmp_path / "guldkorn.db-served").mkdir()
    with pytest.raises(DatabaseUnavailable):
        service().arrive()
