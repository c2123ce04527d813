"""The queue, as a reviewer turns to it, with few and with many open processes."""

from collections.abc import Mapping
from contextlib import closing
from functools import partial

from sqlalchemy import select, update

from benchmarks import stored
from benchmarks.contest import PEOPLE, Cast, Contestant, Service, card_of, enter
from benchmarks.ours import OURS, check_answer
from benchmarks.teams import Channel, Post
from storage.database import Database
from storage.tables import PersonRow, ProcessRow

FEW, MANY = 100, 10_000
HOLDERS = 5


async def queues(cast: Cast) -> list[Contestant]:
    """Who answers a look at the queue: on each database the same service, with few and with many to rank."""
    few = await _queues(cast, FEW)
    many = await _queues(cast, MANY, **{f"{FEW:,} open": few})
    return [*few.values(), *many.values()]


def look(channel: Channel, person: str, count: int) -> list[Post]:
    """What a reviewer clicks in a round."""
    return [channel.clicks(person, card_of(0), "queue", {}) for _ in range(count)]


async def _queues(cast: Cast, count: int, **against: Mapping[str, Contestant]) -> dict[str, Contestant]:
    services = {}
    for kind, url in cast.stage.databases(f"queue {count}").items():
        _fill(url, cast.channel.service_url, count)
        program = OURS.start(cast.stage, url)
        [first] = look(cast.channel, PEOPLE[0], 1)
        await check_answer(cast.load, program, first, b'"standup"')
        services[kind] = Service(program=program)
    looks = partial(look, cast.channel)
    return enter(f"{count:,} open", services, lambda _: looks, replies=0, **against)


def _fill(url: str, service_url: str, processes: int) -> None:
    """Store so many open processes, each with its own priority, most of them held by somebody."""
    stored.fill(url, service_url, processes=processes, conversations=HOLDERS)
    database = Database(url)
    with closing(database), database.session(None) as session:
        priority = ProcessRow.number * 61 % 101
        session.execute(update(ProcessRow).values(priority=priority, stars=ProcessRow.number % 3 + 1))
        for place, person_id in enumerate(session.scalars(select(PersonRow.id)).all()):
            held = ProcessRow.number % (HOLDERS + 1) == place
            session.execute(update(ProcessRow).where(held).values(holder_id=person_id))
