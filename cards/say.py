"""How a card gets its words."""

from datetime import date
from typing import Protocol


class Say(Protocol):
    """Says the text of a key in the reader's language."""

    def __call__(self, key: str, /, **args: str | int | float | date) -> str:
        """Return the text, filled with `args`."""
        ...
