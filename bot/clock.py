"""Time as an argument, so that it can be steered."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """Return the time now, aware and in UTC; somebody may set it, ahead or back."""

    def elapsed(self) -> float:
        """Return the seconds since some moment, which nobody sets: how long ago something was here."""

    async def sleep(self, seconds: float) -> None:
        """Wait this long."""

    async def wait_for(self, task: asyncio.Future[Any], seconds: float) -> None:
        """Wait until the task is done, but no longer than this; the task goes on."""

    def call_after(self, seconds: float, act: Callable[[], object]) -> Callable[[], object]:
        """Do something after so long; return what is called to let it be."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the time now, aware and in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Return the seconds since some moment, which nobody sets."""
        return monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait this long."""
        await asyncio.sleep(seconds)

    async def wait_for(self, task: asyncio.Future[Any], seconds: float) -> None:
        """Wait until the task is done, but no longer than this; the task goes on."""
        await asyncio.wait([task], timeout=seconds)

    def call_after(self, seconds: float, act: Callable[[], object]) -> Callable[[], object]:
        """Do something after so long; return what is called to let it be."""
        return asyncio.get_running_loop().call_later(seconds, act).cancel
