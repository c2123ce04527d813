"""Measures everything in one run, prints the tables and writes them to ``benchmarks/results.md``."""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise

import aiohttp

from benchmarks import ours, report
from benchmarks.contest import (
    ENDPOINT,
    FULL,
    PEOPLE,
    QUICK,
    Contestant,
    Size,
    assessments,
    chat,
    clicks,
    start_all,
    turns,
)
from benchmarks.load import Load
from benchmarks.queues import queues
from benchmarks.stage import HERE, Stage, set_stage

LONGEST = 1800  # seconds; a full run takes some fifteen minutes
EXPLAINED = f"""\
All in one run on one machine: the load, the connector and each bot are processes of their own and talk over
loopback. Every activity has a token of its own, signed with RS256. Rounds of all bots alternate; the figures
are medians of the rounds, p50 and p99 those with {len(PEOPLE)} users. PostgreSQL runs without fsync, for the
floor and for Guldkorn alike; SQLite in WAL mode with `synchronous=NORMAL`.

- **floor**: a bare aiohttp handler that checks the signature, a bare SQLAlchemy Core transaction (select and
  insert), one pooled reply, and a second transaction that marks it sent.
- **floor of a click**: what the deed itself demands, done bare. A refresh reads in one transaction and is
  answered with a card. A claim is stored in one transaction and answered with a card; behind the answer the
  review card and the receipt are replaced and the submitter is told: three pooled calls, each with the
  transaction that marks it. To release is the same without telling. Cards are as large as Guldkorn's but made
  beforehand. The rate is that of the answers, while what follows earlier ones is still under way.
- **echoes**: the stock adapters, saying what was said; they keep no state and ask for no token to reply with.
- **Guldkorn**: `guldkorn serve`; a turn is "20 om ugen" to a pending question, then "tilbage", and so on.
- **queue**: a reviewer's tap on "Vis", answered with the first page: how long that takes with so many open
  processes to rank, each while nothing else is under way.
- **assess**: nine criteria about a process, answered with the page of its figures: how long that takes beside
  Guldkorn's own turn, each while nothing else is under way.
"""


async def measure(load: Load, contestants: Sequence[Contestant], size: Size) -> None:
    """Play all rounds, the contestants by turns, so that a slow minute of the machine hits them alike."""
    for contestant in contestants:
        await contestant.play(load, PEOPLE, 2)
    for number in range(size.rounds):
        for contestant in contestants:
            await contestant.play_round(load, size)
        print(f"round {number + 1} of {size.rounds}", file=sys.stderr)


async def wait(load: Load, contestants: Sequence[Contestant], size: Size) -> None:
    """Measure how long each lets a person wait, by turns."""
    for contestant in contestants:
        await contestant.play(load, PEOPLE[:1], 2)
    for _ in range(size.rounds):
        for contestant in contestants:
            await contestant.play_calmly(load, size)


async def remember(stage: Stage, load: Load, size: Size) -> list[tuple[int, float]]:
    """How much memory the service holds, idle and after ever more turns."""
    program = ours.start(stage, stage.databases("memory")["SQLite"])
    url = program.url + ENDPOINT
    samples = [(0, program.resident_megabytes)]
    await ours.open_dialogs(load, url, stage.channel, PEOPLE)
    for before, after in pairwise(size.turns_remembered):
        for _ in range(before, after, 2 * len(PEOPLE)):
            await load.play(url, [chat(stage.channel, person, 2) for person in PEOPLE])
        samples.append((after, program.resident_megabytes))
    return samples


async def sections(size: Size) -> list[tuple[str, str]]:
    """Run everything; the titles and tables of the report."""
    with set_stage(reviewers=PEOPLE) as stage:
        async with asyncio.timeout(LONGEST), aiohttp.ClientSession() as session:
            load = Load(session, stage.channel.url)
            programs = await start_all(stage, load, size)
            disciplines = {
                "A turn": turns(programs, stage.channel, size),
                "A click: refresh": clicks(programs, stage.channel, ("refresh", "refresh"), replies=0),
                "A click: claim, release": clicks(
                    programs, stage.channel, ("claim", "release"), replies=None
                ),
            }
            for contestants in disciplines.values():
                await measure(load, contestants, size)
            awaited = {
                "A look at the queue": await queues(stage, load),
                "An assessment": assessments(programs, stage.channel),
            }
            for contestants in awaited.values():
                await wait(load, contestants, size)
            held = await remember(stage, load, size)
    compared = [
        (title, report.comparison([each.measured for each in contestants], len(PEOPLE)))
        for title, contestants in disciplines.items()
    ]
    waits = [
        (title, report.waits([each.measured for each in contestants]))
        for title, contestants in awaited.items()
    ]
    return [*compared, *waits, ("Memory of Guldkorn, SQLite", report.memory(held))]


def paragraphs(size: Size) -> Iterator[str]:
    """The report, piece by piece."""
    yield f"# Speed\n\n{report.machine()}; {size.rounds} rounds.\n\n{EXPLAINED}"
    for title, table in asyncio.run(sections(size)):
        yield f"## {title}\n\n{table}\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="some two minutes; the figures are rough")
    text = "\n".join(paragraphs(QUICK if parser.parse_args().quick else FULL))
    print(text)
    (HERE / "results.md").write_text(text)
