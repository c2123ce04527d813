"""Who has which part in a process."""

from collections.abc import Mapping
from functools import partial

from bot.desk.colleagues import people_names, person_chosen, reviewer_chosen, team_names
from bot.desk.forms import Form, Visit, after
from bot.turn.fields import Data, chosen, process_for
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import NO_PROBLEMS
from cards.message import Message
from cards.people import part_card, people_card, who_is
from domain.events import NAMED
from domain.people import FOR_REVIEWERS, Actor, Part
from domain.process import Process
from domain.reading.parsed import Refused
from domain.sight import SeenProcess
from domain.steering import check_decision, check_review, open_actions
from services.involving import check_part, give_part, take_part
from services.notices import hears_of
from storage.tables import PersonRow


def _open(turn: Turn, data: Data) -> Message:
    if "part" not in data:
        return _stands(turn, *process_for(turn, data, check_review))
    _, process = process_for(turn, data, check_decision)
    return _part_page(turn, process, _part(data))


def _choose(visit: Visit, object_id: str) -> PersonRow:
    part = _part(visit.data)
    choose = reviewer_chosen if part in FOR_REVIEWERS else person_chosen
    person = choose(visit.turn, object_id, "person")
    check_part(visit.turn.session, visit.process, part, person.id)
    return person


def _save(visit: Visit) -> Process:
    part, person = _part(visit.data), visit.read.get("person")
    if person is None:
        return take_part(*visit.acts, part, visit.now, version=visit.version)
    return give_part(*visit.acts, part, person.id, visit.now, version=visit.version)


def _saved(visit: Visit, process: SeenProcess) -> Message:
    done = _given(visit.turn, visit.read.get("person"))
    return _stands(visit.turn, visit.actor, process, done=done)


def _show(visit: Visit) -> Message:
    if visit.filled.notice:
        return _stands(visit.turn, visit.actor, visit.process, notice=visit.filled.notice)
    return _part_page(visit.turn, visit.process, _part(visit.data), visit.filled.problems)


def _given(turn: Turn, person: PersonRow | None) -> str:
    """Say whether the person is told; promise nothing that does not come."""
    if person is None or person.id == turn.person.id:
        return turn.say("card-people.taken")
    is_told = hears_of(turn.session, person.id, NAMED)
    return turn.say("card-people.saved" if is_told else "card-people.untold", name=person.name)


def _stands(turn: Turn, actor: Actor, process: SeenProcess, **shown: str) -> Message:
    return people_card(turn.say, process, open_actions(actor, process), **shown)


def _part(data: Data) -> Part:
    return chosen(data, "part", Part)


def _part_page(
    turn: Turn, process: SeenProcess, part: Part, problems: Mapping[str, Refused] = NO_PROBLEMS
) -> Message:
    involved = {person.id: person for person in (process.submitter, who_is(process, part)) if person}
    people = team_names(turn) if part in FOR_REVIEWERS else people_names(turn, involved)
    chosen = _likely(turn, process) if part is Part.EXPERT else None
    return part_card(turn.say, process, part, people, chosen=chosen, problems=problems)


def _likely(turn: Turn, process: SeenProcess) -> str | None:
    """Return who most likely knows the work as long as no expert is named: the submitter."""
    if process.expert is not None or process.submitter is None:
        return None
    return turn.session.get_one(PersonRow, process.submitter.id).aad_object_id


SAVE: Form[Process] = Form(
    fields=lambda visit: {} if "nobody" in visit.data else {"person": partial(_choose, visit)},
    show=_show,
    do=_save,
    done=after(_saved),
    opens=_open,
    overtaken="card-people.overtaken",
)

PAGES: Mapping[str, Page] = {"people": _open, "people_save": SAVE}
