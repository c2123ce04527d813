"""Commands: whole messages that ask for something, in Danish and English."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something that was asked for by name; inexact when it was only nearly spelt so."""

    name: str
    argument: int | str | None = None
    exact: bool = True
