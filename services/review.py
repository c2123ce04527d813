"""What the RPA team does with a submission: claim, release, ask; and the answer to it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import NotFound, Outdated
from domain.people import Actor
from domain.process import Phase, Process, Status
from domain.questions import Text
from domain.steering import REASON_MAX_LENGTH, check_ask, check_claim, check_release, check_reply
from services.changes import await_no_answer, changed, locked
from services.notices import append_event
from services.reading import understood
from storage.tables import ProcessRow, RemarkRow


def read_remark(raw: object, field: str) -> str:
    """Return a question, an answer or a reason as it is kept; refuse what cannot be, naming its field."""
    question = Text(key=field, max_length=REASON_MAX_LENGTH, multiline=True)
    return str(understood(question.parse(raw), field))


def claim(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Take a process to work on; taking it twice changes nothing."""
    row, process = locked(session, process_id)
    check_claim(actor, process)
    if process.holder is not None:
        return process
    _hold(row, actor)
    return changed(session, row, "claimed", actor, now, None, process)


def release(session: Session, actor: Actor, process_id: UUID, now: datetime) -> Process:
    """Let a process go, so that a colleague can take it."""
    row, process = locked(session, process_id)
    check_release(actor, process)
    let_go(row)
    return changed(session, row, "released", actor, now, None, process)


def let_go(row: ProcessRow) -> None:
    """Hold a process no more, nor does anybody act for its holder: it waits for somebody again."""
    row.holder_id = row.deputy_id = row.look_again_on = None
    row.status = (Status.NOT_RATED if row.phase == Phase.IDEA else Status.PENDING).value


def ask(session: Session, actor: Actor, process_id: UUID, text: object, now: datetime) -> Process:
    """Ask the submitter and the process expert something."""
    row, process = locked(session, process_id)
    check_ask(actor, process)
    question = remark(session, row, "question", actor, read_remark(text, "text"), now)
    claim_by_acting(session, row, process, actor, now)
    return changed(session, row, "asked", actor, now, remark=str(question.id))


def answer(session: Session, actor: Actor, remark_id: UUID, text: object, now: datetime) -> Process:
    """Answer a reviewer's question; whoever else it was put to need not answer any more."""
    question = session.get(RemarkRow, remark_id)
    if question is None or question.kind != "question":
        raise NotFound
    row, process = locked(session, question.process_id)
    check_reply(actor, process, question.id)
    reply = remark(session, row, "answer", actor, read_remark(text, "text"), now, answers_id=question.id)
    await_no_answer(session, row, [question.id])
    return changed(session, row, "answered", actor, now, remark=str(reply.id))


def _hold(row: ProcessRow, actor: Actor) -> None:
    row.holder_id, row.status, row.look_again_on = actor.person_id, Status.IN_PROGRESS.value, None


def claim_by_acting(session: Session, row: ProcessRow, process: Process, actor: Actor, now: datetime) -> None:
    """Who acts on a free process has claimed it; what they did says so, no second message does."""
    if process.holder is None:
        append_event(session, "claimed", actor, now, process)
        _hold(row, actor)


def check_version(process: Process, version: int | None) -> None:
    """Refuse what was decided on a card that has been overtaken."""
    if version not in (None, process.version):
        raise Outdated(number=process.number)


def remark(
    session: Session,
    row: ProcessRow,
    kind: str,
    actor: Actor,
    text: str,
    now: datetime,
    answers_id: UUID | None = None,
) -> RemarkRow:
    """Keep what somebody wrote on a process."""
    written = RemarkRow(
        organisation_id=row.organisation_id,
        process_id=row.id,
        kind=kind,
        author_id=actor.person_id,
        answers_id=answers_id,
        text=text,
        at=now,
    )
    session.add(written)
    return written
