"""The pages on which answers are changed, or other ones proposed: a section of them, or a single long one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement, SubmitAction

from cards.actions import about, back_to_process, submits
from cards.elements import aside, choice, head, line, row, run, subtle, warning
from cards.fields import BLANK, NOTHING_WRITTEN, FilledIn, fields, ids_of
from cards.inputs import as_written
from cards.message import CARD_BYTES, Message, message, size
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_current
from domain.questions import Question, Section, Text
from domain.sight import SeenProcess

EXCERPT = 100
SLACK = 4 * 1024
"""Bytes kept free on a page, for what takes the place of a field whose text does not fit."""
ALONE_BEYOND = 2 * 1024
"""Bytes from which a text of several lines gets a page of its own, so that others have room."""


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """Questions to be answered anew: the verbs of the page and of its button, and what is sent along.

    `told` and `help` are the keys of what stands above the fields.
    """

    shows: str
    saves: str
    told: str
    data: Mapping[str, str]
    questions: Sequence[Question]
    help: str | None = None


def sections_card(say: Say, process: SeenProcess, sections: Sequence[Section]) -> Message:
    """Let the reader choose what to fill in."""
    told = say("card-sections", number=str(process.number))
    return message(
        told,
        [
            *head(told, process.title),
            *(
                choice(words, submits(say, "section", {**about(process), "section": section}, title=words))
                for section, words in ((each, say(f"card-section-{each}")) for each in sections)
            ),
        ],
        [back_to_process(say, process)],
    )


def editing_card(
    say: Say,
    process: SeenProcess,
    form: Questionnaire,
    filled: FilledIn = BLANK,
    *,
    offered: Mapping[str, Sequence[str]] | None = None,
    done: str | None = None,
    notice: str | None = None,
) -> Message:
    """Show the fields of a form with the answers there are, or with what was written instead.

    `offered` are names to choose among, by key; if others were quicker than what was filled in, what differs
    is told.
    """
    told = say(form.told, number=str(process.number))
    written = _answers(say, process, form.questions)
    alone = [] if len(form.questions) == 1 else [each for each in form.questions if _is_long(each, written)]
    asked = [each for each in form.questions if each not in alone]
    here = {**about(process), **form.data}
    above = head(told, process.title, done=done, notice=notice)
    if form.help and form.questions:
        above.append(subtle(say(form.help)))
    above += _stands_now(say, process, form.questions, filled)
    below = [
        _alone(
            say, each, written[each.key], submits(say, form.shows, {**here, "key": each.key}, inputs="none")
        )
        for each in alone
    ]

    def page(said: Mapping[str, str], room: int = 0) -> Message:
        between = list(fields(say, asked, said, filled.problems, room, offered))
        save = [submits(say, form.saves, here, style="positive")] if ids_of(between) else []
        return message(told, [*above, *between, *below], [*save, back_to_process(say, process)])

    return page({**written, **filled.raw}, CARD_BYTES - SLACK - size(page(NOTHING_WRITTEN).card))


def _answers(say: Say, process: SeenProcess, questions: Sequence[Question]) -> Mapping[str, str]:
    return {
        each.key: as_written(say, each, process.answers[each.key])
        for each in questions
        if each.key in process.answers
    }


def _alone(say: Say, asked: Question, written: str, change: SubmitAction) -> CardElement:
    """Make the row that leads to the page of one long answer."""
    label = say(f"question-{asked.key}.label")
    change.title = say("card-change", label=label)
    return row(label, excerpt(written, EXCERPT), say("button-edit"), change)


def _is_long(asked: Question, written: Mapping[str, str]) -> bool:
    is_text = isinstance(asked, Text) and asked.multiline
    return is_text and size(written.get(asked.key, "")) > ALONE_BEYOND


def _stands_now(
    say: Say, process: SeenProcess, questions: Sequence[Question], filled: FilledIn
) -> list[CardElement]:
    """Say that others have been here, if they have, and what stands in the fields filled in otherwise."""
    if filled.notice is None:
        return []
    raw, written = filled.raw, _answers(say, process, questions)
    differing = [each for each in questions if each.key in raw and raw[each.key] != written.get(each.key, "")]
    told = [
        subtle(
            f"{say(f'question-{each.key}.label')}: "
            + excerpt(say_current(say, each, process.answers.get(each.key)), EXCERPT),
            spacing="None",
        )
        for each in differing
    ]
    now = line(run(say("card-stands-now"), weight="Bolder"))
    return [
        warning(filled.notice),
        *([aside([now, *told])] if told else []),
    ]
