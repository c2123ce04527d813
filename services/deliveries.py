"""What is owed to conversations: rows taken by one sender at a time, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    SQLColumnExpression,
    String,
    bindparam,
    case,
    exists,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy import insert as insert_row
from sqlalchemy.orm import Session, aliased

from services.notices import REMEMBERED, record
from services.outbox import Outbox, Room
from storage.insert import insert
from storage.prepared import Prepared
from storage.tables import (
    ConversationRow,
    DeliveryRow,
    OrganisationRow,
    PersonRow,
    PostedCardRow,
    ProcessRow,
)

THREAD_OF = "review"
"""Replies go into the thread of this card."""
# No parameters: SQLite uses an index of some rows only if the statement itself says that it asks for these.
_OWED, _UPDATE = literal_column("'owed'", String()), literal_column("'update'", String())
_NEVER = literal_column("0", Integer())
DELIVERIES = Outbox(
    row=DeliveryRow,
    owed=DeliveryRow.status == _OWED,
    place=lambda delivery: delivery.conversation_id,
    first_rest=timedelta(seconds=2),
    growth=2,
    longest_rest=timedelta(minutes=30),
    furthest=timedelta(hours=1),
    most_attempts=50,
    patience=timedelta(hours=24),
)

# Built once: every turn or round executes them.
_OF_A_REPLY = (
    "id",
    "organisation_id",
    "conversation_id",
    "operation",
    "kind",
    "subject_id",
    "args",
    "attempts",
    "due_at",
    "leased_until",
    "created_at",
)
_OWE = Prepared(
    lambda _: insert_row(DeliveryRow).values(
        status="owed", refusals=0, uncertain=0, **{column: bindparam(column) for column in _OF_A_REPLY}
    )
)


def _is_awaited(row: type[DeliveryRow]) -> ColumnElement[bool]:
    """Whether what comes after it in its conversation waits; with an update that can leave now it leaves."""
    held = or_(row.operation != _UPDATE, row.attempts > _NEVER, row.leased_until.is_not(None))
    return (row.status == _OWED) & held


def is_behind(conversation: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """Whether something is owed to a conversation that must arrive before what comes now."""
    return exists().where(_is_awaited(DeliveryRow), DeliveryRow.conversation_id == conversation)


_BACKLOG = Prepared(
    lambda _: select(is_behind(bindparam("conversation", type_=DeliveryRow.conversation_id.type)))
)
_SENT = Prepared(
    lambda _: (
        update(DeliveryRow)
        .where(DeliveryRow.id == bindparam("delivery"), DeliveryRow.status == "owed")
        .values(
            status="sent",
            leased_until=None,
            reason=None,
            # What was said is said: nothing of it stays but which question it was.
            args=case(
                (DeliveryRow.kind == "asked", DeliveryRow.args), else_=literal({}, DeliveryRow.args.type)
            ),
            activity_id=bindparam("activity"),
            sent_at=bindparam("now"),
        )
        .returning(DeliveryRow.kind, DeliveryRow.operation)
    )
)


_Found: TypeAlias = Row[DeliveryRow, ConversationRow, str, PersonRow, OrganisationRow, ProcessRow]
_EARLIER = aliased(DeliveryRow)
_DUE = DELIVERIES.due(
    select(DeliveryRow, ConversationRow, PostedCardRow.activity_id, PersonRow, OrganisationRow, ProcessRow)
    .join(ConversationRow, ConversationRow.id == DeliveryRow.conversation_id)
    .join(OrganisationRow, OrganisationRow.id == ConversationRow.organisation_id)
    .outerjoin(PersonRow, PersonRow.id == ConversationRow.person_id)
    .outerjoin(ProcessRow, ProcessRow.id == DeliveryRow.subject_id)
    .outerjoin(
        PostedCardRow,
        (PostedCardRow.kind == case((DeliveryRow.operation == "reply", THREAD_OF), else_=DeliveryRow.kind))
        & (PostedCardRow.subject_id == DeliveryRow.subject_id)
        & (PostedCardRow.conversation_id == DeliveryRow.conversation_id),
    )
    .where(
        ConversationRow.stopped_because.is_(None),
        ~exists().where(
            _is_awaited(_EARLIER),
            _EARLIER.conversation_id == DeliveryRow.conversation_id,
            _EARLIER.id < DeliveryRow.id,
        ),
    )
)


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery: sent as an activity, still owed, or never to be sent, and then why.

    "stopped" ends the whole conversation, "skipped" means that there was nothing to say any more, "unsent"
    that nobody tried. Of what is owed because of a refusal, `later_tries` says how many more it may meet,
    and `at_last` what becomes of it then.
    """

    delivery_id: UUID
    status: Literal["sent", "owed", "unsent", "skipped", "given_up", "stopped"]
    activity_id: str | None = None
    reason: str | None = None
    retry_after: float | None = None
    jitter: float = 0.0
    uncertain: bool = False
    later_tries: int | None = None
    at_last: Literal["given_up", "stopped"] = "given_up"


@dataclass(frozen=True, kw_only=True)
class Due:
    """A delivery that was taken, the conversation it goes to, and the card it replaces or answers."""

    delivery: DeliveryRow
    conversation: ConversationRow
    standing_card: str | None
    reader: PersonRow | None
    organisation: OrganisationRow
    process: ProcessRow | None
    """The last three are kept so that the session need not read them again."""


def take_due(session: Session, now: datetime, lease: timedelta, room: Room) -> list[Due]:
    """Take what is due and waits for nothing before it; nobody else gets it before the lease has run out.

    What goes to the same conversation is to be sent in this order.
    """
    return [
        Due(
            delivery=delivery,
            conversation=conversation,
            standing_card=standing_card if delivery.operation != "post" else None,
            reader=reader,
            organisation=organisation,
            process=process,
        )
        for delivery, conversation, standing_card, reader, organisation, process in DELIVERIES.take(
            session, now, lease, room, _DUE, _is_wanted
        )
    ]


def _is_wanted(found: _Found) -> bool:
    """End a delivery that has become pointless; what counts as an attempt is that it was taken."""
    delivery, standing_card = found[0], found[2]
    if delivery.operation == "update" and standing_card is None:
        _finish(delivery, "given_up", "nothing-to-update")
        return False
    if delivery.attempts >= DELIVERIES.most_attempts:
        # Whoever tried it never came to say what became of it.
        _finish(delivery, "given_up", delivery.reason or "never-answered")
        return False
    # Whoever held the lease before may have sent it and died before saying so.
    delivery.uncertain += delivery.leased_until is not None
    return True


def has_backlog(session: Session, conversation_id: UUID) -> bool:
    """Whether something is owed to the conversation that must arrive before what comes now."""
    [is_owed] = _BACKLOG.execute(session, conversation=conversation_id).fetchone()
    return bool(is_owed)


def owe_replies(session: Session, replies: Sequence[DeliveryRow]) -> None:
    """Owe what a turn replies, without tracking the rows."""
    for reply in replies:
        _OWE.execute(session, **{column: getattr(reply, column) for column in _OF_A_REPLY})


def record_outcome(session: Session, outcome: Outcome, now: datetime) -> None:
    """Write down what became of a delivery, and what follows from it."""
    if outcome.status == "sent":
        _record_sent(session, outcome, now)
        return
    delivery = session.get(DeliveryRow, outcome.delivery_id, with_for_update=True)
    if delivery is None or delivery.status != "owed":
        return
    delivery.leased_until = None
    delivery.uncertain += outcome.uncertain
    became: str = outcome.status
    if became == "unsent":
        delivery.attempts -= 1
        return
    if outcome.later_tries is not None:
        delivery.refusals += 1
        if delivery.refusals > outcome.later_tries:
            became = outcome.at_last
    if became == "owed" and DELIVERIES.give_back(delivery, now, outcome.retry_after, outcome.jitter):
        delivery.reason = outcome.reason
        return
    _finish(delivery, "skipped" if became == "skipped" else "given_up", outcome.reason)
    if became == "stopped":
        stop_conversation(session, delivery.conversation_id, outcome.reason or "", now)


def _record_sent(session: Session, outcome: Outcome, now: datetime) -> None:
    """Write down that a message stands, in one statement: every reply of every turn comes by here."""
    activity_id = outcome.activity_id
    said = _SENT.execute(session, delivery=outcome.delivery_id, activity=activity_id, now=now).fetchone()
    kind, operation = said or ("", "")
    if operation != "post":
        return
    if kind == "asked":
        # Only now has the question been seen, so that what is typed next can be meant for it.
        delivery = session.get_one(DeliveryRow, outcome.delivery_id)
        conversation = session.get_one(ConversationRow, delivery.conversation_id)
        conversation.asked_remark_id = UUID(delivery.args["remark"])
    elif kind in REMEMBERED and activity_id:
        _remember_card(session, session.get_one(DeliveryRow, outcome.delivery_id), activity_id)


def stop_conversation(session: Session, conversation_id: UUID, because: str, now: datetime) -> None:
    """Write no more to a conversation that is closed to us, until somebody speaks to us there again.

    Coordinators hear of it where that is the review channel.
    """
    closed = (
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id, ConversationRow.stopped_because.is_(None))
        .values(stopped_because=because)
        .returning(ConversationRow.id)
    )
    was_open = session.scalar(closed) is not None
    owed = (DeliveryRow.conversation_id == conversation_id, DeliveryRow.status == "owed")
    session.execute(
        update(DeliveryRow).where(*owed).values(status="given_up", reason=because, leased_until=None)
    )
    if was_open:
        reviewing = OrganisationRow.review_conversation_id == conversation_id
        for organisation_id in session.scalars(select(OrganisationRow.id).where(reviewing)).all():
            record(session, "review_channel_closed", None, now, None, None, organisation_id, because=because)


def _finish(delivery: DeliveryRow, status: str, reason: str | None) -> None:
    delivery.status, delivery.reason, delivery.leased_until = status, reason, None


def _remember_card(session: Session, delivery: DeliveryRow, activity_id: str | None) -> None:
    posting = insert(session, PostedCardRow).values(
        organisation_id=delivery.organisation_id,
        kind=delivery.kind,
        subject_id=delivery.subject_id,
        conversation_id=delivery.conversation_id,
        activity_id=activity_id,
    )
    session.execute(
        posting.on_conflict_do_update(
            index_elements=["kind", "subject_id", "conversation_id"],
            set_={"activity_id": activity_id},
        )
    )
