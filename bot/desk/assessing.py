"""Assessing a process, and what comes of it in figures."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.turn.fields import (
    Data,
    kept,
    number_in,
    problems_of,
    process_for,
    process_id_in,
    process_of,
    version_of,
)
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.actions import about, next_in_queue, submits
from cards.assessing import assess_card
from cards.assessments import assessments_card
from cards.fields import NO_PROBLEMS
from cards.figures import figures_card
from cards.message import Message
from cards.steering import next_step
from domain.access import shown_assessments
from domain.assessment_form import EXPECTED, JUDGED
from domain.errors import Outdated
from domain.people import Actor
from domain.reading.counts import LONGEST
from domain.reading.parsed import Refused
from domain.scoring import score
from domain.sight import SeenProcess
from domain.steering import check_look, check_review, open_actions
from services.assessment import assess, own_assessment, read_expectation, read_judgement, save_unfinished
from services.seeing import as_seen
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
    return assess_card(turn.say, process, own_assessment(turn.session, actor, process))


def _save(turn: Turn, data: Data) -> Message:
    (actor, process), said = process_for(turn, data, check_review), _said(data)
    begun = {key: words for key, words in said.items() if words != ""}
    problems = problems_of(
        *(partial(read_judgement, begun, question) for question in JUDGED if question.key in begun),
        *(partial(read_expectation, begun, question) for question in EXPECTED if question.key in begun),
    )
    if problems:
        return assess_card(turn.say, process, _shown(said, problems), problems=problems)
    save_unfinished(turn.session, actor, process.id, said, turn.now)
    return assess_card(turn.say, process, _shown(said), saved=True)


def _give(turn: Turn, data: Data) -> Message:
    said = _said(data)
    problems = problems_of(
        *(partial(read_judgement, said, question) for question in JUDGED),
        *(partial(read_expectation, said, question) for question in EXPECTED),
    )
    if problems:
        _, process = process_for(turn, data, check_review)
        return assess_card(turn.say, process, _shown(said, problems), problems=problems)
    actor, process_id = turn.reviewer, process_id_in(data)
    try:
        given = assess(turn.session, actor, process_id, said, turn.now, version=version_of(data))
    except Outdated:
        return assess_card(turn.say, process_of(turn, actor, data), _shown(said), overtaken=True)
    return figures_of(turn, actor, as_seen(actor, given), turn.say("card-assessed"))


def _figures(turn: Turn, data: Data) -> Message:
    actor, process = process_for(turn, data, check_look)
    assessments, page = shown_assessments(actor, process), number_in(data, "page")
    if page is not None and assessments:
        return assessments_card(turn.say, process, assessments, page=page)
    return figures_of(turn, actor, process)


def _said(data: Data) -> Mapping[str, Any]:
    fields = (question.key for question in (*JUDGED, *EXPECTED))
    return {key: "" if data.get(key) is None else data[key] for key in fields}


def _shown(said: Mapping[str, Any], problems: Mapping[str, Refused] = NO_PROBLEMS) -> Mapping[str, str]:
    """Return what stands in the fields again: nothing that must not come back, or is far too long."""
    texts = {key: words for key, words in said.items() if isinstance(words, str) and len(words) <= LONGEST}
    return kept(texts, problems)


PAGES: Mapping[str, Page] = {
    "assess": _open_assess,
    "assess_save": _save,
    "assess_give": _give,
    "figures": _figures,
}
