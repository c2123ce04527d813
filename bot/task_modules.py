"""The pop-ups: the one-page form, a reviewer's question, a rejection, and everything about a process."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from uuid_utils.compat import uuid7

from bot.dialog import as_uuid, begin, own_draft, take
from bot.messages import CARD
from bot.taps import Data, process_of, version_of
from bot.turn import Turn
from cards.form import form_card
from cards.message import Message
from cards.review import ask_card, more_card, reject_card
from dialogs.said import Tapped
from dialogs.state import State
from domain.errors import ContainsCpr, Unreadable
from domain.parsed import Refused
from domain.steering import check_decision, check_review
from services.review import ask, reject
from storage.tables import DraftRow

Body: TypeAlias = dict[str, Any]
Open: TypeAlias = Callable[[Turn, Data], Message]
Submit: TypeAlias = Callable[[Turn, Data], Message | None]


def fetch(turn: Turn) -> Body:
    """Open the task module that a button asks for."""
    data = _data(turn)
    opened = OPENED.get(str(data.get("verb")))
    if opened is None:
        return says(turn.say("refused-unknown-button"))
    return _shows(turn, opened(turn, data))


def submit(turn: Turn) -> Body:
    """Take what was filled in: show it again with what is wrong, or close."""
    data = _data(turn)
    submitted = SUBMITTED.get(str(data.get("verb")))
    if submitted is None:
        return says(turn.say("refused-unknown-button"))
    again = submitted(turn, data)
    return {} if again is None else _shows(turn, again)


def says(sentence: str) -> Body:
    """Answer a task module with one sentence."""
    return {"task": {"type": "message", "value": sentence}}


def _shows(turn: Turn, message: Message) -> Body:
    card = {"contentType": CARD, "content": message.card}
    title = turn.say("card-task-module")
    return {
        "task": {
            "type": "continue",
            "value": {"title": title, "height": "large", "width": "medium", "card": card},
        }
    }


def _data(turn: Turn) -> Data:
    data = turn.incoming.value.get("data")
    return data if isinstance(data, dict) else {}


def _open_form(turn: Turn, data: Data) -> Message:
    draft = own_draft(turn, data["draft"]) if "draft" in data else turn.draft
    state = State.from_json(draft.state) if draft else State()
    return form_card(turn.say, state.answers, draft_id=draft.id if draft else uuid7(), raw=state.unfinished)


def _take_form(verb: str) -> Submit:
    def take_form(turn: Turn, data: Data) -> Message | None:
        draft = _draft_of_form(turn, data)
        carried = take(turn, draft, Tapped(verb=verb, value=dict(data)))
        if carried.form is None:
            return None
        return form_card(
            turn.say,
            State.from_json(draft.state).answers,
            draft_id=draft.id,
            raw=carried.form.raw,
            problems=carried.form.problems,
        )

    return take_form


def _draft_of_form(turn: Turn, data: Data) -> DraftRow:
    """Return the draft a form belongs to; one opened from nothing comes about with its first answers."""
    draft_id = as_uuid(data.get("draft"))
    known = turn.session.get(DraftRow, draft_id)
    return own_draft(turn, draft_id) if known else begin(turn, draft_id)


def _open_more(turn: Turn, data: Data) -> Message:
    page = data.get("page", 0)
    return more_card(
        turn.say, process_of(turn, turn.reviewer, data), page=page if isinstance(page, int) else 0
    )


def _open_ask(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    process = process_of(turn, actor, data)
    check_review(actor, process)
    return ask_card(turn.say, process)


def _open_reject(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    process = process_of(turn, actor, data)
    check_decision(actor, process)
    return reject_card(turn.say, process)


def _ask(turn: Turn, data: Data) -> Message | None:
    actor = turn.reviewer
    text = _written(data, "text")
    try:
        ask(turn.session, actor, as_uuid(data.get("process")), text, turn.now)
    except ContainsCpr:
        return ask_card(turn.say, process_of(turn, actor, data), problems={"text": Refused("cpr")})
    except Unreadable as problem:
        problems = {str(problem.args_for_text["field"]): _refused(problem)}
        return ask_card(turn.say, process_of(turn, actor, data), text=text, problems=problems)
    return None


def _reject(turn: Turn, data: Data) -> Message | None:
    actor = turn.reviewer
    raw = {field: _written(data, field) for field in ("reason", "look_again_on")}
    try:
        reject(
            turn.session,
            actor,
            as_uuid(data.get("process")),
            raw["reason"],
            _day(raw["look_again_on"]),
            turn.now,
            version=version_of(data),
        )
    except ContainsCpr:
        kept = {"look_again_on": raw["look_again_on"]}
        return reject_card(
            turn.say, process_of(turn, actor, data), raw=kept, problems={"reason": Refused("cpr")}
        )
    except Unreadable as problem:
        problems = {str(problem.args_for_text["field"]): _refused(problem)}
        return reject_card(turn.say, process_of(turn, actor, data), raw=raw, problems=problems)
    return None


def _refused(problem: Unreadable) -> Refused:
    args = {name: value for name, value in problem.args_for_text.items() if name not in ("field", "problem")}
    return Refused(str(problem.args_for_text["problem"]), args)


def _written(data: Data, field: str) -> str:
    value = data.get(field)
    return value if isinstance(value, str) else ""


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Unreadable(field="look_again_on", problem="not-a-date") from None


OPENED: Mapping[str, Open] = {
    "form": _open_form,
    "more": _open_more,
    "ask": _open_ask,
    "reject": _open_reject,
}
SUBMITTED: Mapping[str, Submit] = {
    "form_submit": _take_form("form_submit"),
    "form_save": _take_form("form_save"),
    "more": _open_more,
    "ask": _ask,
    "reject": _reject,
}
