"""Proposals to change answers, as whoever decides on them sees them, and what became of them."""

from collections.abc import Iterator, Sequence

from microsoft_teams.cards import Action, CardElement

from cards.actions import Data, about, back_to_process, execute, opens, page_turns, submits
from cards.elements import choice, fact, head, line, run, subtle, warning
from cards.message import Message, message
from cards.process_page import parts
from cards.safe import excerpt
from cards.say import Say
from cards.standing import numbered
from cards.values import say_current
from domain.form import question
from domain.process import Proposal
from domain.proposals import is_overtaken, waiting
from domain.sight import SeenProcess

EXCERPT = 400
SHORT_EXCERPT = 100


def proposals_card(
    say: Say, process: SeenProcess, *, done: str | None = None, notice: str | None = None
) -> Message:
    """Put the team's next proposal to the submitter, who says yes or no, or yes to all of them."""
    several = waiting(process, offered=False)
    told = _told(say, process, several, "card-proposals")
    body = head(told, process.title, done=done, notice=notice)
    actions: list[Action] = [execute(say, "status", {"process": str(process.id)})]
    if several:
        body += [*_change(say, process, several[0], EXCERPT), *_after(say, several)]
        actions = [
            *(
                execute(say, "proposal_decide", data, title=title)
                for title, data in _ways(say, process, several)
            ),
            opens(say, "proposals", {"process": str(process.id)}, title=say("card-proposals.read")),
        ]
    return message(told, body, actions)


def proposals_page(
    say: Say,
    process: SeenProcess,
    *,
    offered: bool,
    page: int = 0,
    done: str | None = None,
    notice: str | None = None,
) -> Message:
    """Show what waits for the reader, each in full over as many pages as it takes, to be decided on alone."""
    several = waiting(process, offered=offered)
    pages = [(each, told) for each in several for told in _in_full(say, process, each)]
    told = _told(say, process, several, "card-offered" if offered else "card-proposals")
    body = head(told, process.title, done=done, notice=notice)
    actions: list[Action] = []
    if pages:
        page = min(max(page, 0), len(pages) - 1)
        shown, text = pages[page]
        if len(pages) > 1:
            body.append(subtle(say("card-page", number=page + 1, total=len(pages)), spacing="None"))
        body += text
        rest = [shown, *(each for each in several if each is not shown)]
        actions += (
            submits(say, "proposal_decide", data, title=title) for title, data in _ways(say, process, rest)
        )
        actions += page_turns(say, "proposals", about(process), page, len(pages))
    return message(told, body, [*actions, back_to_process(say, process)])


def offered_reply(say: Say, process: SeenProcess) -> Message | None:
    """Bring the submitter's own corrections to the thread; of a private one only that there are some."""
    several = waiting(process, offered=True)
    if not several:
        return None
    told = _told(say, process, several, "card-offered")
    shown = () if process.is_closed else several
    changes = [part for each in shown for part in _change(say, process, each, SHORT_EXCERPT)]
    return message(
        told, [line(run(told, weight="Bolder")), *changes], [opens(say, "proposals", about(process))]
    )


def proposals_decided_reply(say: Say, process: SeenProcess, decided: Sequence[Proposal]) -> Message:
    """Bring the submitter's yes and no to the thread."""
    return _decided(say, process, "card-proposals-decided", decided)


def told_offers_decided(say: Say, process: SeenProcess, decided: Sequence[Proposal]) -> Message:
    """Tell the submitter what became of their own corrections."""
    status = execute(say, "status", {"process": str(process.id)})
    return _decided(say, process, "card-offers-decided", decided, [status])


def waits_for_submitter(say: Say, process: SeenProcess) -> Iterator[CardElement]:
    """Remind the submitter of what waits for their yes or no, and lead there."""
    several = waiting(process, offered=False)
    if several:
        told = say("card-proposals-wait", count=len(several))
        yield choice(told, opens(say, "proposals", {"process": str(process.id)}, title=told))


def _told(say: Say, process: SeenProcess, several: Sequence[Proposal], key: str) -> str:
    if not several:
        return numbered(say, process)
    return say(key, number=str(process.number), count=len(several))


def _change(say: Say, process: SeenProcess, proposal: Proposal, length: int) -> Iterator[CardElement]:
    asked = question(proposal.key)
    yield line(run(say(f"question-{asked.key}.label"), weight="Bolder"), spacing="Medium")
    yield fact(
        say("card-proposal.before"), excerpt(say_current(say, asked, process.answers.get(asked.key)), length)
    )
    yield fact(say("card-proposal.after"), excerpt(say_current(say, asked, proposal.answer), length))
    yield from _overtaken(say, process, proposal)


def _in_full(say: Say, process: SeenProcess, proposal: Proposal) -> Iterator[list[CardElement]]:
    """Cut a change into pages; two parts of a text fill one."""
    label = line(run(say(f"question-{proposal.key}.label"), weight="Bolder"), spacing="Medium")
    former, answer = process.answers.get(proposal.key), proposal.answer
    texts = [
        (say(f"card-proposal.{when}"), part)
        for when, said in (("before", former), ("after", answer))
        for part in parts(say_current(say, question(proposal.key), said))
    ]
    overtaken = list(_overtaken(say, process, proposal))
    for start in range(0, len(texts), 2):
        yield [label, *(fact(*each) for each in texts[start : start + 2]), *overtaken]


def _overtaken(say: Say, process: SeenProcess, proposal: Proposal) -> Iterator[CardElement]:
    if is_overtaken(process, proposal):
        yield warning(say("card-proposal.overtaken"))


def _ways(say: Say, process: SeenProcess, several: Sequence[Proposal]) -> Iterator[tuple[str, Data]]:
    """Say yes or no to the first, or yes to all of those that are shown to wait."""
    first = str(several[0].id)
    yield say("card-proposal.yes"), {**about(process), "proposals": first, "accept": 1}
    yield say("card-proposal.no"), {**about(process), "proposals": first, "accept": 0}
    if len(several) > 1:
        ids = " ".join(str(each.id) for each in several)
        yield say("card-proposal.all"), {**about(process), "proposals": ids, "accept": 1}


def _after(say: Say, several: Sequence[Proposal]) -> Iterator[CardElement]:
    labels = [say(f"question-{each.key}.label") for each in several[1:]]
    if labels:
        yield subtle(say("card-proposals.then", labels=", ".join(labels)), spacing="Medium")


def _decided(
    say: Say, process: SeenProcess, key: str, decided: Sequence[Proposal], actions: Sequence[Action] = ()
) -> Message:
    told = say(key, number=str(process.number))
    body: list[CardElement] = [line(run(told, weight="Bolder"))]
    for accepted, verdict in ((True, "yes"), (False, "no")):
        labels = [say(f"question-{each.key}.label") for each in decided if each.accepted is accepted]
        if labels:
            body.append(fact(say(f"card-proposal.{verdict}"), ", ".join(labels)))
    return message(told, body, actions)
