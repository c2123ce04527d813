"""The page of the legal checklist."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.turn.fields import Data, kept, problems_of, process_for, process_of, version_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.legal import AT_ONCE, CLAUSE, VERIFIED, legal_card
from cards.message import Message
from domain.errors import Outdated
from domain.gates import legal_items_missing
from domain.legal import LEGAL_ITEMS, note_of
from domain.sight import SeenProcess
from domain.steering import check_look_preanalysed, check_preanalysed
from services.editing import edit
from services.legal import answer_legal, read_answer, read_note
from services.seeing import as_seen


def _open(turn: Turn, data: Data) -> Message:
    """Ask the line that was tapped, else the first ones nobody has answered; what others say is kept."""
    _, process = process_for(turn, data, check_look_preanalysed)
    if _answers(data):
        return _save(turn, data)
    return legal_card(turn.say, process, _tapped(data) or _next(process))


def _save(turn: Turn, data: Data) -> Message:
    """Keep what can be kept, and ask the other lines again, with the one tapped if there is room."""
    actor, process = process_for(turn, data, check_preanalysed)
    answers = _answers(data)
    raw = {field: written(data, field) for item in answers for field in (item, note_of(item))}
    problems = problems_of(
        *(partial(read_answer, item, answer) for item, (answer, _) in answers.items()),
        *(partial(read_note, item, note) for item, (_, note) in answers.items()),
    )
    again = [item for item in answers if {item, note_of(item)} & problems.keys()]
    good = {item: said for item, said in answers.items() if item not in again}
    try:
        made = answer_legal(turn.session, actor, process.id, good, turn.now, version=version_of(data))
    except Outdated:
        asked = [*answers, *_tapped(data)][:AT_ONCE]
        return legal_card(
            turn.say,
            process_of(turn, actor, data),
            asked,
            raw=kept(raw, problems),
            problems=problems,
            overtaken=True,
        )
    process = as_seen(actor, made)
    return legal_card(
        turn.say,
        process,
        [*again, *_tapped(data)][:AT_ONCE] or _next(process),
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
    process = as_seen(actor, edit(turn.session, actor, process.id, {VERIFIED.key: today}, turn.now))
    return legal_card(turn.say, process, _next(process), done=turn.say("card-legal-verified.done"))


def _answers(data: Data) -> Mapping[str, tuple[str, str]]:
    """Return what was chosen and noted in each line in which anything was."""
    said = {item: (written(data, item), written(data, note_of(item))) for item in LEGAL_ITEMS}
    return {item: both for item, both in said.items() if any(both)}


def _tapped(data: Data) -> Sequence[str]:
    line = written(data, "line")
    return [line] if line in LEGAL_ITEMS else ()


def _next(process: SeenProcess) -> Sequence[str]:
    return legal_items_missing(process)[:AT_ONCE] if process.status.is_open else ()


PAGES: Mapping[str, Page] = {
    "legal": _open,
    "legal_save": _save,
    "legal_verify": _verify,
}
