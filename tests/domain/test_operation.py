"""The months in which a robot is in operation, and of which hours can be told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unreadable
from domain.operation import check_month, months_in_operation
from tests.cards.samples import WAITING

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def said(months: list[date]) -> list[str]:
    return [f"{month:%Y-%m}" for month in months]


@pytest.mark.parametrize(
    ("answers", "months"),
    [
        ({}, [f"2026-{month:02}" for month in range(3, 12)]),
        ({"put_into_operation": "2026-09-30"}, ["2026-09", "2026-10", "2026-11"]),
        ({"put_into_operation": "2026-11-20"}, ["2026-11"]),
        ({"put_into_operation": "2026-12-01"}, []),
        ({"put_into_operation": "2025-12-31", "decommissioned_on": "2026-01-01"}, ["2025-12", "2026-01"]),
        ({"put_into_operation": "2026-10-01", "decommissioned_on": "2027-03-01"}, ["2026-10", "2026-11"]),
        ({"put_into_operation": "2026-05-01", "decommissioned_on": "2026-04-01"}, []),
    ],
)
def test_the_months_run_from_the_first_day_to_the_last_or_to_this_one(
    answers: dict[str, str], months: list[str]
) -> None:
    process = replace(WAITING, answers={**WAITING.answers, **answers})
    assert said(list(months_in_operation(process, TODAY))) == months


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_day_is_accepted_just_when_its_month_is_among_them(
    began: date, ended: date, today: date, day: date
) -> None:
    answers = {"put_into_operation": began.isoformat(), "decommissioned_on": ended.isoformat()}
    process = replace(WAITING, answers={**WAITING.answers, **answers})
    months = [began.replace(day=1), day.replace(day=1), min(ended, today).replace(day=1)]
    try:
        check_month(process, day.replace(day=1), today)
    except Unreadable:
        assert months != sorted(months)
    else:
        assert months == sorted(months)
