"""Deciding on proposals: the submitter's card in the chat, and the page for either side."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any
from uuid import UUID

from bot.desk.forms import Form, Visit, after
from bot.turn.fields import Data, as_uuid, number_in, process_for, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.message import Message
from cards.proposals import proposals_card, proposals_page
from domain.access import is_one_of
from domain.errors import Unreadable
from domain.people import Actor
from domain.process import Process
from domain.sight import SeenProcess
from domain.steering import check_see_proposals
from services.proposals import decide


def _open(turn: Turn, data: Data) -> Message:
    return _page(turn, *process_for(turn, data, check_see_proposals), page=number_in(data, "page") or 0)


def _decide(visit: Visit) -> Process:
    version = number_in(visit.data, "version")
    return decide(*visit.acts, _decisions(visit.data), visit.now, version=version)


def _answer_in_chat(visit: Visit, process: SeenProcess) -> Message | None:
    """Show what waits next; an older client, whose card cannot change, is told in new messages."""
    turn, refusal = visit.turn, visit.refusal
    if turn.incoming.is_tap:
        done = None if refusal else visit.say("card-proposals.done")
        return proposals_card(visit.say, process, done=done, notice=visit.filled.notice)
    if refusal is None:
        turn.note("card-proposals.done")
    else:
        turn.note_refusal(refusal)
    turn.reply("proposals", process.id)
    return None


def _decisions(data: Data) -> Mapping[UUID, bool]:
    accept = number_in(data, "accept")
    if accept not in (0, 1):
        raise Unreadable(field="accept", problem="not-a-choice")
    return dict.fromkeys(map(as_uuid, written(data, "proposals").split()), bool(accept))


def _page(turn: Turn, actor: Actor, process: SeenProcess, **shown: Any) -> Message:
    is_own = is_one_of(actor, process.submitter)
    return proposals_page(turn.say, process, offered=not is_own, **shown)


_DECIDE_ON_PAGE: Form[Process] = Form(
    check=check_see_proposals,
    show=lambda visit: _page(visit.turn, visit.actor, visit.process, notice=visit.filled.notice),
    do=_decide,
    done=after(
        lambda visit, process: _page(visit.turn, visit.actor, process, done=visit.say("card-proposals.done"))
    ),
    overtaken=None,
)
tap_decide: Form[Process] = Form(
    actor=attrgetter("actor"),
    check=check_see_proposals,
    show=lambda visit: _answer_in_chat(visit, visit.process),
    do=_decide,
    done=after(_answer_in_chat),
    overtaken=None,
)
"""The submitter's yes or no on the card in the chat."""

PAGES: Mapping[str, Page] = {"proposals": _open, "proposal_decide": _DECIDE_ON_PAGE}
