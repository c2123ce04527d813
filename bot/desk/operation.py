"""The page of a robot in operation."""

from collections.abc import Mapping

from bot.desk.forms import Form, takes
from bot.turn.fields import Data, process_for, process_id_in, version_of
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import BLANK, FilledIn
from cards.message import Message
from cards.operation import operation_card
from domain.bookkeeping import HOURS_SAVED, MONTH
from domain.operation import months_in_operation
from domain.people import Actor
from domain.process import Phase
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


FORM = Form(
    check=check_report_gain,
    fields={
        MONTH.key: lambda turn, process, said: read_month(process, said, turn.now),
        HOURS_SAVED.key: lambda _, __, said: read_amount(said, HOURS_SAVED),
    },
    show=lambda turn, actor, process, _, filled: _stands(turn, actor, process, filled),
    do=lambda turn, actor, data, raw: report_gain(
        turn.session,
        actor,
        process_id_in(data),
        raw[MONTH.key],
        raw[HOURS_SAVED.key],
        turn.now,
        version=version_of(data),
    ),
    done=lambda turn, actor, told: _stands(turn, actor, told, done=turn.say("card-kept")),
)

PAGES: Mapping[str, Page] = {"operation": _open, "operation_save": takes(FORM)}
