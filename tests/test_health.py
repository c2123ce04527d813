"""What a platform asks of the service's health, and when the answer is no."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sandbox.app import Sandbox
from sandbox.faults import Fault
from storage.migrations import migrate
from tests.clock import SteeredClock
from tests.postgres import postgres_server
from tests.service import Guldkorn, guldkorn

WELL = {"database": True, "migrations": True, "keys": True}
MINUTE = 60  # seconds


async def asked(service: Guldkorn, path: str) -> tuple[int, Any]:
    async with service.http.get(service.url + path) as answer:
        return answer.status, await answer.json()


async def test_a_service_with_all_it_needs_is_alive_and_ready(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(database_url, sandbox, clock) as service:
        assert await asked(service, "/livez") == (200, {"alive": True})
        assert await asked(service, "/readyz") == (200, WELL)


async def test_without_its_migrations_it_is_alive_but_not_ready(
    empty_database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(empty_database_url, sandbox, clock) as service:
        assert await asked(service, "/livez") == (200, {"alive": True})
        assert await asked(service, "/readyz") == (503, WELL | {"migrations": False})
        migrate(empty_database_url)
        assert await asked(service, "/readyz") == (200, WELL)


async def test_where_no_database_can_be_opened_it_is_alive_but_not_ready(
    tmp_path: Path, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(f"sqlite:///{tmp_path}", sandbox, clock) as service:
        assert await asked(service, "/livez") == (200, {"alive": True})
        assert await asked(service, "/readyz") == (
            503,
            {"database": False, "migrations": False, "keys": True},
        )


@pytest.mark.slow
async def test_when_its_database_goes_away_it_stays_alive_but_is_not_ready(
    sandbox: Sandbox, clock: SteeredClock
) -> None:
    with ExitStack() as running:
        url = running.enter_context(postgres_server()).create_database()
        migrate(url)
        async with guldkorn(url, sandbox, clock) as service:
            assert await asked(service, "/readyz") == (200, WELL)
            running.close()
            assert await asked(service, "/livez") == (200, {"alive": True})
            gone = {"database": False, "migrations": False, "keys": True}
            assert await asked(service, "/readyz") == (503, gone)


async def test_it_is_not_ready_before_it_has_read_the_keys_and_reads_them_when_it_can(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    sandbox.faults.add(Fault(kind="status", operation="metadata", status=500))
    async with guldkorn(database_url, sandbox, clock) as service:
        assert await asked(service, "/livez") == (200, {"alive": True})
        assert await asked(service, "/readyz") == (503, WELL | {"keys": False})
        clock.advance(MINUTE)
        assert await asked(service, "/readyz") == (200, WELL)
