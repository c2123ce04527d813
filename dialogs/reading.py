"""Reading an answer together with what the same question was answered before it, unclearly."""

from domain.parsed import Parsed, Unclear, Understood
from domain.process import Answer
from domain.questions import Question

_WITHOUT_UNIT = ("which-period", "which-unit")


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
    """Read "20" and then "om ugen", or the other way round, as "20 om ugen"."""
    if earlier.why in _WITHOUT_UNIT and not _has_digits(raw):
        number, unit = before, raw
    elif isinstance(parsed, Unclear) and parsed.why in _WITHOUT_UNIT and not _has_digits(before):
        number, unit = raw, before
    else:
        return None
    joined = (question.parse(f"{number}{between}{unit}") for between in (" ", "/"))
    return next((whole for whole in joined if isinstance(whole, Understood)), None)


def _among(question: Question, parsed: Parsed[Answer], earlier: Unclear[Answer]) -> Understood[Answer] | None:
    """Read "2 eller 3 om måneden" and then "3" as "3 om måneden", and then "4" as "4 om måneden"."""
    if not isinstance(parsed, Unclear) or earlier.why == "is-it-this":
        return None
    units = {_unit(reading) for reading in earlier.readings}
    alike = [reading for reading in parsed.readings if reading in earlier.readings]
    if not alike and len(units) == 1:
        alike = [reading for reading in parsed.readings if _unit(reading) in units]
    chosen = question.parse(alike[0]) if len(alike) == 1 else None
    return chosen if isinstance(chosen, Understood) else None


def _has_digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _unit(reading: Answer) -> str:
    return str(reading).lstrip("0123456789.")
