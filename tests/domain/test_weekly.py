"""Once a week, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.weekly import WEEK, Weekly

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ZONES = ["Europe/Copenhagen", "UTC", "America/Nuuk", "Asia/Beirut", "Pacific/Chatham"]
"""Greenland and Lebanon change their clocks around midnight; the Chatham Islands are 12¾ hours ahead."""

MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
WEEKLY = st.builds(
    Weekly,
    weekday=st.integers(0, 6),
    time=MINUTES,
    zone=st.sampled_from(ZONES).map(lambda key: ZoneInfo(key)),
)
NOW = st.timedeltas(timedelta(0), timedelta(days=2200)).map(lambda after: utc(2024, 1, 1) + after)
MONDAY = Weekly(weekday=0, time=time(8), zone=COPENHAGEN)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@given(WEEKLY, NOW)
def test_now_is_always_between_what_was_due_last_and_what_is_due_next(weekly: Weekly, now: datetime) -> None:
    last, following = weekly.last_due(now), weekly.next_due(now)
    assert last <= now < following
    assert timedelta(days=6, hours=22) <= following - last <= timedelta(days=7, hours=2)


@given(WEEKLY, NOW, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_what_is_due_never_goes_back(weekly: Weekly, now: datetime, later: timedelta) -> None:
    assert weekly.last_due(now) <= weekly.last_due(now + later)


@given(WEEKLY, NOW)
def test_each_local_week_has_exactly_one(weekly: Weekly, now: datetime) -> None:
    dues = [weekly.last_due(now)]
    while len(dues) < 60:
        dues.append(weekly.next_due(dues[-1]))
        assert weekly.last_due(dues[-1]) == dues[-1]
    days = [due.astimezone(weekly.zone) for due in dues]
    written = [day.date() - timedelta(days=day.time() < weekly.time) for day in days]
    assert {day.weekday() for day in written} == {weekly.weekday}
    assert {later - earlier for earlier, later in pairwise(written)} == {WEEK}


@given(WEEKLY, st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_clock_on_the_wall_shows_the_time_unless_it_skips_it(weekly: Weekly, day: date) -> None:
    shown = weekly.due_on(day).astimezone(weekly.zone).replace(tzinfo=None)
    late = shown - datetime.combine(day, weekly.time)
    assert late in (timedelta(0), timedelta(hours=1))


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (utc(2026, 11, 23, 6, 59), utc(2026, 11, 16, 7)),
        (utc(2026, 11, 23, 7), utc(2026, 11, 23, 7)),
        (utc(2026, 11, 29, 23), utc(2026, 11, 23, 7)),
        (utc(2026, 7, 6, 6), utc(2026, 7, 6, 6)),
    ],
)
def test_mondays_at_eight_are_an_hour_earlier_in_summer(now: datetime, last: datetime) -> None:
    assert MONDAY.last_due(now) == last


def test_a_time_that_comes_twice_in_october_is_the_first_and_one_only() -> None:
    night = Weekly(weekday=6, time=time(2, 30), zone=COPENHAGEN)
    assert night.due_on(date(2026, 10, 25)) == utc(2026, 10, 25, 0, 30)
    assert night.last_due(utc(2026, 10, 25, 1, 30)) == utc(2026, 10, 25, 0, 30)
    assert night.next_due(utc(2026, 10, 25, 0, 30)) == utc(2026, 11, 1, 1, 30)


def test_a_time_that_does_not_exist_in_march_comes_once_that_day() -> None:
    night = Weekly(weekday=6, time=time(2, 30), zone=COPENHAGEN)
    assert night.next_due(utc(2026, 3, 29, 0, 59)) == utc(2026, 3, 29, 1, 30)
    assert night.next_due(utc(2026, 3, 29, 1, 30)) == utc(2026, 4, 5, 0, 30)
