"""The stage: a sandbox, a steered clock, and a service on each database.

Of each file, `make check` plays the first journey; the others count as slow. On PostgreSQL the first of each
file is played, and all of those about what is stored and sent: what the journeys call, the tests of services
and storage hold to on both databases.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from bot.desk import DESK
from bot.taps import VERBS
from sandbox.app import Sandbox
from tests.actors import Card, Person, verbs_of
from tests.clock import SteeredClock
from tests.journeys.rpa_team import TEAM, becomes_coordinator, channel_of_the_team
from tests.service import Guldkorn, guldkorn

HERE = Path(__file__).parent
STORED_AND_SENT = {
    "test_clock_set_back",
    "test_database_in_trouble",
    "test_deliveries",
    "test_digest",
    "test_drafts",
    "test_faults",
    "test_real_cases",
    "test_trouble_of_one",
    "test_replicas",
    "test_stopping",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    journeys = [item for item in items if item.path.parent == HERE]
    quick = (item for item in journeys if not item.get_closest_marker("slow"))
    for _, of_a_file in groupby(quick, key=lambda item: item.path):
        for item in list(of_a_file)[1:]:
            item.add_marker(pytest.mark.slow)
    spared = {
        item
        for path, of_a_file in groupby(filter(_is_on_postgresql, journeys), key=lambda item: item.path)
        if path.stem not in STORED_AND_SENT
        for item in list(of_a_file)[1:]
    }
    config.hook.pytest_deselected(items=list(spared))
    items[:] = [item for item in items if item not in spared]


def _is_on_postgresql(item: pytest.Item) -> bool:
    called = getattr(item, "callspec", None)
    return called is not None and called.params.get("database_kind") == "postgresql"


@pytest.fixture
async def stage(
    request: pytest.FixtureRequest, database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> AsyncIterator[Guldkorn]:
    """The service with its usual settings, or those a test names; it posts no dead button to a channel."""
    async with guldkorn(database_url, sandbox, clock, **getattr(request, "param", {})) as running:
        yield running
        shown = shown_among_others(sandbox)
        working = {*DESK, *(verb for verb, row in VERBS.items() if row.among_others)}
        assert {verb for card in shown for verb in verbs_of(card)} <= working


def shown_among_others(sandbox: Sandbox) -> Iterator[Card]:
    """The cards that stand where several read along, as all see them and as some see them by themselves."""
    for conversation in sandbox.world.conversations.values():
        if conversation.kind != "personal":
            for message in conversation.messages.values():
                yield from filter(None, (message.card, *message.views.values()))


@pytest.fixture
async def mette(stage: Guldkorn) -> Person:
    """An employee of Odense."""
    person = Person(stage, "odense-mette")
    await person.installs_the_app()
    return person


@pytest.fixture
async def susanne(stage: Guldkorn) -> Person:
    """A coordinator of Odense, in her personal chat."""
    person = Person(stage, "odense-susanne")
    await person.installs_the_app()
    await becomes_coordinator(person)
    return person


@pytest.fixture
async def channel(stage: Guldkorn, susanne: Person) -> str:
    """The channel where Odense reviews."""
    channel = await channel_of_the_team(stage)
    await stage.api.put("teams", TEAM, "app", by=susanne.name, channel=channel)
    await stage.settle()
    await Person(stage, susanne.name, channel).taps("make_review_channel")
    return channel


@pytest.fixture
def anne(stage: Guldkorn, channel: str) -> Person:
    """A reviewer of Odense, in the review channel."""
    return Person(stage, "odense-anne", channel)


@pytest.fixture
def peter(stage: Guldkorn, channel: str) -> Person:
    """Another reviewer of Odense, in the review channel."""
    return Person(stage, "odense-peter", channel)
