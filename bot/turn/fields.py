"""What comes with a card: its data and its fields, read one by one, and what is wrong with each."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from bot.turn.turn import Turn
from cards.message import SENT, SHOWN
from domain.errors import NotFound, Refusal, Unreadable
from domain.people import Actor
from domain.sight import SeenProcess
from domain.steering import Check
from services.seeing import read

Data: TypeAlias = Mapping[str, Any]
T = TypeVar("T")

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


def as_uuid(value: object) -> UUID:
    """Read an id that came with a card."""
    try:
        return UUID(str(value))
    except ValueError:
        raise NotFound from None
