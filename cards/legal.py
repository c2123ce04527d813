"""The legal checklist: a few lines at a time to answer, the others to read and to open."""

from collections.abc import Collection, Iterator

from microsoft_teams.cards import Action, CardElement, TextInput

from cards.actions import about, back_to_process, submits
from cards.elements import fact, head, make, row, subtle
from cards.fields import BLANK, ROOM, FilledIn, fitting, problem_of
from cards.inputs import choice_input
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.values import say_answer, say_day
from domain.form import question
from domain.gates import legal_items_missing
from domain.legal import LEGAL_ANSWERS, LEGAL_ITEMS, NOTE_MAX_LENGTH, LegalAnswer, note_of
from domain.questions import Section
from domain.sight import SeenProcess

AT_ONCE = 4
"""How many lines a page asks."""
EXCERPT = 100
CLAUSE, VERIFIED = question("legal_clause"), question("legal_clause_verified")


def legal_card(
    say: Say,
    process: SeenProcess,
    asked: Collection[str],
    filled: FilledIn = BLANK,
    *,
    done: str | None = None,
) -> Message:
    """Show the checklist with fields for the lines that are `asked`; any other is opened by a tap.

    Once the process has ended, what was answered in those lines is only shown, all of it.
    `done` says what has just been done.
    """
    told = say("card-legal", number=str(process.number))
    missing, is_open = len(legal_items_missing(process)), process.status.is_open
    stands = {each.item: each for each in process.legal}
    body: list[CardElement] = [
        *head(told, process.title, done=done, notice=filled.notice),
        subtle(say("card-legal.missing", count=missing) if missing else say("card-legal.complete")),
        _clause(say, process),
    ]
    for item in LEGAL_ITEMS:
        if not is_open and (item in asked or item not in stands):
            body.append(_told(say, item, stands.get(item)))
        elif item in asked:
            body += _fields(say, item, stands.get(item), filled, ROOM // len(asked))
        else:
            body.append(_row(say, process, item, stands.get(item)))
    buttons: list[Action] = []
    if asked and is_open:
        buttons.append(submits(say, "legal_save", about(process), style="positive"))
    if CLAUSE.key in process.answers and is_open:
        buttons.append(submits(say, "legal_verify", about(process), inputs="none"))
    return message(told, body, [*buttons, back_to_process(say, process)])


def _clause(say: Say, process: SeenProcess) -> CardElement:
    answers = process.answers
    clause = str(answers.get(CLAUSE.key) or say("card-not-answered"))
    if CLAUSE.key in answers:
        day = answers.get(VERIFIED.key)
        verified = (
            say("card-legal-verified", day=say_answer(say, VERIFIED, day))
            if day
            else say("card-legal-verified.never")
        )
        clause = f"{clause} · {verified}"
    label = say(f"question-{CLAUSE.key}.label")
    if not process.status.is_open:
        return fact(label, clause)
    to_section = {**about(process), "section": Section.CLASSIFICATION.value}
    edit = submits(say, "section", to_section, title=say("card-change", label=label), inputs="none")
    return row(label, clause, say("button-edit"), edit, separator=False)


def _fields(
    say: Say,
    item: str,
    stands: LegalAnswer | None,
    filled: FilledIn,
    room: int,
) -> Iterator[CardElement]:
    written = {item: stands.answer, note_of(item): stands.note} if stands else {}
    written |= filled.raw
    answer = choice_input(
        item,
        say(f"card-legal-{item}"),
        {key: say(f"card-legal-answer-{key}") for key in LEGAL_ANSWERS},
        chosen if (chosen := written.get(item)) in LEGAL_ANSWERS else None,
        placeholder=say("card-choose"),
    )
    answer.separator, answer.spacing = True, "Medium"
    yield answer
    if stands:
        yield subtle(_say_answer(say, stands))
    yield from problem_of(say, item, filled.problems)
    yield make(
        TextInput,
        id=note_of(item),
        label=say("card-legal-note"),
        placeholder=say("card-legal-note.placeholder"),
        value=fitting(written, note_of(item), room),
        is_multiline=True,
    )
    yield from problem_of(say, note_of(item), filled.problems)


def _row(say: Say, process: SeenProcess, item: str, stands: LegalAnswer | None) -> CardElement:
    asks = say(f"card-legal-{item}")
    open_line = submits(say, "legal", {**about(process), "line": item}, title=asks)
    if stands is None:
        return row(asks, say("card-not-answered"), say("card-legal-open"), open_line)
    sign = say("button-edit" if process.status.is_open else "card-open")
    return row(asks, _say_answer(say, stands), sign, open_line)


def _told(say: Say, item: str, stands: LegalAnswer | None) -> CardElement:
    """Show a line that is not asked any more."""
    answer = _say_answer(say, stands, NOTE_MAX_LENGTH) if stands else say("card-not-answered")
    return fact(say(f"card-legal-{item}"), answer)


def _say_answer(say: Say, stands: LegalAnswer, length: int = EXCERPT) -> str:
    """Say what was answered, by whom and when, and the beginning of the note."""
    name = excerpt(stands.by.name, EXCERPT) if stands.by else say("card-somebody")
    answer = say(f"card-legal-answer-{stands.answer}")
    said = say("card-legal-answered", answer=answer, name=name, day=say_day(say, stands.at))
    return f"{said} · {excerpt(stands.note, length)}" if stands.note else said
