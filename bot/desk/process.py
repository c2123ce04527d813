"""A process on its page, the next one to assess, and the way to its files."""

from collections.abc import Mapping

from bot.chat.hearing import reply_in_chat
from bot.turn.fields import Data, number_in, process_of
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.message import Message
from cards.process_page import process_page
from cards.welcome import notice_card
from domain.people import Actor
from domain.scoring import score
from domain.sight import SeenProcess
from domain.steering import open_actions
from services.queue import next_idea
from storage.settings import settings_of


def _more(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    return _view(turn, actor, process_of(turn, actor, data), page=number_in(data, "page") or 0)


def _next(turn: Turn, data: Data) -> Message:
    """Show the next idea to assess; once there is none, say so where the reviewer is."""
    actor = turn.reviewer
    process = process_of(turn, actor, data)
    found = next_idea(turn.session, actor, process.id)
    if found is None:
        return _view(turn, actor, process, done=turn.say("card-no-more-ideas"))
    return _view(turn, actor, process_of(turn, actor, {"process": str(found)}))


def _view(
    turn: Turn, actor: Actor, process: SeenProcess, *, page: int = 0, done: str | None = None
) -> Message:
    figures = score(process, settings_of(turn.session, process.organisation_id))
    return process_page(turn.say, process, figures, open_actions(actor, process), page=page, done=done)


def _files(turn: Turn, data: Data) -> Message:
    """List the files in the personal chat."""
    process = process_of(turn, turn.reviewer, data)
    return notice_card(reply_in_chat(turn, "files", process.id, "note-files-in-chat"))


PAGES: Mapping[str, Page] = {"more": _more, "next": _next, "files": _files}
