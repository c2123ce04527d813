"""Everything about a process on one page, with the ways to all that can be done about it."""

from collections.abc import Collection, Iterator

from microsoft_teams.cards import Action, CardElement

from cards.actions import about, back_to_process, next_in_queue, page_turns, submits
from cards.course import course, phases, stands
from cards.elements import choice, confirmation, fact, heading, line, subtle
from cards.message import CARD_BYTES, Message, message, size
from cards.say import Say
from cards.standing import numbered, said_on, written
from cards.values import say_answer, say_figures, say_files
from domain.form import FORM
from domain.process import Phase
from domain.scoring import Score
from domain.sight import SeenProcess
from domain.steering import MENU

_ABOVE = ("title", "short_description")
"""What stands above the menu."""

PAGE_BYTES = CARD_BYTES - 12 * 1024
"""What the text of one page may take; the rest is for the shapes around it."""
FIRST_PAGE_BYTES = 10 * 1024
"""What it may take below the menu."""


def process_page(
    say: Say,
    process: SeenProcess,
    figures: Score,
    actions: Collection[str],
    *,
    page: int = 0,
    done: str | None = None,
) -> Message:
    """Show a process with its menu, and all that is answered and said, over as many pages as it takes.

    `actions` are the verbs open to the reader; `done` says what has just been done.
    """
    pages = list(_pages(_everything(say, process)))
    page = min(max(page, 0), len(pages) - 1)
    told = numbered(say, process)
    body: list[CardElement] = [heading(told)]
    if done is not None:
        body.append(confirmation(done))
    if len(pages) > 1:
        body.append(subtle(say("card-page", number=page + 1, total=len(pages)), spacing="None"))
    if page == 0:
        body += [
            line(say_figures(say, process.answers), spacing="Small"),
            line(str(process.answers["short_description"]), spacing="Small"),
            phases(say, process),
            stands(say, process),
            *course(say, process, figures),
        ]
        named = {verb: say(f"card-menu-{verb}") for verb in MENU if verb in actions}
        if not process.status.is_open:
            named["steer"] = say("card-menu-steer.ended")
        body += (
            choice(words, submits(say, verb, about(process), title=words)) for verb, words in named.items()
        )
    body += (fact(label, text) for label, text in pages[page])
    return message(
        told, body, [*page_turns(say, "more", about(process), page, len(pages)), *_ways(say, process, page)]
    )


def _ways(say: Say, process: SeenProcess, page: int) -> Iterator[Action]:
    if page:
        yield back_to_process(say, process)
    elif process.phase is Phase.IDEA:
        yield next_in_queue(say, process)
    if process.assets:
        yield submits(say, "files", {"process": str(process.id)})


def _everything(say: Say, process: SeenProcess) -> Iterator[tuple[str, str]]:
    if process.assets:
        yield say("card-files"), say_files(say, process.assets)
    for row in FORM:
        if row.key in process.answers and row.key not in _ABOVE:
            yield say(f"question-{row.key}.label"), say_answer(say, row, process.answers[row.key])
    for remark in process.remarks:
        yield f"{say(f'card-remark-{remark.kind}')} · {said_on(say, remark)}", written(say, remark)


def _pages(facts: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Fill pages with facts; a text that overfills one goes on on the next."""
    page: list[tuple[str, str]] = []
    room = FIRST_PAGE_BYTES
    for label, text in facts:
        for part in parts(text):
            needed = size(part) + 400
            if page and needed > room:
                yield page
                page, room = [], PAGE_BYTES
            page.append((label, part))
            room -= needed
    yield page


def parts(text: str) -> Iterator[str]:
    """Cut a long text between words into parts of which two fill a page."""
    while size(text) > PAGE_BYTES // 2:
        length = PAGE_BYTES // 8
        cut = text.rfind(" ", length // 2, length)
        cut = length if cut < 0 else cut
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text
