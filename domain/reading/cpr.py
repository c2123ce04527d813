"""Danish personal numbers (CPR), found in any text so that none is ever kept."""

import re
import unicodedata

from domain.reading.wording import lined

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REPLACEMENT_DAYS = 60
"""What is added to the day in the replacement numbers of people without a CPR number."""

_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_BETWEEN = r"[-./_ \t]?"
_CENTURY = r"(?:(?:18|19|20)(?=\d\d[- ]?\d{4}))?"
_SERIAL = (
    r"(?:[-./_ \t]{0,3}\d{4}"
    # Behind a date in one piece also what would otherwise part a date from a number that follows it.
    r"|(?<=\d{6})[-:) \t\r\n]{1,3}\d{4}"
    r"|(?<=\d{6})[- ]\d\d \d\d(?! ?\d))"
)
_NUMBER = re.compile(
    r"(?<!\d)"
    # Looking ahead consumes nothing, so that a number is found behind digits that only began like one.
    rf"(?=(\d\d){_BETWEEN}(\d\d){_BETWEEN}{_CENTURY}(\d\d){_SERIAL}(?!\d))"
)


def contains_cpr(text: str) -> bool:
    """Whether a CPR number stands in the text, however it is written; only its date can be checked."""
    return any(
        _is_date(*map(int, match.groups())) for match in _NUMBER.finditer(_UUID.sub(" ", _visible(text)))
    )


def _visible(text: str) -> str:
    """The text with one kind of digit and dash, without characters nobody sees."""
    folded = unicodedata.normalize("NFKC", lined(text).replace("\N{MINUS SIGN}", "-"))
    categories = ((character, unicodedata.category(character)) for character in folded)
    return "".join(
        "-" if category == "Pd" else " " if category == "Zs" else character
        for character, category in categories
        if category not in _UNSEEN
    )


def _is_date(day: int, month: int, year: int) -> bool:
    if not 1 <= month <= len(_DAYS_IN_MONTH):
        return False
    day -= _REPLACEMENT_DAYS if day > _REPLACEMENT_DAYS else 0
    leap_day = (day, month) == (29, 2)
    return 1 <= day <= _DAYS_IN_MONTH[month - 1] and (year % 4 == 0 or not leap_day)
