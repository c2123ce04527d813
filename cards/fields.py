"""Questions as the fields of a page, each with what is written in it and what is wrong with that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from microsoft_teams.cards import CardElement

from cards.elements import aside, line, run, subtle, warning
from cards.inputs import answer_input, systems_inputs
from cards.message import size
from cards.question import PREFILLED_BYTES, say_field_problem
from cards.safe import excerpt
from cards.say import Say
from domain.questions import Domains, Question, Systems
from domain.reading.parsed import Refused

FILLED = "filled"
"""What the button of a page that opens itself says once it was filled in."""
EXCERPT = 200
ROOM = 12 * 1024
"""Bytes that what is written in the fields of one page may take."""
NOTHING_WRITTEN: Mapping[str, str] = MappingProxyType({})
NO_PROBLEMS: Mapping[str, Refused] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class FilledIn:
    """What is written on a page, what is wrong with it, and what else stands in the way."""

    raw: Mapping[str, str] = field(default_factory=lambda: NOTHING_WRITTEN)
    problems: Mapping[str, Refused] = field(default_factory=lambda: NO_PROBLEMS)
    notice: str | None = None


BLANK = FilledIn()


def fields(
    say: Say,
    questions: Iterable[Question],
    written: Mapping[str, str] = NOTHING_WRITTEN,
    problems: Mapping[str, Refused] = NO_PROBLEMS,
    room: int = ROOM,
    offered: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[CardElement]:
    """Make the fields of a page; a text too long for it is shown in part without a field, so it stays.

    `offered` are the names to choose among, by the key of their question.
    """
    for question in questions:
        said = written.get(question.key)
        needed = size(said) if said is not None else 0
        if needed <= room:
            room -= needed
            yield from _inputs(say, question, said, (offered or {}).get(question.key, ()))
        else:
            yield line(run(say(f"question-{question.key}.label")))
            yield aside([line(excerpt(said or "", EXCERPT)), subtle(say("card-too-long-for-page"))])
        yield from problem_of(say, question.key, problems)


def ids_of(elements: Iterable[CardElement]) -> str:
    """Name the fields among the elements of a page."""
    ids = (getattr(part, "id", None) for part in elements)
    return " ".join(name for name in ids if name)


def _inputs(say: Say, question: Question, said: str | None, offered: Sequence[str]) -> Iterator[CardElement]:
    if isinstance(question, Domains) and offered:
        yield answer_input(say, question, said, alone=False, domains=offered)
    elif isinstance(question, Systems) and offered:
        yield from systems_inputs(say, question, said, offered)
    else:
        yield answer_input(say, question, said, alone=False)


def problem_of(say: Say, field: str, problems: Mapping[str, Refused]) -> Iterator[CardElement]:
    """Say what is wrong with a field, if something is."""
    if field in problems:
        yield warning(say_field_problem(say, problems[field]))


def fitting(raw: Mapping[str, str], field: str, room: int = PREFILLED_BYTES) -> str | None:
    """Return what was written in a field, unless it would overfill the card."""
    written = raw.get(field)
    return None if written is None or size(written) > room else written
