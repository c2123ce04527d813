"""What is done again and again: every process has this clock of its own, and keeps nothing for the next."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.sending.courier import Courier
from services import digests as schedules
from services.reminders import find_due, remind
from services.sweeping import Retention, sweep
from storage.database import Database
from storage.failures import DatabaseUnavailable

FIRST_AFTER = timedelta(minutes=1)
"""So that a service that is restarted every night still does what is to be done once a day."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something to do soon after the start and once in every interval, told the time it is.

    Several processes do it side by side: what must happen once only, the job itself sees to.
    """

    name: str
    every: timedelta
    work: Callable[[datetime], Awaitable[None]]


class _Scheduler(AsyncIOScheduler):  # type: ignore[misc]
    def wakeup(self) -> None:
        """Do now what was planned by a clock that was set back since, and not when it shows that time."""
        now = datetime.now(UTC)
        for job in self.get_jobs():
            if job.next_run_time > now + job.trigger.interval:
                job.modify(next_run_time=now)
        super().wakeup()


class Timetable:
    """Wakes the jobs; one that fails is tried again at its next time."""

    def __init__(self, clock: Clock, jobs: Iterable[Job]) -> None:
        self._clock = clock
        self._jobs = {job.name: job for job in jobs}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep waking the jobs."""
        scheduler = _Scheduler(timezone=UTC)
        started = datetime.now(UTC)
        for job in self._jobs.values():
            scheduler.add_job(
                self.carry_out,
                IntervalTrigger(seconds=job.every.total_seconds()),
                args=[job.name],
                id=job.name,
                next_run_time=started + min(job.every, FIRST_AFTER),
                coalesce=True,
                misfire_grace_time=None,
            )
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)

    async def carry_out(self, name: str) -> None:
        """Do a job now."""
        try:
            await self._jobs[name].work(self._clock.now())
        except DatabaseUnavailable:
            log.warning("a job waits for the database", job=name)
        except Exception:
            log.exception("a job failed", job=name)


def retention(database: Database, keeps: Retention) -> Job:
    """Forget, every day, what is too old."""

    async def forget(now: datetime) -> None:
        while await database.in_transaction(lambda session: sweep(session, now, keeps)):
            log.info("a batch of what is too old is gone")

    return Job(name="retention", every=timedelta(days=1), work=forget)


def digests(database: Database, courier: Courier) -> Job:
    """Tell channels what is new, within a minute of when they want to hear it; one after the other."""

    async def tell(now: datetime) -> None:
        due = await database.in_transaction(lambda session: schedules.find_due(session, now))
        carry_out = (partial(schedules.carry_out, schedule_id=each, now=now) for each in due)
        await _each(database, courier, carry_out, "digests")

    return Job(name="digests", every=timedelta(minutes=1), work=tell)


def reminders(database: Database, courier: Courier) -> Job:
    """Remind, every hour, of what has waited too long, and bring back what was set aside until today."""

    async def look(now: datetime) -> None:
        due = await database.in_transaction(lambda session: find_due(session, now))
        carry_out = (partial(remind, kind=kind, process_id=each, now=now) for kind, each in due)
        await _each(database, courier, carry_out, "reminders")

    return Job(name="reminders", every=timedelta(hours=1), work=look)


async def _each(
    database: Database, courier: Courier, due: Iterable[Callable[[Session], None]], job: str
) -> None:
    """Do what is due, each in a transaction of its own; what fails stops nothing that comes after it."""
    for carry_out in due:
        try:
            await database.in_transaction(carry_out)
            courier.wake()
        except DatabaseUnavailable:
            raise
        except Exception:
            log.exception("a part of a job failed", job=job)
