"""The page of the business case, and the way to it as a file."""

from collections.abc import Mapping
from functools import partial

from bot.chat.hearing import reply_in_chat
from bot.turn.fields import Data, kept, problems_of, process_for, process_of, version_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.business_case import business_case_card, case_as_written
from cards.message import Message
from domain.bookkeeping import CASE_QUESTIONS
from domain.errors import Outdated
from domain.process import Answer, Process
from domain.steering import check_look_preanalysed, check_preanalysed
from services.business_case import make_business_case, read_amount
from storage.settings import settings_of


def _open(turn: Turn, data: Data) -> Message:
    _, process = process_for(turn, data, check_look_preanalysed)
    return _stands(turn, process)


def _save(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_preanalysed)
    raw = {each.key: written(data, each.key) for each in CASE_QUESTIONS}
    problems = problems_of(*(partial(read_amount, raw[each.key], each) for each in CASE_QUESTIONS))
    if problems:
        return business_case_card(turn.say, process, kept(raw, problems), problems=problems)
    try:
        made = make_business_case(turn.session, actor, process.id, raw, turn.now, version=version_of(data))
    except Outdated:
        return business_case_card(turn.say, process_of(turn, actor, data), raw, overtaken=True)
    return _stands(turn, made, done=turn.say("card-kept"))


def _export(turn: Turn, data: Data) -> Message:
    _, process = process_for(turn, data, check_look_preanalysed)
    return _stands(turn, process, done=reply_in_chat(turn, "business_case", process.id, "note-case-in-chat"))


def _stands(turn: Turn, process: Process, done: str | None = None) -> Message:
    return business_case_card(turn.say, process, case_as_written(turn.say, _begun(turn, process)), done=done)


def _begun(turn: Turn, process: Process) -> Mapping[str, Answer]:
    """Return what stands, else what the organisation has settled and the reviewers expect."""
    if process.business_case:
        return process.business_case.as_json()
    expected = process.answers.get("expected_development_hours")
    settings = settings_of(turn.session, process.organisation_id)
    proposed = settings.proposed_case(expected if isinstance(expected, float) else 0)
    return {key: value for key, value in proposed.as_json().items() if key != "development_hours" or expected}


PAGES: Mapping[str, Page] = {
    "business_case": _open,
    "business_case_save": _save,
    "business_case_export": _export,
}
