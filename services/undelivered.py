"""What could not be sent: how much of it there is, to whom and why, and sending it after all."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from domain.people import Actor, check_coordinates
from domain.undelivered import Undelivered
from services.notices import count_owed
from services.review_channel import owe_missed_cards
from storage.tables import ConversationRow, DeliveryRow, OrganisationRow, PersonRow, ProcessRow

LOOKED_BACK = timedelta(days=14)
MOST = 500
OF_NO_USE = ("nothing-to-update", "CardGone")
"""The reasons of updates whose card never came to stand, or was deleted by people: nobody misses them."""


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """How many messages wait to be sent, since when the first does, and how many were given up."""

    owed: int
    oldest: datetime | None
    given_up: int


def backlog(session: Session) -> Backlog:
    """Count what waits and what was given up, of all organisations, in one query."""
    counted = (
        select(DeliveryRow.status, func.count(), func.min(DeliveryRow.created_at))
        .where(DeliveryRow.status.in_(("owed", "given_up")))
        .group_by(DeliveryRow.status)
    )
    found = {status: (count, oldest) for status, count, oldest in session.execute(counted)}
    owed, oldest = found.get("owed", (0, None))
    return Backlog(owed=owed, oldest=oldest, given_up=found.get("given_up", (0, None))[0])


def undelivered(session: Session, actor: Actor, now: datetime) -> list[Undelivered]:
    """Return what people of the actor's organisation were not sent lately, newest first."""
    of_process = (ProcessRow.id == DeliveryRow.subject_id) & (
        ProcessRow.organisation_id == DeliveryRow.organisation_id
    )
    given_up = (
        select(
            DeliveryRow.reason,
            DeliveryRow.conversation_id,
            PersonRow.name,
            OrganisationRow.id.is_not(None),
            DeliveryRow.kind,
            ProcessRow.number,
        )
        .join(ConversationRow, ConversationRow.id == DeliveryRow.conversation_id)
        .outerjoin(PersonRow, PersonRow.id == ConversationRow.person_id)
        .outerjoin(OrganisationRow, OrganisationRow.review_conversation_id == ConversationRow.id)
        .outerjoin(ProcessRow, of_process)
        .where(*_given_up(actor, now))
        .order_by(DeliveryRow.id.desc())
    )
    found: dict[tuple[str, UUID, str | None, bool], list[tuple[str, int | None]]] = {}
    for reason, conversation_id, person, reviews, kind, number in session.execute(given_up.limit(MOST)):
        found.setdefault((reason or "", conversation_id, person, reviews), []).append((kind, number))
    return [
        Undelivered(
            reason=reason, conversation_id=conversation_id, person=person, reviews=reviews, messages=messages
        )
        for (reason, conversation_id, person, reviews), messages in found.items()
    ]


def send_again(session: Session, actor: Actor, now: datetime, conversation_id: UUID | None = None) -> int:
    """Owe anew what could not be sent to one conversation, or to any, and try even where we were shut out.

    Return how many messages that is.
    """
    only = () if conversation_id is None else (DeliveryRow.conversation_id == conversation_id,)
    owing = (
        update(DeliveryRow)
        .where(*_given_up(actor, now), *only)
        # Patience begins anew too, and that is counted from when a message came to be owed.
        .values(status="owed", attempts=0, refusals=0, reason=None, due_at=now, created_at=now)
        .returning(DeliveryRow.conversation_id)
    )
    owed = session.scalars(owing.execution_options(synchronize_session=False)).all()
    for opened in set(owed):
        session.execute(
            update(ConversationRow).where(ConversationRow.id == opened).values(stopped_because=None)
        )
        owe_missed_cards(session, actor.organisation_id, opened, now)
    count_owed(session, len(owed))
    return len(owed)


def _given_up(actor: Actor, now: datetime) -> tuple[ColumnElement[bool], ...]:
    check_coordinates(actor)
    return (
        DeliveryRow.status == "given_up",
        DeliveryRow.organisation_id == actor.organisation_id,
        DeliveryRow.created_at >= now - LOOKED_BACK,
        func.coalesce(DeliveryRow.reason, "").not_in(OF_NO_USE),
    )
