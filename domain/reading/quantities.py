"""How often and how long, as answers to a question.

A wrong silent reading is the worst outcome: an answer is understood only if every word of it was read, in one
way; anything else is asked back.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Generic, TypeVar

from domain.reading.durations import HOUR, MINUTE, durations_in
from domain.reading.numerals import said_plainly
from domain.reading.parsed import Parsed, Refused, Unclear, Understood
from domain.reading.phrases import Reading, Token, kinds
from domain.reading.rates import Period, Rate, rate, rates_in, whole
from domain.reading.wording import says_dont_know

T = TypeVar("T")

MOST_PER_YEAR = 10_000_000
MOST_MINUTES = 100_000
LONGEST = 300
"""Characters beyond which an answer is not read: it says more than a quantity."""

_MOST_READINGS = 4
_SILENT = frozenset("pa1&ts")
"""Kinds of tokens that say nothing of their own where they are left over."""
_COUNT_ALONE = re.compile("[CnT1](?:[pr]?u)?")
"""A count, perhaps with one word behind it that may be a period or a unit mistyped."""


@dataclass(frozen=True, kw_only=True)
class _Quantity(Generic[T]):
    """What is asked for: how to find it, its size and bounds, and what to offer for a number alone."""

    find: Callable[[str], tuple[list[Token], list[Reading[T]]]]
    size: Callable[[T], int]
    most: int
    most_said: int
    alone: Callable[[Decimal], Sequence[T]]
    why_alone: str
    why_vague: str


def parse_occurrences(text: str) -> Parsed[Rate | None]:
    """How often something is done."""
    return _parse(text, _OCCURRENCES)


def parse_duration(text: str) -> Parsed[int | None]:
    """How many seconds something takes each time."""
    return _parse(text, _DURATION)


def _parse(text: str, asked: _Quantity[T]) -> Parsed[T | None]:
    if not text.strip():
        return Refused("empty")
    if len(text) > LONGEST:
        return Refused("too-long", {"max": LONGEST, "length": len(text)})
    if says_dont_know(text):
        return Understood(None)
    said = said_plainly(text)
    found, readings = asked.find(said)
    read = [token for reading in readings for token in reading.tokens]
    left = [token for token in found if token not in read]
    decided: Parsed[T] = _decided(said, readings, left, asked) if readings else _unmeasured(left, asked)
    return decided


def _decided(
    said: str, readings: Sequence[Reading[T]], left: Sequence[Token], asked: _Quantity[T]
) -> Parsed[T]:
    values = [value for reading in readings for value in reading.values]
    doubts = [reading.why for reading in readings if reading.why]
    sizes = {asked.size(value) for value in values}
    if min(sizes) < 1 <= max(sizes):
        return Unclear((), asked.why_vague)
    if not _SILENT.issuperset(kinds(left)) or (len(sizes) == 1 and not _is_restated(said, readings)):
        doubts.append("is-it-this")
    return _bounded(values, doubts, asked)


def _is_restated(said: str, readings: Sequence[Reading[T]]) -> bool:
    """Whether what is said twice is only said in other words; it may be meant as a sum otherwise."""
    between = (said[one.tokens[-1].end : other.tokens[0].start] for one, other in pairwise(readings))
    return all(re.search(r"[(=]", words) for words in between)


def _unmeasured(left: Sequence[Token], asked: _Quantity[T]) -> Parsed[T]:
    spoken = [token for token in left if token.kind not in _SILENT]
    if not spoken:
        spoken = [token for token in left if token.kind == "1"]
    if all(token.kind == "u" for token in spoken):
        return Refused("not-a-number")
    if not _COUNT_ALONE.fullmatch(kinds(spoken)) or spoken[0].why:
        return Unclear((), asked.why_vague)
    return _bounded(asked.alone(spoken[0].amounts[0]), [asked.why_alone], asked)


def _bounded(values: Sequence[T], doubts: Sequence[str], asked: _Quantity[T]) -> Parsed[T]:
    by_size = {asked.size(value): value for value in reversed(values)}
    sizes = list(dict.fromkeys(asked.size(value) for value in values))
    fitting = tuple(by_size[size] for size in sizes if 1 <= size <= asked.most)
    if not fitting and max(sizes) > asked.most:
        return Refused("too-large", {"max": asked.most_said})
    if not fitting:
        return Refused("too-small", {"min": 1})
    if len(sizes) == 1 and not doubts:
        return Understood(fitting[0])
    return Unclear(fitting[:_MOST_READINGS], doubts[0] if doubts else "which-number")


def _rates_of(count: Decimal) -> list[Rate]:
    return [rate(count, period.value) for period in (Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR)]


def _seconds_of(amount: Decimal) -> list[int]:
    units = (MINUTE, HOUR, 1) if amount >= 30 else (MINUTE, HOUR)
    return [whole(amount * unit) for unit in units]


_OCCURRENCES = _Quantity(
    find=rates_in,
    size=lambda said: said.per_year,
    most=MOST_PER_YEAR,
    most_said=MOST_PER_YEAR,
    alone=_rates_of,
    why_alone="which-period",
    why_vague="how-many",
)
_DURATION: _Quantity[int] = _Quantity(
    find=durations_in,
    size=lambda seconds: seconds,
    most=MOST_MINUTES * MINUTE,
    most_said=MOST_MINUTES,
    alone=_seconds_of,
    why_alone="which-unit",
    why_vague="how-long",
)
