"""Catalogues of names, from a pasted list, or from the column of names in a table or CSV file."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from domain.reading.parsed import Parsed, Refused, Unclear, Understood

MOST_NAMES = 200
LONGEST_NAME = 100
LONGEST_LIST = 10_000
"""Characters that all names of a catalogue may take, so that they fit into one field."""
LONG_LIST = 20
"""So many names nobody types anew."""

_SEPARATORS = ("\t", ";", ",")
_QUOTED = re.compile(r'"[^"]*"')

Row: TypeAlias = Sequence[str]
Headings: TypeAlias = Mapping[str, int]
"""Headings in letters and figures alone, with the place each takes where several stand side by side."""


def _letters(cell: str) -> str:
    return "".join(filter(str.isalnum, cell.casefold()))


def _ranked(spellings: str) -> Headings:
    return {_letters(heading): rank for rank, heading in enumerate(spellings.split("|"))}


_HEADINGS = {
    "systems": _ranked(
        "it-systemnavn|systemnavn|it-systemets navn|systemets navn|navn på it-system|navn på system"
        "|it system name|system name|name of system|it-system|it-systemer|it systems|system|systemer|systems"
        "|fagsystem|fagsystemer|applikation|applikationer|application|applications|navn|navne|name|names"
    ),
    "technologies": _ranked(
        "teknologinavn|teknologiens navn|navn på teknologi|technology name|name of technology"
        "|teknologi|teknologier|anvendt teknologi|technology|technologies|værktøj|værktøjer|tool|tools"
        "|navn|navne|name|names"
    ),
}


def parse_names(text: str, of: str) -> Parsed[tuple[str, ...]]:
    """Names one a line or separated, or a table's column of names; each once, without headings and titles.

    Unclear where they stand in a table of which no heading is known: they are a guess then.
    """
    # The reader raises on a longer field.
    if len(text) > csv.field_size_limit():
        return Refused("too-long", {"max": LONGEST_LIST, "length": len(text)})
    headings = _HEADINGS[of]
    found, is_sure = _found(_rows(text), headings)
    spelt: dict[str, str] = {}
    for name in found:
        if name and _letters(name) not in headings:
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
    return Understood(names) if is_sure else Unclear((names,), "which-column")


def as_list(names: Iterable[str]) -> str:
    """Write names one a line, as they would be read again."""
    return "\n".join(f'"{name}"' if any(sign in name for sign in _SEPARATORS) else name for name in names)


def drops_most(held: Collection[str], names: Iterable[str]) -> bool:
    """Whether less than half of a long list is left when `names` take its place."""
    left = {name.casefold() for name in held} & {name.casefold() for name in names}
    return len(held) >= LONG_LIST and 2 * len(left) < len(held)


def _found(rows: Sequence[Row], headings: Headings) -> tuple[Iterable[str], bool]:
    """Return the names in a list or table, and whether that is beyond doubt."""
    at = next((place for place, row in enumerate(rows) if _several(row) or _known(row, headings)), None)
    if at is None or not _known(rows[at], headings):
        return _found_without(rows)
    row, below = rows[at], rows[at + 1 :]
    if _several(row) and below:
        column = min(range(len(row)), key=lambda place: headings.get(_letters(row[place]), len(headings)))
        # What stands above in one cell each is a title.
        is_grid = all(len(other) == len(row) for other in below)
        return [other[column] for other in below if column < len(other)], is_grid
    names, is_sure = _found(below, headings) if below else (row, _letters(row[0]) in headings)
    return names, is_sure and at == 0


def _found_without(rows: Sequence[Row]) -> tuple[Iterable[str], bool]:
    """Do the same where no heading is known: of a table, guess the column with the most different names."""
    several = [row for row in rows if _several(row)]
    if len(several) > 1 and len({len(row) for row in several}) == 1:
        return max(zip(*several, strict=True), key=lambda cells: len(set(filter(None, cells)))), False
    return [cell for row in rows for cell in row], len(several) < 2


def _several(row: Row) -> bool:
    return len(list(filter(None, row))) > 1


def _known(row: Row, headings: Headings) -> bool:
    return any(_letters(cell) in headings for cell in row)


def _rows(text: str) -> Sequence[Row]:
    lines = _QUOTED.sub("", text).splitlines()
    separator = max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, skipinitialspace=True)
    return [cells for row in reader if any(cells := [_clean(cell) for cell in row])]


def _clean(cell: str) -> str:
    """Return a cell in one line of what can be seen; a bullet is no name."""
    printable = "".join(c if c.isprintable() else " " for c in cell.replace('"', " "))
    words = " ".join(printable.split())
    return words if len(words) > 1 or words.isalnum() else ""


def _length(name: str) -> int:
    """Count the characters as a card does, where an emoji takes two."""
    return len(name.encode("utf-16-le", "surrogatepass")) // 2
