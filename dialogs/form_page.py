"""The same questions on one page: all of it read at once, and nothing lost that is half done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from dialogs.moves import Step, go_on, settled, submit, with_answer, without_answer
from dialogs.replies import FormProblems, Note
from dialogs.state import State
from domain import form
from domain.process import Answer
from domain.questions import Asked
from domain.reading.parsed import Refused, Unclear, Understood

Problem: TypeAlias = Refused | Unclear[Answer]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as filled in: what it makes of the draft, what cannot be used, and what was typed."""

    state: State
    problems: Mapping[str, Problem]
    raw: Mapping[str, str]


def save_page(state: State, fields: object) -> Step:
    """Keep the page half done; the chat goes on with what it lacks."""
    page = _read(state, fields)
    refused = [key for key, problem in page.problems.items() if problem == Refused("cpr")]
    notes = [Note(key="dialog-form-cpr", about=key) for key in refused]
    return go_on(page.state, Note(key="dialog-form-saved"), *notes)


def submit_page(state: State, fields: object) -> Step:
    """Submit the page, or show it again with every problem beside its field."""
    page = _read(state, fields)
    answers = page.state.answers
    asked = [question.key for question in form.questions_asked(Asked.CHAT, answers)]
    missing = {key: Refused("empty") for key in asked if key not in answers}
    problems = {**missing, **form.misread(answers), **page.problems}
    if problems:
        return page.state, [FormProblems(problems=problems, raw=page.raw)]
    return submit(page.state)


def _read(state: State, fields: object) -> Page:
    state = replace(settled(state), adding=False)
    problems, raw = dict[str, Problem](), dict[str, str]()
    for question in form.SUBMISSION_FORM:
        if not isinstance(fields, Mapping) or question.key not in fields:
            continue
        said = fields[question.key]
        parsed = question.parse(said)
        if isinstance(said, str) and parsed != Refused("cpr"):
            raw[question.key] = said
        if isinstance(parsed, Understood):
            state = with_answer(state, question.key, parsed.value)
        elif parsed == Refused("empty"):
            state = without_answer(state, question.key)
        else:
            problems[question.key] = parsed
            state = without_answer(state, question.key, raw.get(question.key))
    return Page(state=state, problems=problems, raw=raw)
