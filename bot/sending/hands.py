"""Who is being served: so much at once in all, and no more for one organisation than its share."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from services.shares import Room


class Hands:
    """Counts what is under way, so that trouble of one organisation leaves hands for the others."""

    def __init__(self, *, in_all: int, share: int) -> None:
        self._in_all = in_all
        self._share = share
        self._held: Counter[UUID] = Counter()

    def room(self, at_once: int) -> Room:
        """Return what more may be begun now, though no more than so much at once."""
        free = self._in_all - self._held.total()
        return Room(limit=min(at_once, free), share=self._share, held=dict(self._held))

    @contextmanager
    def at_work_for(self, organisation_id: UUID) -> Iterator[None]:
        """Count something as under way for as long as it lasts."""
        self._held[organisation_id] += 1
        try:
            yield
        finally:
            self._held[organisation_id] -= 1
