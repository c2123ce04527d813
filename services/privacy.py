"""What is held about a person, and how they are forgotten: one table says both."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.access import SEEN_BY_COLLEAGUES
from domain.errors import LastCoordinator
from domain.form import shown_answers
from domain.people import Actor
from domain.process import Status
from services.changes import changing
from services.files import forget_files
from services.holding import let_go
from storage.processes import read_anew
from storage.tables import (
    AssessmentRow,
    AssetRow,
    ConversationRow,
    CoordinatorRow,
    DeliveryRow,
    DraftRow,
    EventRow,
    FollowerRow,
    GainRow,
    InviteRow,
    Json,
    LegalAnswerRow,
    PersonRow,
    PostedCardRow,
    ProcessRow,
    ProposalRow,
    RemarkRow,
    SeenActivityRow,
    TransferRow,
)

BEGINNING = 30
"""So many letters of a name or a remark are enough to find it by."""
_NO_LETTERS = re.compile(r"\\[nrt]|[^0-9A-Za-z]")
ABOUT_THE_SUBMITTER = frozenset({"org_unit"})
"""The answers that tell of the person and not of the work."""
TOLD_BEFORE = frozenset({"suggestions", "drafts", "holds", "remarks", "coordinator"})
"""The traces of which people are told how many there are, before they are forgotten."""


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One way in which rows refer to a person: what they are called, and what is shown of them.

    When the person is forgotten the rows are deleted; or they stay without the person, and what is
    `emptied` is overwritten.
    """

    person: InstrumentedAttribute[Any]
    name: str
    shown: tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]
    deleted: bool = False
    emptied: Mapping[str, object] = field(default_factory=dict)


def _number_of(process_id: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    numbered = select(ProcessRow.number).where(ProcessRow.id == process_id)
    return numbered.scalar_subquery().label("number")


_PROCESS = (
    ProcessRow.number,
    ProcessRow.phase,
    ProcessRow.status,
    ProcessRow.submitted_at,
    ProcessRow.changed_at,
)
_EVENT = (_number_of(EventRow.process_id), EventRow.kind, EventRow.at)

# In the order in which rows may be deleted.
TRACES = (
    Trace(
        person=ProcessRow.submitter_id,
        name="suggestions",
        shown=(*_PROCESS, ProcessRow.visibility, ProcessRow.answers),
    ),
    Trace(person=ProcessRow.expert_id, name="expert_on", shown=_PROCESS),
    Trace(person=ProcessRow.holder_id, name="holds", shown=_PROCESS),
    Trace(person=ProcessRow.deputy_id, name="deputises", shown=_PROCESS),
    Trace(person=ProcessRow.watcher_id, name="watches", shown=_PROCESS),
    Trace(
        person=RemarkRow.author_id,
        name="remarks",
        shown=(_number_of(RemarkRow.process_id), RemarkRow.kind, RemarkRow.text, RemarkRow.at),
        emptied={"text": ""},
    ),
    Trace(
        person=AssessmentRow.reviewer_id,
        name="assessments",
        shown=(
            _number_of(AssessmentRow.process_id),
            AssessmentRow.judgements,
            AssessmentRow.given,
            AssessmentRow.unfinished,
            AssessmentRow.at,
        ),
        emptied={"unfinished": {}},
    ),
    Trace(
        person=LegalAnswerRow.by_id,
        name="legal_answers",
        shown=(
            _number_of(LegalAnswerRow.process_id),
            LegalAnswerRow.item,
            LegalAnswerRow.answer,
            LegalAnswerRow.note,
            LegalAnswerRow.at,
        ),
    ),
    Trace(
        person=GainRow.by_id,
        name="gains_reported",
        shown=(_number_of(GainRow.process_id), GainRow.month, GainRow.hours, GainRow.runs, GainRow.at),
    ),
    Trace(
        person=ProposalRow.by_id,
        name="proposals",
        shown=(_number_of(ProposalRow.process_id), ProposalRow.key, ProposalRow.answers, ProposalRow.at),
    ),
    Trace(
        person=ProposalRow.decided_by_id,
        name="proposals_decided",
        shown=(_number_of(ProposalRow.process_id), ProposalRow.key, ProposalRow.accepted, ProposalRow.at),
    ),
    Trace(
        person=FollowerRow.person_id,
        name="follows",
        shown=(_number_of(FollowerRow.process_id), FollowerRow.since),
        deleted=True,
    ),
    Trace(
        person=AssetRow.uploader_id,
        name="files",
        shown=(
            _number_of(AssetRow.subject_id),
            AssetRow.name,
            AssetRow.size,
            AssetRow.sha256,
            AssetRow.status,
            AssetRow.open,
            AssetRow.at,
        ),
    ),
    Trace(person=EventRow.actor_id, name="did", shown=_EVENT),
    Trace(person=EventRow.about_id, name="was_done_to", shown=_EVENT),
    Trace(
        person=DraftRow.person_id,
        name="drafts",
        shown=(DraftRow.state, DraftRow.created_at, DraftRow.updated_at),
        deleted=True,
    ),
    Trace(person=InviteRow.used_by_id, name="invites_used", shown=(InviteRow.expires_at,), deleted=True),
    Trace(person=CoordinatorRow.person_id, name="coordinator", shown=(CoordinatorRow.since,), deleted=True),
    Trace(person=CoordinatorRow.named_by_id, name="coordinators_named", shown=(CoordinatorRow.since,)),
    Trace(
        person=ConversationRow.person_id,
        name="chats",
        shown=(
            ConversationRow.bot_app_id,
            ConversationRow.teams_id,
            ConversationRow.service_url,
            ConversationRow.welcomed_at,
            ConversationRow.heard_at,
            ConversationRow.stopped_because,
        ),
        deleted=True,
    ),
)

HELD_IN_CHATS: tuple[type[DeliveryRow | PostedCardRow | TransferRow], ...] = (
    DeliveryRow,
    PostedCardRow,
    TransferRow,
)
"""The rows that go with a person's chats; drafts are theirs anyway."""

_OF_THE_PERSON = (
    PersonRow.name,
    PersonRow.mail,
    PersonRow.tenant_id,
    PersonRow.aad_object_id,
    PersonRow.language,
    PersonRow.client_language,
    PersonRow.org_unit,
    PersonRow.muted,
    PersonRow.created_at,
)
_MESSAGE = (DeliveryRow.kind, DeliveryRow.status, DeliveryRow.created_at, DeliveryRow.sent_at)


def personal_data(session: Session, actor: Actor) -> Json:
    """Return everything that is held about a person, under readable keys, times and ids as they are."""
    person = session.execute(select(*_OF_THE_PERSON).where(PersonRow.id == actor.person_id)).one()
    traces = {trace.name: _rows(session, _traced(trace, actor.person_id)) for trace in TRACES}
    for suggestion in traces["suggestions"]:
        # The team's notes are about the work, and theirs.
        suggestion["answers"] = shown_answers(suggestion["answers"], SEEN_BY_COLLEAGUES)
    messages = select(*_MESSAGE).where(DeliveryRow.conversation_id.in_(_chats_of(actor.person_id)))
    return {
        "person": dict(person._mapping),
        **traces,
        "messages_to_you": _rows(session, messages.order_by(DeliveryRow.id)),
    }


def footprint(session: Session, actor: Actor) -> Mapping[str, int]:
    """Count what a person is told of before they are forgotten."""
    told = [trace for trace in TRACES if trace.name in TOLD_BEFORE]
    counts = [select(func.count()).where(trace.person == actor.person_id).scalar_subquery() for trace in told]
    return dict(zip([trace.name for trace in told], session.execute(select(*counts)).one(), strict=True))


def forget(session: Session, actor: Actor, now: datetime) -> None:
    """Erase a person everywhere; processes and what happened to them stay, without the person.

    Whoever they were, a new message meets them as somebody new.
    """
    person = session.get_one(PersonRow, actor.person_id, with_for_update=True)
    # Whoever is about to write to one of these chats has done so, or will find it gone.
    session.execute(_chats_of(person.id).with_for_update())
    check_not_the_last(session, actor)
    _leave_processes(session, actor, now)
    _forget_messages(session, person)
    _forget_answers(session, person)
    _forget_unsent_files(session, actor, now)
    for trace in TRACES:
        theirs = trace.person == actor.person_id
        if trace.deleted:
            session.execute(delete(trace.person.class_).where(theirs))
        else:
            emptied = {trace.person.key: None, **trace.emptied}
            session.execute(update(trace.person.class_).where(theirs).values(emptied))
    session.delete(person)
    session.flush()
    # What is said of their processes from now on says nothing of them.
    read_anew(session)


def check_not_the_last(session: Session, actor: Actor) -> None:
    """Refuse to forget the only coordinator of an organisation."""
    named = select(CoordinatorRow.person_id).where(CoordinatorRow.organisation_id == actor.organisation_id)
    if session.scalars(named.with_for_update()).all() == [actor.person_id]:
        raise LastCoordinator


def _leave_processes(session: Session, actor: Actor, now: datetime) -> None:
    """Take a person out of every process they had a part in, so that its cards are made anew."""
    roles = (
        ProcessRow.submitter_id,
        ProcessRow.expert_id,
        ProcessRow.holder_id,
        ProcessRow.deputy_id,
        ProcessRow.watcher_id,
    )
    spoken_of = select(RemarkRow.process_id).where(RemarkRow.author_id == actor.person_id)
    had_a_part = or_(ProcessRow.id.in_(spoken_of), *(role == actor.person_id for role in roles))
    for process_id in session.scalars(
        select(ProcessRow.id).where(had_a_part).order_by(ProcessRow.id).with_for_update()
    ).all():
        change = changing(session, actor, process_id, now)
        row = change.row
        is_let_go = row.holder_id == actor.person_id and Status(row.status).is_open
        if is_let_go:
            let_go(row)
        if row.submitter_id == actor.person_id:
            row.answers = {k: said for k, said in row.answers.items() if k not in ABOUT_THE_SUBMITTER}
        for role in roles:
            if getattr(row, role.key) == actor.person_id:
                setattr(row, role.key, None)
        change.record("released" if is_let_go else "person_forgotten")


def _forget_messages(session: Session, person: PersonRow) -> None:
    """Delete what stands in a person's chats, and what elsewhere waits to be said again and may name them."""
    chats = _chats_of(person.id)
    for row in HELD_IN_CHATS:
        session.execute(delete(row).where(row.conversation_id.in_(chats)))
    # Also what others are owed of their organisation; elsewhere somebody else may have the same name.
    own_events = select(EventRow.id).where(EventRow.organisation_id == person.organisation_id)
    own_processes = select(ProcessRow.id).where(ProcessRow.organisation_id == person.organisation_id)
    may_name_them = or_(
        DeliveryRow.organisation_id == person.organisation_id,
        DeliveryRow.event_id.in_(own_events),
        DeliveryRow.subject_id.in_(own_processes),
    )
    unsent = select(DeliveryRow).where(DeliveryRow.status != "sent", may_name_them)
    for delivery in session.scalars(unsent).all():
        if json.dumps(person.name) in json.dumps(delivery.args):
            session.delete(delivery)


def _forget_answers(session: Session, person: PersonRow) -> None:
    """Delete what was answered in a person's chats, and to colleagues where it holds their name or words."""
    in_chats = SeenActivityRow.conversation_id.in_(_chats_of(person.id))
    session.execute(update(SeenActivityRow).where(in_chats).values(answer=None, conversation_id=None))
    remarks = session.scalars(select(RemarkRow.text).where(RemarkRow.author_id == person.id))
    theirs = {_beginning(words) for words in (person.name, *remarks)} - {""}
    to_colleagues = (
        select(SeenActivityRow)
        .join(ConversationRow, ConversationRow.id == SeenActivityRow.conversation_id)
        .where(ConversationRow.organisation_id == person.organisation_id, SeenActivityRow.answer.is_not(None))
    )
    for seen in session.scalars(to_colleagues):
        letters = _letters(seen.answer or "")
        if any(words in letters for words in theirs):
            seen.answer = None


def _beginning(words: str) -> str:
    """Return how words begin in an answer, which may show no more of them."""
    return _letters(json.dumps("".join(filter(str.isprintable, words))))[:BEGINNING]


def _letters(text: str) -> str:
    """Leave out of JSON what a card may change in words: blanks, line ends and signs."""
    return _NO_LETTERS.sub("", text)


def _forget_unsent_files(session: Session, actor: Actor, now: datetime) -> None:
    """Delete the files that belong to no process yet; those that do are part of it."""
    drafts = select(DraftRow.id).where(DraftRow.person_id == actor.person_id)
    of_no_process = or_(AssetRow.subject_id.is_(None), AssetRow.subject_id.in_(drafts))
    forget_files(session, now, AssetRow.uploader_id == actor.person_id, of_no_process)


def _chats_of(person_id: UUID) -> Any:
    return select(ConversationRow.id).where(ConversationRow.person_id == person_id)


def _traced(trace: Trace, person_id: UUID) -> Any:
    table = trace.person.class_.__table__
    return select(*trace.shown).where(trace.person == person_id).order_by(*table.primary_key)


def _rows(session: Session, query: Any) -> list[Json]:
    return [dict(row._mapping) for row in session.execute(query)]
