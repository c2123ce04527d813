"""The page of the legal checklist."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.desk.page import Page
from bot.fields import Data, kept, problems_of, process_for, process_of, version_of, written
from bot.turn import Turn
from cards.legal import AT_ONCE, CLAUSE, VERIFIED, legal_card
from cards.message import Message
from domain.errors import Outdated
from domain.gates import legal_items_missing
from domain.legal import LEGAL_ITEMS, note_of
from domain.process import Process
from domain.steering import check_look_preanalysed, check_preanalysed
from services.editing import edit
from services.legal import answer_legal, read_answer, read_note


def _open(turn: Turn, data: Data) -> Message:
    """Ask the line that was tapped, else the first ones that nobody has answered."""
    (_, process), line = process_for(turn, data, check_look_preanalysed), written(data, "line")
    return legal_card(turn.say, process, [line] if line in LEGAL_ITEMS else _next(process))


def _save(turn: Turn, data: Data) -> Message:
    """Keep what can be kept, and ask the other lines again."""
    actor, process = process_for(turn, data, check_preanalysed)
    raw = {field: written(data, field) for item in LEGAL_ITEMS for field in (item, note_of(item))}
    answers = {item: said for item in LEGAL_ITEMS if any(said := (raw[item], raw[note_of(item)]))}
    problems = problems_of(
        *(partial(read_answer, item, answer) for item, (answer, _) in answers.items()),
        *(partial(read_note, item, note) for item, (_, note) in answers.items()),
    )
    again = [item for item in answers if {item, note_of(item)} & problems.keys()]
    good = {item: said for item, said in answers.items() if item not in again}
    try:
        process = answer_legal(turn.session, actor, process.id, good, turn.now, version=version_of(data))
    except Outdated:
        asked = list(answers)[:AT_ONCE]
        return legal_card(turn.say, process_of(turn, actor, data), asked, raw=raw, overtaken=True)
    return legal_card(
        turn.say,
        process,
        again[:AT_ONCE] or _next(process),
        raw=kept(raw, problems),
        problems=problems,
        done=turn.say("card-kept") if good else None,
    )


def _verify(turn: Turn, data: Data) -> Message:
    """Write down that the clause, if one is named, still reads as it did."""
    actor, process = process_for(turn, data, check_preanalysed)
    if CLAUSE.key not in process.answers:
        return legal_card(turn.say, process, _next(process))
    today = turn.now.date().isoformat()
    process = edit(turn.session, actor, process.id, {VERIFIED.key: today}, turn.now)
    return legal_card(turn.say, process, _next(process), done=turn.say("card-legal-verified.done"))


def _next(process: Process) -> Sequence[str]:
    return legal_items_missing(process)[:AT_ONCE] if process.status.is_open else ()


PAGES: Mapping[str, Page] = {
    "legal": _open,
    "legal_save": _save,
    "legal_verify": _verify,
}
