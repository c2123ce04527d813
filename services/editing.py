"""Changing what is answered about a process."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.form import FORM, question
from domain.people import Actor
from domain.process import Answer, Answers, Process
from domain.questions import Question
from domain.reading.parsed import Refused
from domain.steering import check_answer, check_edit
from services.changes import changing
from services.reading import check_asked, understood
from storage.tables import ProcessRow

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


def read_answer(asked: Question, raw: object, today: date) -> Answer:
    """Return an answer as it is kept, None for an optional one left empty; refuse what cannot be read."""
    parsed = asked.parse(raw, today)
    if asked.is_optional and parsed == Refused("empty"):
        return None
    return understood(parsed, asked.key)


def differs(answer: Answer, former: Answer) -> bool:
    """Whether an answer says something else than the former one; the order of names says nothing."""
    if isinstance(answer, list) and isinstance(former, list):
        return sorted(answer) != sorted(former)
    return answer != former


def put_answers(row: ProcessRow, answers: Answers) -> None:
    """Put answers in the place of former ones, in the columns that lists sort by too."""
    emptied = {key for key, answer in answers.items() if answer is None and question(key).is_optional}
    row.answers = {key: said for key, said in {**row.answers, **answers}.items() if key not in emptied}
    for key, answer in answers.items():
        if question(key).indexed:
            setattr(row, key, answer)
