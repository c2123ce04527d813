"""Measures everything in one run and prints the tables; a whole run writes ``benchmarks/results.md`` too."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TypeAlias

import aiohttp

from benchmarks import ours, report
from benchmarks.contest import FULL, PEOPLE, QUICK, Cast, Contestant, assessments, chat, clicks, turns
from benchmarks.load import Load
from benchmarks.queues import queues
from benchmarks.stage import HERE, KINDS, set_stage

BEFORE = "1696261"  # the build that a gain or a loss of speed is held against
AT_ONCE = 10  # turns of a person while memory is watched
LONGEST = 1800  # seconds; a full run takes some twenty minutes
EXPLAINED = """\
All in one run on one machine: the load, the connector and each bot are processes of their own and talk over
loopback. Every activity has a token of its own, signed with RS256. Rounds of all bots alternate; the figures
are medians of the rounds; p50, p99 and CPU are those with many users. PostgreSQL runs without fsync, for the
floor and for Guldkorn alike; SQLite in WAL mode with `synchronous=NORMAL`.

CPU is what the measured program has used of the processors for each activity, user and system, in all of its
threads, until nothing it owes is left; PostgreSQL's own is not in it.

- **floor**: a bare aiohttp handler that checks the signature, a bare SQLAlchemy Core transaction (select and
  insert), one pooled reply, and a second transaction that marks it sent.
- **floor of a click**: what the deed itself demands, done bare. A refresh reads in one transaction and is
  answered with a card. A claim is stored in one transaction and answered with a card; behind the answer the
  review card and the receipt are replaced and the submitter is told: three pooled calls, each with the
  transaction that marks it. To release is the same without telling. Cards are as large as Guldkorn's but made
  beforehand. The rate is that of the answers, while what follows earlier ones is still under way.
- **echoes**: the stock adapters, saying what was said; they keep no state and ask for no token to reply with.
- **Guldkorn**: `guldkorn serve`; a turn is "20 om ugen" to a pending question, then "tilbage", and so on.
- **Guldkorn before**: the build of an earlier commit, served from a folder of its own by this Python with the
  packages installed here, on databases of its own with rows stored by its own code.
- **queue**: a reviewer's tap on "Vis", answered with the first page: how long that takes with so many open
  processes to rank, each while nothing else is under way.
- **assess**: nine criteria about a process, answered with the page of its figures: how long that takes beside
  Guldkorn's own turn, each while nothing else is under way.
"""


Discipline: TypeAlias = Callable[[Cast], Awaitable[str]]


async def rates(compete: Callable[[Cast], Awaitable[Sequence[Contestant]]], cast: Cast) -> str:
    """Play all rounds, the contestants by turns, so that a slow minute of the machine hits them alike."""
    contestants = await compete(cast)
    for contestant in contestants:
        await contestant.play(cast.load, PEOPLE, 2)
    for number in range(cast.size.rounds):
        for contestant in contestants:
            await contestant.play_round(cast.load, cast.size)
        print(f"round {number + 1} of {cast.size.rounds}", file=sys.stderr)
    return report.comparison([each.measured for each in contestants], len(PEOPLE))


async def waits(compete: Callable[[Cast], Awaitable[Sequence[Contestant]]], cast: Cast) -> str:
    """Measure how long each lets a person wait, by turns."""
    contestants = await compete(cast)
    for contestant in contestants:
        await contestant.play(cast.load, PEOPLE[:1], 2)
    for _ in range(cast.size.rounds):
        for contestant in contestants:
            await contestant.play_calmly(cast.load, cast.size)
    return report.waits([each.measured for each in contestants])


async def memory(cast: Cast) -> str:
    """How much memory the service holds, idle and after ever more turns."""
    program = ours.OURS.start(cast.stage, cast.stage.database("SQLite", "memory"))
    samples = [(0, program.resident_megabytes)]
    await ours.open_dialogs(cast.load, program, cast.channel, PEOPLE)
    for before, after in pairwise(cast.size.turns_remembered):
        for _ in range(before, after, AT_ONCE * len(PEOPLE)):
            await cast.load.play(program, [chat(cast.channel, person, AT_ONCE) for person in PEOPLE])
        samples.append((after, program.resident_megabytes))
    return report.memory(samples)


DISCIPLINES: dict[str, tuple[str, Discipline]] = {
    "turn": ("A turn", partial(rates, turns)),
    "refresh": ("A click: refresh", partial(rates, partial(clicks, ("refresh", "refresh"), 0))),
    "claim": ("A click: claim, release", partial(rates, partial(clicks, ("claim", "release"), None))),
    "queue": ("A look at the queue", partial(waits, queues)),
    "assess": ("An assessment", partial(waits, assessments)),
    "memory": ("Memory of Guldkorn, SQLite", memory),
}


async def pieces(asked: argparse.Namespace) -> list[str]:
    """The report, printed piece by piece."""
    size = QUICK if asked.quick else FULL
    size = replace(size, rounds=asked.rounds or size.rounds)
    told = [f"# Speed\n\n{report.machine()}; {size.rounds} rounds; before: {asked.before}.\n\n{EXPLAINED}"]
    print(told[0])
    with set_stage(reviewers=PEOPLE, kinds=asked.kinds) as stage:
        before = None if asked.before == "none" else ours.build_of(asked.before, stage.folder / "before")
        async with asyncio.timeout(LONGEST), aiohttp.ClientSession() as session:
            load = Load(session, stage.channel.url)
            cast = Cast(stage=stage, load=load, size=size, before=before)
            for name in asked.only:
                title, discipline = DISCIPLINES[name]
                told.append(f"## {title}\n\n{await discipline(cast)}\n")
                print(told[-1])
    return told


def some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    """Reads names with commas between them."""

    def names(text: str) -> list[str]:
        if unknown := set(named := text.split(",")) - set(known):
            raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not one of {', '.join(known)}")
        return named

    return names


def arguments() -> argparse.ArgumentParser:
    """How to ask for less than everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", type=some_of(DISCIPLINES), default=list(DISCIPLINES), help=",".join(DISCIPLINES)
    )
    parser.add_argument("--kinds", type=some_of(KINDS), default=list(KINDS), help=",".join(KINDS))
    parser.add_argument("--rounds", type=int, help="how many")
    parser.add_argument(
        "--quick", action="store_true", help="short rounds and few rows; the figures are rough"
    )
    parser.add_argument(
        "--before",
        metavar="REV",
        default=BEFORE,
        help="the commit to compare with, or 'none'; by default %(default)s",
    )
    return parser


if __name__ == "__main__":
    asked = arguments().parse_args()
    text = "\n".join(asyncio.run(pieces(asked)))
    if asked == arguments().parse_args([]):
        (HERE / "results.md").write_text(text)
