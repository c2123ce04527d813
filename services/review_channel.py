"""The channel in which an organisation's RPA team sees what has been submitted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from domain.errors import NotFound
from domain.people import Actor, check_coordinates
from domain.process import OPEN
from services.notices import Owed, owe, record
from storage.tables import ConversationRow, DeliveryRow, EventRow, OrganisationRow, PostedCardRow, ProcessRow


def make_review_channel(session: Session, actor: Actor, conversation_id: UUID, now: datetime) -> None:
    """Review in this channel from now on; every open process that has no card there gets one, in order."""
    check_channel(session, actor, conversation_id)
    # Who submits in the same moment waits here, and then posts to the new channel by themselves.
    session.execute(
        update(OrganisationRow)
        .where(OrganisationRow.id == actor.organisation_id)
        .values(review_conversation_id=conversation_id)
    )
    event = record(session, "review_channel_made", actor, now, conversation=str(conversation_id))
    _owe_cards(session, event, conversation_id)


def check_channel(session: Session, actor: Actor, conversation_id: UUID) -> None:
    """Refuse who coordinates nothing, and what is no channel of their organisation."""
    check_coordinates(actor)
    channel = session.get(ConversationRow, conversation_id)
    if channel is None or channel.organisation_id != actor.organisation_id or channel.kind != "channel":
        raise NotFound


def _owe_cards(session: Session, event: EventRow, conversation_id: UUID) -> None:
    stands = exists().where(
        PostedCardRow.kind == "review",
        PostedCardRow.subject_id == ProcessRow.id,
        PostedCardRow.conversation_id == conversation_id,
    )
    is_owed = exists().where(
        DeliveryRow.status == "owed",
        DeliveryRow.kind == "review",
        DeliveryRow.subject_id == ProcessRow.id,
        DeliveryRow.conversation_id == conversation_id,
    )
    waiting = select(ProcessRow.id).where(
        ProcessRow.organisation_id == event.organisation_id, ProcessRow.status.in_(OPEN), ~stands, ~is_owed
    )
    in_order = session.scalars(waiting.order_by(ProcessRow.number))
    owe(session, event, [Owed(conversation_id, "review", process_id) for process_id in in_order])
