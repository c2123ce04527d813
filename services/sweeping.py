"""Forgetting what nobody will ask for again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from services.files import forget_strays
from storage.tables import DeliveryRow, DraftRow, EventRow, SeenActivityRow

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Retention:
    """For how long what is done with is kept: from when it was handled, made, last touched, or happened."""

    activities: timedelta
    deliveries: timedelta
    drafts: timedelta
    event_persons: timedelta


def sweep(session: Session, now: datetime, keeps: Retention) -> bool:
    """Forget one batch of what is too old; tell whether there may be more.

    Events stay for good, but not who did them. A draft takes its files along.
    """
    old_seen = select(SeenActivityRow.key).where(SeenActivityRow.at < now - keeps.activities).limit(BATCH)
    # The ids follow time: looking at the first of them keeps a sweep short, however many rows there are.
    first_done = (
        select(DeliveryRow.id).where(DeliveryRow.status != "owed").order_by(DeliveryRow.id).limit(BATCH)
    )
    old_drafts = select(DraftRow.id).where(DraftRow.updated_at < now - keeps.drafts).limit(BATCH)
    somebodys = or_(EventRow.actor_id.is_not(None), EventRow.about_id.is_not(None))
    first_somebodys = select(EventRow.id).where(somebodys).order_by(EventRow.id).limit(BATCH)
    batches = (
        delete(SeenActivityRow).where(SeenActivityRow.key.in_(old_seen)).returning(SeenActivityRow.key),
        delete(DeliveryRow)
        .where(DeliveryRow.id.in_(first_done), DeliveryRow.created_at < now - keeps.deliveries)
        .returning(DeliveryRow.id),
        delete(DraftRow).where(DraftRow.id.in_(old_drafts)).returning(DraftRow.id),
        update(EventRow)
        .where(EventRow.id.in_(first_somebodys), EventRow.at < now - keeps.event_persons)
        .values(actor_id=None, about_id=None)
        .returning(EventRow.id),
    )
    forgotten = [len(session.scalars(batch).all()) for batch in batches]
    forget_strays(session, now)
    return max(forgotten) == BATCH
