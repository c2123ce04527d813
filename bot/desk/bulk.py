"""The page on which reviewers do the same with several processes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.desk.colleagues import reviewer_chosen, team_names
from bot.turn.fields import Data, Raw, kept, problems_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.bulk import bulk_card, done_card
from cards.fields import NO_PROBLEMS, NOTHING_WRITTEN
from cards.message import Message
from domain.errors import Outdated, Refusal, Unreadable
from domain.people import Actor
from domain.queue import Filter, read_filter
from domain.reading.parsed import Refused
from services.bulk import MOST, Chosen, Treated, assign_all, check_count, move_all, reject_all
from services.queue import foremost
from services.remarks import read_remark

_CHOSEN = re.compile(r"(?P<number>\d{1,9}):(?P<version>\d{1,9})")


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What can be done with several: the field it needs, read by `check`, and how it is done."""

    check: Callable[[Turn, Raw], object]
    do: Callable[[Turn, Actor, Sequence[Chosen], Raw], Sequence[Treated]]


def _open(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    return _page(turn, actor, read_filter(data, actor.person_id))


def _do(turn: Turn, data: Data) -> Message:
    actor = turn.reviewer
    shown = read_filter(data, actor.person_id)
    raw = {field: written(data, field) for field in ("processes", "action", "reason", "colleague")}
    problems = problems_of(
        lambda: check_count(_chosen(raw)),
        lambda: _deed(raw).check(turn, raw),
    )
    if problems:
        return _page(turn, actor, shown, raw, problems)
    outcomes = _deed(raw).do(turn, actor, _chosen(raw), raw)
    done = [each.number for each in outcomes if each.refusal is None]
    refused = [_why(turn, each.refusal) for each in outcomes if each.refusal is not None]
    return done_card(turn.say, raw["action"], done, refused, shown)


def _why(turn: Turn, refusal: Refusal) -> str:
    """Say why nothing was done with one, here where it is not shown as it stands by now."""
    if isinstance(refusal, Outdated):
        return turn.say("card-bulk-overtaken", **refusal.args_for_text)
    return turn.say_refusal(refusal)


def _page(
    turn: Turn,
    actor: Actor,
    shown: Filter,
    raw: Raw = NOTHING_WRITTEN,
    problems: Mapping[str, Refused] = NO_PROBLEMS,
) -> Message:
    found = foremost(turn.session, actor, shown, turn.now, MOST)
    return bulk_card(
        turn.say,
        found.rows,
        shown,
        team_names(turn),
        more=found.total > len(found.rows),
        raw=kept(raw, problems),
        problems=problems,
    )


def _chosen(raw: Raw) -> list[Chosen]:
    """Read what was chosen, as "42:3,17:1": numbers, each with the version that was shown."""
    found = [_CHOSEN.fullmatch(each) for each in raw["processes"].split(",") if each]
    if None in found:
        raise Unreadable(field="processes", problem="not-a-choice")
    return [Chosen(number=int(each["number"]), version=int(each["version"])) for each in found if each]


def _deed(raw: Raw) -> Deed:
    if raw["action"] not in DEEDS:
        raise Unreadable(field="action", problem="empty")
    return DEEDS[raw["action"]]


DEEDS: Mapping[str, Deed] = {
    "reject": Deed(
        check=lambda _, raw: read_remark(raw["reason"], "reason"),
        do=lambda turn, actor, chosen, raw: reject_all(turn.session, actor, chosen, raw["reason"], turn.now),
    ),
    "move": Deed(
        check=lambda *_: None,
        do=lambda turn, actor, chosen, _: move_all(turn.session, actor, chosen, turn.now),
    ),
    "assign": Deed(
        check=lambda turn, raw: reviewer_chosen(turn, raw["colleague"], "colleague"),
        do=lambda turn, actor, chosen, raw: assign_all(
            turn.session,
            actor,
            chosen,
            reviewer_chosen(turn, raw["colleague"], "colleague").id,
            turn.now,
        ),
    ),
}

PAGES: Mapping[str, Page] = {"bulk": _open, "bulk_do": _do}
