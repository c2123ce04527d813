"""When something weekly is due: found from the day, so that summer time neither repeats nor skips it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class Weekly:
    """A weekday (Monday is 0) and the time a clock on the wall shows there."""

    weekday: int
    time: time
    zone: ZoneInfo

    def due_on(self, day: date) -> datetime:
        """Return the instant on a local day, in UTC.

        Of a time that comes twice it is the first; one that clocks skip comes by as much later as they skip.
        """
        # Python's times may say that they mean the second; a clock on the wall does not.
        return datetime.combine(day, self.time.replace(fold=0), self.zone).astimezone(UTC)

    def last_due(self, now: datetime) -> datetime:
        """Return the latest instant that is due by now."""
        return self.due_on(self._last_day(now))

    def next_due(self, now: datetime) -> datetime:
        """Return the first instant that is not due yet."""
        return self.due_on(self._last_day(now) + WEEK)

    def _last_day(self, now: datetime) -> date:
        today = now.astimezone(self.zone).date()
        day = today - timedelta(days=(today.weekday() - self.weekday) % 7)
        return day if self.due_on(day) <= now else day - WEEK
