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
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []
        self._fell_asleep = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        waking = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._now + timedelta(seconds=seconds), waking))
        self._fell_asleep.set()
        await waking

    async def wait_for(self, task: asyncio.Future[Any], seconds: float) -> None:
        sleeping = asyncio.ensure_future(self.sleep(seconds))
        await asyncio.wait([task, sleeping], return_when=asyncio.FIRST_COMPLETED)
        sleeping.cancel()

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        for due, waking in self._sleepers:
            if due <= self._now and not waking.done():
                waking.set_result(None)
        self._forget_the_awake()

    def has_asleep_for(self, seconds: float) -> bool:
        """Whether somebody will sleep this long from now."""
        self._forget_the_awake()
        return self._now + timedelta(seconds=seconds) in [due for due, _ in self._sleepers]

    async def next_waking(self) -> float:
        """Wait until somebody sleeps; how many seconds they still will."""
        self._forget_the_awake()
        await self._fell_asleep.wait()
        return (min(due for due, _ in self._sleepers) - self._now).total_seconds()

    def _forget_the_awake(self) -> None:
        self._sleepers = [sleeper for sleeper in self._sleepers if not sleeper[1].done()]
        if not self._sleepers:
            self._fell_asleep.clear()
