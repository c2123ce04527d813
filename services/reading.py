"""From an answer that was read to its value, or to the refusal that says what is wrong with it."""

from domain.errors import ContainsCpr, Unreadable
from domain.parsed import Parsed, Refused, Understood
from domain.process import Answer


def understood(parsed: Parsed[Answer], field: str) -> Answer:
    """Return the value of an answer that has one reading; refuse any other, naming its field."""
    if isinstance(parsed, Understood):
        return parsed.value
    if not isinstance(parsed, Refused):
        raise Unreadable(field=field, problem="unclear")
    if parsed.problem == "cpr":
        raise ContainsCpr(field=field)
    raise Unreadable(field=field, problem=parsed.problem, **parsed.args)
