"""The page on which reviewers do the same with several processes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from bot.desk.colleagues import reviewer_chosen, team_names
from bot.desk.forms import Form, Read, Visit
from bot.turn.fields import Data, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.bulk import bulk_card, done_card
from cards.fields import BLANK, FilledIn
from cards.message import Message
from domain.errors import Outdated, Refusal, Unreadable
from domain.people import Actor
from domain.queue import read_filter
from services.bulk import MOST, Chosen, Treated, assign_all, check_count, move_all, reject_all
from services.queue import foremost
from services.remarks import read_remark


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What can be done with several: how it is done, and the field it needs, if any."""

    do: Callable[[Visit], Sequence[Treated]]
    needs: str | None = None


def _open(turn: Turn, data: Data) -> Message:
    return _page(turn, turn.reviewer, data)


def _page(turn: Turn, actor: Actor, data: Data, filled: FilledIn = BLANK) -> Message:
    shown = read_filter(data, actor.person_id)
    found = foremost(turn.session, actor, shown, turn.now, MOST)
    return bulk_card(
        turn.say,
        found.rows,
        shown,
        DEEDS,
        team_names(turn),
        more=found.total > len(found.rows),
        filled=filled,
    )


def _reads(visit: Visit) -> Mapping[str, Read]:
    deed = DEEDS.get(written(visit.data, "action"))
    needed: Mapping[str, Read] = {
        "reason": partial(read_remark, field="reason"),
        "colleague": lambda said: reviewer_chosen(visit.turn, said, "colleague"),
    }
    rest = {field: read if deed and deed.needs == field else str for field, read in needed.items()}
    return {"processes": _chosen, "action": _deed, **rest}


def _done(visit: Visit, outcomes: Sequence[Treated]) -> Message:
    done = [each.number for each in outcomes if each.refusal is None and each.number is not None]
    refused = [_why(visit.turn, each.refusal) for each in outcomes if each.refusal is not None]
    shown = read_filter(visit.data, visit.actor.person_id)
    return done_card(visit.say, visit.said["action"], done, refused, shown)


def _why(turn: Turn, refusal: Refusal) -> str:
    """Say why nothing was done with one, here where it is not shown as it stands by now."""
    if isinstance(refusal, Outdated):
        return turn.say("card-bulk-overtaken", **refusal.args_for_text)
    return turn.say_refusal(refusal)


def _chosen(said: str) -> Sequence[Chosen]:
    """Read what was chosen: ids separated by commas, each with the version that was shown, as "0193…:3"."""
    pairs = (each.partition(":") for each in said.split(",") if each)
    try:
        chosen = [Chosen(process_id=UUID(which), version=int(version)) for which, _, version in pairs]
    except ValueError:
        raise Unreadable(field="processes", problem="not-a-choice") from None
    check_count(chosen)
    return chosen


def _deed(said: str) -> Deed:
    if said not in DEEDS:
        raise Unreadable(field="action", problem="empty")
    return DEEDS[said]


def _acts(visit: Visit) -> tuple[Session, Actor, Sequence[Chosen]]:
    return visit.turn.session, visit.actor, visit.read["processes"]


DEEDS: Mapping[str, Deed] = {
    "reject": Deed(
        do=lambda visit: reject_all(*_acts(visit), visit.said["reason"], visit.now), needs="reason"
    ),
    "move": Deed(do=lambda visit: move_all(*_acts(visit), visit.now)),
    "assign": Deed(
        do=lambda visit: assign_all(*_acts(visit), visit.read["colleague"].id, visit.now), needs="colleague"
    ),
}

DO: Form[Sequence[Treated]] = Form(
    fields=_reads,
    show=lambda visit: _page(visit.turn, visit.actor, visit.data, visit.filled),
    do=lambda visit: visit.read["action"].do(visit),
    done=_done,
    opens=_open,
)

PAGES: Mapping[str, Page] = {"bulk": _open, "bulk_do": DO}
