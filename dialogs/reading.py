"""Reading an answer together with what the same question was answered before it, unclearly."""

import re

from domain.process import Answer
from domain.questions import Question
from domain.reading.numerals import names_number
from domain.reading.parsed import Parsed, Unclear, Understood

_WITHOUT_UNIT = ("which-period", "which-unit")
_GOES_ON = re.compile(r"\s*(?:og|and)\b", re.IGNORECASE)
_NO_RANGE = (*_WITHOUT_UNIT, "is-it-this")


def read(question: Question, raw: object, before: str | None) -> Parsed[Answer]:
    """Parse an answer; after an unclear one ("20") it may be what was missing there ("om ugen")."""
    parsed = question.parse(raw)
    if before is None or not isinstance(raw, str) or parsed == Understood(None):
        return parsed
    earlier = question.parse(before)
    if not isinstance(earlier, Unclear):
        return parsed
    return _together(question, raw, before, parsed, earlier) or _among(question, parsed, earlier) or parsed


def _together(
    question: Question, raw: str, before: str, parsed: Parsed[Answer], earlier: Unclear[Answer]
) -> Understood[Answer] | None:
    """Read "20" and then "om ugen", or the other way round, as "20 om ugen"; a new number is a new answer."""
    if earlier.why in _WITHOUT_UNIT and (not names_number(raw) or _GOES_ON.match(raw)):
        number, unit = before, raw
    elif isinstance(parsed, Unclear) and parsed.why in _WITHOUT_UNIT and not names_number(before):
        number, unit = raw, before
    else:
        return None
    joined = (question.parse(f"{number}{between}{unit}") for between in (" ", "/"))
    return next((whole for whole in joined if isinstance(whole, Understood)), None)


def _among(question: Question, parsed: Parsed[Answer], earlier: Unclear[Answer]) -> Understood[Answer] | None:
    """Read "2 eller 3 om måneden" and then "3" as "3 om måneden", and "4" too, but not "20"."""
    if not isinstance(parsed, Unclear) or parsed.why not in _WITHOUT_UNIT or earlier.why in _NO_RANGE:
        return None
    offered = [reading for reading in parsed.readings if reading in earlier.readings]
    alike = offered or [reading for reading in parsed.readings if _is_near(reading, earlier)]
    chosen = question.parse(alike[0]) if len(alike) == 1 else None
    return chosen if isinstance(chosen, Understood) else None


def _is_near(reading: Answer, earlier: Unclear[Answer]) -> bool:
    """Whether a reading has the unit and about the size of those that were offered before."""
    count, unit = _count_and_unit(reading)
    offered = [_count_and_unit(other) for other in earlier.readings]
    counts = [count for count, _ in offered]
    return {unit} == {other for _, other in offered} and min(counts) / 2 <= count <= max(counts) * 2


def _count_and_unit(reading: Answer) -> tuple[float, str]:
    said = str(reading)
    unit = said.lstrip("0123456789.")
    return float(said.removesuffix(unit)), unit
