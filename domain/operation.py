"""The months in which a robot is in operation."""

from collections.abc import Sequence
from datetime import date

from domain.errors import Unreadable
from domain.process import Answer, Process

_MONTHS = 12


def months_in_operation(process: Process, today: date) -> Sequence[date]:
    """Return the months of operation so far, oldest first; the one under way is among them.

    Where nobody has said when it began, it may have been at any time since it was suggested.
    """
    began = _day(process.answers.get("put_into_operation")) or process.submitted_at.date()
    ended = _day(process.answers.get("decommissioned_on")) or today
    return [_month(number) for number in range(_number(began), _number(min(ended, today)) + 1)]


def check_month(process: Process, month: date, today: date) -> None:
    """Gains belong to a month (its first day) in which the robot was in operation."""
    if month not in months_in_operation(process, today):
        raise Unreadable(field="month", problem="month-not-in-operation")


def _day(answer: Answer) -> date | None:
    return date.fromisoformat(answer) if isinstance(answer, str) else None


def _number(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _month(number: int) -> date:
    return date(number // _MONTHS, number % _MONTHS + 1, 1)
