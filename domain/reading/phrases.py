"""Phrases as tokens of one-letter kinds, and patterns over those kinds that put small tokens together."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Token:
    """A stretch of the text: its kind, the amounts it may mean, its unit, and why to ask if it is unsure."""

    kind: str
    amounts: tuple[Decimal, ...] = ()
    unit: Decimal = Decimal(1)
    why: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True)
class Reading(Generic[T]):
    """A quantity found among tokens: its values, of which one is meant, and why to ask if that is unsure."""

    values: tuple[T, ...]
    why: str
    tokens: Sequence[Token]


CLOSE = 2
"""Characters, such as a comma and a space, that may part what is said in one breath."""

Lexicon = Mapping[str, Token]
Build = Callable[[Sequence[Token]], Token | None]
Rules = tuple[tuple[str, Build], ...]


def spelled(kind: str, spelling: str, *amounts: Decimal | int | str, unit: int = 1) -> dict[str, Token]:
    """Lexicon rows for words, separated by spaces, that mean the same."""
    token = Token(kind=kind, amounts=tuple(Decimal(amount) for amount in amounts), unit=Decimal(unit))
    return dict.fromkeys(spelling.split(), token)


def kinds(found: Sequence[Token]) -> str:
    """The kinds of the tokens as one string, for patterns to match."""
    return "".join(token.kind for token in found)


def spanning(
    run: Sequence[Token], kind: str, *amounts: Decimal, unit: Decimal = Decimal(1), why: str = ""
) -> Token:
    """One token in place of a run of them."""
    return Token(kind=kind, amounts=amounts, unit=unit, why=why, start=run[0].start, end=run[-1].end)


def together(build: Build, *, apart: int = 1) -> Build:
    """The same, but only for tokens that no harmless word parts, and no more characters than `apart`."""

    def built(run: Sequence[Token]) -> Token | None:
        is_apart = any(later.start - earlier.end > apart for earlier, later in pairwise(run))
        return None if is_apart else build(run)

    return built


def rewritten(found: Sequence[Token], rules: Rules) -> list[Token]:
    """The tokens after every rule in turn: what is built of a run of kinds stands in the run's place."""
    for pattern, build in rules:
        result: list[Token] = []
        at = 0
        for match in re.finditer(pattern, kinds(found)):
            made = build(found[match.start() : match.end()])
            if made is not None:
                result += [*found[at : match.start()], made]
                at = match.end()
        found = [*result, *found[at:]]
    return list(found)
