"""Who is compared, and what each is given to do."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import TypeAlias
from uuid import UUID

from benchmarks import ours, stored
from benchmarks.load import Load, Round
from benchmarks.ours import OURS, Build
from benchmarks.programs import Program
from benchmarks.report import Measured
from benchmarks.stage import HERE, Stage, stock_python
from benchmarks.teams import APP_ID, ISSUER, Card, Channel, Post
from domain.assessment import CRITERIA

PEOPLE = tuple(f"person-{number}" for number in range(1, 17))
ASSESSMENT = dict.fromkeys((criterion.key for criterion in CRITERIA), "some")
STOCK = {"botbuilder": "botbuilder 4.17, echo", "agents": "Agents SDK 1.9, echo"}

Posts: TypeAlias = Callable[[str, int], list[Post]]
"""From a person, and how many, to what the person gives in a round."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is done; the activities of a round are even, so that it ends where it began."""

    rounds: int
    alone: int
    each_of_many: int
    calm: int
    processes: int
    conversations: int
    turns_remembered: tuple[int, ...]


FULL = Size(
    rounds=5,
    alone=60,
    each_of_many=10,
    calm=20,
    processes=100_000,
    conversations=10_000,
    turns_remembered=(0, 1_600, 4_800, 9_600, 20_000),
)
QUICK = Size(
    rounds=5,
    alone=16,
    each_of_many=4,
    calm=4,
    processes=1_000,
    conversations=100,
    turns_remembered=(0, 160, 320),
)


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """Something that answers activities, the activities a person gives it, and where its figures go."""

    measured: Measured
    program: Program
    posts: Posts
    replies: int | None = 1

    async def play_round(self, load: Load, size: Size) -> None:
        """Measure one round with one person, and one with all."""
        self.measured.alone.append(await self.play(load, PEOPLE[:1], size.alone))
        self.measured.crowded.append(await self.play(load, PEOPLE, size.each_of_many))

    async def play_calmly(self, load: Load, size: Size) -> None:
        """Measure how long one person waits for an answer while nothing else is under way."""
        self.measured.calm += await load.play_calmly(self.program, self.posts(PEOPLE[0], size.calm))

    async def play(self, load: Load, people: Sequence[str], count: int) -> Round:
        """Let each of the people send as many activities."""
        return await load.play(
            self.program, [self.posts(person, count) for person in people], replies=self.replies
        )


@dataclass(frozen=True, kw_only=True)
class Service:
    """A program to be measured, and the ids of the processes it has stored."""

    program: Program
    processes: Sequence[UUID] = ()


Services: TypeAlias = Mapping[str, Service]
"""By kind of database."""


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who takes part, each started when a discipline first asks for it."""

    stage: Stage
    load: Load
    size: Size
    before: Build | None
    _used: dict[str, Services] = field(default_factory=dict)

    @property
    def channel(self) -> Channel:
        """What signs the activities."""
        return self.stage.channel

    @cached_property
    def floors(self) -> Services:
        """The least it can cost."""
        floor = [sys.executable, "-m", "benchmarks.floor"]
        databases = self.stage.databases("floor")
        return {kind: Service(program=self.stage.start(floor, [url])) for kind, url in databases.items()}

    def echoes(self) -> Mapping[str, Program]:
        """The stock adapters, by name."""
        return {
            title: self.stage.start([stock_python(name), HERE / f"stock_{name}.py"], [APP_ID, ISSUER])
            for name, title in STOCK.items()
        }

    async def new(self, build: Build | None) -> Services:
        """The build on empty databases, everybody's dialog where the measured turns begin."""
        if build is None:
            return {}
        databases = self.stage.databases(f"new {build.name}")
        return {kind: await self._start(build, url) for kind, url in databases.items()}

    async def used(self, build: Build | None) -> Services:
        """The same on databases with the rows of years."""
        if build is None:
            return {}
        if build.name not in self._used:
            databases = self.stage.databases(f"used {build.name}")
            shown = await asyncio.gather(*(self._fill(build, url) for url in databases.values()))
            self._used[build.name] = {
                kind: await self._start(build, url, processes)
                for (kind, url), processes in zip(databases.items(), shown, strict=True)
            }
            for service in self._used[build.name].values():
                await self._check(service)
        return self._used[build.name]

    async def _fill(self, build: Build, database_url: str) -> Sequence[UUID]:
        service_url, size = self.channel.service_url, self.size
        return await asyncio.to_thread(
            build.fill, database_url, service_url, size.processes, size.conversations
        )

    async def _start(self, build: Build, database_url: str, processes: Sequence[UUID] = ()) -> Service:
        program = build.start(self.stage, database_url)
        await ours.open_dialogs(self.load, program, self.channel, PEOPLE)
        return Service(program=program, processes=processes)

    async def _check(self, service: Service) -> None:
        claims, releases = click(("claim", "release"), self.channel, service.processes, PEOPLE[0], 2)
        await ours.check_click(self.load, service.program, claims, releases)
        last = list(enumerate(service.processes))[-1:]
        [given] = assess(self.channel, iter(last), PEOPLE[0], 1)
        await ours.check_answer(self.load, service.program, given, b"how-priority")


def enter(
    name: str,
    services: Services,
    posts: Callable[[Service], Posts],
    replies: int | None = 1,
    **against: Mapping[str, Contestant],
) -> dict[str, Contestant]:
    """A contestant on each kind of database, held against those of the same kind that take part."""
    return {
        kind: Contestant(
            measured=Measured(
                name=f"{name}, {kind}",
                against={word: others[kind].measured for word, others in against.items() if others},
            ),
            program=service.program,
            posts=posts(service),
            replies=replies,
        )
        for kind, service in services.items()
    }


def chat(channel: Channel, person: str, count: int) -> list[Post]:
    """What a person says in a round."""
    return [channel.says(person, ours.SAID[number % 2]) for number in range(count)]


async def turns(cast: Cast) -> list[Contestant]:
    """Who answers a message."""
    talk = partial(chat, cast.channel)
    entered = partial(enter, posts=lambda _: talk)
    floor = entered("floor", cast.floors)
    echoes = [
        Contestant(measured=Measured(name=title), program=program, posts=talk)
        for title, program in cast.echoes().items()
    ]
    before = entered("Guldkorn before", await cast.new(cast.before), floor=floor)
    new = entered("Guldkorn", await cast.new(OURS), floor=floor, before=before)
    used = entered(f"{cast.size.processes:,} processes", await cast.used(OURS), Guldkorn=new)
    return [*floor.values(), *echoes, *before.values(), *new.values(), *used.values()]


async def clicks(verbs: Sequence[str], replies: int | None, cast: Cast) -> list[Contestant]:
    """Who answers a reviewer's click: first with one verb, then on the same cards with the other."""
    entered = partial(
        enter,
        posts=lambda service: partial(click, verbs, cast.channel, service.processes),
        replies=replies,
    )
    services = await cast.used(OURS)
    floors = {kind: replace(services[kind], program=floor.program) for kind, floor in cast.floors.items()}
    floor = entered("floor", floors)
    before = entered("Guldkorn before", await cast.used(cast.before), floor=floor)
    new = entered("Guldkorn", services, floor=floor, before=before)
    return [*floor.values(), *before.values(), *new.values()]


async def assessments(cast: Cast) -> list[Contestant]:
    """Who answers a reviewer's assessment; it is held against the same service's own turn."""

    def given(service: Service) -> Posts:
        fresh = reversed(list(enumerate(service.processes))[:-1])
        return partial(assess, cast.channel, fresh)

    services = await cast.used(OURS)
    turn = enter("a turn", services, lambda _: partial(chat, cast.channel))
    before = enter("assess before", await cast.used(cast.before), given, None)
    new = enter("assess", services, given, None, turn=turn, before=before)
    return [*turn.values(), *before.values(), *new.values()]


def assess(channel: Channel, fresh: Iterator[tuple[int, UUID]], person: str, count: int) -> list[Post]:
    """The assessments a reviewer gives in a round, each of a process that nobody has touched."""
    return [
        channel.submits(
            person, card_of(number), "assess_give", {**ASSESSMENT, "process": str(process), "version": 1}
        )
        for number, process in islice(fresh, count)
    ]


def click(
    verbs: Sequence[str], channel: Channel, processes: Sequence[UUID], person: str, count: int
) -> list[Post]:
    """What a reviewer clicks in a round, on cards nobody else touches."""
    cards = range(PEOPLE.index(person), len(processes), len(PEOPLE))[: count // 2]
    return [
        channel.clicks(
            person,
            card_of(number),
            verb,
            {"process": str(processes[number])},
        )
        for verb in verbs
        for number in cards
    ]


def card_of(number: int) -> Card:
    """Where the card of the process with this place in the list stands."""
    return Card(
        team_id=stored.REVIEW_TEAM,
        channel_id=stored.REVIEW_CHANNEL,
        activity_id=stored.card_id(number),
    )
