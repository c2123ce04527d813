"""The whole suggestion before it is sent."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from microsoft_teams.cards import CardElement

from cards.actions import execute, opens
from cards.elements import fact, heading, line, run, subtle
from cards.message import Message, message
from cards.question import answer_row
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_answer, say_figures, say_files, say_hours
from domain.figures import manual_hours
from domain.form import propose_short_description, questions_asked
from domain.process import Answer, Answers, Asset, Visibility
from domain.questions import Asked, Question

EXCERPT = 160


def summary_card(say: Say, answers: Answers, *, draft_id: UUID, assets: Sequence[Asset] = ()) -> Message:
    """Show every answer, each changed by a tap, what comes of them, who will see it, and what goes along."""
    data = {"draft": str(draft_id)}
    told = say("card-summary")
    body: list[CardElement] = [heading(told), *_gain(say, answers)]
    for question in _shown(answers):
        said = excerpt(_said(say, question, answers), EXCERPT)
        body.append(answer_row(say, question, said, draft_id))
    if assets:
        body.append(fact(say("card-files"), excerpt(say_files(say, assets), EXCERPT)))
    return message(
        told,
        body,
        [
            execute(say, "submit", data, style="positive"),
            execute(say, "add_more", data),
            opens(say, "form", data),
            execute(say, "save", data),
            execute(say, "cancel", data),
        ],
    )


def proposed(question: Question, answers: Answers) -> Answer:
    """Return the answer, or what stands in its place until the submitter chooses otherwise."""
    if question.key in answers:
        return answers[question.key]
    if question.key == "short_description":
        return propose_short_description(str(answers.get("long_description", "")))
    if question.key == "visibility":
        return Visibility.ORGANISATION.value
    return ""


def _shown(answers: Answers) -> Iterator[Question]:
    yield from questions_asked(Asked.CHAT, answers)
    yield from questions_asked(Asked.SUMMARY, answers)
    yield from (question for question in questions_asked(Asked.AFTER, answers) if question.key in answers)


def _said(say: Say, question: Question, answers: Answers) -> str:
    value = proposed(question, answers)
    return say("card-not-answered") if value == "" else say_answer(say, question, value)


def _gain(say: Say, answers: Answers) -> Iterator[CardElement]:
    hours = manual_hours(answers)
    if hours is not None:
        yield line(
            run(say("card-hours-a-year", hours=say_hours(say, hours)), size="ExtraLarge", weight="Bolder")
        )
    yield subtle(say_figures(say, answers), spacing="None" if hours is not None else "Small")
