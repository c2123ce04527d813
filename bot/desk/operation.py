"""The page of a robot in operation."""

from collections.abc import Mapping
from functools import partial

from bot.desk.forms import Form, after
from bot.turn.fields import Data, process_for
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import BLANK, FilledIn
from cards.message import Message
from cards.operation import operation_card
from domain.bookkeeping import HOURS_SAVED, MONTH
from domain.operation import months_in_operation
from domain.people import Actor
from domain.process import Phase, Process
from domain.sight import SeenProcess
from domain.steering import check_operation, check_report_gain, open_actions
from services.business_case import read_amount
from services.gains import read_month, report_gain


def _open(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_operation)
    return _stands(turn, actor, process)


def _stands(
    turn: Turn, actor: Actor, process: SeenProcess, filled: FilledIn = BLANK, done: str | None = None
) -> Message:
    has_begun = not process.phase.is_before(Phase.OPERATION)
    months = months_in_operation(process, turn.now.date()) if has_begun else ()
    return operation_card(turn.say, process, open_actions(actor, process), months, filled, done=done)


FORM: Form[Process] = Form(
    check=check_report_gain,
    fields=lambda visit: {
        MONTH.key: partial(read_month, visit.process, today=visit.now.date()),
        HOURS_SAVED.key: partial(read_amount, question=HOURS_SAVED),
    },
    show=lambda visit: _stands(visit.turn, visit.actor, visit.process, visit.filled),
    do=lambda visit: report_gain(
        *visit.acts, visit.said[MONTH.key], visit.said[HOURS_SAVED.key], visit.now, version=visit.version
    ),
    done=after(lambda visit, told: _stands(visit.turn, visit.actor, told, done=visit.say("card-kept"))),
    opens=_open,
)

PAGES: Mapping[str, Page] = {"operation": _open, "operation_save": FORM}
