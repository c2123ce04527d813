"""The page of a robot in operation."""

from collections.abc import Mapping
from typing import Any

from bot.turn.fields import Data, kept, problems_of, process_for, process_of, version_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.message import Message
from cards.operation import operation_card
from domain.bookkeeping import HOURS_SAVED, MONTH
from domain.errors import Outdated
from domain.operation import months_in_operation
from domain.people import Actor
from domain.process import Phase, Process
from domain.steering import check_operation, check_report_gain, open_actions
from services.business_case import read_amount
from services.gains import read_month, report_gain


def _open(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_operation)
    return _stands(turn, actor, process)


def _save(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_report_gain)
    raw = {key: written(data, key) for key in (MONTH.key, HOURS_SAVED.key)}
    problems = problems_of(
        lambda: read_month(process, raw[MONTH.key], turn.now),
        lambda: read_amount(raw[HOURS_SAVED.key], HOURS_SAVED),
    )
    if problems:
        return _stands(turn, actor, process, raw=kept(raw, problems), problems=problems)
    month, hours, version = raw[MONTH.key], raw[HOURS_SAVED.key], version_of(data)
    try:
        process = report_gain(turn.session, actor, process.id, month, hours, turn.now, version=version)
    except Outdated:
        return _stands(turn, actor, process_of(turn, actor, data), raw=raw, overtaken=True)
    return _stands(turn, actor, process, done=turn.say("card-kept"))


def _stands(turn: Turn, actor: Actor, process: Process, **shown: Any) -> Message:
    has_begun = not process.phase.is_before(Phase.OPERATION)
    months = months_in_operation(process, turn.now.date()) if has_begun else ()
    return operation_card(turn.say, process, open_actions(actor, process), months, **shown)


PAGES: Mapping[str, Page] = {"operation": _open, "operation_save": _save}
