"""What is taken is taken for a while only, and told by a clock that somebody may set back."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, SQLColumnExpression, or_, update
from sqlalchemy.orm import Session

from storage.tables import DeliveryRow, TransferRow

Moment = datetime | BindParameter[datetime]


def has_come(
    moment: SQLColumnExpression[datetime | None], now: Moment, furthest: Moment
) -> ColumnElement[bool]:
    """Whether a moment is over; what lies further ahead than it can was seen by a clock set back since."""
    return or_(moment <= now, moment > furthest)


def longest(lease: timedelta) -> timedelta:
    """How far ahead a lease may end: two machines need not agree on what time it is."""
    return 2 * lease


def let_run_out(
    session: Session,
    row: type[DeliveryRow | TransferRow],
    now: datetime,
    furthest: datetime,
    *which: ColumnElement[bool],
) -> None:
    """Leave to others what was taken until some time up to the furthest, by one who is gone."""
    held = (row.leased_until > now, row.leased_until <= furthest)
    session.execute(update(row).where(*held, *which).values(leased_until=now))
