"""What is owed to conversations: rows taken by one sender at a time, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias
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
    func,
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
)

THREAD_OF, BEGUN_ANEW = "review", "thread"
"""Replies go into the thread of this card; once that is gone, into that of the reply remembered as the other.

Not in the card's place: its next update would overwrite what was replied.
"""
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


_Found: TypeAlias = Row[DeliveryRow, ConversationRow, str, PersonRow, OrganisationRow]
_EARLIER, _THREAD = aliased(DeliveryRow), aliased(PostedCardRow)
_IS_REPLY = DeliveryRow.operation == "reply"


def _stands(card: type[PostedCardRow], kind: object) -> ColumnElement[bool]:
    """Whether a card is the one of this kind that stands where a delivery goes, about the same."""
    there = card.conversation_id == DeliveryRow.conversation_id
    about_the_same = card.subject_id == DeliveryRow.subject_id
    return (DeliveryRow.operation != "post") & (card.kind == kind) & about_the_same & there


_DUE = DELIVERIES.due(
    select(
        DeliveryRow,
        ConversationRow,
        func.coalesce(_THREAD.activity_id, PostedCardRow.activity_id),
        PersonRow,
        OrganisationRow,
    )
    .join(ConversationRow, ConversationRow.id == DeliveryRow.conversation_id)
    .join(OrganisationRow, OrganisationRow.id == ConversationRow.organisation_id)
    .outerjoin(PersonRow, PersonRow.id == ConversationRow.person_id)
    .outerjoin(PostedCardRow, _stands(PostedCardRow, case((_IS_REPLY, THREAD_OF), else_=DeliveryRow.kind)))
    .outerjoin(_THREAD, _IS_REPLY & _stands(_THREAD, BEGUN_ANEW))
    .where(
        ConversationRow.stopped_because.is_(None),
        ~exists().where(
            _is_awaited(_EARLIER),
            _EARLIER.conversation_id == DeliveryRow.conversation_id,
            _EARLIER.id < DeliveryRow.id,
        ),
    )
)
_DUE_OWN = _DUE.where(DeliveryRow.created_at >= bindparam("now"))


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery: sent as an activity, still owed, or never to be sent, and then why.

    "stopped" ends the whole conversation, "skipped" means that there was nothing to say any more, "unsent"
    that nobody tried. Of what is owed because of a refusal, `later_tries` says how many more it may meet,
    and `at_last` what becomes of it then. `begins_thread` is a reply whose thread was gone.
    """

    delivery_id: UUID
    status: Literal["sent", "owed", "unsent", "skipped", "given_up", "stopped"]
    activity_id: str | None = None
    begins_thread: bool = False
    reason: str | None = None
    retry_after: float | None = None
    jitter: float = 0.0
    uncertain: bool = False
    later_tries: int | None = None
    at_last: Literal["given_up", "stopped"] = "given_up"


class Due(NamedTuple):
    """A delivery that was taken, the conversation it goes to, and the card it replaces or answers.

    The last two are kept so that the session need not read them again.
    """

    delivery: DeliveryRow
    conversation: ConversationRow
    standing_card: str | None
    reader: PersonRow | None
    organisation: OrganisationRow


def take_due(
    session: Session, now: datetime, lease: timedelta, room: Room, *, own: bool = False
) -> list[Due]:
    """Take what is due and waits for nothing before it; nobody else gets it before the lease has run out.

    What goes to the same conversation is to be sent in this order. With `own` it is no more than what came
    to be owed at this moment, as by this very transaction.
    """
    due = _DUE_OWN if own else _DUE
    return [Due(*found) for found in DELIVERIES.take(session, now, lease, room, due, _is_wanted)]


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
        reply = session.get(DeliveryRow, outcome.delivery_id) if outcome.begins_thread else None
        if reply is not None and outcome.activity_id:
            _remember_card(session, reply, outcome.activity_id, BEGUN_ANEW)
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
    if became == "owed" and not DELIVERIES.is_spent(delivery, now):
        DELIVERIES.give_back(delivery, now, outcome.retry_after, outcome.jitter)
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


def _remember_card(
    session: Session, delivery: DeliveryRow, activity_id: str, kind: str | None = None
) -> None:
    which = {
        "kind": kind or delivery.kind,
        "subject_id": delivery.subject_id,
        "conversation_id": delivery.conversation_id,
    }
    standing = update(PostedCardRow).filter_by(**which).values(activity_id=activity_id)
    if not session.connection().execute(standing).rowcount:
        # It may stand in another organisation, whose rows we do not read: no target is named.
        posting = insert(session, PostedCardRow).values(
            organisation_id=delivery.organisation_id, activity_id=activity_id, **which
        )
        session.execute(posting.on_conflict_do_nothing())
