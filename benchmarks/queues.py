"""The queue, as a reviewer turns to it, with few and with many open processes."""

from contextlib import closing
from functools import partial

from sqlalchemy import select, update

from benchmarks import ours, stored
from benchmarks.contest import ENDPOINT, PEOPLE, Contestant, card_of
from benchmarks.load import Load
from benchmarks.report import Measured
from benchmarks.stage import Stage
from benchmarks.teams import Channel, Post
from storage.database import Database
from storage.tables import PersonRow, ProcessRow

FEW, MANY = 100, 10_000
HOLDERS = 5


async def queues(stage: Stage, load: Load) -> list[Contestant]:
    """Who answers a look at the queue: on each database the same service, with few and with many to rank."""
    contestants = []
    for count in (FEW, MANY):
        for kind, url in stage.databases(f"queue_{count}").items():
            _fill(url, stage.channel.service_url, count)
            program = ours.start(stage, url)
            [first] = look(stage.channel, PEOPLE[0], 1)
            await ours.check_answer(load, program.url + ENDPOINT, first, b'"standup"')
            against = f"{kind}, {FEW:,} open" if count > FEW else None
            contestants.append(
                Contestant(
                    measured=Measured(name=f"{kind}, {count:,} open", against=against),
                    url=program.url + ENDPOINT,
                    posts=partial(look, stage.channel),
                    replies=0,
                )
            )
    return contestants


def look(channel: Channel, person: str, count: int) -> list[Post]:
    """What a reviewer clicks in a round."""
    return [channel.clicks(person, card_of(0), "queue", {}) for _ in range(count)]


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
