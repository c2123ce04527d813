"""What a submitter sees of a suggestion once it is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from microsoft_teams.cards import Action, CardElement

from cards.actions import execute, opens
from cards.elements import aside, choice, fact, head, heading, line, row, run, subtle
from cards.gains import say_saved
from cards.message import Message, message
from cards.proposals import waits_for_submitter
from cards.safe import excerpt
from cards.say import Say
from cards.standing import (
    REASON,
    author_name,
    latest,
    may_withdraw,
    numbered,
    said_on,
    say_look_again,
    say_next,
    say_saving,
    say_standing,
    standing,
    written,
)
from cards.values import say_answer, say_figures, say_files
from domain.access import SEEN_BY_COLLEAGUES, is_claimed
from domain.form import SUBMISSION_FORM, shown_answers
from domain.process import Listing, Remark, Status
from domain.questions import Circle, Section
from domain.sight import SeenProcess
from domain.steering import ENDS

EXCERPT = 160
ROWS = 10
REMARKS = 4
MOST_ACTIONS = 6
"""So many buttons a card has; the last ones are the least needed."""


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A draft in the list of one's own: how many of how many questions are answered."""

    id: UUID
    title: str | None
    answered: int
    total: int


def receipt_card(say: Say, process: SeenProcess, *, reassures: bool = False) -> Message:
    """Say that the suggestion has arrived, how it stands now and what happens next.

    Where the organisation `reassures`, a new one says as well that robots take over tasks, not jobs.
    """
    stands = standing(process)
    told = say(f"card-receipt-{stands}", number=str(process.number))
    return message(
        told,
        [
            heading(told),
            line(process.title, spacing="Small"),
            subtle(say_standing(say, process)),
            line(say_next(say, process), spacing="Medium"),
            *([subtle(say("card-reassurance"))] if reassures and stands == "waiting" else []),
            *outcome(say, process, own=True),
            *waits_for_submitter(say, process),
        ],
        [execute(say, "status", {"process": str(process.id)}), *_withdraw(say, process)],
    )


def status_card(
    say: Say,
    process: SeenProcess,
    *,
    own: bool = True,
    expert: bool = False,
    follows: bool = False,
    watches: bool = False,
) -> Message:
    """Show the answers, how the process stands, and what was said on the way.

    `own` for its submitter; of anybody else it matters whether they follow it. Its `expert` may correct
    the answers as long as it is open. Who `watches` its robot finds here what it saves.
    """
    told = numbered(say, process)
    says_next = own or process.status is Status.MERGED
    answers = shown_answers(process.answers, frozenset(Circle) if own else SEEN_BY_COLLEAGUES)
    body: list[CardElement] = [
        heading(told),
        subtle(say_standing(say, process), spacing="None"),
        *([line(say_next(say, process), spacing="Small")] if says_next else []),
        *outcome(say, process, own=own),
        *(waits_for_submitter(say, process) if own else ()),
        *remarks(say, [remark for remark in process.remarks if remark.kind != REASON][-REMARKS:]),
        line(say_figures(say, answers), spacing="Medium", separator=True),
    ]
    body += (
        fact(
            say(f"question-{question.key}.label"),
            excerpt(say_answer(say, question, answers[question.key]), EXCERPT),
        )
        for question in SUBMISSION_FORM
        if question.key in answers and question.key != "title"
    )
    here = {"process": str(process.id)}
    follow = execute(say, "unfollow" if follows else "follow", here)
    actions: list[Action] = [*_answering(say, process, own=own, expert=expert)] if own or expert else []
    if not own:
        actions.append(follow)
    if process.assets:
        body.append(fact(say("card-files"), excerpt(say_files(say, process.assets), EXCERPT)))
        actions.append(execute(say, "files", here))
    see_all = say("card-see-all")
    body.append(choice(see_all, opens(say, "more", here, title=see_all)))
    if watches:
        actions.append(opens(say, "operation", here))
    actions += [opens(say, "comments", here), execute(say, "mine", {})]
    return message(told, body, actions[:MOST_ACTIONS])


def mine_card(
    say: Say, drafts: Sequence[DraftLine], processes: Sequence[Listing], *, page: int = 0
) -> Message:
    """List one's drafts and suggestions, newest first, each opened by a tap."""
    told = say("card-mine")
    rows = [*(_draft_row(say, draft) for draft in drafts), *(_process_row(say, one) for one in processes)]
    start = page * ROWS
    body: list[CardElement] = [heading(told), *rows[start : start + ROWS]]
    if not rows:
        body.append(line(say("card-mine-nothing")))
    actions: list[Action] = [execute(say, "suggest", {}, style="positive")]
    if page > 0:
        actions.append(execute(say, "mine", {"page": page - 1}, title=say("card-newer")))
    if start + ROWS < len(rows):
        actions.append(execute(say, "mine", {"page": page + 1}, title=say("card-older")))
    return message(told, body, actions)


def asked_card(
    say: Say, process: SeenProcess, remark: Remark, *, own: bool = True, draft_title: str | None = None
) -> Message:
    """Pass a reviewer's question on, to the submitter (`own`) or the process expert.

    With a draft under way, say that it goes on afterwards.
    """
    key = "card-asked" if own else "card-asked.expert"
    told = say(key, number=str(process.number), name=author_name(say, remark))
    after = say("card-asked-then", title=draft_title) if draft_title is not None else None
    return message(
        f"{told} {written(say, remark)}",
        [
            *head(told, process.title),
            aside([line(written(say, remark))]),
            line(say("card-just-answer"), spacing="Medium"),
            *([subtle(after)] if after else []),
        ],
    )


def outcome(say: Say, process: SeenProcess, *, own: bool) -> Iterator[CardElement]:
    """Say why it ended, when it is looked at again, and what it saves."""
    reason = latest(process, REASON) if process.status in ENDS else None
    if reason:
        label = run(say("card-their-reason"), size="Small", subtle=True)
        yield aside([line(label), line(written(say, reason), spacing="None")])
    again = say_look_again(say, process)
    if again:
        yield subtle(again)
    for saving in (say_saving(say, process, own=own), say_saved(say, process)):
        if saving:
            yield line(saving, spacing="Small")


def remarks(say: Say, said: Sequence[Remark]) -> Iterator[CardElement]:
    """Show what was said on the way, oldest first."""
    for remark in said:
        words = run(
            f"{say(f'card-remark-{remark.kind}')} · {said_on(say, remark)}", size="Small", subtle=True
        )
        yield aside([line(words), line(excerpt(written(say, remark), EXCERPT), spacing="None")])


def _answering(say: Say, process: SeenProcess, *, own: bool, expert: bool) -> Iterator[Action]:
    if process.unanswered and process.status.is_open:
        yield execute(say, "answer_question", {"process": str(process.id)}, style="positive")
    if own:
        yield from _withdraw(say, process)
    if process.status.is_open and (expert or process.submitter is not None):
        verb = "suggest_edits" if is_claimed(process) and not expert else "section"
        yield opens(say, verb, {"process": str(process.id), "section": Section.ANSWERS})


def _withdraw(say: Say, process: SeenProcess) -> list[Action]:
    return [execute(say, "withdraw", {"process": str(process.id)})] if may_withdraw(process) else []


def _draft_row(say: Say, draft: DraftLine) -> CardElement:
    title = draft.title or say("card-untitled")
    return row(
        say("card-draft", answered=draft.answered, total=draft.total),
        title,
        say("card-open"),
        execute(say, "continue", {"draft": str(draft.id)}, title=title),
    )


def _process_row(say: Say, process: Listing) -> CardElement:
    return row(
        f"{say('card-number-of', number=str(process.number))} · {say_standing(say, process)}",
        process.title,
        say("card-open"),
        execute(say, "status", {"process": str(process.id)}, title=numbered(say, process)),
    )
