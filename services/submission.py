"""From a draft to a process with a number, and what its submitter may do with either."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from domain.errors import NotFound, TooManyDrafts, Unreadable
from domain.form import FORM_VERSION, SUBMISSION_FORM, applies, propose_short_description
from domain.people import Actor
from domain.process import Answer, Answers, Phase, Process, Status, Visibility
from domain.questions import Asked
from domain.steering import check_withdraw
from services.answers import understood
from services.changes import changing, keep_figures
from services.files import forget_files
from services.notices import record
from storage.failures import Overtaken
from storage.processes import as_process, load
from storage.settings import settings_of
from storage.tables import AssetRow, DraftRow, Json, OrganisationRow, PersonRow, ProcessRow

MOST_DRAFTS, OPEN_FORMS = 20, 5
"""So many drafts a person may have at a time, and so many on top by forms that are open."""
_KEEP = (
    update(DraftRow)
    .where(DraftRow.id == bindparam("draft"), DraftRow.version == bindparam("known"))
    .values(state=bindparam("said"), version=bindparam("newer"), updated_at=bindparam("now"))
)


def check_room_for_draft(session: Session, actor: Actor, most: int = MOST_DRAFTS) -> None:
    """Refuse to begin one more draft than a person may have."""
    own = select(func.count()).where(DraftRow.person_id == actor.person_id)
    if session.scalars(own).one() >= most:
        raise TooManyDrafts(most=MOST_DRAFTS)


def start_draft(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    state: Json,
    now: datetime,
    *,
    draft_id: UUID | None = None,
) -> DraftRow:
    """Begin a submission; a form that was opened before there was a draft brings the id it will have.

    There is room for what was written in a few forms that were open already when the last draft was begun.
    """
    check_room_for_draft(session, actor, MOST_DRAFTS + (OPEN_FORMS if draft_id else 0))
    draft = DraftRow(
        id=draft_id,
        organisation_id=actor.organisation_id,
        person_id=actor.person_id,
        conversation_id=conversation_id,
        state=state,
        form_version=FORM_VERSION,
        created_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def save_state(session: Session, draft: DraftRow, state: Json, now: datetime) -> None:
    """Keep where the dialog stands; its "answers" are those to be submitted.

    One statement, since every answer comes by here, in place of the session's own bookkeeping.
    """
    kept = {"draft": draft.id, "known": draft.version, "newer": draft.version + 1, "said": state, "now": now}
    if session.connection().execute(_KEEP, kept).rowcount != 1:
        raise Overtaken
    for column, value in (("state", state), ("version", draft.version + 1), ("updated_at", now)):
        set_committed_value(draft, column, value)


def discard(session: Session, actor: Actor, draft: DraftRow, now: datetime) -> None:
    """Throw an own draft away, and the files that were to go with it."""
    _check_own(actor, draft)
    forget_files(session, now, AssetRow.subject_id == draft.id)
    session.delete(draft)
    session.flush()


def submit(session: Session, actor: Actor, draft: DraftRow, now: datetime) -> Process:
    """Make a process of an own draft; it keeps the draft's id, so submitting twice gives the one process."""
    _check_own(actor, draft)
    draft_id = draft.id
    session.flush()
    if session.get(DraftRow, draft_id, with_for_update=True, populate_existing=True) is None:
        return _submitted_before(session, actor, draft_id)
    answers = _checked(draft.state.get("answers", {}))
    row = ProcessRow(
        id=draft_id,
        organisation_id=draft.organisation_id,
        number=_next_number(session, draft.organisation_id),
        phase=Phase.IDEA.value,
        status=Status.NOT_RATED.value,
        submitter_id=actor.person_id,
        answers=answers,
        form_version=FORM_VERSION,
        submitted_at=now,
        phase_since=now,
        changed_at=now,
        **{question.key: answers.get(question.key) for question in SUBMISSION_FORM if question.indexed},
    )
    session.add(row)
    session.delete(draft)
    session.flush()
    _remember_unit(session, actor, answers)
    process = as_process(session, row)
    keep_figures(session, [(row, process)], settings_of(session, row.organisation_id))
    record(session, "submitted", actor, now, process)
    return process


def withdraw(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Take a submission back while nobody has claimed it."""
    change = changing(session, actor, process_id, now).check(check_withdraw)
    change.row.status = Status.WITHDRAWN.value
    return change.record("withdrawn")


def _check_own(actor: Actor, draft: DraftRow) -> None:
    if draft.person_id != actor.person_id:
        raise NotFound


def _submitted_before(session: Session, actor: Actor, draft_id: UUID) -> Process:
    process = load(session, draft_id)
    if process is None or process.submitter is None or process.submitter.id != actor.person_id:
        raise NotFound
    return process


def _remember_unit(session: Session, actor: Actor, answers: Answers) -> None:
    if unit := answers.get("org_unit"):
        session.get_one(PersonRow, actor.person_id).org_unit = str(unit)


def _next_number(session: Session, organisation_id: UUID) -> int:
    """Count on; the row stays locked until the commit, so that no number is given twice or left out."""
    counting = update(OrganisationRow).where(OrganisationRow.id == organisation_id)
    return session.scalars(
        counting.values(last_number=OrganisationRow.last_number + 1).returning(OrganisationRow.last_number)
    ).one()


def _checked(stored: Mapping[str, Any]) -> dict[str, Answer]:
    """Read the answers once more, and add what the form proposes; refuse if a chat question has none."""
    answers: dict[str, Answer] = {"visibility": Visibility.ORGANISATION.value}
    answers |= {question.key: stored[question.key] for question in SUBMISSION_FORM if question.key in stored}
    for question in SUBMISSION_FORM:
        if question.key in answers:
            understood(question.reread(answers[question.key]), question.key)
        elif question.asked is Asked.CHAT and applies(question, answers):
            raise Unreadable(field=question.key, problem="empty")
    return {"short_description": _proposal(answers)} | answers


def _proposal(answers: Answers) -> str:
    return propose_short_description(str(answers["long_description"]))
