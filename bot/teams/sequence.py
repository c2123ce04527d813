"""Turns of one conversation, one after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from storage.failures import DatabaseUnavailable


class _Line(asyncio.Lock):
    """Where the turns of a conversation wait, and how many of them found no database."""

    in_vain = 0


class TurnSequence:
    """Lets the turns of a conversation through in the order they came; other conversations do not wait."""

    def __init__(self) -> None:
        # Weak: a line lives as long as a turn holds or awaits it, so idle conversations cost nothing.
        self._lines: WeakValueDictionary[str, _Line] = WeakValueDictionary()

    @asynccontextmanager
    async def in_order(self, conversation_id: str) -> AsyncIterator[None]:
        """Wait for the earlier turns of this conversation, and let the later ones wait.

        Who has waited for a turn that found no database does not look for it all over again: Teams would
        have given up on those at the end of the line, and nothing overtakes what has to be said anew.
        """
        line = self._lines.setdefault(conversation_id, _Line())
        in_vain = line.in_vain
        async with line:
            if line.in_vain > in_vain:
                raise DatabaseUnavailable("A turn before this one found no database.")
            try:
                yield
            except DatabaseUnavailable:
                line.in_vain += 1
                raise
