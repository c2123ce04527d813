"""What comes with a card: its data and its fields, read one by one, and what is wrong with each."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from bot.turn.turn import Turn
from cards.message import SENT, SHOWN
from domain.errors import ContainsCpr, NotFound, Refusal, Unreadable
from domain.people import Actor
from domain.reading.parsed import Refused
from domain.sight import SeenProcess
from domain.steering import Check
from services.seeing import read

Data: TypeAlias = Mapping[str, Any]
T = TypeVar("T")

Raw: TypeAlias = Mapping[str, str]
"""What was written in the fields of a page, by their names."""

MOST = 2**31 - 1


class NothingCame(Refusal):
    """A client has sent what a button says, and nothing of what stands in the fields it names."""

    text_key = "refused-nothing-came"


def check_came(data: Data) -> None:
    """Refuse to take all fields for empty when it is the client that has left them out."""
    fields = written(data, SHOWN).split()
    if fields and all(data.get(field) is None for field in (SENT, *fields)):
        raise NothingCame


def process_of(turn: Turn, actor: Actor, data: Data) -> SeenProcess:
    """Return the process a card names, if its reader may read it."""
    return read(turn.session, actor, process_id_in(data))


def process_id_in(data: Data) -> UUID:
    """Return the id of the process a card names."""
    return as_uuid(data.get("process"))


def process_for(turn: Turn, data: Data, check: Check) -> tuple[Actor, SeenProcess]:
    """Return who speaks, as a reviewer if they are one, and the process a card names, if they may."""
    actor = turn.reviewer
    process = process_of(turn, actor, data)
    check(actor, process)
    return actor, process


def version_of(data: Data) -> int:
    """Return the version the card showed."""
    version = number_in(data, "version")
    if version is None:
        raise Unreadable(field="version", problem="not-a-number")
    return version


def number_in(data: Data, name: str) -> int | None:
    """Return a number that came with a card; None if it is none, or beyond all that is counted here."""
    number = data.get(name)
    return number if type(number) is int and 0 <= number <= MOST else None


def written(data: Data, field: str) -> str:
    """Return what was written in a field; nothing if it was no text."""
    value = data.get(field)
    return value if isinstance(value, str) else ""


def chosen(data: Data, field: str, among: Iterable[T]) -> T:
    """Return which of a few was chosen in a field; refuse anything else."""
    for each in among:
        if each == data.get(field):
            return each
    raise Unreadable(field=field, problem="not-a-choice")


def day(said: str, field: str) -> date | None:
    """Return the day chosen in a field, if one was."""
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Unreadable(field=field, problem="not-a-date") from None


def problems_of(*reads: Callable[[], object]) -> dict[str, Refused]:
    """Read every field, and return what is wrong with each."""
    problems = {}
    for read_field in reads:
        try:
            read_field()
        except (Unreadable, ContainsCpr) as refusal:
            args = dict(refusal.args_for_text)
            field = str(args.pop("field"))
            problems[field] = Refused(str(args.pop("problem", "cpr")), args)
    return problems


def kept(raw: Raw, problems: Mapping[str, Refused]) -> Raw:
    """Leave out what must not come back: a CPR number, and what a field for a date cannot show."""
    lost = {field for field, refused in problems.items() if refused.problem in ("cpr", "not-a-date")}
    return {field: said for field, said in raw.items() if field not in lost}


def as_uuid(value: object) -> UUID:
    """Read an id that came with a card."""
    try:
        return UUID(str(value))
    except ValueError:
        raise NotFound from None
