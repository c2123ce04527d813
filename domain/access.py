"""Who may read what, as one predicate; `storage.access` is its query form, and a test holds them equal."""

from collections.abc import Sequence

from domain.assessment import Assessment
from domain.people import Actor, Person, Reader
from domain.process import Asset, Process, Status, Visibility
from domain.questions import Circle
from domain.scoring import own_assessments

SEEN_BY_COLLEAGUES = frozenset({Circle.ALL, Circle.ORGANISATION})
"""The answers that all of a process's own organisation see who may read it."""


def may_read(actor: Reader, process: Process) -> bool:
    """Whether the actor may know that the process exists and read what is marked for all its readers."""
    if is_one_of(actor, process.submitter, process.expert, process.holder, process.deputy):
        return True
    if actor.organisation_id == process.organisation_id:
        return actor.coordinates or process.visibility is not Visibility.PRIVATE
    return process.visibility is Visibility.EVERYONE


def seen_by(actor: Reader, process: Process) -> frozenset[Circle]:
    """Which answers of a process they may read the actor sees; no notes where others read along."""
    if actor.organisation_id != process.organisation_id:
        return frozenset({Circle.ALL})
    return (
        frozenset(Circle) if isinstance(actor, Actor) and may_review(actor, process) else SEEN_BY_COLLEAGUES
    )


def may_review(actor: Reader, process: Process) -> bool:
    """Whether the actor may judge and move the process: the own organisation's reviewers and coordinators."""
    return actor.reviews and actor.organisation_id == process.organisation_id and may_read(actor, process)


def shown_assessments(actor: Reader, process: Process) -> Sequence[Assessment]:
    """Return who judged what, as a reviewer sees it: nothing until they have given their own assessment."""
    given = own_assessments(process)
    has_given = any(is_one_of(actor, each.reviewer) for each in given)
    return given if has_given and may_review(actor, process) else ()


def may_fetch(actor: Reader, process: Process, asset: Asset) -> bool:
    """Whether the actor may see and fetch a file of the process: other organisations once it is open."""
    return may_read(actor, process) and (asset.open or actor.organisation_id == process.organisation_id)


def may_open(actor: Reader, process: Process) -> bool:
    """Whether the actor owns the process's files: they open them to others, close and remove them."""
    if actor.organisation_id != process.organisation_id:
        return False
    return actor.coordinates or is_one_of(actor, process.submitter, process.expert)


def may_attach(actor: Reader, process: Process) -> bool:
    """Whether the actor may add files to the process: its owners, and the reviewer who holds it."""
    return may_open(actor, process) or is_one_of(actor, process.holder, process.deputy)


def may_edit(actor: Reader, process: Process) -> bool:
    """Whether the actor may change the answers: reviewers, the expert, the submitter until it is claimed."""
    if may_review(actor, process) or is_one_of(actor, process.expert):
        return True
    return is_one_of(actor, process.submitter) and not is_claimed(process)


def may_reply(actor: Reader, process: Process) -> bool:
    """Whether what reviewers ask is the actor's to answer: the submitter's, and the process expert's."""
    return is_one_of(actor, process.submitter, process.expert)


def is_claimed(process: Process) -> bool:
    """Whether a reviewer has taken the process, now or before."""
    return process.holder is not None or process.status is not Status.NOT_RATED


def is_one_of(actor: Reader, *people: Person | None) -> bool:
    """Whether the actor is one of these people; who reads along with others is nobody in particular."""
    return isinstance(actor, Actor) and actor.person_id in {
        person.id for person in people if person is not None
    }
