"""Who may read what, as one predicate; `storage.access` is its query form, and a test holds them equal."""

from domain.people import Actor
from domain.process import Person, Process, Visibility
from domain.questions import Seen


def may_read(actor: Actor, process: Process) -> bool:
    """Whether the actor may know that the process exists and read what is marked for all its readers."""
    if _is(actor, process.submitter) or _is(actor, process.expert) or _is(actor, process.holder):
        return True
    if actor.organisation_id == process.organisation_id:
        return actor.coordinates or process.visibility is not Visibility.PRIVATE
    if process.visibility is Visibility.NETWORKS:
        return bool(actor.networks & process.networks)
    return process.visibility is Visibility.EVERYONE


def seen_by(actor: Actor, process: Process) -> frozenset[Seen]:
    """Which answers of a process they may read the actor sees."""
    if actor.organisation_id != process.organisation_id:
        return frozenset({Seen.ALL})
    if may_review(actor, process) or _is(actor, process.submitter) or _is(actor, process.expert):
        return frozenset(Seen)
    return frozenset({Seen.ALL, Seen.ORGANISATION})


def may_review(actor: Actor, process: Process) -> bool:
    """Whether the actor may judge and move the process: the own organisation's reviewers and coordinators."""
    return actor.reviews and actor.organisation_id == process.organisation_id and may_read(actor, process)


def _is(actor: Actor, person: Person | None) -> bool:
    return person is not None and person.id == actor.person_id
