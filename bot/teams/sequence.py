"""Turns of one conversation, one after the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class TurnSequence:
    """Lets the turns of a conversation through in the order they came; other conversations do not wait."""

    def __init__(self) -> None:
        # Weak: a lock lives as long as a turn holds or awaits it, so idle conversations cost nothing.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def in_order(self, conversation_id: str) -> AsyncIterator[None]:
        """Wait for the earlier turns of this conversation, and let the later ones wait."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            yield
