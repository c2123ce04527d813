"""What an organisation's flows may do with their keys: post a message, and hear what became of it.

FlowRefusal
├── UnknownKey
├── RevokedKey
├── MissingScope
├── UnknownPerson
├── AppNotInstalled
├── MessagesTurnedOff
├── NoReviewChannel
├── UnknownProcess
├── UnknownMessage
└── IdempotencyKeyReused
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.access import may_read
from domain.errors import ContainsCpr, GuldkornError
from domain.events import EVERYTHING, FLOW
from domain.people import Actor
from domain.reading.cpr import contains_cpr
from services.notices import review_channel_of
from storage.conversations import newest_chat
from storage.processes import find_by_number
from storage.tables import (
    DeliveryRow,
    FlowKeyRow,
    FlowMessageRow,
    OrganisationRow,
    PersonRow,
    TenantRow,
)

POST = "post"
SCOPES = (POST,)
NAME_LENGTH = 100
TEXT_LENGTH = 4000
"""Characters; even the widest of them fit on a card."""
PREFIX = "gk_"
USE_NOTED = timedelta(minutes=1)
"""How much later a use must be to be noted again."""


class FlowRefusal(GuldkornError):
    """What a flow asked for is not possible."""


class UnknownKey(FlowRefusal):
    """There is no such key."""


class RevokedKey(FlowRefusal):
    """The key is not valid any more."""


class MissingScope(FlowRefusal):
    """The key was made for something else."""


class UnknownPerson(FlowRefusal):
    """The organisation has no such person, or the bot has not met them."""


class AppNotInstalled(FlowRefusal):
    """The person has no chat with the bot, or has closed it."""


class MessagesTurnedOff(FlowRefusal):
    """The person does not want to hear from flows."""


class NoReviewChannel(FlowRefusal):
    """The organisation has no review channel that can be written to."""


class UnknownProcess(FlowRefusal):
    """The organisation has no such process that flows may read."""


class UnknownMessage(FlowRefusal):
    """The organisation's flows have posted no such message, or it has been forgotten."""


class IdempotencyKeyReused(FlowRefusal):
    """The same idempotency key came with another request."""


class KeyProblem(GuldkornError):
    """A key cannot be made or revoked as asked; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """Who calls with a key."""

    key_id: UUID
    organisation_id: UUID
    name: str

    @property
    def actor(self) -> Actor:
        """The flow as access rules see it: of its organisation, and nobody in particular."""
        return Actor(person_id=self.key_id, organisation_id=self.organisation_id)


@dataclass(frozen=True, kw_only=True)
class Post:
    """What a flow wants told: to a person, by Entra object id or mail, or else the review channel.

    What is told is a text or the process of that number.
    """

    person: UUID | None = None
    mail: str | None = None
    text: str | None = None
    process: int | None = None


def create_key(session: Session, organisation: str, scope: str, name: str, now: datetime) -> str:
    """Make a key for the organisation of that name or tenant, and return it; it cannot be shown again."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_LENGTH or contains_cpr(name):
        raise KeyProblem(f"A key's name is 1 to {NAME_LENGTH} characters, without a CPR number.")
    key = PREFIX + secrets.token_urlsafe(32)
    session.add(
        FlowKeyRow(
            organisation_id=_organisation_id(session, organisation),
            name=name,
            scope=scope,
            key_hash=_hash(key),
            created_at=now,
        )
    )
    return key


def keys(session: Session) -> Sequence[tuple[FlowKeyRow, str]]:
    """Return every key with the name of its organisation, in the order they were made."""
    all_keys = select(FlowKeyRow, OrganisationRow.name).join(OrganisationRow).order_by(FlowKeyRow.id)
    return [(key, organisation) for key, organisation in session.execute(all_keys)]


def revoke_key(session: Session, key_id: UUID, now: datetime) -> None:
    """Let a key be valid no more; what it has posted is still sent."""
    key = session.get(FlowKeyRow, key_id)
    if key is None:
        raise KeyProblem(f"There is no key {key_id}.")
    key.revoked_at = key.revoked_at or now


def is_named_by_flows(session: Session, person_id: UUID) -> bool:
    """Whether the person's organisation has a key, so that a flow may want to name them by their mail."""
    has_key = select(FlowKeyRow.id).where(
        FlowKeyRow.organisation_id == PersonRow.organisation_id, FlowKeyRow.revoked_at.is_(None)
    )
    return bool(session.scalar(select(has_key.exists()).where(PersonRow.id == person_id)))


def recognise(session: Session, key: str, scope: str, now: datetime) -> Flow:
    """Return who calls, and note that they did, at most once a minute."""
    row = session.scalar(select(FlowKeyRow).where(FlowKeyRow.key_hash == _hash(key)))
    if row is None:
        raise UnknownKey
    if row.revoked_at is not None:
        raise RevokedKey
    if row.scope != scope:
        raise MissingScope
    if row.last_used_at is None or abs(now - row.last_used_at) >= USE_NOTED:
        row.last_used_at = now
    return Flow(key_id=row.id, organisation_id=row.organisation_id, name=row.name)


def post(session: Session, flow: Flow, posted: Post, idempotency_key: str | None, now: datetime) -> UUID:
    """Owe a message and return its id; the same request with the same idempotency key owes nothing more."""
    # Who calls at the same moment with the same key waits here, and then finds what we leave.
    session.get_one(FlowKeyRow, flow.key_id, with_for_update=True)
    idempotency_hash = _hash(idempotency_key) if idempotency_key is not None else None
    request_hash = _hash(repr(posted))
    earlier = _earlier(session, flow, idempotency_hash)
    if earlier is not None:
        if earlier.request_hash != request_hash:
            raise IdempotencyKeyReused
        return earlier.delivery_id
    delivery = _delivery(session, flow, posted, now)
    session.add(delivery)
    session.add(
        FlowMessageRow(
            delivery_id=delivery.id,
            organisation_id=flow.organisation_id,
            key_id=flow.key_id,
            idempotency_hash=idempotency_hash,
            request_hash=request_hash,
        )
    )
    return delivery.id


def posted_message(session: Session, flow: Flow, message_id: UUID) -> DeliveryRow:
    """Return a message that a flow of the same organisation has posted."""
    own = (FlowMessageRow.delivery_id == message_id, FlowMessageRow.organisation_id == flow.organisation_id)
    delivery = session.scalar(select(DeliveryRow).join(FlowMessageRow).where(*own))
    if delivery is None:
        raise UnknownMessage
    return delivery


def _delivery(session: Session, flow: Flow, posted: Post, now: datetime) -> DeliveryRow:
    if posted.text is not None and contains_cpr(posted.text):
        raise ContainsCpr
    return DeliveryRow(
        organisation_id=flow.organisation_id,
        conversation_id=_conversation_id(session, flow, posted),
        kind=FLOW,
        subject_id=_process_id(session, flow, posted.process) if posted.process is not None else None,
        args={"flow": flow.name, "text": posted.text},
        due_at=now,
        created_at=now,
    )


def _process_id(session: Session, flow: Flow, number: int) -> UUID:
    process = find_by_number(session, flow.organisation_id, number)
    if process is None or not may_read(flow.actor, process):
        raise UnknownProcess
    return process.id


def _conversation_id(session: Session, flow: Flow, posted: Post) -> UUID:
    if posted.person is None and posted.mail is None:
        channel = review_channel_of(session, flow.organisation_id)
        if channel is None:
            raise NoReviewChannel
        return channel.conversation_id
    named = (
        PersonRow.aad_object_id == str(posted.person)
        if posted.person is not None
        else PersonRow.mail == (posted.mail or "").lower()
    )
    of_flow = PersonRow.organisation_id == flow.organisation_id
    person = session.scalars(select(PersonRow).where(of_flow, named).limit(1)).first()
    if person is None:
        raise UnknownPerson
    chat = newest_chat(session, person.id)
    if chat is None:
        raise AppNotInstalled
    if {EVERYTHING, FLOW} & set(person.muted):
        raise MessagesTurnedOff
    return chat.id


def _earlier(session: Session, flow: Flow, idempotency_hash: str | None) -> FlowMessageRow | None:
    if idempotency_hash is None:
        return None
    same = (FlowMessageRow.key_id == flow.key_id, FlowMessageRow.idempotency_hash == idempotency_hash)
    return session.scalar(select(FlowMessageRow).where(*same))


def _organisation_id(session: Session, named: str) -> UUID:
    known = session.scalars(
        select(OrganisationRow.id)
        .outerjoin(TenantRow)
        .where(or_(TenantRow.tenant_id == named.lower(), OrganisationRow.name == named))
        .distinct()
    ).all()
    if not known:
        raise KeyProblem(f"No organisation is called {named}; 'guldkorn coordinator invite' names one.")
    if len(known) > 1:
        raise KeyProblem(f"Several organisations are called {named}; give the tenant id instead.")
    return known[0]


def _hash(key: str) -> str:
    """One round is enough: a key is 256 random bits, and an idempotency key no secret."""
    return sha256(key.encode(errors="surrogateescape")).hexdigest()
