"""Deciding on proposals: the submitter's card in the chat, and the page for either side."""

from collections.abc import Mapping
from uuid import UUID

from bot.turn.fields import Data, as_uuid, number_in, process_id_in, process_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.message import Message
from cards.proposals import proposals_card, proposals_page
from domain.access import is_one_of
from domain.errors import Outdated, Unreadable
from domain.people import Actor
from domain.sight import SeenProcess
from domain.steering import check_see_proposals
from services.proposals import decide
from services.seeing import as_seen


def tap_decide(turn: Turn, data: Data) -> Message | None:
    """Take the submitter's yes or no on the card in the chat, which then shows what waits next.

    An older client, whose card cannot change, is told in new messages.
    """
    process, refusal = _decide(turn, turn.actor, data)
    if turn.incoming.is_tap:
        done, notice = _said(turn, refusal)
        return proposals_card(turn.say, process, done=done, notice=notice)
    if refusal is None:
        turn.note("card-proposals.done")
    else:
        turn.note_refusal(refusal)
    turn.reply("proposals", process.id)
    return None


def _open(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    return _page(turn, actor, process_of(turn, actor, data), page=number_in(data, "page") or 0)


def _decide_on_page(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    process, refusal = _decide(turn, actor, data)
    done, notice = _said(turn, refusal)
    return _page(turn, actor, process, done=done, notice=notice)


def _decide(turn: Turn, actor: Actor, data: Data) -> tuple[SeenProcess, Outdated | None]:
    """Return the process as it is then, and whether it was overtaken."""
    process_id, version = process_id_in(data), number_in(data, "version")
    try:
        made = decide(turn.session, actor, process_id, _decisions(data), turn.now, version=version)
        return as_seen(actor, made), None
    except Outdated as refusal:
        return process_of(turn, actor, data), refusal


def _said(turn: Turn, refusal: Outdated | None) -> tuple[str | None, str | None]:
    """Return a word that it is done, or else one that it was overtaken."""
    return (None, turn.say_refusal(refusal)) if refusal else (turn.say("card-proposals.done"), None)


def _decisions(data: Data) -> Mapping[UUID, bool]:
    accept = number_in(data, "accept")
    if accept not in (0, 1):
        raise Unreadable(field="accept", problem="not-a-choice")
    return dict.fromkeys(map(as_uuid, written(data, "proposals").split()), bool(accept))


def _page(
    turn: Turn,
    actor: Actor,
    process: SeenProcess,
    *,
    page: int = 0,
    done: str | None = None,
    notice: str | None = None,
) -> Message:
    check_see_proposals(actor, process)
    is_own = is_one_of(actor, process.submitter)
    return proposals_page(turn.say, process, offered=not is_own, page=page, done=done, notice=notice)


PAGES: Mapping[str, Page] = {"proposals": _open, "proposal_decide": _decide_on_page}
