"""The page of the legal checklist."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.desk.forms import Form, Read, Visit, after
from bot.turn.fields import Data, process_for, written
from bot.turn.page import Page, filled_in_on
from bot.turn.turn import Turn
from cards.legal import AT_ONCE, CLAUSE, VERIFIED, legal_card
from cards.message import Message
from domain.gates import legal_items_missing
from domain.legal import LEGAL_ITEMS, note_of
from domain.process import Process
from domain.sight import SeenProcess
from domain.steering import check_look_preanalysed, check_preanalysed
from services.editing import edit
from services.legal import answer_legal, read_answer, read_note
from services.seeing import as_seen


def _open(turn: Turn, data: Data) -> Message:
    """Ask the line that was tapped, else the first ones nobody has answered."""
    _, process = process_for(turn, data, check_look_preanalysed)
    return legal_card(turn.say, process, _tapped(data) or _next(process))


def _open_or_save(turn: Turn, data: Data) -> Message | None:
    """Keep what the other lines say when one is tapped."""
    return (SAVE if _answers(data) else _open)(turn, data)


def _reads(visit: Visit) -> Mapping[str, Read]:
    reads: dict[str, Read] = {}
    for item in _answers(visit.data):
        reads |= {item: partial(read_answer, item), note_of(item): partial(read_note, item)}
    return reads


def _keep(visit: Visit) -> Process:
    """Keep what can be kept."""
    good, _ = _sorted(visit)
    return answer_legal(*visit.acts, good, visit.now, version=visit.version)


def _kept(visit: Visit, process: SeenProcess) -> Message:
    """Ask the other lines again, with the one tapped if there is room."""
    good, again = _sorted(visit)
    asked = [*again, *_tapped(visit.data)][:AT_ONCE] or _next(process)
    done = visit.say("card-kept") if good else None
    return legal_card(visit.say, process, asked, visit.filled, done=done)


def _sorted(visit: Visit) -> tuple[Mapping[str, tuple[str, str]], Sequence[str]]:
    """Return what was answered of the lines that can be kept, and which others are to be asked again."""
    answers, wrong = _answers(visit.data), visit.filled.problems.keys()
    again = [item for item in answers if {item, note_of(item)} & wrong]
    return {item: said for item, said in answers.items() if item not in again}, again


def _again(visit: Visit) -> Message:
    asked = [*_answers(visit.data), *_tapped(visit.data)][:AT_ONCE]
    return legal_card(visit.say, visit.process, asked, visit.filled)


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


SAVE: Form[Process] = Form(
    check=check_preanalysed,
    fields=_reads,
    by_part=True,
    show=_again,
    do=_keep,
    done=after(_kept),
    opens=_open,
)

PAGES: Mapping[str, Page] = {
    "legal": filled_in_on(_open, _open_or_save),
    "legal_save": SAVE,
    "legal_verify": _verify,
}
