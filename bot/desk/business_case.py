"""The page of the business case, and the way to it as a file."""

from collections.abc import Mapping
from functools import partial

from bot.chat.hearing import reply_in_chat
from bot.desk.forms import Form, after
from bot.turn.fields import Data, process_for
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.business_case import business_case_card, case_as_written
from cards.fields import FilledIn
from cards.message import Message
from domain.bookkeeping import CASE_QUESTIONS
from domain.process import Answer, Process
from domain.sight import SeenProcess
from domain.steering import check_look_preanalysed, check_preanalysed
from services.business_case import make_business_case, read_amount
from storage.settings import settings_of


def _open(turn: Turn, data: Data) -> Message:
    _, process = process_for(turn, data, check_look_preanalysed)
    return _stands(turn, process)


def _export(turn: Turn, data: Data) -> Message:
    _, process = process_for(turn, data, check_look_preanalysed)
    return _stands(turn, process, done=reply_in_chat(turn, "business_case", process.id, "note-case-in-chat"))


def _stands(turn: Turn, process: SeenProcess, done: str | None = None) -> Message:
    stands = FilledIn(raw=case_as_written(turn.say, _begun(turn, process)))
    return business_case_card(turn.say, process, stands, done=done)


def _begun(turn: Turn, process: SeenProcess) -> Mapping[str, Answer]:
    """Return what stands, else what the organisation has settled and the reviewers expect."""
    if process.business_case:
        return process.business_case.as_json()
    expected = process.answers.get("expected_development_hours")
    settings = settings_of(turn.session, process.organisation_id)
    proposed = settings.proposed_case(expected if isinstance(expected, float) else 0)
    return {key: value for key, value in proposed.as_json().items() if key != "development_hours" or expected}


FORM: Form[Process] = Form(
    check=check_preanalysed,
    fields=lambda _: {each.key: partial(read_amount, question=each) for each in CASE_QUESTIONS},
    show=lambda visit: business_case_card(visit.say, visit.process, visit.filled),
    do=lambda visit: make_business_case(*visit.acts, visit.said, visit.now, version=visit.version),
    done=after(lambda visit, made: _stands(visit.turn, made, done=visit.say("card-kept"))),
    opens=_open,
)

PAGES: Mapping[str, Page] = {
    "business_case": _open,
    "business_case_save": FORM,
    "business_case_export": _export,
}
