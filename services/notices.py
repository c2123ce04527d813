"""Events, and the messages they owe."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, bindparam, exists, insert, or_, select, union
from sqlalchemy.orm import Session

from domain.events import EVENTS, EVERYTHING, Audience, Notice
from domain.people import Actor
from domain.process import Process
from storage.prepared import Prepared, is_among
from storage.tables import (
    ConversationRow,
    CoordinatorRow,
    DeliveryRow,
    EventRow,
    OrganisationRow,
    PersonRow,
    PostedCardRow,
)

_OWES = "owes"
"""Under this a session counts how many messages its transaction owes."""
_TOLD = "told"
"""Under this a session remembers which messages of events its transaction owes already."""
KEPT_CURRENT = ("receipt", "review")
"""The cards that stand in Teams and are updated, wherever they are, by every event of their process."""
REMEMBERED = (*KEPT_CURRENT, "file")
"""The cards of which is remembered where they stand, so that they can be updated."""


class Place(NamedTuple):
    """A conversation that is written to, and whose it is."""

    conversation_id: UUID
    organisation_id: UUID


class Owed(NamedTuple):
    """A message owed to a conversation, whose organisation is the message's, whatever it is about."""

    to: Place
    card: str
    subject_id: UUID | None
    operation: str = "post"


_OF_AN_EVENT = ("id", "organisation_id", "process_id", "kind", "actor_id", "about_id", "at", "data")


def _is_kept_current(kind: SQLColumnExpression[str]) -> ColumnElement[bool]:
    return or_(*(kind == each for each in KEPT_CURRENT))


# Built once: every event executes them.
_APPEND = Prepared(lambda _: insert(EventRow).values({column: bindparam(column) for column in _OF_AN_EVENT}))
# It asks nothing back: what others are owed is theirs to read.
_OWE = insert(DeliveryRow)
_UNSENT = select(DeliveryRow.kind, DeliveryRow.conversation_id, DeliveryRow.organisation_id).where(
    DeliveryRow.status == "owed",
    DeliveryRow.subject_id == bindparam("process"),
    _is_kept_current(DeliveryRow.kind),
)
# An update that nobody has begun to send will show this event too; the lock keeps it so until we commit.
_WAITING = (
    _UNSENT.where(DeliveryRow.operation == "update", DeliveryRow.leased_until.is_(None))
    .with_for_update(of=DeliveryRow)
    .cte("waiting")
)
_STANDING = union(
    select(PostedCardRow.kind, PostedCardRow.conversation_id, ConversationRow.organisation_id)
    .join(ConversationRow, ConversationRow.id == PostedCardRow.conversation_id)
    .where(PostedCardRow.subject_id == bindparam("process"), _is_kept_current(PostedCardRow.kind))
    .where(ConversationRow.stopped_because.is_(None)),
    _UNSENT.where(DeliveryRow.operation == "post"),
).subquery("standing")
_OUTDATED = Prepared(
    lambda _: select(_STANDING).where(
        ~exists().where(
            _WAITING.c.kind == _STANDING.c.kind, _WAITING.c.conversation_id == _STANDING.c.conversation_id
        )
    )
)
_REVIEW_CHANNEL = Prepared(
    lambda _: (
        select(ConversationRow.id, ConversationRow.organisation_id)
        .join(OrganisationRow, OrganisationRow.review_conversation_id == ConversationRow.id)
        .where(OrganisationRow.id == bindparam("organisation"), ConversationRow.stopped_because.is_(None))
    )
)
_CHATS = Prepared(
    lambda dialect: (
        select(
            ConversationRow.id, ConversationRow.organisation_id, ConversationRow.person_id, PersonRow.muted
        )
        .join(PersonRow, PersonRow.id == ConversationRow.person_id)
        .where(is_among(PersonRow.id, "people", dialect), ConversationRow.kind == "personal")
        .where(ConversationRow.stopped_because.is_(None))
        .order_by(ConversationRow.heard_at, ConversationRow.id)
    )
)


def record(
    session: Session,
    kind: str,
    actor: Actor | None,
    now: datetime,
    process: Process | None = None,
    about: UUID | None = None,
    organisation_id: UUID | None = None,
    /,
    **data: str,
) -> EventRow:
    """Append an event, and owe the messages that follow from it, each conversation the same one only once.

    Who follows a process, and is mentioned in a comment on it, has heard of the comment.
    """
    event = append_event(session, kind, actor, now, process, about, organisation_id, **data)
    messages = [] if process is None else list(_updates(session, process.id))
    told: set[object] = session.info.setdefault(_TOLD, set())
    for notice in EVENTS[kind].notices:
        for place in _places_for(session, notice, event, process):
            message = Owed(place, notice.card, event.process_id, notice.operation)
            said = (message, *sorted(data.items()))
            if said not in told:
                told.add(said)
                messages.append(message)
    owe(session, messages, now, event)
    return event


def append_event(
    session: Session,
    kind: str,
    actor: Actor | None,
    now: datetime,
    process: Process | None = None,
    about: UUID | None = None,
    organisation_id: UUID | None = None,
    /,
    **data: str,
) -> EventRow:
    """Append an event of which nobody needs to be told; it has an actor, a process or an organisation."""
    owner = process or actor
    of_event = {
        "organisation_id": owner.organisation_id if owner else organisation_id,
        "process_id": process.id if process else None,
        "kind": kind,
        "actor_id": actor.person_id if actor else None,
        "about_id": about,
        "at": now,
        "data": data,
    }
    event = EventRow(**of_event)
    session.flush()
    _APPEND.execute(session, id=event.id, **of_event)
    return event


def owe(
    session: Session,
    messages: Sequence[Owed],
    now: datetime,
    event: EventRow | None = None,
) -> None:
    """Owe messages, because of an event or because they were missed."""
    if not messages:
        return
    count_owed(session, len(messages))
    session.connection().execute(
        _OWE,
        [
            {
                "organisation_id": message.to.organisation_id,
                "conversation_id": message.to.conversation_id,
                "event_id": event.id if event else None,
                "operation": message.operation,
                "kind": message.card,
                "subject_id": message.subject_id,
                "args": event.data if event and message.operation != "update" else {},
                "due_at": now,
                "created_at": now,
            }
            for message in messages
        ],
    )


def count_owed(session: Session, count: int = 1) -> None:
    """Count what a transaction owes, for whoever sends it after the commit."""
    session.info[_OWES] = owed_in(session) + count


def owed_in(session: Session) -> int:
    """Return how many messages a transaction owes."""
    return int(session.info.get(_OWES, 0))


def _updates(session: Session, process_id: UUID) -> Iterator[Owed]:
    outdated = _OUTDATED.rows(session, process=process_id)
    return (Owed(Place(*place), card, process_id, "update") for card, *place in outdated)


def _places_for(
    session: Session, notice: Notice, event: EventRow, process: Process | None
) -> Iterable[Place]:
    if notice.to in (Audience.REVIEW_CHANNEL, Audience.HOLDER_WITHOUT_CHANNEL):
        channel = review_channel_of(session, event.organisation_id)
        if notice.to is Audience.REVIEW_CHANNEL:
            return () if channel is None else (channel,)
        if channel is not None:
            return ()
    told = {person_id for person_id in _people(session, notice.to, event, process) if person_id is not None}
    if not notice.is_receipt:
        told -= {event.actor_id}
    return _personal_chats(session, told, notice, event) if told else ()


def _people(
    session: Session, audience: Audience, event: EventRow, process: Process | None
) -> Iterator[UUID | None]:
    """Return whom an event concerns."""
    if audience is Audience.PERSON:
        yield event.about_id
    elif audience is Audience.COORDINATORS:
        of_it = CoordinatorRow.organisation_id == event.organisation_id
        yield from session.scalars(select(CoordinatorRow.person_id).where(of_it))
    elif process is not None:
        concerned = {
            Audience.SUBMITTER: (process.submitter,),
            Audience.FOLLOWERS: (process.submitter, *process.followers),
            Audience.HOLDER: (process.holder, process.deputy),
            Audience.HOLDER_WITHOUT_CHANNEL: (process.holder, process.deputy),
            Audience.EXPERT: (process.expert,),
            Audience.ASKED: (process.submitter, process.expert),
        }
        yield from (person.id for person in concerned[audience] if person is not None)


def review_channel_of(session: Session, organisation_id: UUID) -> Place | None:
    """Return the conversation where the organisation reviews, if it has one that may be written to."""
    found = _REVIEW_CHANNEL.rows(session, organisation=organisation_id)
    return Place(*found[0]) if found else None


def _personal_chats(session: Session, people: set[UUID], notice: Notice, event: EventRow) -> Iterable[Place]:
    """Return the newest chat of each of the people who want to hear of this."""
    return _chats_in_which(session, people, None if notice.is_receipt else notice.as_kind or event.kind)


def hears_of(session: Session, person_id: UUID, kind: str) -> bool:
    """Whether a person can be told of this kind, and wants to be."""
    return bool(_chats_in_which(session, {person_id}, kind))


def _chats_in_which(session: Session, people: set[UUID], mutable: str | None) -> Sequence[Place]:
    chats = _CHATS.rows(session, people=list(people))
    newest = {chat.person_id: chat for chat in chats}
    return [
        Place(chat.id, chat.organisation_id)
        for chat in newest.values()
        if mutable is None or not {EVERYTHING, mutable} & set(chat.muted)
    ]
