"""Rounds of what is owed: one after the other, for as long as the service lives."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Clock
from storage.failures import DatabaseUnavailable

LONGEST_REST = 5.0  # seconds between looks at what other replicas may have left

log = structlog.get_logger()


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
