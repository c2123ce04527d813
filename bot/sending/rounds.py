"""Rounds of what is owed: one after the other, for as long as the service lives."""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import structlog

from bot.clock import Clock
from services.outbox import Room
from storage.failures import DatabaseUnavailable

LONGEST_REST = 5.0  # seconds between looks at what other replicas may have left

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something that was taken, and the organisation whose share it takes up."""

    organisation_id: UUID


J = TypeVar("J", bound=Job)


class Rounds(ABC, Generic[J]):
    """Does what is owed of one kind: `taken_at_once` in one round, under way `in_all`, for each its `share`.

    So trouble of one organisation leaves hands for the others.
    """

    what: ClassVar[str]
    taken_at_once: ClassVar[int]
    in_all: ClassVar[int]
    share: ClassVar[int]

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()
        self._held: Counter[UUID] = Counter()
        self._wake = asyncio.Event()
        self._rounding = asyncio.Lock()

    @abstractmethod
    async def _take(self, room: Room) -> Sequence[J]:
        """Take what is due, as far as there is room."""

    @abstractmethod
    async def _do(self, job: J) -> None:
        """Do what was taken, and write down what became of it."""

    def wake(self) -> None:
        """Look now for what is due."""
        self._wake.set()

    async def run(self) -> None:
        """Do what is due, for as long as the service lives."""
        await go_round(self._clock, self._wake, self.round, self.what)

    async def round(self) -> bool:
        """Begin to do what is due now; tell whether there was anything."""
        async with self._rounding:
            self._wake.clear()
            jobs = await self._take(self.room(self.taken_at_once))
            self.begin(jobs)
            return bool(jobs)

    def room(self, at_once: int) -> Room:
        """Return what more may be begun now, though no more than so much at once."""
        free = self.in_all - self._held.total()
        return Room(limit=min(at_once, free), share=self.share, held=dict(self._held))

    def begin(self, jobs: Sequence[J]) -> None:
        """Begin to do what was taken."""
        for job in jobs:
            self._held[job.organisation_id] += 1
            doing = self._begin(try_round(partial(self._do, job), self.what))
            doing.add_done_callback(partial(self._done, job))

    async def idle(self) -> None:
        """Wait until nothing is due and nothing is under way."""
        while await self.round() or self._under_way or self._wake.is_set():
            await self.finish()

    async def finish(self, seconds: float | None = None) -> None:
        """Let what is under way come to its end, before the service does; what takes longer is broken off."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    def _begin(self, doing: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(doing)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    def _done(self, job: J, _: asyncio.Task[None]) -> None:
        self._held[job.organisation_id] -= 1
        # What waited behind it may be next.
        self.wake()


async def go_round(
    clock: Clock, wake: asyncio.Event, do_round: Callable[[], Awaitable[object]], what: str
) -> None:
    """Do one round after the other, with a rest between them that ends early when woken."""
    while True:
        await try_round(do_round, what)
        await _rest(clock, wake)


async def try_round(do_round: Callable[[], Awaitable[object]], what: str) -> None:
    """Do one round, and tell in the log if it comes to nothing."""
    try:
        await do_round()
    except DatabaseUnavailable:
        log.warning(f"{what} wait for the database")
    except Exception:
        log.exception(f"a round of {what} failed")


async def _rest(clock: Clock, wake: asyncio.Event) -> None:
    resting = asyncio.ensure_future(clock.sleep(LONGEST_REST))
    waking = asyncio.ensure_future(wake.wait())
    try:
        await asyncio.wait([resting, waking], return_when=asyncio.FIRST_COMPLETED)
    finally:
        resting.cancel()
        waking.cancel()
