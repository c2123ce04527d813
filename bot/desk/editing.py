"""Changing answers, and proposing other ones: the same pages, of which one saves and the other sends."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.turn.fields import Data, kept, problems_of, process_for, version_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.editing import Form, editing_card, sections_card
from cards.inputs import OTHERS
from cards.message import SHOWN, Message
from domain.access import is_one_of
from domain.errors import NotFound, Outdated, Refusal
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
from services.seeing import as_seen
from storage.settings import settings_of


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What is done with a form: who may, which form it is, what takes it, and the text that confirms it.

    What is `sent` is not to be seen in the fields afterwards.
    """

    check: Check
    form: Callable[[Actor, SeenProcess, Data], Form | None]
    take: Callable[..., Process]
    done: str
    sent: bool = False


def _section(actor: Actor, process: SeenProcess, data: Data) -> Form | None:
    said = written(data, "section")
    if said not in tuple(Section):
        return None
    section = Section(said)
    form = Form(
        shows="section",
        saves="section_save",
        told=f"card-section-{section}",
        data={"section": section},
        questions=_asked(actor, process, section),
    )
    return _about_one(form, data)


def _suggestion(actor: Actor, process: SeenProcess, data: Data) -> Form:
    is_submitter = is_one_of(actor, process.submitter)
    form = Form(
        shows="suggest_edits",
        saves="suggest_edits_send",
        told="card-suggest",
        help="card-suggest.to_team" if is_submitter else "card-suggest.to_submitter",
        data={},
        questions=PROPOSABLE,
    )
    return _about_one(form, data)


def _about_one(form: Form, data: Data) -> Form:
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
        actor, process, form = _found(purpose, turn, data)
        if form is None:
            sections = [each for each in Section if _asked(actor, process, each)]
            return sections_card(turn.say, process, sections)
        return editing_card(turn.say, process, form, offered=_offered(turn))

    return page


def _takes(purpose: Purpose) -> Page:
    def page(turn: Turn, data: Data) -> Message:
        actor, process, form = _found_form(purpose, turn, data)
        shown = written(data, SHOWN).split()
        changes = {each.key: _said(each, data, shown) for each in form.questions if each.key in shown}
        problems = problems_of(
            *(
                partial(read_answer, each, changes[each.key], turn.now.date())
                for each in form.questions
                if each.key in changes
            )
        )
        raw = {key: said for key, said in changes.items() if isinstance(said, str)}
        show = partial(editing_card, turn.say, offered=_offered(turn))
        if problems:
            return show(process, form, raw=kept(raw, problems), problems=problems)
        try:
            changed = purpose.take(
                turn.session, actor, process.id, changes, turn.now, version=version_of(data)
            )
        except Outdated:
            _, process, form = _found_form(purpose, turn, data)
            return show(process, form, raw=raw, overtaken=True)
        if changed.version == process.version:
            return show(process, form, notice=turn.say("card-nothing-changed"))
        left = replace(form, questions=()) if purpose.sent else form
        return show(as_seen(actor, changed), left, done=turn.say(purpose.done))

    return page


def _found(purpose: Purpose, turn: Turn, data: Data) -> tuple[Actor, SeenProcess, Form | None]:
    actor, process = process_for(turn, data, purpose.check)
    return actor, process, purpose.form(actor, process, data)


def _found_form(purpose: Purpose, turn: Turn, data: Data) -> tuple[Actor, SeenProcess, Form]:
    actor, process, form = _found(purpose, turn, data)
    if form is None:
        raise NotFound
    return actor, process, form


def _said(asked: Question, data: Data, shown: Container[str]) -> Any:
    """Return what was answered; where names are listed, those chosen and those typed make one answer."""
    said, others = data.get(asked.key, ""), f"{asked.key}{OTHERS}"
    if others in shown and isinstance(said, str) and isinstance(typed := data.get(others, ""), str):
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
