"""One action on several processes: each is done as by itself, or not at all, and told of by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import NotFound, NotThisPhase, Refusal, Unreadable
from domain.gates import next_phase
from domain.people import Actor, Part, check_reviews
from domain.process import Process, Status
from services.involving import give_part
from services.remarks import read_remark
from services.seeing import read
from services.steering import end, move
from storage.tables import ProcessRow

MOST = 25


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A process, in the version that was looked at when it was chosen."""

    process_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Treated:
    """What became of one of them, by its number if it is known; `refusal` says why nothing was done."""

    number: int | None
    refusal: Refusal | None = None


Act = Callable[[Process, int], Process]


def reject_all(
    session: Session, actor: Actor, chosen: Sequence[Chosen], reason: object, now: datetime
) -> list[Treated]:
    """Reject each, with the same reason."""
    why = read_remark(reason, "reason")

    def reject(process: Process, version: int) -> Process:
        return end(session, actor, process.id, Status.REJECTED, why, None, now, version=version)

    return _each(session, actor, chosen, reject)


def move_all(session: Session, actor: Actor, chosen: Sequence[Chosen], now: datetime) -> list[Treated]:
    """Take each on into the phase that comes next for it."""

    def move_on(process: Process, version: int) -> Process:
        into = next_phase(process)
        if into is None:
            raise NotThisPhase(number=process.number, phase=process.phase.value)
        return move(session, actor, process.id, into, now, version=version)

    return _each(session, actor, chosen, move_on)


def assign_all(
    session: Session, actor: Actor, chosen: Sequence[Chosen], person_id: UUID, now: datetime
) -> list[Treated]:
    """Give each to a colleague; that they review, the caller knows."""

    def assign(process: Process, version: int) -> Process:
        return give_part(session, actor, process.id, Part.HOLDER, person_id, now, version=version)

    return _each(session, actor, chosen, assign)


def check_count(chosen: Sequence[Chosen]) -> None:
    """Refuse none, and more than are done at a time."""
    if not chosen:
        raise Unreadable(field="processes", problem="empty")
    if len(chosen) > MOST:
        raise Unreadable(field="processes", problem="too-many", count=len(chosen), max=MOST)


def _each(session: Session, actor: Actor, chosen: Sequence[Chosen], act: Act) -> list[Treated]:
    check_reviews(actor)
    check_count(chosen)
    versions = {one.process_id: one.version for one in chosen}
    theirs = (ProcessRow.organisation_id == actor.organisation_id, ProcessRow.id.in_(versions))
    # In the order of all who lock several, so that nobody waits for somebody who waits for them.
    locking = select(ProcessRow.id, ProcessRow.number).where(*theirs).order_by(ProcessRow.id)
    numbers = {row.id: row.number for row in session.execute(locking.with_for_update())}
    found = sorted(numbers, key=numbers.__getitem__)
    unknown = [Treated(number=None, refusal=NotFound())] * (len(versions) - len(found))
    return [*(_one(session, actor, each, numbers[each], versions[each], act) for each in found), *unknown]


def _one(session: Session, actor: Actor, process_id: UUID, number: int, version: int, act: Act) -> Treated:
    try:
        with session.begin_nested():
            act(read(session, actor, process_id), version)
    except Refusal as refusal:
        return Treated(number=number, refusal=refusal)
    return Treated(number=number)
