"""One question of the dialog: asked, answered, or read back from what was said already."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from microsoft_teams.cards import Action, AssociatedInputs, CardElement, TextRun

from cards.actions import Data, execute, opens
from cards.elements import aside, choice, fact, heading, line, row, run, subtle, warning
from cards.inputs import answer_input, as_written
from cards.message import Message, message, size
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_answer, say_reading
from domain.form import question as question_of
from domain.process import Answer, Answers
from domain.questions import Asked, Question
from domain.reading.choices import DOMAINS, as_systems
from domain.reading.parsed import Refused, Unclear, Understood

EXCERPT, RECALLED = 300, 900
SUGGESTED = 8
PREFILLED_BYTES = 22 * 1024
"""What an answer to be changed may take of its card; a longer one is shown in part and written anew."""


def question_card(
    say: Say,
    question: Question,
    answers: Answers,
    *,
    draft_id: UUID,
    number: int | None = None,
    total: int = 0,
    problem: Refused | None = None,
    unclear: Unclear[Answer] | None = None,
    guess: Answer = None,
    systems: Sequence[str] = (),
    domains: Sequence[str] = DOMAINS,
    typed: str | None = None,
    answered: Question | None = None,
) -> Message:
    """Ask one question, its `number` of `total`.

    `typed` is an answer that could not be used yet, `answered` a question whose typed answer was just taken.
    """
    asked = say(f"question-{question.key}")
    written = _written(say, question, answers, guess, typed)
    about: Data = {"key": question.key, "draft": str(draft_id)}
    body: list[CardElement] = []
    if answered is not None:
        said = excerpt(say_answer(say, answered, answers[answered.key]), EXCERPT)
        body.append(answer_row(say, answered, said, draft_id, separator=False, inputs="none"))
    if number is not None:
        body.append(line(run(say("card-progress", number=number, total=total), size="Small", subtle=True)))
    body += [heading(asked), subtle(say(f"question-{question.key}.help"))]
    if guess is not None:
        body.append(line(say("card-guess", guess=say_answer(say, question, guess))))
    if problem is not None:
        body.append(warning(say_problem(say, problem)))
    if unclear is not None:
        body += _readings(say, question, unclear, about)
    too_long = written is not None and size(written) > PREFILLED_BYTES
    if written is not None and too_long:
        body += [aside([line(excerpt(written, EXCERPT))]), subtle(say("card-too-long-to-change"))]
        written = None
    body.append(answer_input(say, question, written, alone=True, domains=domains))
    if systems:
        body.append(_suggestions(say, systems, about))
    may_skip = too_long or question.asked is not Asked.CHAT
    return message(asked, body, _buttons(say, question, about, first=number == 1, may_skip=may_skip))


def answered_card(say: Say, question: Question, value: Answer, *, draft_id: UUID) -> Message:
    """Show in a line what the answer was; a tap changes it."""
    label = say(f"question-{question.key}.label")
    said = excerpt(say_answer(say, question, value), EXCERPT)
    return message(f"{label}: {said}", [answer_row(say, question, said, draft_id, separator=False)])


def recalled_card(say: Say, question: Question, value: Answer, *, draft_id: UUID) -> Message:
    """Say what was answered before, for who asks; a tap changes it."""
    told = say("card-recalled", answer=excerpt(say_answer(say, question, value), RECALLED))
    return message(told, [line(told)], [execute(say, "edit", {"key": question.key, "draft": str(draft_id)})])


def answer_row(
    say: Say,
    question: Question,
    said: str,
    draft_id: UUID,
    *,
    separator: bool = True,
    inputs: AssociatedInputs | None = None,
) -> CardElement:
    """Make the row of an answer that a tap changes."""
    label = say(f"question-{question.key}.label")
    edit = execute(
        say,
        "edit",
        {"key": question.key, "draft": str(draft_id)},
        title=say("card-change", label=label),
        inputs=inputs,
    )
    return row(label, said, say("button-edit"), edit, separator=separator)


def read_back_card(say: Say, found: Mapping[str, str], *, draft_id: UUID) -> Message:
    """Read back what stood in the description: readings by the key of the question that they answer."""
    data = {"draft": str(draft_id)}
    told = say("card-found")
    return message(
        told,
        [heading(told), *(_found(say, question_of(key), reading) for key, reading in found.items())],
        [
            execute(say, "confirm_found", data, style="positive"),
            execute(say, "correct_found", data),
        ],
    )


def say_problem(say: Say, problem: Refused) -> str:
    """Say why an answer cannot be used."""
    return say(f"problem-{problem.problem}", **problem.args)


def say_field_problem(say: Say, problem: Refused) -> str:
    """Say why a field of a page cannot be used; what was written there never stood in the chat."""
    return say("card-cpr-in-field") if problem.problem == "cpr" else say_problem(say, problem)


def _written(say: Say, question: Question, answers: Answers, guess: Answer, typed: str | None) -> str | None:
    if typed is not None:
        return typed
    if question.key in answers:
        return as_written(say, question, answers[question.key])
    return None if guess is None else as_written(say, question, guess)


def _readings(say: Say, question: Question, unclear: Unclear[Answer], about: Data) -> Iterator[CardElement]:
    yield line(run(say(f"why-{unclear.why}"), weight="Bolder"))
    for reading in unclear.readings:
        said = say_reading(say, question, reading)
        yield choice(
            said, execute(say, "answer", {**about, "value": str(reading)}, title=said, inputs="none")
        )


def _suggestions(say: Say, systems: Sequence[str], about: Data) -> CardElement:
    runs: list[TextRun | str] = [run(say("card-only-one-system") + " ", subtle=True)]
    for name in systems[:SUGGESTED]:
        tapped = execute(say, "answer", {**about, "value": as_systems([name])}, title=name, inputs="none")
        runs += [run(name, color="Accent", action=tapped), " · "]
    return line(*runs[:-1])


def _buttons(say: Say, question: Question, about: Data, *, first: bool, may_skip: bool) -> list[Action]:
    buttons: list[Action] = [execute(say, "answer", about, style="positive")]
    if question.may_be_unknown:
        buttons.append(execute(say, "unknown", about, inputs="none"))
    if may_skip:
        buttons.append(execute(say, "skip", about, inputs="none"))
    back = execute(say, "back", about, inputs="none")
    back.is_enabled = False if first else None
    return [*buttons, back, execute(say, "cancel", about, inputs="none"), opens(say, "form", about)]


def _found(say: Say, question: Question, reading: str) -> CardElement:
    said = say_reading(say, question, reading)
    parsed = question.parse(reading)
    kept = say_answer(say, question, parsed.value) if isinstance(parsed, Understood) else said
    return fact(
        say(f"question-{question.key}.label"),
        said if kept == said else say("card-reading-kept", said=said, kept=kept),
    )
