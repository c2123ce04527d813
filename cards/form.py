"""The same questions on one page."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from microsoft_teams.cards import CardElement

from cards.actions import submits
from cards.elements import aside, heading, line, run, subtle, warning
from cards.fields import NO_PROBLEMS, NOTHING_WRITTEN, ids_of
from cards.inputs import answer_input, as_written
from cards.message import CARD_BYTES, Message, message, size
from cards.question import say_field_problem
from cards.safe import excerpt
from cards.say import Say
from cards.summary import proposed
from cards.values import say_reading
from domain.form import questions_asked
from domain.process import Answer, Answers
from domain.questions import Asked, Question
from domain.reading.choices import DOMAINS
from domain.reading.parsed import Refused, Unclear

Problem = Refused | Unclear[Answer]

STOOD = "stood"
"""Under this the buttons name the fields that hold something: of any other, the description may tell."""
EXCERPT = 200
_FOR_THE_REST = 16 * 1024
"""Bytes that labels, choices, short answers and problems may take; long texts share what is left."""


def form_card(
    say: Say,
    answers: Answers,
    *,
    draft_id: UUID,
    raw: Mapping[str, str] = NOTHING_WRITTEN,
    problems: Mapping[str, Problem] = NO_PROBLEMS,
    domains: Sequence[str] = DOMAINS,
) -> Message:
    """Make the page of a task module, filled with `raw` or else the answers, its problems by their fields.

    A text that is too long for the card is shown in part and has no field, so that nothing of it changes.
    """
    told = say("card-form")
    body: list[CardElement] = [heading(told)]
    if problems:
        body.append(warning(say("card-form-problems", count=len(problems))))
    room = CARD_BYTES - _FOR_THE_REST
    for where in Asked:
        if where is Asked.AFTER:
            body.append(line(run(say("card-form-more"), weight="Bolder"), spacing="Large", separator=True))
        for question in questions_asked(where, answers):
            written = _written(say, question, answers, raw)
            room -= size(written)
            body += _field(say, question, written, problems.get(question.key), domains, fits=room >= 0)
            room += 0 if room >= 0 else size(written)
    filled = [part for part in body if getattr(part, "value", None)]
    data = {"draft": str(draft_id), STOOD: ids_of(filled)}
    return message(
        told, body, [submits(say, "form_submit", data, style="positive"), submits(say, "form_save", data)]
    )


def _written(say: Say, question: Question, answers: Answers, raw: Mapping[str, str]) -> str | None:
    if question.key in raw:
        return raw[question.key]
    value = proposed(question, answers)
    return None if value == "" else as_written(say, question, value)


def _field(
    say: Say,
    question: Question,
    written: str | None,
    problem: Problem | None,
    domains: Sequence[str],
    *,
    fits: bool,
) -> Iterator[CardElement]:
    if fits or written is None:
        yield answer_input(say, question, written, alone=False, domains=domains)
    else:
        yield line(run(say(f"question-{question.key}.label")))
        yield aside([line(excerpt(written, EXCERPT)), subtle(say("card-too-long-for-form"))])
    if isinstance(problem, Refused):
        yield warning(say_field_problem(say, problem))
    elif problem is not None:
        yield warning(say(f"why-{problem.why}"))
        readings = [say_reading(say, question, reading) for reading in problem.readings]
        if readings:
            yield subtle(say("card-write-for-example", readings=" / ".join(readings)))
