"""Who is told what: the one table from events to the messages they owe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, exists, insert, select, union
from sqlalchemy.orm import Session

from domain.people import Actor
from domain.process import Process
from storage.tables import (
    ConversationRow,
    CoordinatorRow,
    DeliveryRow,
    EventRow,
    OrganisationRow,
    PersonRow,
    PostedCardRow,
)

EVERYTHING = "everything"
FLOW = "flow"
"""What a flow posts; not an event, and muted like one."""
OWES = "owes"
"""The mark of a session whose transaction owes messages, for whoever sends them after the commit."""
_TOLD = "told"
"""Under this a session remembers which messages of events its transaction owes already."""
KEPT_CURRENT = ("receipt", "review")
"""The cards that stand in Teams and are updated, wherever they are, by every event of their process."""
REMEMBERED = (*KEPT_CURRENT, "file")
"""The cards of which is remembered where they stand, so that they can be updated."""


class Audience(StrEnum):
    """Whose conversation a message goes to."""

    SUBMITTER = "submitter"
    FOLLOWERS = "followers"
    """The submitter, and whoever follows the process."""
    HOLDER = "holder"
    EXPERT = "expert"
    ASKED = "asked"
    """Who answers what reviewers ask: the submitter, and the process expert."""
    COORDINATORS = "coordinators"
    REVIEW_CHANNEL = "review_channel"
    HOLDER_WITHOUT_CHANNEL = "holder_without_channel"
    """Who works on it, as long as the organisation has no review channel to tell."""
    PERSON = "person"
    """The person whom the event is about."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One message that an event owes; a receipt also goes to who did it, and cannot be muted.

    People mute it by the kind of its event, or `as_kind` where several go together.
    """

    to: Audience
    card: str
    operation: str = "post"
    is_receipt: bool = False
    as_kind: str | None = None


_ENDED = (Notice(to=Audience.FOLLOWERS, card="told_ended", as_kind="rejected"),)
NAMED = "named"
"""What a person is told who gets something to do with a process."""
_REMINDED = "reminded"

NOTICES: Mapping[str, Sequence[Notice]] = {
    "submitted": (
        Notice(to=Audience.SUBMITTER, card="receipt", is_receipt=True),
        Notice(to=Audience.REVIEW_CHANNEL, card="review"),
    ),
    "claimed": (Notice(to=Audience.SUBMITTER, card="told_claimed"),),
    "released": (),
    "handed_over": (Notice(to=Audience.PERSON, card="told_named", as_kind=NAMED),),
    "deputy_named": (Notice(to=Audience.PERSON, card="told_named", as_kind=NAMED),),
    "expert_named": (Notice(to=Audience.PERSON, card="told_named", as_kind=NAMED),),
    "watcher_named": (Notice(to=Audience.PERSON, card="told_named", as_kind=NAMED),),
    "relieved": (),
    "asked": (Notice(to=Audience.ASKED, card="asked"),),
    "answered": (
        Notice(to=Audience.REVIEW_CHANNEL, card="answered", operation="reply"),
        Notice(to=Audience.HOLDER_WITHOUT_CHANNEL, card="answered", as_kind="asked"),
        Notice(to=Audience.ASKED, card="answered", as_kind="asked"),
    ),
    "assessed": (Notice(to=Audience.FOLLOWERS, card="told_assessed"),),
    "reassessed": (),
    "judgement_overridden": (),
    "moved": (Notice(to=Audience.FOLLOWERS, card="told_moved"),),
    "rejected": _ENDED,
    "failed": _ENDED,
    "not_relevant": _ENDED,
    "set_aside": (),
    "taken_up": (Notice(to=Audience.FOLLOWERS, card="told_taken_up", as_kind="moved"),),
    "brought_back": (
        Notice(to=Audience.HOLDER, card="told_brought_back", as_kind=_REMINDED),
        Notice(to=Audience.REVIEW_CHANNEL, card="brought_back", operation="reply"),
    ),
    "withdrawn": (),
    "merged": (Notice(to=Audience.FOLLOWERS, card="told_merged", as_kind="moved"),),
    "unmerged": (Notice(to=Audience.FOLLOWERS, card="told_unmerged", as_kind="moved"),),
    "edited": (),
    "proposed": (Notice(to=Audience.SUBMITTER, card="proposals"),),
    "offered": (
        Notice(to=Audience.REVIEW_CHANNEL, card="offered", operation="reply"),
        Notice(to=Audience.HOLDER_WITHOUT_CHANNEL, card="offered", as_kind="proposed"),
    ),
    "proposal_decided": (),
    "proposals_decided": (
        Notice(to=Audience.REVIEW_CHANNEL, card="proposals_decided", operation="reply"),
        Notice(to=Audience.HOLDER_WITHOUT_CHANNEL, card="proposals_decided", as_kind="proposed"),
    ),
    "offers_decided": (Notice(to=Audience.SUBMITTER, card="told_offers_decided", as_kind="moved"),),
    "business_case_made": (),
    "legal_answered": (),
    "gain_reported": (),
    "rated": (),
    "commented": (
        Notice(to=Audience.FOLLOWERS, card="told_comment"),
        Notice(to=Audience.REVIEW_CHANNEL, card="commented", operation="reply"),
    ),
    "mentioned": (Notice(to=Audience.PERSON, card="told_comment"),),
    "waited_long": (Notice(to=Audience.HOLDER, card="told_waiting", as_kind=_REMINDED),),
    "clause_unverified": (
        Notice(to=Audience.EXPERT, card="told_clause", as_kind=_REMINDED),
        Notice(to=Audience.COORDINATORS, card="told_clause", as_kind=_REMINDED),
    ),
    "file_added": (),
    "file_opened": (),
    "file_closed": (),
    "file_removed": (),
    "coordinator_named": (Notice(to=Audience.PERSON, card="told_coordinator", as_kind=NAMED),),
    "review_channel_made": (),
    "review_channel_closed": (
        Notice(to=Audience.COORDINATORS, card="told_channel_closed", as_kind=_REMINDED),
    ),
    "settings_changed": (),
    "person_forgotten": (),
    "digest_turned_on": (),
    "digest_turned_off": (),
}

MUTABLE = frozenset(
    {
        EVERYTHING,
        FLOW,
        *(
            notice.as_kind or kind
            for kind, notices in NOTICES.items()
            for notice in notices
            if notice.to is not Audience.REVIEW_CHANNEL and not notice.is_receipt
        ),
    }
)
"""What a person can ask not to be told."""


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


# Built once: every event executes them.
_APPEND = insert(EventRow)
# It asks nothing back: what others are owed is theirs to read.
_OWE = insert(DeliveryRow)
_UNSENT = select(DeliveryRow.kind, DeliveryRow.conversation_id, DeliveryRow.organisation_id).where(
    DeliveryRow.status == "owed",
    DeliveryRow.subject_id == bindparam("process"),
    DeliveryRow.kind.in_(KEPT_CURRENT),
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
    .where(PostedCardRow.subject_id == bindparam("process"), PostedCardRow.kind.in_(KEPT_CURRENT))
    .where(ConversationRow.stopped_because.is_(None)),
    _UNSENT.where(DeliveryRow.operation == "post"),
).subquery("standing")
_OUTDATED = select(_STANDING).where(
    ~exists().where(
        _WAITING.c.kind == _STANDING.c.kind, _WAITING.c.conversation_id == _STANDING.c.conversation_id
    )
)
_REVIEW_CHANNEL = (
    select(ConversationRow.id, ConversationRow.organisation_id)
    .join(OrganisationRow, OrganisationRow.review_conversation_id == ConversationRow.id)
    .where(OrganisationRow.id == bindparam("organisation"), ConversationRow.stopped_because.is_(None))
)
_CHATS = (
    select(ConversationRow.id, ConversationRow.organisation_id, ConversationRow.person_id, PersonRow.muted)
    .join(PersonRow, PersonRow.id == ConversationRow.person_id)
    .where(PersonRow.id.in_(bindparam("people", expanding=True)), ConversationRow.kind == "personal")
    .where(ConversationRow.stopped_because.is_(None))
    .order_by(ConversationRow.heard_at, ConversationRow.id)
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
    for notice in NOTICES[kind]:
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
    session.connection().execute(_APPEND, {"id": event.id, **of_event})
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
    session.info[OWES] = True
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


def _updates(session: Session, process_id: UUID) -> Iterator[Owed]:
    outdated = session.connection().execute(_OUTDATED, {"process": process_id})
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
    found = session.connection().execute(_REVIEW_CHANNEL, {"organisation": organisation_id}).first()
    return None if found is None else Place(*found)


def _personal_chats(session: Session, people: set[UUID], notice: Notice, event: EventRow) -> Iterable[Place]:
    """Return the newest chat of each of the people who want to hear of this."""
    return _chats_in_which(session, people, None if notice.is_receipt else notice.as_kind or event.kind)


def hears_of(session: Session, person_id: UUID, kind: str) -> bool:
    """Whether a person can be told of this kind, and wants to be."""
    return bool(_chats_in_which(session, {person_id}, kind))


def _chats_in_which(session: Session, people: set[UUID], mutable: str | None) -> Sequence[Place]:
    chats = session.connection().execute(_CHATS, {"people": list(people)})
    newest = {chat.person_id: chat for chat in chats}
    return [
        Place(chat.id, chat.organisation_id)
        for chat in newest.values()
        if mutable is None or not {EVERYTHING, mutable} & set(chat.muted)
    ]
