"""The legal clarification: line by line, by whoever of the reviewers knows the answer."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.errors import Unreadable
from domain.legal import LEGAL_ANSWERS, LEGAL_ITEMS, NOTE_MAX_LENGTH, LegalAnswer, note_of
from domain.people import Actor
from domain.process import Process
from domain.questions import Choice, Text
from domain.steering import check_preanalysed
from services.answers import understood
from services.changes import changing
from storage.tables import LegalAnswerRow


def answer_legal(
    session: Session,
    actor: Actor,
    process_id: UUID,
    answers: Mapping[str, tuple[object, object]],
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Answer lines of the checklist, each with a note or an empty one; what is not named stays as it is."""
    change = changing(session, actor, process_id, now, version)
    process = change.process
    check_preanalysed(actor, process)
    stands = {each.item: (each.answer, each.note) for each in process.legal}
    read = {
        item: (read_answer(item, answer), read_note(item, note)) for item, (answer, note) in answers.items()
    }
    new = {item: said for item, said in read.items() if said != stands.get(item)}
    if not new:
        return process
    change.check_version()
    for item, (answer, note) in new.items():
        session.merge(
            LegalAnswerRow(
                process_id=process.id,
                item=item,
                organisation_id=process.organisation_id,
                answer=answer,
                note=note,
                by_id=actor.person_id,
                at=now,
            )
        )
    said = [
        LegalAnswer(item=item, answer=answer, note=note, by=change.author, at=now)
        for item, (answer, note) in new.items()
    ]
    change.put("legal", *said, gone=[each for each in process.legal if each.item in new])
    return change.record("legal_answered", items=" ".join(new))


def read_answer(item: str, answer: object) -> str:
    """Return yes, no or not relevant to a line of the checklist; refuse anything else."""
    if item not in LEGAL_ITEMS:
        raise Unreadable(field=item, problem="not-a-choice")
    return str(understood(Choice(key=item, choices=LEGAL_ANSWERS).parse(answer), item))


def read_note(item: str, note: object) -> str:
    """Return a note as it is kept, empty if there is none."""
    field = note_of(item)
    text = Text(key=field, max_length=NOTE_MAX_LENGTH, multiline=True)
    return "" if note == "" else str(understood(text.parse(note), field))
