"""Quantities that stand in a description already, to be read back instead of asked for again.

Better to miss one than to find nonsense: deadlines, totals, savings and amounts of money are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.reading.durations import MINUTE, WORKING_DAY, durations_in
from domain.reading.numerals import said_plainly
from domain.reading.phrases import Reading, Token
from domain.reading.quantities import MOST_MINUTES, MOST_PER_YEAR
from domain.reading.rates import Rate, rates_in
from domain.reading.wording import lined

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a description says of how often and how long, as far as it is plain."""

    occurrences: Rate | None = None
    seconds: int | None = None


_CLAUSE_ENDS = re.compile(r"[!?;:()\n]|,\s|\.\s+(?=[A-ZÆØÅ])|(?<!\d)\s[-–—]\s(?!\d)")
_OTHER_MATTERS = re.compile(
    r"\b(?:spar|sav|frist|deadline|kr\b|kron|kost|cost|budget|dkk|euro|gammel|alder|betal|pay|år siden|ago\b)"
)
_SPAN_BEFORE = re.compile(
    r"\b(?:inden|efter|i|om|over|under|op til|mindst|højst|maks|max|siden|for|sidste|seneste|næste|første"
    r"|hver|hvert|within|after|in|over|at least|at most|up to|last|next|first|every|each)"
    r"(?: de| den| det| the| for)?\W*$"
)
_SPAN_AFTER = re.compile(r"\W*(?:efter|før|senere|siden|forinden|forsinke|later|before|after|late)")
_TOTAL_AFTER = re.compile(
    r"\W*(?:(?:om|pr|per|i|a|an|hver|hvert|each|every|til)\W*)?"
    r"(?:dag|daily|day|uge|week|måned|month|kvartal|quarter|år|year)"
)
_TAKES = re.compile(
    r"\b(?:tage|tager|bruge|bruger|varer|pr|per|á|à|hver gang|gangen|takes?|spend|each|lasts?)\b"
    r"|^(?:\W|ca|cirka)*\d\S*\s?\w+\W*$"
)
_NEAR = 40
"""Characters on each side of a quantity that may say it is a deadline, a span or a total."""


def find_quantities(text: str) -> Found:
    """The one rate and the one duration a description plainly states, if it does."""
    rates: list[Rate | None] = []
    durations: list[int | None] = []
    for clause in _CLAUSE_ENDS.split(lined(text)):
        said = said_plainly(clause)
        if not _OTHER_MATTERS.search(said):
            rates += _rates(said)
            durations += _durations(said)
    return Found(occurrences=_only(rates), seconds=_only(durations))


def _only(found: Sequence[T | None]) -> T | None:
    return found[0] if len(found) == 1 else None


def _rates(said: str) -> Iterator[Rate | None]:
    """Every rate with a count; None for one that is not plain."""
    for reading in rates_in(said)[1]:
        count = reading.tokens[0]
        if count.kind == "C":
            plain = _is_plain(said, reading) and not _is_figurative(said, count)
            yield reading.values[0] if plain and 1 <= reading.values[0].per_year <= MOST_PER_YEAR else None


def _durations(said: str) -> Iterator[int | None]:
    """Every duration in hours or less; None for one that is not plainly what a single time takes."""
    takes = _TAKES.search(said) is not None
    for reading in durations_in(said)[1]:
        measure = reading.tokens[0]
        if measure.unit < WORKING_DAY:
            plain = takes and _is_plain(said, reading) and not _TOTAL_AFTER.match(said, measure.end)
            yield reading.values[0] if plain and 1 <= reading.values[0] <= MOST_MINUTES * MINUTE else None


def _is_plain(said: str, reading: Reading[T]) -> bool:
    start, end = reading.tokens[0].start, reading.tokens[-1].end
    before, after = said[max(0, start - _NEAR) : start], said[end : end + _NEAR]
    return not (reading.why or _SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after))


def _is_figurative(said: str, count: Token) -> bool:
    """Whether a large number is only a way of speaking: "tusind gange om dagen", "en kvart million"."""
    return count.amounts[0] >= 100 and not re.search(r"\d", said[count.start : count.end])
