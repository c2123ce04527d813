"""The channel in which an organisation's RPA team sees what has been submitted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from domain.errors import NotFound
from domain.people import Actor, check_coordinates
from domain.process import OPEN
from services.notices import Owed, Place, owe, record
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
    _owe_cards(session, actor.organisation_id, conversation_id, now, event)


def owe_missed_cards(session: Session, organisation_id: UUID, conversation_id: UUID, now: datetime) -> None:
    """Post what a review channel missed while it was closed to us; others have missed no card."""
    # Who submits in the same moment waits here, and then finds it open.
    organisation = select(OrganisationRow.review_conversation_id).where(OrganisationRow.id == organisation_id)
    if session.scalar(organisation.with_for_update()) == conversation_id:
        _owe_cards(session, organisation_id, conversation_id, now)


def check_channel(session: Session, actor: Actor, conversation_id: UUID) -> None:
    """Refuse who coordinates nothing, and what is no channel of their organisation."""
    check_coordinates(actor)
    channel = session.get(ConversationRow, conversation_id)
    if channel is None or channel.organisation_id != actor.organisation_id or channel.kind != "channel":
        raise NotFound


def _owe_cards(
    session: Session,
    organisation_id: UUID,
    conversation_id: UUID,
    now: datetime,
    event: EventRow | None = None,
) -> None:
    # What was given up here is owed anew below, and must not be sent again beside that.
    of_cards = (DeliveryRow.kind == "review", DeliveryRow.operation == "post")
    given_up = (DeliveryRow.conversation_id == conversation_id, DeliveryRow.status == "given_up")
    session.execute(update(DeliveryRow).where(*of_cards, *given_up).values(status="skipped"))
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
        ProcessRow.organisation_id == organisation_id, ProcessRow.status.in_(OPEN), ~stands, ~is_owed
    )
    in_order = session.scalars(waiting.order_by(ProcessRow.number))
    channel = Place(conversation_id, organisation_id)
    owe(session, [Owed(channel, "review", process_id) for process_id in in_order], now, event)
