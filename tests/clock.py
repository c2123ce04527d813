"""A clock that stands still until it is told to go on."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any


async def until(true: Callable[[], bool]) -> None:
    """Let others go on until this is so; for what nobody announces."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0)


class SteeredClock:
    def __init__(self, start: datetime = datetime(2026, 11, 20, 8, tzinfo=UTC)) -> None:
        self._now = start
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self._fell_asleep = asyncio.Event()

    @property
    def waits(self) -> list[float]:
        """How many seconds each who waits for the clock still will."""
        self._forget_the_awake()
        return sorted(round(due - self._elapsed, 6) for due, _ in self._sleepers)

    def now(self) -> datetime:
        return self._now

    def elapsed(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        waking = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._elapsed + seconds, waking))
        self._fell_asleep.set()
        await waking

    async def wait_for(self, task: asyncio.Future[Any], seconds: float) -> None:
        sleeping = asyncio.ensure_future(self.sleep(seconds))
        await asyncio.wait([task, sleeping], return_when=asyncio.FIRST_COMPLETED)
        sleeping.cancel()

    def call_after(self, seconds: float, act: Callable[[], object]) -> Callable[[], object]:
        waking = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._elapsed + seconds, waking))
        self._fell_asleep.set()
        waking.add_done_callback(lambda woken: woken.cancelled() or act())
        return waking.cancel

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._elapsed += seconds
        for due, waking in self._sleepers:
            if due <= self._elapsed and not waking.done():
                waking.set_result(None)
        self._forget_the_awake()

    def set_back(self, seconds: float) -> None:
        """Show an earlier time from now on, though none of it has gone back."""
        self._now -= timedelta(seconds=seconds)

    async def next_waking(self) -> float:
        """Wait until somebody sleeps; how many seconds they still will."""
        self._forget_the_awake()
        await self._fell_asleep.wait()
        return min(due for due, _ in self._sleepers) - self._elapsed

    def _forget_the_awake(self) -> None:
        self._sleepers = [sleeper for sleeper in self._sleepers if not sleeper[1].done()]
        if not self._sleepers:
            self._fell_asleep.clear()
