"""Who is compared, and what each is given to do."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from uuid import UUID

from benchmarks import ours, stored
from benchmarks.load import Load, Round
from benchmarks.programs import Program
from benchmarks.report import Measured
from benchmarks.stage import HERE, Stage, stock_python
from benchmarks.teams import APP_ID, ISSUER, Card, Channel, Post
from domain.assessment import CRITERIA

PEOPLE = tuple(f"person-{number}" for number in range(1, 17))
ENDPOINT = "/api/messages"
ASSESSMENT = dict.fromkeys((criterion.key for criterion in CRITERIA), "some")
STOCK = {"botbuilder": "botbuilder 4.17, echo", "agents": "Agents SDK 1.9, echo"}


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
    url: str
    posts: Callable[[str, int], list[Post]]
    replies: int | None = 1

    async def play_round(self, load: Load, size: Size) -> None:
        """Measure one round with one person, and one with all."""
        self.measured.alone.append(await self.play(load, PEOPLE[:1], size.alone))
        self.measured.crowded.append(await self.play(load, PEOPLE, size.each_of_many))

    async def play_calmly(self, load: Load, size: Size) -> None:
        """Measure how long one person waits for an answer while nothing else is under way."""
        self.measured.calm += await load.play_calmly(self.url, self.posts(PEOPLE[0], size.calm))

    async def play(self, load: Load, people: Sequence[str], count: int) -> Round:
        """Let each of the people send as many activities."""
        return await load.play(
            self.url, [self.posts(person, count) for person in people], replies=self.replies
        )


@dataclass(frozen=True, kw_only=True)
class Programs:
    """What was started, by kind of database or by name."""

    floors: Mapping[str, Program]
    stock: Mapping[str, Program]
    empty: Mapping[str, Program]
    full: Mapping[str, Program]
    processes: Mapping[str, Sequence[UUID]]


async def start_all(stage: Stage, load: Load, size: Size) -> Programs:
    """Start every program, and bring Guldkorn's dialogs to where the measured turns begin."""
    floor = [sys.executable, "-m", "benchmarks.floor"]
    full = stage.databases("full")
    service_url = stage.channel.service_url
    processes = {
        kind: stored.fill(url, service_url, processes=size.processes, conversations=size.conversations)
        for kind, url in full.items()
    }
    programs = Programs(
        floors={kind: stage.start(floor, [url]) for kind, url in stage.databases("floor").items()},
        stock={
            title: stage.start([stock_python(name), HERE / f"stock_{name}.py"], [APP_ID, ISSUER])
            for name, title in STOCK.items()
        },
        empty={kind: ours.start(stage, url) for kind, url in stage.databases("empty").items()},
        full={kind: ours.start(stage, url) for kind, url in full.items()},
        processes=processes,
    )
    for program in (*programs.empty.values(), *programs.full.values()):
        await ours.open_dialogs(load, program.url + ENDPOINT, stage.channel, PEOPLE)
    for kind, program in programs.full.items():
        claims, releases = click(stage.channel, processes[kind], ("claim", "release"), PEOPLE[0], 2)
        await ours.check_click(load, program.url + ENDPOINT, claims, releases)
        last = list(enumerate(processes[kind]))[-1:]
        [given] = assess(stage.channel, iter(last), PEOPLE[0], 1)
        await ours.check_answer(load, program.url + ENDPOINT, given, b"how-priority")
    return programs


def chat(channel: Channel, person: str, count: int) -> list[Post]:
    """What a person says in a round."""
    return [channel.says(person, ours.SAID[number % 2]) for number in range(count)]


def turns(programs: Programs, channel: Channel, size: Size) -> list[Contestant]:
    """Who answers a message."""

    def enter(name: str, url: str, against: str | None = None) -> Contestant:
        return Contestant(
            measured=Measured(name=name, against=against), url=url, posts=partial(chat, channel)
        )

    return [
        *(enter(f"floor, {kind}", program.url + ENDPOINT) for kind, program in programs.floors.items()),
        *(enter(title, program.url + ENDPOINT) for title, program in programs.stock.items()),
        *(
            enter(f"Guldkorn, {kind}", program.url + ENDPOINT, f"floor, {kind}")
            for kind, program in programs.empty.items()
        ),
        *(
            enter(f"{kind}, {size.processes:,} processes", program.url + ENDPOINT, f"Guldkorn, {kind}")
            for kind, program in programs.full.items()
        ),
    ]


def clicks(
    programs: Programs, channel: Channel, verbs: Sequence[str], *, replies: int | None
) -> list[Contestant]:
    """Who answers a reviewer's click: first with one verb, then on the same cards with the other."""

    def enter(name: str, url: str, kind: str, against: str | None = None) -> Contestant:
        return Contestant(
            measured=Measured(name=name, against=against),
            url=url,
            posts=partial(click, channel, programs.processes[kind], verbs),
            replies=replies,
        )

    floors = [
        enter(f"floor, {kind}", program.url + ENDPOINT, kind) for kind, program in programs.floors.items()
    ]
    guldkorn = [
        enter(f"Guldkorn, {kind}", program.url + ENDPOINT, kind, f"floor, {kind}")
        for kind, program in programs.full.items()
    ]
    return floors + guldkorn


def assessments(programs: Programs, channel: Channel) -> list[Contestant]:
    """Who answers a reviewer's assessment; it is held against the same service's own turn."""
    contestants = []
    for kind, program in programs.full.items():
        turn = Measured(name=f"a turn, {kind}")
        given = Measured(name=f"assess, {kind}", against=turn.name)
        fresh = reversed(list(enumerate(programs.processes[kind]))[:-1])
        url = program.url + ENDPOINT
        contestants += [
            Contestant(measured=turn, url=url, posts=partial(chat, channel)),
            Contestant(measured=given, url=url, posts=partial(assess, channel, fresh), replies=None),
        ]
    return contestants


def assess(channel: Channel, fresh: Iterator[tuple[int, UUID]], person: str, count: int) -> list[Post]:
    """The assessments a reviewer gives in a round, each of a process that nobody has touched."""
    return [
        channel.submits(
            person, card_of(number), "assess_give", {**ASSESSMENT, "process": str(process), "version": 1}
        )
        for number, process in islice(fresh, count)
    ]


def click(
    channel: Channel, processes: Sequence[UUID], verbs: Sequence[str], person: str, count: int
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
