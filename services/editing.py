"""Changing what is answered about a process."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.form import FORM, question
from domain.people import Actor
from domain.process import Process
from domain.steering import check_answer, check_edit
from services.answers import check_asked, differs, put_answers, read_answer
from services.changes import changing

_KEYS = frozenset(row.key for row in FORM)


def edit(
    session: Session,
    actor: Actor,
    process_id: UUID,
    changes: Mapping[str, object],
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Answer questions anew, by their keys; an optional one left empty is answered no more.

    All of it or nothing; what changes nothing is no event. `version` is what the page showed.
    """
    change = changing(session, actor, process_id, now, version)
    process = change.process
    check_edit(actor, process)
    check_asked(changes, _KEYS)
    asked = [question(key) for key in changes]
    for each in asked:
        check_answer(actor, process, each)
    answers = {each.key: read_answer(each, changes[each.key], now.date()) for each in asked}
    edited = [each for each in asked if differs(answers[each.key], process.answers.get(each.key))]
    if not edited:
        return process
    change.check_version()
    put_answers(change.row, answers)
    sections = dict.fromkeys(each.section for each in edited)
    keys = [each.key for each in edited]
    kind = "rated" if "rating" in keys else "edited"
    return change.record(kind, section=" ".join(sections), keys=" ".join(keys))
