"""Who has which part in a process."""

from collections.abc import Mapping
from typing import Any

from bot.desk.colleagues import people_names, person_chosen, reviewer_chosen, team_names
from bot.turn.fields import Data, chosen, problems_of, process_for, process_of, version_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import NO_PROBLEMS
from cards.message import Message
from cards.people import part_card, people_card, who_is
from domain.errors import Outdated
from domain.events import NAMED
from domain.people import FOR_REVIEWERS, Actor, Part
from domain.reading.parsed import Refused
from domain.sight import SeenProcess, seen
from domain.steering import check_decision, check_review, open_actions
from services.involving import check_part, give_part, take_part
from services.notices import hears_of
from storage.tables import PersonRow


def _open(turn: Turn, data: Data) -> Message:
    if "part" not in data:
        return _stands(turn, *process_for(turn, data, check_review))
    _, process = process_for(turn, data, check_decision)
    return _part_page(turn, process, chosen(data, "part", Part))


def _save(turn: Turn, data: Data) -> Message | None:
    (actor, process), part = process_for(turn, data, check_decision), chosen(data, "part", Part)
    try:
        return (_take if "nobody" in data else _give)(turn, actor, process, part, data)
    except Outdated:
        return _stands(turn, actor, process_of(turn, actor, data), overtaken=True)


def _give(turn: Turn, actor: Actor, process: SeenProcess, part: Part, data: Data) -> Message | None:
    found: list[PersonRow] = []
    problems = problems_of(lambda: found.append(_chosen(turn, process, part, written(data, "person"))))
    if problems:
        return _part_page(turn, process, part, problems)
    given = give_part(turn.session, actor, process.id, part, found[0].id, turn.now, version=version_of(data))
    shown = seen(actor, given)
    # Who has handed on a private one may not read it any more.
    return _stands(turn, actor, shown, done=_given(turn, found[0])) if shown else None


def _given(turn: Turn, person: PersonRow) -> str:
    """Say whether the person is told; promise nothing that does not come."""
    if person.id == turn.person.id:
        return turn.say("card-people.taken")
    is_told = hears_of(turn.session, person.id, NAMED)
    return turn.say("card-people.saved" if is_told else "card-people.untold", name=person.name)


def _take(turn: Turn, actor: Actor, process: SeenProcess, part: Part, data: Data) -> Message | None:
    shown = seen(actor, take_part(turn.session, actor, process.id, part, turn.now, version=version_of(data)))
    return _stands(turn, actor, shown, done=turn.say("card-people.taken")) if shown else None


def _stands(turn: Turn, actor: Actor, process: SeenProcess, **shown: Any) -> Message:
    return people_card(turn.say, process, open_actions(actor, process), **shown)


def _chosen(turn: Turn, process: SeenProcess, part: Part, object_id: str) -> PersonRow:
    choose = reviewer_chosen if part in FOR_REVIEWERS else person_chosen
    person = choose(turn, object_id, "person")
    check_part(turn.session, process, part, person.id)
    return person


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


PAGES: Mapping[str, Page] = {"people": _open, "people_save": _save}
