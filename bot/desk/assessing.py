"""Assessing a process, and what comes of it in figures."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.desk.forms import Form, Read, Visit, after
from bot.turn.fields import Data, number_in, process_for
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.actions import about, next_in_queue, submits
from cards.assessing import assess_card
from cards.assessments import assessments_card
from cards.fields import FilledIn
from cards.figures import figures_card
from cards.message import Message
from cards.steering import next_step
from domain.access import shown_assessments
from domain.assessment_form import EXPECTED, JUDGED
from domain.people import Actor
from domain.process import Process
from domain.scoring import score
from domain.sight import SeenProcess
from domain.steering import check_look, check_review, open_actions
from services.assessment import assess, own_assessment, read_expectation, read_judgement, save_unfinished
from storage.settings import settings_of


def figures_of(turn: Turn, actor: Actor, process: SeenProcess, done: str | None = None) -> Message:
    """Return the page with all figures of a process."""
    say, actions = turn.say, open_actions(actor, process)
    settings = settings_of(turn.session, process.organisation_id)
    steer = submits(say, "steer", about(process), title=say("card-menu-steer"))
    ways = [*next_step(say, process, actions), next_in_queue(say, process), steer]
    return figures_card(
        say,
        process,
        score(process, settings),
        settings,
        actions,
        assessments=shown_assessments(actor, process),
        done=done,
        ways=ways if done else (),
    )


def _open_assess(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_review)
    begun = FilledIn(raw=own_assessment(turn.session, actor, process))
    return assess_card(turn.say, process, begun)


def _show(visit: Visit) -> Message:
    return assess_card(visit.say, visit.process, visit.filled)


def _reads(_: Visit) -> Mapping[str, Read]:
    judged = {asked.key: partial(read_judgement, asked) for asked in JUDGED}
    return {**judged, **{asked.key: partial(read_expectation, asked) for asked in EXPECTED}}


def _reads_begun(visit: Visit) -> Mapping[str, Read]:
    """Read what has been filled in so far."""
    begun = {key for key in _reads(visit) if _said(visit.data, key) != ""}
    return {key: read if key in begun else str for key, read in _reads(visit).items()}


def _figures(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_look)
    assessments, page = shown_assessments(actor, process), number_in(data, "page")
    if page is not None and assessments:
        return assessments_card(turn.say, process, assessments, page=page)
    return figures_of(turn, actor, process)


def _said(data: Data, key: str) -> Any:
    return "" if data.get(key) is None else data[key]


_SAVE: Form[Process] = Form(
    check=check_review,
    fields=_reads_begun,
    said=_said,
    show=_show,
    do=lambda visit: save_unfinished(*visit.acts, visit.said, visit.now),
    done=after(lambda visit, process: assess_card(visit.say, process, visit.filled, saved=True)),
    opens=_open_assess,
)
_GIVE: Form[Process] = Form(
    check=check_review,
    fields=_reads,
    said=_said,
    show=_show,
    do=lambda visit: assess(*visit.acts, visit.said, visit.now, version=visit.version),
    done=after(
        lambda visit, process: figures_of(visit.turn, visit.actor, process, visit.say("card-assessed"))
    ),
    opens=_open_assess,
    overtaken="card-assess.overtaken",
)

PAGES: Mapping[str, Page] = {
    "assess": _open_assess,
    "assess_save": _SAVE,
    "assess_give": _GIVE,
    "figures": _figures,
}
