"""What the RPA team does with a submission: claim, release, ask; and the answer to it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import NotFound
from domain.people import Actor
from domain.process import Phase, Process, Remark, Status
from domain.questions import Text
from domain.steering import REASON_MAX_LENGTH, check_ask, check_claim, check_release, check_reply
from services.changes import Change, await_no_answer, changing
from services.notices import append_event
from services.reading import understood
from storage.tables import ProcessRow, RemarkRow


def read_remark(raw: object, field: str) -> str:
    """Return a question, an answer or a reason as it is kept; refuse what cannot be, naming its field."""
    question = Text(key=field, max_length=REASON_MAX_LENGTH, multiline=True)
    return str(understood(question.parse(raw), field))


def claim(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Take a process to work on; taking it twice changes nothing."""
    change = changing(session, actor, process_id, now).check(check_claim)
    return change.process if change.process.holder is not None else take(change)


def take(change: Change) -> Process:
    """Let whoever changes a free process hold it."""
    _hold(change)
    return change.record("claimed")


def release(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Let a process go, so that a colleague can take it."""
    change = changing(session, actor, process_id, now).check(check_release)
    let_go(change.row)
    return change.record("released")


def let_go(row: ProcessRow) -> None:
    """Hold a process no more, nor does anybody act for its holder: it waits for somebody again."""
    row.holder_id = row.deputy_id = row.look_again_on = None
    row.status = (Status.NOT_RATED if row.phase == Phase.IDEA else Status.PENDING).value


def ask(session: Session, actor: Actor, process_id: UUID, text: object, now: datetime) -> Process:
    """Ask the submitter and the process expert something."""
    change = changing(session, actor, process_id, now).check(check_ask)
    question = remark(change, "question", read_remark(text, "text"))
    claim_by_acting(change)
    return change.record("asked", remark=question)


def answer(session: Session, actor: Actor, remark_id: UUID, text: object, now: datetime) -> Process:
    """Answer a reviewer's question; whoever else it was put to need not answer any more."""
    question = session.get(RemarkRow, remark_id)
    if question is None or question.kind != "question":
        raise NotFound
    change = changing(session, actor, question.process_id, now).check(check_reply, question.id)
    reply = remark(change, "answer", read_remark(text, "text"), answers_id=question.id)
    await_no_answer(change, [question.id])
    return change.record("answered", remark=reply)


def _hold(change: Change) -> None:
    row = change.row
    row.holder_id, row.status, row.look_again_on = change.actor.person_id, Status.IN_PROGRESS.value, None


def claim_by_acting(change: Change) -> None:
    """Who acts on a free process has claimed it; what they did says so, no second message does."""
    if change.process.holder is None:
        append_event(change.session, "claimed", change.actor, change.now, change.process)
        _hold(change)


def remark(change: Change, kind: str, text: str, answers_id: UUID | None = None) -> str:
    """Keep what somebody wrote on a process, and return its id for the event."""
    written = RemarkRow(
        organisation_id=change.row.organisation_id,
        process_id=change.row.id,
        kind=kind,
        author_id=change.actor.person_id,
        answers_id=answers_id,
        text=text,
        at=change.now,
    )
    change.session.add(written)
    said = Remark(
        id=written.id, kind=kind, author=change.author, text=text, at=change.now, answers_id=answers_id
    )
    change.put("remarks", said)
    return str(written.id)
