"""What people say to each other about a process."""

from collections.abc import Sequence, Sized
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import Unreadable
from domain.people import Actor
from domain.process import Process
from domain.steering import check_involved
from services.changes import changing
from services.notices import record
from services.people import check_reader
from services.remarks import read_remark, remark

MOST_MENTIONED = 10


def comment(
    session: Session, actor: Actor, process_id: UUID, text: object, mentioned: Sequence[UUID], now: datetime
) -> Process:
    """Say something about a process to whoever follows it, and to those it mentions, each once."""
    change = changing(session, actor, process_id, now).check(check_involved)
    said = read_remark(text, "text")
    others = [person_id for person_id in dict.fromkeys(mentioned) if person_id != actor.person_id]
    check_mentioned(session, change.process, others)
    written = remark(change, "comment", said)
    for person_id in others:
        record(session, "mentioned", actor, now, change.process, person_id, remark=written)
    return change.record("commented", remark=written)


def check_count(mentioned: Sized) -> None:
    """Only so many are mentioned at once."""
    if len(mentioned) > MOST_MENTIONED:
        raise Unreadable(field="mentioned", problem="too-many", count=len(mentioned), max=MOST_MENTIONED)


def check_mentioned(session: Session, process: Process, people: Sequence[UUID]) -> None:
    """Only a few colleagues are mentioned at once, and only those who may read the process."""
    check_count(people)
    for person_id in people:
        check_reader(session, process, person_id, "mentioned")
