"""From an answer that was read to its value, or to the refusal that says what is wrong with it."""

from collections.abc import Container, Iterable

from domain.errors import ContainsCpr, Unreadable
from domain.process import Answer
from domain.reading.parsed import Parsed, Refused, Understood


def check_asked(keys: Iterable[str], asked: Container[str]) -> None:
    """Refuse what names no question of those that are asked, naming it."""
    for key in keys:
        if key not in asked:
            raise Unreadable(field=key, problem="not-a-choice")


def understood(parsed: Parsed[Answer], field: str) -> Answer:
    """Return the value of an answer that has one reading; refuse any other, naming its field."""
    if isinstance(parsed, Understood):
        return parsed.value
    if not isinstance(parsed, Refused):
        raise Unreadable(field=field, problem="unclear")
    if parsed.problem == "cpr":
        raise ContainsCpr(field=field)
    raise Unreadable(field=field, problem=parsed.problem, **parsed.args)
