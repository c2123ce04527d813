"""The one-page form: all questions at once, in place of the chat."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.chat.dialog import begin, own_draft, take
from bot.turn.fields import Data, as_uuid, written
from bot.turn.page import Page, filled_in_on
from bot.turn.turn import Turn
from cards.form import STOOD, form_card
from cards.message import Message
from dialogs.said import Tapped
from dialogs.state import State
from services.submission import check_room_for_draft
from storage.settings import settings_of
from storage.tables import DraftRow, ProcessRow


def _open(turn: Turn, data: Data) -> Message:
    draft = own_draft(turn, data["draft"]) if "draft" in data else turn.draft
    if draft is None:
        check_room_for_draft(turn.session, turn.actor)
    return _form(turn, draft, draft.id if draft else uuid7())


def _again(turn: Turn, data: Data) -> Message:
    """Show a form once more as it stands; one opened from nothing has no draft yet."""
    draft_id = as_uuid(data.get("draft"))
    return _form(turn, _known_draft(turn, draft_id), draft_id)


def _form(turn: Turn, draft: DraftRow | None, draft_id: UUID) -> Message:
    state = State.from_json(draft.state) if draft else State()
    return form_card(turn.say, state.answers, draft_id=draft_id, raw=state.unfinished, domains=_domains(turn))


def _takes(verb: str) -> Page:
    def page(turn: Turn, data: Data) -> Message | None:
        draft = _draft_of(turn, data)
        emptied = dict.fromkeys(written(data, STOOD).split(), "")
        carried = take(turn, draft, Tapped(verb=verb, value={**emptied, **data}))
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

    return page


def _domains(turn: Turn) -> Sequence[str]:
    return settings_of(turn.session, turn.organisation.id).domains


def _draft_of(turn: Turn, data: Data) -> DraftRow:
    """Return the draft a form belongs to; one opened from nothing comes about with its first answers."""
    draft_id = as_uuid(data.get("draft"))
    return _known_draft(turn, draft_id) or begin(turn, draft_id)


def _known_draft(turn: Turn, draft_id: UUID) -> DraftRow | None:
    """Return the person's draft of this id; None if there has not been one yet."""
    known = turn.session.get(DraftRow, draft_id) or turn.session.get(ProcessRow, draft_id)
    return own_draft(turn, draft_id) if known else None


PAGES: Mapping[str, Page] = {
    "form": _open,
    "form_submit": filled_in_on(_again, _takes("form_submit")),
    "form_save": filled_in_on(_again, _takes("form_save")),
}
