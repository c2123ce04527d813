"""The load: people who each send their next activity when the bot has answered the one before."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from benchmarks.programs import Program
from benchmarks.teams import Post

PATIENCE = 60  # seconds for all replies of a round; a bot that keeps one back fails the run
QUIET = 0.2  # seconds without a message and next to no work, after which nothing more is on its way
RESTING = 0.1  # of a processor; what a program may use beside its work


class NotTaken(Exception):
    """A bot refused an activity."""


class RepliesMissing(Exception):
    """A bot took every activity and did not send what it owed."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """How one round went: how many a second, how long each waited for its answer, and what each cost."""

    per_second: float
    waits: Sequence[float]
    """In seconds."""
    cpu: float
    """Seconds of the program's time on the processors for each activity, what follows the answer included."""

    @property
    def p50(self) -> float:
        """The wait of the middle one."""
        return statistics.median(self.waits)

    @property
    def p99(self) -> float:
        """The wait that one in a hundred exceeds."""
        return statistics.quantiles(self.waits, n=100, method="inclusive")[98]


class Load:
    """Posts to the bots, and asks the connector what came of it."""

    def __init__(self, session: aiohttp.ClientSession, connector_url: str) -> None:
        self._session = session
        self._connector_url = connector_url

    async def play(
        self, program: Program, people: Sequence[Sequence[Post]], *, replies: int | None = 1
    ) -> Round:
        """Let all people at once post their activities, each one after the other, until all are replied to.

        With None for the replies to each, the rate is that of the answers, whatever follows them.
        """
        count = sum(map(len, people))
        wanted = await self._received() + (replies or 0) * count
        used = program.cpu_seconds
        began = time.perf_counter()
        waits = await asyncio.gather(*(self._play_one(program, posts) for posts in people))
        await self._arrival(program, wanted)
        seconds = time.perf_counter() - began
        await self._rest(program)
        return Round(
            per_second=count / seconds,
            waits=[wait for person in waits for wait in person],
            cpu=(program.cpu_seconds - used) / count,
        )

    async def play_calmly(self, program: Program, posts: Sequence[Post]) -> Sequence[float]:
        """Post one activity after the other, each when the one before is done; how long each waited."""
        waits = []
        for post in posts:
            waits += await self._play_one(program, [post])
            await self._rest(program)
        return waits

    async def last_reply(self, conversation_id: str) -> str:
        """The newest activity sent to a conversation, as JSON."""
        async with self._session.get(f"{self._connector_url}/last/{conversation_id}") as response:
            return await response.text()

    async def answer(self, program: Program, post: Post) -> bytes:
        """Post one activity; what the bot answers to the post itself."""
        async with self._session.post(program.endpoint, data=post.body, headers=post.headers) as response:
            said = await response.read()
        if not response.ok:
            raise NotTaken(f"{program.url} answered {response.status}: {said[:300]!r}")
        return said

    async def _play_one(self, program: Program, posts: Sequence[Post]) -> list[float]:
        waits = []
        for post in posts:
            began = time.perf_counter()
            await self.answer(program, post)
            waits.append(time.perf_counter() - began)
        return waits

    async def _arrival(self, program: Program, wanted: int) -> None:
        try:
            await asyncio.wait_for(self._received(wanted), PATIENCE)
        except TimeoutError:
            raise RepliesMissing(f"{program.url} owes {wanted - await self._received()} replies") from None

    async def _rest(self, program: Program) -> None:
        """Wait until the program has sent all that it owes, and done what it does after that."""
        resting = False
        while not resting:
            received, used = await self._received(), program.cpu_seconds
            await asyncio.sleep(QUIET)
            worked = program.cpu_seconds - used > RESTING * QUIET
            resting = not worked and received == await self._received()

    async def _received(self, at_least: int = 0) -> int:
        url = f"{self._connector_url}/received?at_least={at_least}"
        async with self._session.get(url) as response:
            return int(await response.text())
