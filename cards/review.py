"""What the review team sees: the card in the channel, and the task modules behind its buttons."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from microsoft_teams.cards import Action, CardElement, DateInput, RefreshDefinition, TextInput

from cards.actions import Data, execute, opens, submits
from cards.elements import fact, heading, line, run, subtle, warning
from cards.fields import NO_PROBLEMS, NOTHING_WRITTEN, problem_of
from cards.message import CARD_BYTES, Message, message, size
from cards.own import remarks
from cards.question import PREFILLED_BYTES
from cards.safe import excerpt
from cards.say import Say
from cards.standing import (
    ANSWER,
    QUESTION,
    REASON,
    author_name,
    holder_name,
    latest,
    numbered,
    said_on,
    say_look_again,
    standing,
    written,
)
from cards.values import say_answer, say_day, say_figures, say_files
from domain.access import SEEN_BY_COLLEAGUES
from domain.form import SUBMISSION_FORM, question, shown_answers
from domain.parsed import Refused
from domain.process import Process, Remark

EXCERPT = 300
SHORT_EXCERPT = 120
REFRESHED = 60
"""How many people Teams refreshes a card for."""

PAGE_BYTES = CARD_BYTES - 12 * 1024
"""What the text of one page may take; the rest is for the shapes around it."""

_EXECUTED = ("claim", "release", "accept")
_BUTTONS = ("claim", "release", "ask", "accept", "reject", "more")


def review_card(
    say: Say,
    process: Process,
    actions: Collection[str],
    *,
    reviewer_ids: Sequence[str] = (),
    redacted: bool = False,
    notice: str | None = None,
) -> Message:
    """Show a submission as it stands now: what is needed to judge it, and what may be done about it.

    `actions` are the verbs open to whom it is shown; `reviewer_ids` (Teams ids) get their own view of it;
    `redacted` shows no more than that there is a private one; `notice` says why a tap changed nothing.
    """
    about = _about(process)
    if redacted:
        told = say("card-private", number=str(process.number))
        body: list[CardElement] = [heading(told), subtle(say("card-private.help"))]
    else:
        told = numbered(say, process)
        body = [heading(told), *_facts(say, process), *_dialogue(say, process)]
    body += _stand(say, process, redacted=redacted)
    if notice is not None:
        body.append(warning(notice))
    first = "claim" if "claim" in actions else "accept"
    refresh = RefreshDefinition(
        action=execute(say, "refresh", about), user_ids=list(reviewer_ids[:REFRESHED])
    )
    return message(
        say("card-review-summary", submission=told),
        body,
        [_button(say, verb, about, first=first) for verb in _BUTTONS if verb in actions],
        refresh if reviewer_ids else None,
    )


def more_card(say: Say, process: Process, *, page: int = 0) -> Message:
    """Show everything about a submission, over as many pages as it takes."""
    pages = list(_pages(_everything(say, process)))
    page = min(max(page, 0), len(pages) - 1)
    turns = [
        (turned, title)
        for turned, title in ((page - 1, "card-page-before"), (page + 1, "card-page-after"))
        if 0 <= turned < len(pages)
    ]
    told = numbered(say, process)
    body: list[CardElement] = [heading(told)]
    if len(pages) > 1:
        body.append(subtle(say("card-page", number=page + 1, total=len(pages)), spacing="None"))
    buttons: list[Action] = []
    for turned, title in turns:
        button = submits(say, "more", {**_about(process), "page": turned})
        button.title = say(title)
        buttons.append(button)
    if process.assets:
        buttons.append(submits(say, "files", {"process": str(process.id)}))
    return message(told, [*body, *(fact(label, text) for label, text in pages[page])], buttons)


def ask_card(
    say: Say,
    process: Process,
    *,
    raw: Mapping[str, str] = NOTHING_WRITTEN,
    problems: Mapping[str, Refused] = NO_PROBLEMS,
) -> Message:
    """Take a question to the submitter."""
    told = say("card-ask", number=str(process.number))
    return message(
        told,
        [
            heading(told),
            subtle(process.title, spacing="None"),
            TextInput(
                id="text",
                label=say("card-ask.label"),
                placeholder=say("card-ask.placeholder"),
                value=_as_written(raw, "text"),
                is_multiline=True,
            ),
            *problem_of(say, "text", problems),
        ],
        [submits(say, "ask", _about(process), style="positive")],
    )


def reject_card(
    say: Say,
    process: Process,
    *,
    raw: Mapping[str, str] = NOTHING_WRITTEN,
    problems: Mapping[str, Refused] = NO_PROBLEMS,
    overtaken: bool = False,
) -> Message:
    """Take the reason for a rejection, and perhaps a day to look again.

    `overtaken` says that something has happened to the process while the reason was written.
    """
    told = say("card-reject", number=str(process.number))
    return message(
        told,
        [
            heading(told),
            subtle(process.title, spacing="None"),
            subtle(say("card-reject.help")),
            *([warning(say("card-reject.overtaken"))] if overtaken else []),
            TextInput(
                id="reason",
                label=say("card-reject.reason"),
                placeholder=say("card-reject.placeholder"),
                value=_as_written(raw, "reason"),
                is_multiline=True,
            ),
            *problem_of(say, "reason", problems),
            DateInput(id="look_again_on", label=say("card-reject.again"), value=raw.get("look_again_on")),
            *problem_of(say, "look_again_on", problems),
        ],
        [submits(say, "reject", _about(process), style="destructive")],
    )


def answered_reply(
    say: Say, process: Process, asked: Remark, answer: Remark, *, redacted: bool = False
) -> Message:
    """Bring the submitter's answer back to the thread; `redacted` says no more than that there is one."""
    if redacted:
        told = say("card-answered-privately", number=str(process.number))
        return message(told, [line(run(told, weight="Bolder")), subtle(say("card-answered-privately.help"))])
    told = say("card-answered", name=author_name(say, answer), number=str(process.number))
    return message(
        f"{told} {written(say, answer)}",
        [
            line(run(told, weight="Bolder")),
            subtle(excerpt(written(say, asked), EXCERPT)),
            line(excerpt(written(say, answer), 4 * EXCERPT), spacing="Small"),
        ],
    )


def _about(process: Process) -> Data:
    return {"process": str(process.id), "version": process.version}


def _button(say: Say, verb: str, about: Data, *, first: str) -> Action:
    if verb not in _EXECUTED:
        return opens(say, verb, about)
    return execute(say, verb, about, style="positive" if verb == first else None)


def _facts(say: Say, process: Process) -> Iterator[CardElement]:
    answers = shown_answers(process.answers, SEEN_BY_COLLEAGUES)
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


def _dialogue(say: Say, process: Process) -> Iterator[CardElement]:
    asked = latest(process, QUESTION)
    if asked is not None:
        answer = latest(process, ANSWER)
        yield from remarks(say, [asked, answer] if answer and answer.at >= asked.at else [asked])


def _stand(say: Say, process: Process, *, redacted: bool) -> Iterator[CardElement]:
    told = say(f"card-stands-{standing(process)}", holder=holder_name(say, process))
    yield line(
        run(told, weight="Bolder", color="Accent" if process.status.is_open else None), spacing="Medium"
    )
    reason = latest(process, REASON)
    if reason and not process.status.is_open and not redacted:
        yield line(excerpt(written(say, reason), EXCERPT), spacing="Small")
    again = say_look_again(say, process)
    if again:
        yield subtle(again)


def _as_written(raw: Mapping[str, str], field: str) -> str | None:
    """Return what was written, unless it would overfill the card."""
    written = raw.get(field)
    return None if written is None or size(written) > PREFILLED_BYTES else written


def _everything(say: Say, process: Process) -> Iterator[tuple[str, str]]:
    answers = shown_answers(process.answers, SEEN_BY_COLLEAGUES)
    yield say("card-figures-label"), say_figures(say, answers)
    for row in SUBMISSION_FORM:
        if row.key in answers:
            yield say(f"question-{row.key}.label"), say_answer(say, row, answers[row.key])
    if process.assets:
        yield say("card-files"), say_files(say, process.assets)
    for remark in process.remarks:
        yield f"{say(f'card-remark-{remark.kind}')} · {said_on(say, remark)}", written(say, remark)


def _pages(facts: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Fill pages with facts; a text that overfills one goes on on the next."""
    page: list[tuple[str, str]] = []
    room = PAGE_BYTES
    for label, text in facts:
        for part in _parts(text):
            needed = size(part) + 400
            if page and needed > room:
                yield page
                page, room = [], PAGE_BYTES
            page.append((label, part))
            room -= needed
    yield page


def _parts(text: str) -> Iterator[str]:
    """Cut a long text between words into parts of which two fill a page."""
    while size(text) > PAGE_BYTES // 2:
        length = PAGE_BYTES // 8
        cut = text.rfind(" ", length // 2, length)
        cut = length if cut < 0 else cut
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text
