"""The process page and the pages that move a process, in every state they can show."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from cards import told
from cards.fields import FilledIn
from cards.message import Message
from cards.process_page import process_page
from cards.say import Say
from cards.steering import (
    end_page,
    field_page,
    merge_page,
    reason_page,
    steer_page,
)
from domain.process import PHASES, Phase, Status
from domain.reading.parsed import Refused
from domain.scoring import score
from domain.settings import Settings
from domain.sight import SeenProcess
from domain.steering import LOOK_AGAIN, MENU

DECIDES = ("reject", "merge", "release", *MENU)


def cards_of_steering(say: Say, process: SeenProcess) -> dict[str, Message]:
    """The cards, about a process with these facts."""
    held = replace(process, holder=process.submitter, deputy=process.submitter, status=Status.IN_PROGRESS)
    developed = replace(held, phase=Phase.DEVELOPMENT)
    twin = replace(process, id=UUID(int=17), number=17)
    figures = score(process, Settings())
    wrong = FilledIn(
        raw={"reason": "", "look_again_on": "2020-01-01"},
        problems={"reason": Refused("empty"), "look_again_on": Refused("date-past")},
    )
    overtaken = FilledIn(raw={"reason": "Nej."}, notice=say("card-reject.overtaken"))
    return {
        "process": process_page(say, held, figures, MENU),
        "process for a colleague": process_page(say, process, figures, ("comments", "history")),
        "process, the next page": process_page(say, held, figures, MENU, page=1),
        "process, just saved": process_page(say, held, figures, MENU, done=say("card-steer.moved")),
        **{
            f"steer in {phase}": steer_page(say, replace(held, phase=phase), DECIDES, may_skip=True)
            for phase in PHASES
        },
        "steer, moved": steer_page(say, developed, DECIDES, done=say("card-steer.moved")),
        "steer, overtaken": steer_page(
            say, developed, DECIDES, filled=FilledIn(notice=say("refused-outdated", number=process.number))
        ),
        "steer, with a problem": steer_page(
            say,
            developed,
            DECIDES,
            filled=FilledIn(raw={"schedule": "x"}, problems={"schedule": Refused("not-a-choice")}),
        ),
        "steer set aside": steer_page(
            say,
            replace(held, status=Status.PENDING, look_again_on=date(2026, 9, 1)),
            (*DECIDES, "take_up"),
        ),
        "steer merged": steer_page(say, replace(held, status=Status.MERGED), ("unmerge",)),
        "move back": reason_page(say, developed, None),
        "take out of operation": reason_page(
            say, replace(held, phase=Phase.OPERATION), Phase.DECOMMISSIONED, wrong
        ),
        "override": field_page(say, held, "override", "reason", explained=True),
        "override with a problem": field_page(say, held, "override", "reason", wrong, explained=True),
        "set aside": field_page(say, held, "set_aside", LOOK_AGAIN.key),
        "set aside with a problem": field_page(say, held, "set_aside", LOOK_AGAIN.key, wrong),
        "reject": end_page(say, process),
        "reject with problems": end_page(say, process, wrong),
        "reject, overtaken": end_page(say, process, overtaken),
        "end": end_page(say, developed),
        "merge": merge_page(say, process),
        "merge with a problem": merge_page(
            say, process, filled=FilledIn(raw={"number": "x"}, problems={"number": Refused("not-a-number")})
        ),
        "merge into a twin": merge_page(say, process, twin),
    }


def cards_of_news(say: Say, process: SeenProcess, decided: SeenProcess) -> dict[str, Message]:
    """What people are told of a process; `decided` is the same one, rejected with a reason."""
    moved = replace(process, holder=process.submitter, phase=Phase.SPECIFICATION, status=Status.IN_PROGRESS)
    running = replace(moved, phase=Phase.OPERATION)
    ways = {
        "on": (Phase.PREANALYSIS, Phase.SPECIFICATION, None),
        "back": (Phase.DEVELOPMENT, Phase.SPECIFICATION, decided.remarks[-1]),
    }
    clause = {**process.answers, "legal_clause": f"{process.title} § 6 "[:23] * 6}
    return {
        "told claimed": told.told_claimed(say, process),
        "told assessed": told.told_assessed(say, process),
        **{
            f"told moved {way}, {'own' if own else 'followed'}": told.told_moved(say, moved, *how, own=own)
            for way, how in ways.items()
            for own in (True, False)
        },
        "told in operation": told.told_moved(say, running, Phase.IMPLEMENTATION, Phase.OPERATION),
        "told in operation, followed": told.told_moved(
            say, running, Phase.IMPLEMENTATION, Phase.OPERATION, own=False
        ),
        "told ended": told.told_ended(say, decided),
        "told failed, followed": told.told_ended(say, replace(decided, status=Status.FAILED), own=False),
        "told not relevant": told.told_ended(say, replace(decided, status=Status.NOT_RELEVANT)),
        "told taken up": told.told_taken_up(say, moved),
        "told merged": told.told_merged(say, replace(moved, status=Status.MERGED), process),
        "told merged with a private one": told.told_merged(
            say, replace(moved, status=Status.MERGED), None, own=False
        ),
        "told unmerged": told.told_unmerged(say, moved),
        "told waiting": told.told_waiting(say, moved, 45),
        "told brought back": told.told_brought_back(say, moved),
        "told clause": told.told_clause(
            say, replace(running, answers={**clause, "legal_clause_verified": "2026-01-15"})
        ),
        "told clause, never verified": told.told_clause(say, replace(running, answers=clause)),
        "brought back in the thread": told.brought_back_reply(say, moved),
    }
