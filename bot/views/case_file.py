"""A business case as a file for a spreadsheet, as Danish spreadsheets read it; made anew when it is sent."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from uuid import UUID

from sqlalchemy.orm import Session

from bot.turn.turn import language_read_by
from cards.say import Say
from domain.bookkeeping import CASE_QUESTIONS
from domain.business_case import BusinessCase, Return, expected_return
from domain.errors import NotFound
from domain.process import Process
from domain.scoring import expected_saving
from services.people import as_actor
from services.seeing import read
from storage.tables import OrganisationRow, PersonRow
from texts import sayer

_SIGN = r"(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_COMPUTES = re.compile(rf'^(?= *[\t\r]|{_SIGN})|(?<=[,;|"\t\r\n]){_SIGN}')
"""Where a spreadsheet would begin to read a formula, whichever sign it takes for the end of a cell."""


def case_file(session: Session, person: PersonRow, process_id: UUID) -> bytes | None:
    """Return the file, in the person's language; None if there is nothing to tell, or not to them."""
    try:
        process = read(session, as_actor(session, person), process_id)
    except NotFound:
        return None
    case = process.business_case
    comes_to = case and expected_return(case, expected_saving(process.answers))
    if not case or not comes_to:
        return None
    organisation = session.get_one(OrganisationRow, person.organisation_id)
    say = sayer(language_read_by(person) or organisation.language)
    written = StringIO()
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [as_cell(value) for value in row] for row in _rows(say, process, case, comes_to)
    )
    return written.getvalue().encode("utf-8-sig")


def _rows(
    say: Say, process: Process, case: BusinessCase, comes_to: Return
) -> Iterator[Sequence[str | float | None]]:
    yield say("card-case", number=str(process.number)), process.title
    put_in = case.as_json()
    for question in CASE_QUESTIONS:
        yield say(f"question-{question.key}.label"), put_in[question.key]
    yield say("note-case-file.hours"), comes_to.hours
    yield say("note-case-file.gain"), comes_to.gain
    yield say("note-case-file.running"), comes_to.running_costs
    yield say("note-case-file.investment"), comes_to.investment
    yield say("note-case-file.payback"), comes_to.payback_months
    yield ()
    yield say("card-case-years.year"), say("card-case-years.net"), say("card-case-years.accumulated")
    for number, (net, accumulated) in enumerate(zip(comes_to.years, comes_to.accumulated, strict=True), 1):
        yield number, net, accumulated


def as_cell(value: str | float | None) -> str:
    """Return a value as it stands in the file: a text that does not compute, a number with a comma."""
    match value:
        case None:
            return ""
        case str():
            return _COMPUTES.sub("'", value)
        case _:
            return f"{value:.2f}".removesuffix(".00").replace(".", ",")
