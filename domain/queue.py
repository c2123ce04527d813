"""What the RPA team looks at together: the queue and what is asked of it, the stand-up, the dashboard."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from domain.errors import Unreadable
from domain.people import Person
from domain.process import OPEN, PHASES, Phase, Status
from domain.reading.choices import DOMAINS

BEFORE_OPERATION = PHASES[: PHASES.index(Phase.OPERATION)]
UNDER_WAY = tuple(status for status in OPEN if status is not Status.PENDING)
PAGE = 10
"""Rows of the queue on a page."""
MOST_HOLDERS = 25
"""How many people a list can be narrowed to."""
STARS = (3, 2, 1)
WAITING = (7, 14, 30, 90)
"""Days in a phase that one can ask for."""
FREE, MINE, ALL = "free", "mine", "all"

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What is asked for; without a phase or a status, what is open and not in operation yet.

    `holder` is the person who holds it, or "free"; `waiting` are days in its phase, at least.
    """

    phase: Phase | None = None
    status: Status | None = None
    domain: str | None = None
    holder: UUID | str | None = None
    stars: int | None = None
    waiting: int | None = None

    @property
    def phases(self) -> Sequence[Phase]:
        """The phases that are shown."""
        if self.phase is not None:
            return (self.phase,)
        return BEFORE_OPERATION if self.status is None or self.status.is_open else PHASES

    @property
    def statuses(self) -> Sequence[Status]:
        """The statuses that are shown."""
        return OPEN if self.status is None else (self.status,)

    @property
    def chosen(self) -> Mapping[str, str]:
        """What is asked for, by field, as `read_filter` reads it again."""
        return {name: str(value) for name, value in vars(self).items() if value is not None}


def read_filter(said: Mapping[str, object], reader_id: UUID | None) -> Filter:
    """Read what was chosen, field by field; "all" asks for nothing, "mine" for what the reader holds."""
    return Filter(
        phase=_read(said, "phase", {phase.value: phase for phase in Phase}),
        status=_read(said, "status", {status.value: status for status in Status}),
        domain=_read(said, "domain", {name: name for name in DOMAINS}),
        holder=_read_holder(said, reader_id),
        stars=_read(said, "stars", {str(stars): stars for stars in STARS}),
        waiting=_read(said, "waiting", {str(days): days for days in WAITING}),
    )


def _read(said: Mapping[str, object], field: str, choices: Mapping[str, T]) -> T | None:
    choice = said.get(field)
    if choice in (None, "", ALL):
        return None
    if not isinstance(choice, str) or choice not in choices:
        raise Unreadable(field=field, problem="not-a-choice")
    return choices[choice]


def _read_holder(said: Mapping[str, object], reader_id: UUID | None) -> UUID | str | None:
    choice = said.get("holder")
    holders: dict[str, UUID | str] = {FREE: FREE}
    if reader_id is not None:
        holders[MINE] = reader_id
    with suppress(ValueError):
        holders[str(choice)] = UUID(str(choice))
    return _read(said, "holder", holders)


@dataclass(frozen=True, kw_only=True)
class Queued:
    """What a list shows of a process; `since` it is in its phase."""

    id: UUID
    number: int
    version: int
    title: str
    phase: Phase
    status: Status
    stars: int | None
    priority: float | None
    holder: str | None
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Some of the processes that were found, and how many there are; `more` than are counted."""

    rows: Sequence[Queued]
    total: int
    more: bool


@dataclass(frozen=True, kw_only=True)
class Queue(Listed):
    """A page of the queue, and who holds any process."""

    page: int
    holders: Sequence[Person]

    @property
    def goes_on(self) -> bool:
        """Whether there is a page after this one."""
        return (self.page + 1) * PAGE < self.total or (self.more and len(self.rows) == PAGE)


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """The numbers of the processes that lack the same; there may be `more` than were looked at."""

    numbers: Sequence[int]
    more: bool


@dataclass(frozen=True, kw_only=True)
class StandUp:
    """What a team talks about once a week: new, waiting too long, and what each line of a gate holds up."""

    new: Listed
    late: Listed
    blocked: Mapping[str, Blocked]


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """What a manager follows: how many in each phase, the hours promised and saved, how long things take.

    `promised` are the hours a year of all that is open; `saved` those of each month of this year.
    """

    phases: Mapping[Phase, int]
    promised: float
    promised_in_operation: float
    saved: Mapping[date, float]
    days: Mapping[Phase, float]
    waiting: Sequence[Queued]
