"""The kinds of question: each validates an answer the same way for chat, card, form, flow and import."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from urllib.parse import urlsplit

from domain.process import Answer, Answers, Phase, Visibility
from domain.reading.catalogue import as_list, parse_names
from domain.reading.choices import (
    NO_SYSTEMS,
    as_systems,
    parse_domains,
    parse_likert,
    parse_personal_data,
    parse_readership,
    parse_systems,
)
from domain.reading.counts import parse_amount, parse_count
from domain.reading.cpr import contains_cpr
from domain.reading.parsed import Parsed, Refused, Unclear, Understood
from domain.reading.quantities import parse_duration, parse_occurrences
from domain.reading.wording import lined

LIKERT = ("high", "some", "lesser", "not_at_all", "unknown")


class Asked(StrEnum):
    """Where a question is asked: of whoever suggests a process in the chat, or of its reviewers."""

    CHAT = "chat"
    SUMMARY = "summary"
    AFTER = "after"
    REVIEW = "review"


class Section(StrEnum):
    """The page on which a question stands once there is a process."""

    ANSWERS = "answers"
    """What the submitter was asked."""
    GAIN = "gain"
    CLASSIFICATION = "classification"
    CONTACTS = "contacts"
    SOLUTION = "solution"
    IMPLEMENTATION = "implementation"
    OPERATION = "operation"
    NOTES = "notes"


class Circle(StrEnum):
    """Who sees the answer of a process they may read."""

    ALL = "all"
    ORGANISATION = "organisation"
    EDITORS = "editors"


@dataclass(frozen=True)
class Answered:
    """Holds when the answer to another question is one of some values."""

    key: str
    values: tuple[Answer, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether the condition holds for these answers."""
        return self.key in answers and answers[self.key] in self.values


def answered(key: str, *values: Answer) -> Answered:
    """Make the condition that `key` was answered with one of `values`."""
    return Answered(key, values)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing that is asked; its key names the stored answer, its texts and the card's input."""

    kind: ClassVar[str]
    may_be_unknown: ClassVar[bool] = False

    key: str
    asked: Asked = Asked.CHAT
    section: Section = Section.ANSWERS
    from_phase: Phase = Phase.IDEA
    seen: Circle = Circle.ALL
    asked_when: Answered | None = None
    indexed: bool = False

    @property
    def is_optional(self) -> bool:
        """Whether a process may go without an answer."""
        return self.asked in (Asked.AFTER, Asked.REVIEW)

    def parse(self, raw: object, today: date | None = None) -> Parsed[Answer]:
        """Understand what a person typed, tapped or sent; never raises, and never keeps a CPR number.

        `today` tells which days have been; where nobody says it, none has.
        """
        if raw is None:
            return Refused("empty")
        said = ", ".join(raw) if isinstance(raw, list) and all(isinstance(r, str) for r in raw) else raw
        if isinstance(said, int) and not isinstance(said, bool):
            said = str(said)
        if not isinstance(said, str):
            return Refused("type")
        said = lined(said).strip()
        if contains_cpr(said):
            return Refused("cpr")
        if not said:
            return Refused("empty")
        return self._read_on(said, today)

    def reread(self, answer: Answer) -> Parsed[Answer]:
        """Read a stored answer once more; one that this question would not have given is refused."""
        if answer is None:
            return Understood(None) if self.may_be_unknown else Refused("empty")
        parsed = self.parse(self._said(answer), self._since)
        if isinstance(parsed, Understood) and parsed.value != answer:
            return Refused("type")
        return parsed

    @property
    def _since(self) -> date:
        """A day on which the answer may be given again: what had been then has been since."""
        return date.max

    def _said(self, answer: Answer) -> object:
        return answer

    def _read_on(self, said: str, today: date | None) -> Parsed[Answer]:
        return self._read(said)

    def _read(self, said: str) -> Parsed[Answer]:
        raise NotImplementedError(self.kind)


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """Free text of at most `max_length` characters; several lines unless it is a title."""

    kind: ClassVar[str] = "text"
    max_length: int
    multiline: bool = False

    def _read(self, said: str) -> Parsed[Answer]:
        text = said if self.multiline else " ".join(said.split())
        if len(text) > self.max_length:
            return Refused("too-long", {"max": self.max_length, "length": len(text)})
        return Understood(text)


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A whole number within bounds."""

    kind: ClassVar[str] = "number"
    minimum: int = 1
    maximum: int = 1_000_000

    def _read(self, said: str) -> Parsed[Answer]:
        parsed = parse_count(said)
        if isinstance(parsed, Unclear):
            return Unclear(tuple(str(number) for number in parsed.readings), parsed.why)
        if isinstance(parsed, Understood) and not self.minimum <= parsed.value <= self.maximum:
            return Refused("out-of-range", {"min": self.minimum, "max": self.maximum})
        return parsed


@dataclass(frozen=True, kw_only=True)
class Amount(Question):
    """A number within bounds that may have two decimals, such as hours or DKK."""

    kind: ClassVar[str] = "amount"
    minimum: int = 0
    maximum: int = 10_000_000

    def parse(self, raw: object, today: date | None = None) -> Parsed[Answer]:
        """Understand an amount, which a flow may send as a number."""
        return super().parse(self._said(raw) if isinstance(raw, float) else raw, today)

    def _said(self, answer: object) -> object:
        return f"{answer:.2f}".replace(".", ",") if isinstance(answer, float) else answer

    def _read(self, said: str) -> Parsed[Answer]:
        parsed = parse_amount(said)
        if not isinstance(parsed, Understood):
            return parsed
        if not self.minimum <= parsed.value <= self.maximum:
            return Refused("out-of-range", {"min": self.minimum, "max": self.maximum})
        return Understood(round(parsed.value, 2))


@dataclass(frozen=True, kw_only=True)
class Day(Question):
    """A day, kept as YYYY-MM-DD; one that `has_been` is today or before, one `to_come` after today."""

    kind: ClassVar[str] = "day"
    has_been: bool = False
    to_come: bool = False

    def parse(self, raw: object, today: date | None = None) -> Parsed[Answer]:
        """Understand a day, which our own code may send as one."""
        return super().parse(raw.isoformat() if isinstance(raw, date) else raw, today)

    @property
    def _since(self) -> date:
        return date.min if self.to_come else date.max

    def _read_on(self, said: str, today: date | None) -> Parsed[Answer]:
        try:
            day = date.fromisoformat(said)
        except ValueError:
            return Refused("not-a-date")
        if self.has_been and (today is None or day > today):
            return Refused("date-ahead")
        if self.to_come and (today is None or day <= today):
            return Refused("date-past")
        return Understood(day.isoformat())


@dataclass(frozen=True, kw_only=True)
class Month(Day):
    """A month that has begun, kept as its first day; any day of it says which."""

    kind: ClassVar[str] = "month"

    def _read_on(self, said: str, today: date | None) -> Parsed[Answer]:
        read = super()._read_on(said, today)
        if not isinstance(read, Understood):
            return read
        first = date.fromisoformat(str(read.value)).replace(day=1)
        if today is None or first > today:
            return Refused("month-future")
        return Understood(first.isoformat())


@dataclass(frozen=True, kw_only=True)
class Code(Question):
    """A code of a register, such as KLE's "27.12.16"; `shape` is a regular expression for all of it."""

    kind: ClassVar[str] = "code"
    shape: str
    example: str

    def _read(self, said: str) -> Parsed[Answer]:
        if re.fullmatch(self.shape, said, re.ASCII) is None:
            return Refused("not-a-code", {"example": self.example})
        return Understood(said)


@dataclass(frozen=True, kw_only=True)
class Links(Question):
    """Addresses on the web, one a line, https only."""

    kind: ClassVar[str] = "links"
    most: int = 20
    longest: int = 500

    def _read(self, said: str) -> Parsed[Answer]:
        links = said.split()
        if len(links) > self.most:
            return Refused("too-many", {"max": self.most, "count": len(links)})
        if not all(len(link) <= self.longest and _is_https(link) for link in links):
            return Refused("not-a-link")
        return Understood("\n".join(links))


@dataclass(frozen=True, kw_only=True)
class Occurrences(Question):
    """How often in a year; "20 om ugen" is kept as 920."""

    kind: ClassVar[str] = "occurrences"
    may_be_unknown: ClassVar[bool] = True

    def _said(self, answer: Answer) -> object:
        return f"{answer}/year"

    def _read(self, said: str) -> Parsed[Answer]:
        parsed = parse_occurrences(said)
        if isinstance(parsed, Understood):
            return Understood(parsed.value.per_year if parsed.value else None)
        if isinstance(parsed, Unclear):
            return Unclear(tuple(str(rate) for rate in parsed.readings), parsed.why)
        return parsed


@dataclass(frozen=True, kw_only=True)
class Duration(Question):
    """How long each time; kept in seconds."""

    kind: ClassVar[str] = "duration"
    may_be_unknown: ClassVar[bool] = True

    def _said(self, answer: Answer) -> object:
        return f"{answer}s"

    def _read(self, said: str) -> Parsed[Answer]:
        parsed = parse_duration(said)
        if isinstance(parsed, Unclear):
            return Unclear(tuple(f"{seconds}s" for seconds in parsed.readings), parsed.why)
        return parsed


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of a few keys; people type the words, buttons send the key."""

    kind: ClassVar[str] = "choice"
    choices: tuple[str, ...]

    def _read(self, said: str) -> Parsed[Answer]:
        if said in self.choices:
            return Understood(said)
        return self._read_words(said)

    def _read_words(self, said: str) -> Parsed[Answer]:
        return Refused("not-a-choice")


@dataclass(frozen=True, kw_only=True)
class Likert(Choice):
    """To what degree: high, some, lesser, not at all, or unknown."""

    choices: tuple[str, ...] = LIKERT

    def _read_words(self, said: str) -> Parsed[Answer]:
        return parse_likert(said)


@dataclass(frozen=True, kw_only=True)
class PersonalData(Choice):
    """Which personal data the work touches."""

    choices: tuple[str, ...] = ("none", "ordinary", "sensitive", "unknown")

    def _read_words(self, said: str) -> Parsed[Answer]:
        return parse_personal_data(said)


@dataclass(frozen=True, kw_only=True)
class Readership(Choice):
    """Who may read the process, as far as its submitter decides."""

    choices: tuple[str, ...] = (Visibility.PRIVATE.value, Visibility.ORGANISATION.value)

    def _read_words(self, said: str) -> Parsed[Answer]:
        return parse_readership(said)


@dataclass(frozen=True, kw_only=True)
class Domains(Question):
    """One or more of the municipal domains."""

    kind: ClassVar[str] = "domains"

    def _read(self, said: str) -> Parsed[Answer]:
        return _as_list(parse_domains(said))


@dataclass(frozen=True, kw_only=True)
class Systems(Question):
    """Names of IT systems, free text; offered from what the organisation has named before."""

    kind: ClassVar[str] = "systems"

    def parse(self, raw: object, today: date | None = None) -> Parsed[Answer]:
        """Understand names, apart already or typed."""
        if isinstance(raw, list) and all(isinstance(name, str) for name in raw):
            raw = as_systems(raw)
        return super().parse(raw, today)

    def _said(self, answer: Answer) -> object:
        return answer or NO_SYSTEMS

    def _read(self, said: str) -> Parsed[Answer]:
        return _as_list(parse_systems(said))


@dataclass(frozen=True, kw_only=True)
class Names(Question):
    """A catalogue of names, from a pasted list or a table's column of names; nothing empties it."""

    kind: ClassVar[str] = "names"
    of: str

    def parse(self, raw: object, today: date | None = None) -> Parsed[Answer]:
        """Understand a list; unlike other answers it may be empty."""
        if isinstance(raw, str) and not raw.strip():
            return Understood([])
        return super().parse(raw, today)

    def _said(self, answer: Answer) -> object:
        return as_list(answer) if isinstance(answer, list) else answer

    def _read(self, said: str) -> Parsed[Answer]:
        return _as_list(parse_names(said, self.of), as_list)


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and link.isprintable()


def _as_list(
    parsed: Parsed[tuple[str, ...]], written: Callable[[Iterable[str]], str] = ", ".join
) -> Parsed[Answer]:
    if isinstance(parsed, Understood):
        return Understood(list(parsed.value))
    if isinstance(parsed, Unclear):
        return Unclear(tuple(map(written, parsed.readings)), parsed.why)
    return parsed
