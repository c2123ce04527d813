"""Changing answers, and proposing other ones: the same pages, of which one saves and the other sends."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.desk.forms import Form, Read, Visit, after
from bot.turn.fields import Data, process_for, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.editing import Questionnaire, editing_card, sections_card
from cards.inputs import OTHERS
from cards.message import SHOWN, Message
from domain.access import is_one_of
from domain.errors import NotFound, Refusal
from domain.form import questions_of
from domain.people import Actor
from domain.process import Process
from domain.proposals import PROPOSABLE
from domain.questions import Question, Section
from domain.reading.choices import as_systems
from domain.sight import SeenProcess
from domain.steering import Check, check_answer, check_edit, check_propose
from services.answers import read_answer
from services.editing import edit
from services.proposals import propose
from storage.settings import settings_of


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What is done with a form: who may, which form it is, what takes it, and the text that confirms it.

    What is `sent` is not to be seen in the fields afterwards.
    """

    check: Check
    form: Callable[[Actor, SeenProcess, Data], Questionnaire | None]
    take: Callable[..., Process]
    done: str
    sent: bool = False


def _section(actor: Actor, process: SeenProcess, data: Data) -> Questionnaire | None:
    said = written(data, "section")
    if said not in tuple(Section):
        return None
    section = Section(said)
    form = Questionnaire(
        shows="section",
        saves="section_save",
        told=f"card-section-{section}",
        data={"section": section},
        questions=_asked(actor, process, section),
    )
    return _about_one(form, data)


def _suggestion(actor: Actor, process: SeenProcess, data: Data) -> Questionnaire:
    is_submitter = is_one_of(actor, process.submitter)
    form = Questionnaire(
        shows="suggest_edits",
        saves="suggest_edits_send",
        told="card-suggest",
        help="card-suggest.to_team" if is_submitter else "card-suggest.to_submitter",
        data={},
        questions=PROPOSABLE,
    )
    return _about_one(form, data)


def _about_one(form: Questionnaire, data: Data) -> Questionnaire:
    """Return the form of the one question that a page names, if it does."""
    one = [each for each in form.questions if each.key == data.get("key")]
    return replace(form, questions=one, data={**form.data, "key": one[0].key}) if one else form


def _asked(actor: Actor, process: SeenProcess, section: Section) -> Sequence[Question]:
    """Return the questions of a section that the actor may answer now."""

    def is_open(asked: Question) -> bool:
        try:
            check_answer(actor, process, asked)
        except Refusal:
            return False
        return True

    return [each for each in questions_of(section, process.phase) if is_open(each)]


def _opens(purpose: Purpose) -> Page:
    def page(turn: Turn, data: Data) -> Message:
        actor, process = process_for(turn, data, purpose.check)
        form = purpose.form(actor, process, data)
        if form is None:
            sections = [each for each in Section if _asked(actor, process, each)]
            return sections_card(turn.say, process, sections)
        return editing_card(turn.say, process, form, offered=_offered(turn))

    return page


def _takes(purpose: Purpose) -> Form[Process]:
    def form_of(visit: Visit) -> Questionnaire:
        form = purpose.form(visit.actor, visit.process, visit.data)
        if form is None:
            raise NotFound
        return form

    def fields(visit: Visit) -> Mapping[str, Read]:
        shown, today = _shown(visit.data), visit.now.date()
        asked = (each for each in form_of(visit).questions if each.key in shown)
        return {each.key: partial(read_answer, each, today=today) for each in asked}

    def show(visit: Visit) -> Message:
        form = form_of(visit)
        return editing_card(visit.say, visit.process, form, visit.filled, offered=_offered(visit.turn))

    def do(visit: Visit) -> Process:
        return purpose.take(*visit.acts, visit.said, visit.now, version=visit.version)

    def done(visit: Visit, changed: SeenProcess) -> Message:
        form, offered = form_of(visit), _offered(visit.turn)
        if changed.version == visit.process.version:
            notice = visit.say("card-nothing-changed")
            return editing_card(visit.say, changed, form, offered=offered, notice=notice)
        left = replace(form, questions=()) if purpose.sent else form
        return editing_card(visit.say, changed, left, offered=offered, done=visit.say(purpose.done))

    return Form(
        check=purpose.check,
        fields=fields,
        said=_said,
        show=show,
        do=do,
        done=after(done),
        opens=_opens(purpose),
        overtaken="card-edit-overtaken",
    )


def _shown(data: Data) -> Container[str]:
    return written(data, SHOWN).split()


def _said(data: Data, key: str) -> Any:
    """Return what was answered; where names are listed, those chosen and those typed make one answer."""
    said, others = data.get(key, ""), f"{key}{OTHERS}"
    if others in _shown(data) and isinstance(said, str) and isinstance(typed := data.get(others, ""), str):
        return ", ".join(filter(None, (as_systems(filter(None, said.split(","))), typed)))
    return said


def _offered(turn: Turn) -> Mapping[str, Sequence[str]]:
    settings = settings_of(turn.session, turn.organisation.id)
    return {
        "domains": settings.domains,
        "it_systems": settings.systems,
        "target_systems": settings.systems,
        "technologies": settings.technologies,
    }


EDITING = Purpose(check=check_edit, form=_section, take=edit, done="card-edit-saved")
SUGGESTING = Purpose(check=check_propose, form=_suggestion, take=propose, done="card-suggest-sent", sent=True)

PAGES: Mapping[str, Page] = {
    "section": _opens(EDITING),
    "section_save": _takes(EDITING),
    "suggest_edits": _opens(SUGGESTING),
    "suggest_edits_send": _takes(SUGGESTING),
}
