"""Who is told what: the one table from events to the messages they owe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm import Session

from domain.people import Actor
from domain.process import Process
from storage.tables import ConversationRow, DeliveryRow, EventRow, OrganisationRow, PersonRow, PostedCardRow

EVERYTHING = "everything"
FLOW = "flow"
"""What a flow posts; not an event, and muted like one."""
OWES = "owes"
"""The mark of a session whose transaction owes messages, for whoever sends them after the commit."""
KEPT_CURRENT = ("receipt", "review")
"""The cards that stand in Teams and are updated, wherever they are, by every event of their process."""
REMEMBERED = (*KEPT_CURRENT, "file")
"""The cards of which is remembered where they stand, so that they can be updated."""


class Audience(StrEnum):
    """Whose conversation a message goes to."""

    SUBMITTER = "submitter"
    REVIEW_CHANNEL = "review_channel"
    PERSON = "person"
    """The person whom the event is about."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One message that an event owes; a receipt also goes to who did it, and cannot be muted."""

    to: Audience
    card: str
    operation: str = "post"
    is_receipt: bool = False


NOTICES: Mapping[str, Sequence[Notice]] = {
    "submitted": (
        Notice(to=Audience.SUBMITTER, card="receipt", is_receipt=True),
        Notice(to=Audience.REVIEW_CHANNEL, card="review"),
    ),
    "claimed": (Notice(to=Audience.SUBMITTER, card="told_claimed"),),
    "released": (),
    "asked": (Notice(to=Audience.SUBMITTER, card="asked"),),
    "answered": (Notice(to=Audience.REVIEW_CHANNEL, card="answered", operation="reply"),),
    "accepted": (Notice(to=Audience.SUBMITTER, card="told_accepted"),),
    "rejected": (Notice(to=Audience.SUBMITTER, card="told_rejected"),),
    "withdrawn": (),
    "file_added": (),
    "file_opened": (),
    "file_closed": (),
    "file_removed": (),
    "coordinator_named": (Notice(to=Audience.PERSON, card="told_coordinator"),),
    "review_channel_made": (),
    "person_forgotten": (),
    "digest_turned_on": (),
    "digest_turned_off": (),
}

MUTABLE = frozenset(
    {
        EVERYTHING,
        FLOW,
        *(
            kind
            for kind, notices in NOTICES.items()
            if any(notice.to is not Audience.REVIEW_CHANNEL and not notice.is_receipt for notice in notices)
        ),
    }
)
"""What a person can ask not to be told."""


# Built once: every event executes them.
_UNSENT = select(DeliveryRow.kind, DeliveryRow.conversation_id).where(
    DeliveryRow.status == "owed",
    DeliveryRow.subject_id == bindparam("process"),
    DeliveryRow.kind.in_(KEPT_CURRENT),
)
_WAITING = _UNSENT.where(
    DeliveryRow.operation == "update", DeliveryRow.leased_until.is_(None)
).with_for_update(of=DeliveryRow)
_STANDING = union(
    select(PostedCardRow.kind, PostedCardRow.conversation_id)
    .join(ConversationRow, ConversationRow.id == PostedCardRow.conversation_id)
    .where(PostedCardRow.subject_id == bindparam("process"), PostedCardRow.kind.in_(KEPT_CURRENT))
    .where(ConversationRow.stopped_because.is_(None)),
    _UNSENT.where(DeliveryRow.operation == "post"),
)
_REVIEW_CHANNEL = (
    select(ConversationRow.id)
    .join(OrganisationRow, OrganisationRow.review_conversation_id == ConversationRow.id)
    .where(OrganisationRow.id == bindparam("organisation"), ConversationRow.stopped_because.is_(None))
)
_NEWEST_CHAT = (
    select(ConversationRow.id, PersonRow.muted)
    .join(PersonRow, PersonRow.id == ConversationRow.person_id)
    .where(PersonRow.id == bindparam("person"), ConversationRow.kind == "personal")
    .where(ConversationRow.stopped_because.is_(None))
    .order_by(ConversationRow.heard_at.desc(), ConversationRow.id.desc())
    .limit(1)
)


def record(
    session: Session,
    kind: str,
    actor: Actor,
    now: datetime,
    process: Process | None = None,
    about: UUID | None = None,
    /,
    **data: str,
) -> EventRow:
    """Append an event, and owe the messages that follow from it."""
    event = append_event(session, kind, actor, now, process, about, **data)
    if process is not None:
        _owe_updates(session, event, process.id)
    for notice in NOTICES[kind]:
        conversation_id = _conversation_for(session, notice, event, process)
        if conversation_id is not None:
            owe(session, event, conversation_id, notice.card, event.process_id, notice.operation)
    return event


def append_event(
    session: Session,
    kind: str,
    actor: Actor,
    now: datetime,
    process: Process | None = None,
    about: UUID | None = None,
    /,
    **data: str,
) -> EventRow:
    """Append an event of which nobody needs to be told."""
    event = EventRow(
        organisation_id=process.organisation_id if process else actor.organisation_id,
        process_id=process.id if process else None,
        kind=kind,
        actor_id=actor.person_id,
        about_id=about,
        at=now,
        data=data,
    )
    session.add(event)
    session.flush()
    return event


def owe(
    session: Session,
    event: EventRow,
    conversation_id: UUID,
    card: str,
    subject_id: UUID | None,
    operation: str = "post",
) -> None:
    """Owe a conversation one message because of an event."""
    session.info[OWES] = True
    session.add(
        DeliveryRow(
            organisation_id=event.organisation_id,
            conversation_id=conversation_id,
            event_id=event.id,
            operation=operation,
            kind=card,
            subject_id=subject_id,
            args={} if operation == "update" else event.data,
            due_at=event.at,
            created_at=event.at,
        )
    )


def _owe_updates(session: Session, event: EventRow, process_id: UUID) -> None:
    # An update that nobody has begun to send will show this event too; the lock keeps it so until we commit.
    of_it = {"process": process_id}
    already_owed = session.execute(_WAITING, of_it).all()
    for card, conversation_id in session.execute(_STANDING, of_it).all():
        if (card, conversation_id) not in already_owed:
            owe(session, event, conversation_id, card, process_id, "update")


def _conversation_for(
    session: Session, notice: Notice, event: EventRow, process: Process | None
) -> UUID | None:
    if notice.to is Audience.REVIEW_CHANNEL:
        return review_channel_of(session, event.organisation_id)
    submitter_id = process.submitter.id if process and process.submitter else None
    person_id = event.about_id if notice.to is Audience.PERSON else submitter_id
    return _personal_chat(session, person_id, notice, event) if person_id else None


def review_channel_of(session: Session, organisation_id: UUID) -> UUID | None:
    """Return the conversation where the organisation reviews, if it has one that may be written to."""
    return session.scalar(_REVIEW_CHANNEL, {"organisation": organisation_id})


def _personal_chat(session: Session, person_id: UUID, notice: Notice, event: EventRow) -> UUID | None:
    found = session.execute(_NEWEST_CHAT, {"person": person_id}).first()
    if found is None:
        return None
    if not notice.is_receipt and (person_id == event.actor_id or {EVERYTHING, event.kind} & set(found.muted)):
        return None
    return found.id  # type: ignore[no-any-return]
