"""Who is in a team is asked of Teams, and believed for five minutes."""

import asyncio
from contextlib import suppress

import pytest

from bot.addresses import Address
from bot.teams.connector import Connector
from bot.teams.errors import RosterMissing, RosterUnavailable
from bot.teams.roster import PATIENCE, PAUSE, Roster
from tests.clock import SteeredClock, until
from tests.teams.channel import BOT
from tests.teams.connector_service import Answer, ConnectorService, refusal

TEAM = "19:team@thread.tacv2"
ANNA = {"id": "29:anna", "aadObjectId": "Anna", "name": "Anna Holm"}
BO = {"id": "29:bo", "aadObjectId": "bo", "name": "Bo Lund"}
NOBODY = {"id": "28:a-bot", "name": "Another bot"}
GUEST = {"id": "29:gæst", "aadObjectId": "gæst", "name": "Konsulenten", "userRole": "guest"}


@pytest.fixture
def roster(connector: Connector, clock: SteeredClock) -> Roster:
    return Roster(connector, clock)


@pytest.fixture
def near(service: ConnectorService) -> Address:
    service.usual = Answer(body={"members": [ANNA, NOBODY, GUEST]})
    return Address(app_id=BOT, service_url=service.url, conversation_id="a:anna")


async def test_members_are_asked_for_once_and_known_for_five_minutes(
    roster: Roster, near: Address, service: ConnectorService, clock: SteeredClock
) -> None:
    with pytest.raises(RosterMissing):
        roster.known(TEAM, 0)
    await asyncio.gather(roster.fetch(near, TEAM, 0), roster.fetch(near, TEAM, 0))
    members = roster.known(TEAM, 0)
    assert set(members.by_object_id) == {"anna"}
    assert members.by_object_id["anna"].id == "29:anna"
    assert len(service.asked) == 1
    assert service.asked[0].path.startswith("/emea/v3/conversations/19%3Ateam%40thread.tacv2/pagedmembers")
    clock.advance(299)
    assert "anna" in roster.known(TEAM, 0)
    assert "bo" not in roster.known(TEAM, 0)
    clock.advance(1)
    with pytest.raises(RosterMissing) as missing:
        roster.known(TEAM, 0)
    assert missing.value.team_id == TEAM


async def test_a_clock_that_is_set_back_lets_no_answer_grow_old(
    roster: Roster, near: Address, clock: SteeredClock
) -> None:
    await roster.fetch(near, TEAM, 0)
    clock.set_back(7200)
    assert "anna" in roster.known(TEAM, 0)
    clock.advance(300)
    with pytest.raises(RosterMissing):
        roster.known(TEAM, 0)


async def test_who_came_or_went_is_seen_at_once(
    roster: Roster, near: Address, service: ConnectorService
) -> None:
    await roster.fetch(near, TEAM, 0)
    service.usual = Answer(body={"members": [ANNA, BO]})
    with pytest.raises(RosterMissing):
        roster.known(TEAM, 1)
    await roster.fetch(near, TEAM, 1)
    assert set(roster.known(TEAM, 1).by_object_id) == {"anna", "bo"}


async def test_an_answer_overtaken_by_a_change_is_not_believed(
    roster: Roster, near: Address, service: ConnectorService
) -> None:
    asking = asyncio.create_task(roster.fetch(near, TEAM, 0))
    await asyncio.sleep(0)
    service.usual = Answer(body={"members": [BO]})
    await roster.fetch(near, TEAM, 1)
    await asking
    assert set(roster.known(TEAM, 1).by_object_id) == {"bo"}
    assert len(service.asked) == 2


async def test_rights_are_not_granted_on_an_old_answer_when_teams_will_not_say(
    roster: Roster, near: Address, service: ConnectorService, clock: SteeredClock
) -> None:
    await roster.fetch(near, TEAM, 0)
    clock.advance(300)
    service.usual = refusal(403, "BotNotInConversationRoster")
    with pytest.raises(RosterUnavailable):
        await roster.fetch(near, TEAM, 0)
    with pytest.raises(RosterMissing):
        roster.known(TEAM, 0)


async def test_nobody_waits_longer_than_four_seconds_and_the_next_not_at_all(
    roster: Roster, near: Address, service: ConnectorService, clock: SteeredClock
) -> None:
    service.answers.append(Answer(silent=True))
    asking = asyncio.create_task(roster.fetch(near, TEAM, 0))
    assert await clock.next_waking() == PATIENCE
    await until(lambda: len(service.asked) == 1)
    clock.advance(PATIENCE)
    with pytest.raises(RosterUnavailable):
        await asking
    with pytest.raises(RosterUnavailable):
        await roster.fetch(near, TEAM, 0)
    assert len(service.asked) == 1
    # Another team is another question, and so is this one once somebody came or went.
    await roster.fetch(near, "19:another@thread.tacv2", 0)
    await roster.fetch(near, TEAM, 1)
    clock.advance(PAUSE)
    service.answers.append(Answer(silent=True))
    asking = asyncio.create_task(roster.fetch(near, TEAM, 2))
    await clock.next_waking()
    clock.advance(PATIENCE)
    with pytest.raises(RosterUnavailable):
        await asking


async def test_an_answer_that_comes_late_counts(
    roster: Roster, near: Address, service: ConnectorService, clock: SteeredClock
) -> None:
    service.answers.append(refusal(503))
    asking = asyncio.create_task(roster.fetch(near, TEAM, 0))
    await until(lambda: len(clock.waits) == 2)
    clock.advance(PATIENCE)
    with pytest.raises(RosterUnavailable):
        await asking
    await until(lambda: is_known(roster))
    await roster.fetch(near, TEAM, 0)


def is_known(roster: Roster) -> bool:
    with suppress(RosterMissing):
        return "anna" in roster.known(TEAM, 0)
    return False
