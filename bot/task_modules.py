"""The pop-ups: the one-page form, a reviewer's question, who coordinates, and the review desk."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from uuid_utils.compat import uuid7

from bot.chat import reply_in_chat
from bot.colleagues import meet_member, team_names
from bot.desk import DESK
from bot.desk.page import Page
from bot.dialog import as_uuid, begin, own_draft, take
from bot.fields import Data, kept, problems_of, process_of, written
from bot.messages import CARD
from bot.turn import Turn
from cards.coordinators import coordinators_card
from cards.form import form_card
from cards.message import Message
from cards.review import ask_card
from cards.welcome import notice_card
from dialogs.said import Tapped
from dialogs.state import State
from domain.errors import NotACoordinator
from domain.parsed import Refused
from domain.steering import check_ask
from services.people import coordinators, name_coordinator
from services.review import ask, read_remark
from storage.settings import settings_of
from storage.tables import DraftRow, ProcessRow

Body: TypeAlias = dict[str, Any]


def fetch(turn: Turn) -> Body:
    """Open the task module that a button asks for."""
    return _answer(turn, OPENED)


def submit(turn: Turn) -> Body:
    """Take what was filled in: show it again with what is wrong, or close."""
    return _answer(turn, SUBMITTED)


def _answer(turn: Turn, pages: Mapping[str, Page]) -> Body:
    data = _data(turn)
    verb = _verb(turn, data)
    page = pages.get(verb) or DESK.get(verb)
    if page is None:
        return says(turn.say("refused-unknown-button"))
    shown = page(turn, data)
    return {} if shown is None else _shows(turn, shown)


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


def _verb(turn: Turn, data: Data) -> str:
    """Return what the button says it does; nothing for the form where others read along."""
    verb = str(data.get("verb"))
    return "" if verb in FORM and not turn.incoming.is_personal else verb


def _open_form(turn: Turn, data: Data) -> Message:
    draft = own_draft(turn, data["draft"]) if "draft" in data else turn.draft
    state = State.from_json(draft.state) if draft else State()
    return form_card(
        turn.say,
        state.answers,
        draft_id=draft.id if draft else uuid7(),
        raw=state.unfinished,
        domains=_domains(turn),
    )


def _take_form(verb: str) -> Page:
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
            domains=_domains(turn),
        )

    return take_form


def _domains(turn: Turn) -> Sequence[str]:
    return settings_of(turn.session, turn.organisation.id).domains


def _draft_of_form(turn: Turn, data: Data) -> DraftRow:
    """Return the draft a form belongs to; one opened from nothing comes about with its first answers."""
    draft_id = as_uuid(data.get("draft"))
    known = turn.session.get(DraftRow, draft_id) or turn.session.get(ProcessRow, draft_id)
    return own_draft(turn, draft_id) if known else begin(turn, draft_id)


def _take_to_chat(turn: Turn, data: Data) -> Message:
    """List the files in the personal chat."""
    process = process_of(turn, turn.reviewer, data)
    return notice_card(reply_in_chat(turn, "files", process.id, "note-files-in-chat"))


def _open_ask(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    process = process_of(turn, actor, data)
    check_ask(actor, process)
    return ask_card(turn.say, process)


def _ask(turn: Turn, data: Data) -> Message | None:
    actor = turn.reviewer
    text = written(data, "text")
    problems = problems_of(lambda: read_remark(text, "text"))
    if problems:
        process = process_of(turn, actor, data)
        return ask_card(turn.say, process, raw=kept({"text": text}, problems), problems=problems)
    ask(turn.session, actor, as_uuid(data.get("process")), text, turn.now)
    return None


def _open_coordinators(turn: Turn, _: Data) -> Message:
    _check_coordinator(turn)
    return _coordinators(turn)


def _name_coordinator(turn: Turn, data: Data) -> Message:
    """Name somebody of the review team, whom Teams vouches for and we may not have met yet."""
    _check_coordinator(turn)
    person = meet_member(turn, written(data, "colleague"))
    if person is None:
        return _coordinators(turn, problem=Refused("empty"))
    name_coordinator(turn.session, turn.actor, person.id, turn.now)
    return _coordinators(turn)


def _coordinators(turn: Turn, problem: Refused | None = None) -> Message:
    named = coordinators(turn.session, turn.actor)
    known = {person.aad_object_id for person in named}
    colleagues = {key: name for key, name in team_names(turn).items() if key not in known}
    return coordinators_card(turn.say, [person.name for person in named], colleagues, problem=problem)


def _check_coordinator(turn: Turn) -> None:
    if not turn.coordinates:
        raise NotACoordinator


FORM = ("form", "form_submit", "form_save")
OPENED: Mapping[str, Page] = {
    "form": _open_form,
    "ask": _open_ask,
    "coordinators": _open_coordinators,
}
SUBMITTED: Mapping[str, Page] = {
    "form_submit": _take_form("form_submit"),
    "form_save": _take_form("form_save"),
    "files": _take_to_chat,
    "ask": _ask,
    "name_coordinator": _name_coordinator,
}
