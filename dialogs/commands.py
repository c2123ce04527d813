"""Commands: whole messages that ask for something, in Danish and English, also when mistyped a little."""

import re
from dataclasses import dataclass, replace
from itertools import product

from domain.commands import COMMANDS
from domain.reading.wording import folded, words

LONGEST = 60
"""Characters beyond which a message is not a command."""
MOST_EDITS = 2


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something that was asked for by name; inexact when it was only nearly spelt so.

    The argument is a process's number, a language's key or a coordinator's code.
    """

    name: str
    argument: int | str | None = None
    exact: bool = True


_LANGUAGES = {"da": ("dansk", "danish"), "en": ("engelsk", "english")}
_NAMED = {
    f"{name}{asked}": f"sprog {name}"
    for names in _LANGUAGES.values()
    for name, asked in product(names, ("", " tak", " please"))
}
_PHRASES: dict[str, Command] = {
    **{
        phrase: Command(name=name)
        for name, row in COMMANDS.items()
        for phrase in row.said.split("|")
        if phrase
    },
    **{
        f"{asked} {name}": Command(name="language", argument=key)
        for key, names in _LANGUAGES.items()
        for asked, name in product(("sprog", "language", "på", "in"), names)
    },
}
_LETTERS = {phrase: frozenset(phrase) for phrase in _PHRASES}
_NUMBERED = re.compile(r"(?P<words>\D*?) ?(?P<number>\d{1,9})")
_BEFORE_NUMBER = frozenset(
    f"{before}{abbreviated}"
    for before in ("", "status ", "forslag ")
    for abbreviated in ("nr", "nummer", "no", "number")
) | {"status", "forslag"}
_TO_NUMBER = frozenset(
    f"{to} {named}"
    for to in ("til", "hører til", "to", "belongs to")
    for named in ("nr", "nummer", "no", "number", "forslag", "forslag nr", "suggestion", "suggestion no")
)
_COORDINATOR = re.compile(r"[kc]oordinator (?=.*[\d-])(?P<code>[0-9a-z]{4}[- ]?[0-9a-z]{4})")


def recognise(text: str) -> Command | None:
    """Return the command that a whole message is, exactly or nearly spelt; None if it is none."""
    if len(text) > LONGEST:
        return None
    said = " ".join(words(text))
    if code := _COORDINATOR.fullmatch(said):
        return Command(name="coordinator", argument=code["code"].upper())
    if numbered := _NUMBERED.fullmatch(said):
        if numbered["words"] in _TO_NUMBER:
            return Command(name="attach", argument=int(numbered["number"]))
        return _status(numbered["words"], int(numbered["number"]), marked=folded(text).startswith("#"))
    return _PHRASES.get(said) or _nearly(said)


def naming_a_language(text: str) -> str | None:
    """Return the command that the name of a language, said alone, stands for where one was asked for."""
    return _NAMED.get(" ".join(words(text))) if len(text) <= LONGEST else None


def _status(before: str, number: int, *, marked: bool) -> Command | None:
    exact = before in _BEFORE_NUMBER or (marked and not before)
    if not exact and not _is_near(before, "status"):
        return None
    return Command(name="status", argument=number, exact=exact)


def _nearly(said: str) -> Command | None:
    letters = set(said)
    # Most phrases are told apart by their length, or since an edit changes at most two kinds of letter.
    near = [
        phrase
        for phrase, others in _LETTERS.items()
        if abs(len(said) - len(phrase)) <= MOST_EDITS
        and len(letters ^ others) <= 2 * MOST_EDITS
        and _is_near(said, phrase)
    ]
    if not near:
        return None
    return replace(_PHRASES[min(near, key=lambda phrase: _edits(said, phrase))], exact=False)


def _is_near(said: str, meant: str) -> bool:
    """Whether `said` is `meant` mistyped: one edit from five letters on, two from eight."""
    shorter = min(len(said), len(meant))
    allowed = 0 if shorter < 5 else 1 if shorter < 8 else MOST_EDITS
    return abs(len(said) - len(meant)) <= allowed and _edits(said, meant) <= allowed


def _edits(said: str, meant: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour to turn one word into the other."""
    before_last: list[int] = []
    last = list(range(len(meant) + 1))
    for i, letter in enumerate(said):
        row = [i + 1]
        for j, other in enumerate(meant):
            row.append(min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != other)))
            if i and j and (letter, said[i - 1]) == (meant[j - 1], other):
                row[-1] = min(row[-1], before_last[j - 1] + 1)
        before_last, last = last, row
    return last[-1]
