"""While the database cannot serve, people read so at once; when it can again, they are served."""

import asyncio

import pytest

from sandbox.app import Sandbox
from storage.migrations import migrate
from tests.actors import Person
from tests.clock import SteeredClock
from tests.journeys.door import Json, logged, post, tap
from tests.journeys.flows import Flow, new_key
from tests.journeys.stored import everything
from tests.postgres import PostgresServer, postgres_server
from tests.service import Guldkorn, guldkorn
from tests.trouble import hanging, lacking_a_column, read_only


@pytest.fixture
def server(database_kind: str, request: pytest.FixtureRequest) -> PostgresServer | None:
    """Where the database is; None for SQLite."""
    if database_kind == "sqlite":
        return None
    running: PostgresServer = request.getfixturevalue("postgres")
    return running


async def test_while_the_database_takes_no_changes_people_are_told_and_nothing_is_lost(
    stage: Guldkorn, mette: Person, server: PostgresServer | None
) -> None:
    flow = Flow(stage, new_key(stage))
    await mette.says("forslag")
    stored = everything(stage)
    with read_only(stage.service.database.engine, server):
        for activity in ({"text": "Bopælskontrol"}, tap("save")):
            with logged(event="the database does not answer"):
                answer = await post(stage, activity)
            assert answer.status == 503
            assert "kan ikke komme til mine data" in answer.body["error"]
        assert (await flow.calls("POST", "messages", json={"to": {}})).problem == "unavailable"
        assert await readiness(stage) == {"database": False, "migrations": False, "keys": True}
    assert everything(stage) == stored
    await mette.says("Bopælskontrol ved tilflytning")
    assert await mette.is_asked() == "long_description"
    assert all((await readiness(stage)).values())


async def test_before_the_database_is_migrated_people_are_told(
    empty_database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    async with guldkorn(empty_database_url, sandbox, clock) as stage:
        with logged(event="the database does not answer"):
            answer = await post(stage, {"text": "forslag"})
        assert answer.status == 503
        assert "kan ikke komme til mine data" in answer.body["error"]
        migrate(empty_database_url)
        assert (await post(stage, {"text": "forslag"})).status == 200


async def test_while_somebody_else_holds_a_lock_people_are_told_in_time(
    stage: Guldkorn, sandbox: Sandbox, database_url: str
) -> None:
    people = await all_of_odense(stage, sandbox)
    async with hanging(database_url):
        with logged(event="the database does not answer"):
            posting = [post(stage, {"text": "forslag"}, **{"as": person.name}) for person in people * 2]
            async with asyncio.timeout(15):
                answers = await asyncio.gather(*posting)
    assert {answer.status for answer in answers} == {503}
    for person in people:
        await person.says("forslag")
        assert await person.is_asked() == "title"


async def test_a_database_older_than_the_program_is_told_of_and_served_once_it_is_migrated(
    stage: Guldkorn, mette: Person
) -> None:
    await mette.says("forslag")
    with lacking_a_column(stage.service.database.engine):
        with logged(event="the database does not answer"):
            answer = await post(stage, {"text": "Bopælskontrol"})
        assert answer.status == 503
        assert "kan ikke komme til mine data" in answer.body["error"]
    await mette.says("Bopælskontrol ved tilflytning")
    assert await mette.is_asked() == "long_description"


@pytest.mark.slow
async def test_while_the_server_is_frozen_people_are_told_in_time_and_served_when_it_goes_on(
    sandbox: Sandbox, clock: SteeredClock
) -> None:
    with postgres_server() as server:
        url = server.create_database()
        migrate(url)
        async with guldkorn(url, sandbox, clock) as stage:
            people = await all_of_odense(stage, sandbox)
            with server.frozen(), logged(event="the database does not answer"):
                posting = [post(stage, {"text": "forslag"}, **{"as": person.name}) for person in people * 2]
                async with asyncio.timeout(15):
                    answers, ready = await asyncio.gather(asyncio.gather(*posting), readiness(stage))
            assert ready == {"database": False, "migrations": False, "keys": True}
            assert {answer.status for answer in answers} == {503}
            assert all("kan ikke komme til mine data" in answer.body["error"] for answer in answers)
            for person in people:
                await person.says("forslag")
                assert await person.is_asked() == "title"


async def all_of_odense(stage: Guldkorn, sandbox: Sandbox) -> list[Person]:
    """Everybody of Odense, with the app."""
    people = [Person(stage, each) for each in sandbox.world.people if each.startswith("odense")]
    for person in people:
        await person.installs_the_app()
    return people


async def readiness(stage: Guldkorn) -> Json:
    """What `/readyz` tells."""
    async with stage.http.get(f"{stage.url}/readyz") as answer:
        told: Json = await answer.json()
        assert answer.status == (200 if all(told.values()) else 503)
        return told
