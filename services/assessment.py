"""What a reviewer judges of a process: half done, given, and changed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.access import is_one_of
from domain.assessment import Assessment
from domain.assessment_form import EXPECTED, JUDGED
from domain.people import Actor
from domain.process import Answer, Answers, Process
from domain.questions import Question
from domain.scoring import own_assessments
from domain.steering import check_review
from services.answers import check_asked, understood
from services.changes import Change, changing
from storage.tables import AssessmentRow

Written = Mapping[str, object]
"""What stands in the fields of an assessment, by key."""

_KEYS = frozenset(question.key for question in (*JUDGED, *EXPECTED))


def assess(
    session: Session,
    actor: Actor,
    process_id: UUID,
    written: Written,
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Give one's assessment of a process, or give it anew; giving the same twice changes nothing.

    All nine criteria are answered, if only by "unknown"; an expectation left out stays as it is, one
    left empty is taken back. `version` is what the page showed.
    """
    change = changing(session, actor, process_id, now, version)
    process = change.process
    check_review(actor, process)
    check_asked(written, _KEYS)
    judgements = {asked.key: str(read_judgement(asked, written.get(asked.key))) for asked in JUDGED}
    answers = _with_expectations(process.answers, written)
    own = _own(session, actor, process)
    if own and own.given and own.judgements == judgements and answers == process.answers:
        own.unfinished = {}
        return process
    change.check_version()
    own = own or _begun(change)
    own.judgements, own.given, own.unfinished, own.at = judgements, True, {}, now
    change.row.answers = answers
    given = Assessment(
        id=own.id,
        reviewer=change.author,
        organisation_id=own.organisation_id,
        judgements=judgements,
        given=True,
        at=now,
    )
    change.put("assessments", given, gone=[each for each in process.assessments if each.id == own.id])
    return change.record("reassessed" if own_assessments(process) else "assessed")


def save_unfinished(
    session: Session, actor: Actor, process_id: UUID, written: Written, now: datetime
) -> Process:
    """Keep what a reviewer has filled in so far, for nobody but them; it counts for nothing yet."""
    change = changing(session, actor, process_id, now)
    process = change.process
    check_review(actor, process)
    check_asked(written, _KEYS)
    judgements = {
        asked.key: str(read_judgement(asked, written[asked.key]))
        for asked in JUDGED
        if written.get(asked.key, "") != ""
    }
    # What stands on the process already is not theirs: by then, others may have changed it.
    changes = {
        asked.key: str(written[asked.key])
        for asked in EXPECTED
        if asked.key in written
        and read_expectation(asked, written[asked.key]) != process.answers.get(asked.key)
    }
    own = _own(session, actor, process) or _begun(change)
    own.unfinished = judgements | changes
    return process


def own_assessment(session: Session, actor: Actor, process: Process) -> Mapping[str, str]:
    """Return what stands in a reviewer's fields: what they have begun, else what they have given."""
    own = _own(session, actor, process)
    return (own.unfinished or own.judgements) if own else {}


def read_judgement(question: Question, said: object) -> Answer:
    """Return the degree that answers a criterion; refuse anything else, naming it."""
    return understood(question.parse(said), question.key)


def read_expectation(question: Question, said: object) -> Answer:
    """Return what the team expects, None if nothing is written; refuse what cannot be read."""
    return None if said == "" else understood(question.parse(said), question.key)


def _with_expectations(answers: Answers, written: Written) -> dict[str, Answer]:
    said = {
        asked.key: read_expectation(asked, written[asked.key]) for asked in EXPECTED if asked.key in written
    }
    kept = {key: answer for key, answer in answers.items() if key not in said}
    return kept | {key: answer for key, answer in said.items() if answer is not None}


def _own(session: Session, actor: Actor, process: Process) -> AssessmentRow | None:
    own = next((each.id for each in process.assessments if is_one_of(actor, each.reviewer)), None)
    return session.get(AssessmentRow, own) if own else None


def _begun(change: Change) -> AssessmentRow:
    begun = AssessmentRow(
        organisation_id=change.row.organisation_id,
        process_id=change.row.id,
        reviewer_id=change.actor.person_id,
        judgements={},
        given=False,
        at=change.now,
    )
    change.session.add(begun)
    return begun
