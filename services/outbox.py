"""What is owed, of whatever kind: taken for a while, in fair shares, by clocks that somebody may set back."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar, TypeVarTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Row, Select, SQLColumnExpression, bindparam, or_, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from storage.prepared import Prepared, is_among
from storage.tables import OwedRow

R = TypeVar("R", bound=OwedRow)
Beside = TypeVarTuple("Beside")
Moment: TypeAlias = BindParameter[datetime]


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much there is room for: so many rows, of each organisation a `share`, of which some is `held`."""

    limit: int
    share: int
    held: Mapping[UUID, int]


@dataclass(frozen=True, kw_only=True)
class Outbox(Generic[R]):
    """All that is owed of one kind, and how patient we are with it; an engine may take its place.

    Whoever does what is owed knows four things of it. `take` what is due: nobody else gets it before the
    lease has run out, nor one organisation more than its share. `keep` it for longer. `give_back` what
    failed, to be tried again after a rest, as long as it is not spent. And `wake`, which
    `bot/sending/rounds.py` has: look now, since something was owed. What was done is the user's to end.

    A rest begins with the first and grows by a factor up to the longest; `furthest` is how far ahead,
    jitter included, something may be due again. Rows with the same `place` take up room once.
    """

    row: type[R]
    owed: ColumnElement[bool]
    place: Callable[[R], UUID]
    first_rest: timedelta
    growth: int
    longest_rest: timedelta
    furthest: timedelta
    most_attempts: int
    patience: timedelta = timedelta.max

    def due(self, found: Select[R, *Beside]) -> Select[R, *Beside]:
        """Return a query for rows and what belongs to them, narrowed to what is due and nobody holds."""
        held_until = self.row.leased_until
        now: Moment = bindparam("now")
        return (
            found.where(
                self.owed,
                _has_come(self.row.due_at, now, bindparam("furthest")),
                or_(held_until.is_(None), _has_come(held_until, now, bindparam("leased"))),
                self.row.organisation_id.not_in(bindparam("busy", expanding=True)),
            )
            .order_by(self.row.id)
            .limit(bindparam("most"))
            .with_for_update(of=self.row, skip_locked=True)
        )

    def take(
        self,
        session: Session,
        now: datetime,
        lease: timedelta,
        room: Room,
        due: Select[R, *Beside],
        is_wanted: Callable[[Row[R, *Beside]], bool] = lambda _: True,
    ) -> Sequence[Row[R, *Beside]]:
        """Take what there is room for, oldest first, unless it turns out not to be wanted any more."""
        # Two machines need not agree on what time it is.
        ahead = {"now": now, "furthest": now + self.furthest, "leased": now + 2 * lease}
        at_work, places, left = Counter(room.held), set[UUID](), room.limit
        taken: list[Row[R, *Beside]] = []
        busy = {organisation_id for organisation_id, count in room.held.items() if count >= room.share}
        while left > 0:
            waiting = session.execute(due, {**ahead, "busy": list(busy), "most": left}).all()
            passed_over, is_all, before = set[UUID](), len(waiting) < left, len(taken)
            for found in waiting:
                row: R = found[0]
                place = self.place(row)
                if place not in places:
                    if at_work[row.organisation_id] >= room.share:
                        passed_over.add(row.organisation_id)
                        continue
                    at_work[row.organisation_id] += 1
                    places.add(place)
                left -= 1
                if is_wanted(found):
                    taken.append(found)
            self._hold(session, [found[0] for found in taken[before:]], now + lease)
            if is_all or not passed_over:
                break
            busy |= passed_over
        return taken

    def _hold(self, session: Session, taken: Sequence[R], until: datetime) -> None:
        if taken:
            self._holding.execute(session, rows=[row.id for row in taken], until=until)
        for row in taken:
            # As it is stored now; the session's own bookkeeping would cost as much as to find it.
            set_committed_value(row, "attempts", row.attempts + 1)
            set_committed_value(row, "leased_until", until)

    @cached_property
    def _holding(self) -> Prepared:
        held = {"attempts": self.row.attempts + 1, "leased_until": bindparam("until")}
        return Prepared(
            lambda dialect: update(self.row).where(is_among(self.row.id, "rows", dialect)).values(held)
        )

    def keep(self, session: Session, row_id: UUID, until: datetime | None) -> None:
        """Keep something for longer, or leave it to others."""
        row = session.get(self.row, row_id)
        if row is not None:
            row.leased_until = until

    def is_spent(self, row: R, now: datetime) -> bool:
        """Whether something was tried often or long enough to be given up."""
        return row.attempts >= self.most_attempts or now - row.created_at >= self.patience

    def give_back(self, row: R, now: datetime, retry_after: float | None = None, jitter: float = 0.0) -> None:
        """Let something be tried again after a rest."""
        row.leased_until = None
        row.due_at = now + min(self.rest(row.attempts, retry_after, jitter), self.furthest)

    def rest(self, attempts: int, retry_after: float | None = None, jitter: float = 0.0) -> timedelta:
        """How long to wait after so many failures, but no less than is asked for.

        Jitter, from 0 to 1, adds up to as much again, so that not everybody comes back at once.
        """
        grown: timedelta = min(self.first_rest * self.growth ** min(attempts - 1, 20), self.longest_rest)
        return max(grown, timedelta(seconds=retry_after or 0)) + grown * jitter

    def take_over(self, session: Session, now: datetime, lease: timedelta) -> None:
        """Leave to others what one held until now who is gone, and who took all for as long as this."""
        held = (self.row.leased_until > now, self.row.leased_until <= now + lease)
        session.execute(update(self.row).where(*held, self.owed).values(leased_until=now))


def _has_come(
    moment: SQLColumnExpression[datetime | None], now: Moment, furthest: Moment
) -> ColumnElement[bool]:
    """Whether a moment is over; what lies further ahead than it can was seen by a clock set back since."""
    return or_(moment <= now, moment > furthest)
