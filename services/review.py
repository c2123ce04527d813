"""What the RPA team asks about a submission, and the answer to it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import NotFound
from domain.people import Actor
from domain.process import Process
from domain.steering import check_ask, check_reply
from services.changes import await_no_answer, changing
from services.holding import claim_by_acting
from services.remarks import read_remark, remark
from storage.tables import RemarkRow


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
