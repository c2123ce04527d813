"""Forgetting what nobody will ask for again."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.tables import DeliveryRow, SeenActivityRow

SEEN_KEPT = timedelta(days=2)
DELIVERIES_KEPT = timedelta(days=30)
BATCH = 500


def sweep(session: Session, now: datetime) -> bool:
    """Delete one batch of what is too old; tell whether there may be more."""
    old_seen = select(SeenActivityRow.key).where(SeenActivityRow.at < now - SEEN_KEPT).limit(BATCH)
    # The ids follow time: looking at the first of them keeps a sweep short, however many rows there are.
    first_done = (
        select(DeliveryRow.id).where(DeliveryRow.status != "owed").order_by(DeliveryRow.id).limit(BATCH)
    )
    batches = (
        delete(SeenActivityRow).where(SeenActivityRow.key.in_(old_seen)).returning(SeenActivityRow.key),
        delete(DeliveryRow)
        .where(DeliveryRow.id.in_(first_done), DeliveryRow.created_at < now - DELIVERIES_KEPT)
        .returning(DeliveryRow.id),
    )
    deleted = [len(session.scalars(batch).all()) for batch in batches]
    return max(deleted) == BATCH
