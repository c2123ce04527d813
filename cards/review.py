"""What the review team sees in its channel: the card of a process, and the answers in its thread."""

from collections.abc import Collection, Iterator, Sequence

from microsoft_teams.cards import Action, CardElement, RefreshDefinition

from cards.actions import about, execute, opens
from cards.course import course, say_end, say_steer, stands
from cards.elements import heading, line, make, run, subtle, warning
from cards.message import Message, message
from cards.own import remarks
from cards.safe import excerpt
from cards.say import Say
from cards.standing import (
    ANSWER,
    QUESTION,
    REASON,
    author_name,
    latest,
    numbered,
    say_look_again,
    written,
)
from cards.values import say_answer, say_day, say_figures, say_files
from domain.form import question
from domain.process import Remark
from domain.scoring import Score
from domain.sight import SeenProcess
from domain.steering import ENDS

EXCERPT = 300
SHORT_EXCERPT = 120
REFRESHED = 60
"""How many people Teams refreshes a card for."""


def review_card(
    say: Say,
    process: SeenProcess,
    figures: Score,
    actions: Collection[str],
    *,
    reviewer_ids: Sequence[str] = (),
    notice: str | None = None,
) -> Message:
    """Show a process as it stands now: what is needed to judge it, and what may be done about it.

    `figures` are what the assessments come to; `actions` are the verbs open to whom it is shown;
    `reviewer_ids` (Teams ids) get their own view of it; `notice` says why a tap changed nothing.
    """
    if process.is_closed:
        told = say("card-private", number=str(process.number))
        body: list[CardElement] = [heading(told), subtle(say("card-private.help"))]
    else:
        told = numbered(say, process)
        body = [heading(told), *_facts(say, process), *_dialogue(say, process)]
    body += _stand(say, process)
    if not process.is_closed:
        body += course(say, process, figures)
    if notice is not None:
        body.append(warning(notice))
    whose = list(reviewer_ids[:REFRESHED])
    refresh = make(RefreshDefinition, action=execute(say, "refresh", about(process)), user_ids=whose)
    return message(
        say("card-review-summary", submission=told),
        body,
        [*_buttons(say, process, actions)],
        refresh if reviewer_ids else None,
    )


def answered_privately(say: Say, process: SeenProcess) -> Message:
    """Say in the thread of a private one no more than that there is an answer."""
    told = say("card-answered-privately", number=str(process.number))
    return message(told, [line(run(told, weight="Bolder")), subtle(say("card-answered-privately.help"))])


def answered_reply(say: Say, process: SeenProcess, asked: Remark, answer: Remark) -> Message:
    """Bring the submitter's answer back to the thread."""
    told = say("card-answered", name=author_name(say, answer), number=str(process.number))
    return message(
        f"{told} {written(say, answer)}",
        [
            line(run(told, weight="Bolder")),
            subtle(written(say, asked)),
            line(written(say, answer), spacing="Small"),
        ],
    )


def _buttons(say: Say, process: SeenProcess, actions: Collection[str]) -> Iterator[Action]:
    """Make what this person may press: at most six, the likeliest first."""
    data = about(process)
    first = "claim" if "claim" in actions else "accept"
    for verb in ("claim", "release", "accept"):
        if verb in actions:
            yield execute(say, verb, data, style="positive" if verb == first else None)
    if "accept" not in actions and not {"reject", "take_up"}.isdisjoint(actions):
        yield opens(say, "steer", data, title=say_steer(say, process))
    if "assess" in actions:
        yield opens(say, "assess", data, title=say("card-menu-assess"))
    if "ask" in actions:
        yield opens(say, "ask", data)
    if "reject" in actions:
        yield opens(say, "reject", data, title=say_end(say, process))
    if "more" in actions:
        yield opens(say, "more", data)


def _facts(say: Say, process: SeenProcess) -> Iterator[CardElement]:
    answers = process.answers
    submitter = process.submitter.name if process.submitter else say("card-somebody")
    unit = answers.get("org_unit")
    where = [submitter, *([str(unit)] if unit else []), say_day(say, process.submitted_at)]
    yield subtle(" · ".join(where), spacing="None")
    yield line(run(say_figures(say, answers), weight="Bolder"), spacing="Medium")
    for key in ("professional_judgement", "personal_data", "it_systems", "domains"):
        if key in answers:
            said = excerpt(say_answer(say, question(key), answers[key]), SHORT_EXCERPT)
            yield subtle(say(f"card-review-{key}", said=said), spacing="None")
    short = str(answers.get("short_description", ""))
    told = excerpt(str(answers["long_description"]), EXCERPT)
    if not told.startswith(short.rstrip("…")):
        yield line(short, spacing="Medium")
    yield line(told, spacing="Medium")
    if process.assets:
        files = excerpt(say_files(say, process.assets), SHORT_EXCERPT)
        yield subtle(f"{say('card-files')}: {files}")


def _dialogue(say: Say, process: SeenProcess) -> Iterator[CardElement]:
    asked = latest(process, QUESTION)
    if asked is not None:
        answer = latest(process, ANSWER)
        yield from remarks(say, [asked, answer] if answer and answer.at >= asked.at else [asked])


def _stand(say: Say, process: SeenProcess) -> Iterator[CardElement]:
    yield stands(say, process)
    reason = latest(process, REASON)
    if reason and process.status in ENDS:
        yield line(excerpt(written(say, reason), EXCERPT), spacing="Small")
    again = say_look_again(say, process)
    if again:
        yield subtle(again)
