"""Fair shares: what waits is taken in order, but of no organisation more at once than its share."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

R = TypeVar("R", bound=Sequence[Any])


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much there is room for: so many rows, of each organisation a `share`, of which some is `held`."""

    limit: int
    share: int
    held: Mapping[UUID, int]


def in_shares(
    room: Room, find: Callable[[Sequence[UUID], int], Sequence[R]], place: Callable[[R], tuple[UUID, UUID]]
) -> Iterator[R]:
    """Yield what there is room for; whoever asks for the next has taken the one before.

    `find` returns what waits, in order, but nothing of some organisations and no more than so many rows;
    `place` tells whose a row is, and what it takes up room with: rows that go to one conversation do so once.
    """
    at_work, places, left = Counter(room.held), set[UUID](), room.limit
    busy = {organisation_id for organisation_id, count in room.held.items() if count >= room.share}
    while left > 0:
        found, passed_over, most = find(list(busy), left), set[UUID](), left
        for row in found:
            organisation_id, taken_up = place(row)
            if taken_up not in places:
                if at_work[organisation_id] >= room.share:
                    passed_over.add(organisation_id)
                    continue
                at_work[organisation_id] += 1
                places.add(taken_up)
            left -= 1
            yield row
        if not passed_over or len(found) < most:
            return
        busy |= passed_over
