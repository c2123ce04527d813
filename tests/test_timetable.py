"""The clock that wakes jobs."""

import asyncio
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.jobs.timetable import Job, Timetable
from storage.failures import DatabaseUnavailable
from tests.clock import SteeredClock
from tests.faketime import clean_up_after, with_a_clock_set_by

PROJECT = Path(__file__).parent.parent
OFTEN = timedelta(milliseconds=10)


async def test_a_job_is_woken_again_and_again_and_told_the_time_it_is() -> None:
    clock, woken = SteeredClock(), asyncio.Queue[datetime]()
    async with Timetable(clock, [Job(name="often", every=OFTEN, work=woken.put)]).running():
        assert await woken.get() == clock.now()
        clock.advance(60)
        while await woken.get() != clock.now():
            pass


WAKES = """
import asyncio
from datetime import datetime, timedelta
from bot.clock import SystemClock
from bot.jobs.timetable import Job, Timetable

async def work(now):
    print(now.isoformat(), flush=True)

async def main():
    often = Job(name="often", every=timedelta(milliseconds=10), work=work)
    async with Timetable(SystemClock(), [often]).running():
        await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.mark.slow
async def test_a_clock_that_is_set_back_holds_up_no_job(tmp_path: Path) -> None:
    offset = tmp_path / "offset"
    offset.write_text("+0")
    woken = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WAKES),
        cwd=PROJECT,
        env=os.environ | with_a_clock_set_by(offset),
        stdout=asyncio.subprocess.PIPE,
    )
    assert woken.stdout is not None
    try:
        async with asyncio.timeout(60):
            before = datetime.fromisoformat((await woken.stdout.readline()).decode().strip())
            offset.write_text("-2h")
            while datetime.fromisoformat((await woken.stdout.readline()).decode().strip()) >= before:
                pass
    finally:
        woken.kill()
        await woken.wait()
        clean_up_after(woken.pid)


async def test_a_job_that_fails_is_told_in_the_log_and_done_again() -> None:
    failures = [DatabaseUnavailable("gone"), ValueError("broken")]
    done = asyncio.Event()

    async def work(now: datetime) -> None:
        if failures:
            raise failures.pop(0)
        done.set()

    with capture_logs() as lines:
        async with Timetable(SteeredClock(), [Job(name="shaky", every=OFTEN, work=work)]).running():
            await done.wait()
    told = [(line["log_level"], line["event"], line["job"]) for line in lines]
    assert told == [("warning", "a job waits for the database", "shaky"), ("error", "a job failed", "shaky")]


async def test_a_job_that_is_under_way_does_not_hold_up_the_end() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work(now: datetime) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with Timetable(SteeredClock(), [Job(name="long", every=OFTEN, work=work)]).running():
        await begun.wait()
    await ended.wait()
