"""Catalogues of names, from a pasted list or the first column of a CSV file."""

import csv
import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from domain.parsed import Parsed, Refused, Understood

MOST_NAMES = 200
LONGEST_NAME = 100
LONGEST_LIST = 10_000
"""Characters that all names of a catalogue may take, so that they fit into one field."""

_SEPARATORS = (";", "\t", ",")
_QUOTED = re.compile(r'"[^"]*"')
_HEADERS = frozenset(
    {"navn", "name", "it-system", "it-systemer", "system", "systemer", "systemnavn", "systems"}
    | {"teknologi", "teknologier", "technology", "technologies"}
)


def parse_names(text: str) -> Parsed[tuple[str, ...]]:
    """Names one a line or separated, or the first column of a table; each once, without the heading."""
    # The reader raises on a longer field.
    if len(text) > csv.field_size_limit():
        return Refused("too-long", {"max": LONGEST_LIST, "length": len(text)})
    spelt: dict[str, str] = {}
    for name in _names(text):
        spelt.setdefault(name.casefold(), name)
    names = tuple(spelt.values())
    if not names:
        return Refused("empty")
    if len(names) > MOST_NAMES:
        return Refused("too-many", {"max": MOST_NAMES, "count": len(names)})
    longest = max(map(_length, names))
    if longest > LONGEST_NAME:
        return Refused("too-long", {"max": LONGEST_NAME, "length": longest})
    in_all = sum(map(_length, names))
    if in_all > LONGEST_LIST:
        return Refused("too-long", {"max": LONGEST_LIST, "length": in_all})
    return Understood(names)


def as_list(names: Iterable[str]) -> str:
    """Write names one a line, as they would be read again."""
    return "\n".join(f'"{name}"' if any(sign in name for sign in _SEPARATORS) else name for name in names)


def _names(text: str) -> Iterable[str]:
    rows = [row for row in _rows(text) if any(row)]
    is_table = len(rows) > 1 and len({len(row) for row in rows}) == 1
    names = [row[0] for row in rows] if is_table else [name for row in rows for name in row]
    return dropwhile(lambda name: name.casefold() in _HEADERS, filter(None, names))


def _rows(text: str) -> Sequence[Sequence[str]]:
    unquoted = _QUOTED.sub("", text)
    separator = next((sign for sign in _SEPARATORS if sign in unquoted), ",")
    reader = csv.reader(text.splitlines(), delimiter=separator, skipinitialspace=True)
    return [[_clean(cell) for cell in row] for row in reader]


def _clean(cell: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in cell.replace('"', " "))
    return " ".join(printable.split())


def _length(name: str) -> int:
    """Count the characters as a card does, where an emoji takes two."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2
