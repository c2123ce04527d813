"""What a robot is expected to cost, put in by the reviewers."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.bookkeeping import CASE_QUESTIONS
from domain.business_case import BusinessCase
from domain.people import Actor
from domain.process import Process
from domain.questions import Amount
from domain.steering import check_preanalysed
from services.answers import understood
from services.changes import changing


def make_business_case(
    session: Session,
    actor: Actor,
    process_id: UUID,
    raw: Mapping[str, object],
    now: datetime,
    *,
    version: int | None = None,
) -> Process:
    """Make the business case, or make it anew; the same once more changes nothing."""
    change = changing(session, actor, process_id, now, version)
    check_preanalysed(actor, change.process)
    case = BusinessCase(**{each.key: read_amount(raw.get(each.key), each) for each in CASE_QUESTIONS})
    if case == change.process.business_case:
        return change.process
    change.check_version()
    change.row.business_case = dict(case.as_json())
    return change.record("business_case_made")


def read_amount(raw: object, question: Amount) -> float:
    """Return an amount as it is kept; refuse what cannot be reckoned with, naming its field."""
    return float(str(understood(question.parse(raw), question.key)))
