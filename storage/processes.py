"""Rows of a process made into the domain's `Process`, with all that belongs to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from domain.business_case import BusinessCase
from domain.people import Actor, AnyMember, Person
from domain.process import OPEN, Listing, Phase, Process, Status, Twin, Visibility
from domain.reading.choices import LONGEST_SYSTEM
from storage.access import own_readable
from storage.beside import PARTS, Beside, find_beside
from storage.failures import Overtaken
from storage.listing import listings
from storage.prepared import Prepared
from storage.settings import remember_settings, settings_of
from storage.tables import DraftRow, PersonRow, ProcessRow, RemarkRow

SHOWN_AT_MOST = 50
_IN_HAND = "processes"
_COLUMNS = tuple(column.key for column in ProcessRow.__table__.columns)
_FIXED = frozenset({"id", "organisation_id", "home", "number", "form_version", "submitted_at", "version"})
_ROW = select(ProcessRow.__table__).where(ProcessRow.id == bindparam("process"))
_READ = Prepared(lambda _: _ROW)
_LOCK = Prepared(lambda _: _ROW.with_for_update())
_KEEP = Prepared(
    lambda _: (
        update(ProcessRow)
        .where(ProcessRow.id == bindparam("process"), ProcessRow.version == bindparam("known"))
        .values(
            version=ProcessRow.version + 1,
            **{column: bindparam(f"new_{column}") for column in _COLUMNS if column not in _FIXED},
        )
    )
)


def load(session: Session, process_id: UUID) -> Process | None:
    """Return the process with this id."""
    session.flush()
    found = _READ.rows(session, process=process_id)
    return as_process(session, found[0]) if found else None


def load_once(session: Session, process_id: UUID) -> Process | None:
    """Return it as it was read by this, or changed, last in the same transaction."""
    in_hand: dict[UUID, Process | None] = session.info.setdefault(_IN_HAND, {})
    if process_id not in in_hand:
        in_hand[process_id] = load(session, process_id)
    return in_hand[process_id]


def remember_process(session: Session, process: Process) -> None:
    """Have a process at hand as it is now, for who asks for it once more in the same transaction."""
    session.info.setdefault(_IN_HAND, {})[process.id] = process


def read_anew(session: Session) -> None:
    """Read every process anew that is asked for from now on."""
    session.info.pop(_IN_HAND, None)


def lock(session: Session, process_id: UUID) -> ProcessRow | None:
    """Return the row as it is now, and let nobody else change it before this transaction ends.

    The session does not look after it: what changes in it is kept by `keep`.
    """
    session.flush()
    found = _LOCK.rows(session, process=process_id)
    return ProcessRow(**found[0]._asdict()) if found else None


def keep(session: Session, row: ProcessRow) -> None:
    """Keep a locked row as it is now, as the next version."""
    changed = {f"new_{column}": getattr(row, column) for column in _COLUMNS if column not in _FIXED}
    if _KEEP.execute(session, process=row.id, known=row.version, **changed).rowcount != 1:
        raise Overtaken
    row.version += 1


def find_by_number(session: Session, organisation_id: UUID, number: int) -> Process | None:
    """Return the process people call by this number in the organisation."""
    numbered = (ProcessRow.organisation_id == organisation_id, ProcessRow.number == number)
    row = session.scalar(select(ProcessRow).where(*numbered))
    return as_process(session, row) if row else None


def mine(session: Session, actor: Actor, limit: int = SHOWN_AT_MOST) -> list[Listing]:
    """Return what the actor has submitted, the newest first."""
    newest_first = (ProcessRow.submitted_at.desc(), ProcessRow.number.desc())
    return listings(session, ProcessRow.submitter_id == actor.person_id, newest_first, limit)


def drafts_of(session: Session, actor: Actor, limit: int = SHOWN_AT_MOST) -> Sequence[DraftRow]:
    """Return the actor's drafts, the last touched first."""
    own = select(DraftRow).where(DraftRow.person_id == actor.person_id)
    return session.scalars(own.order_by(DraftRow.updated_at.desc(), DraftRow.id.desc()).limit(limit)).all()


def newest_unanswered(session: Session, actor: Actor) -> RemarkRow | None:
    """Return the newest question that still waits for the actor's answer, about a process that is open."""
    reply = aliased(RemarkRow)
    is_asked = or_(ProcessRow.submitter_id == actor.person_id, ProcessRow.expert_id == actor.person_id)
    waiting = (
        select(RemarkRow)
        .join(ProcessRow, ProcessRow.id == RemarkRow.process_id)
        .where(is_asked, ProcessRow.status.in_(OPEN))
        .where(RemarkRow.kind == "question", ~exists().where(reply.answers_id == RemarkRow.id))
        .order_by(RemarkRow.at.desc(), RemarkRow.id.desc())
    )
    return session.scalars(waiting.limit(1)).first()


def named_systems(session: Session, organisation_id: UUID, limit: int = 6) -> tuple[str, ...]:
    """Return the organisation's systems: of its catalogue, then others; the most named lately first.

    One whose name is too long for an answer is left out.
    """
    latest = (
        select(ProcessRow.answers["it_systems"])
        .where(
            ProcessRow.organisation_id == organisation_id, ProcessRow.visibility != Visibility.PRIVATE.value
        )
        .order_by(ProcessRow.number.desc())
        .limit(SHOWN_AT_MOST)
    )
    named = [name for names in session.scalars(latest) for name in names or ()]
    often = Counter(name.casefold() for name in named)
    catalogue = settings_of(session, organisation_id).systems
    spelt: dict[str, str] = {}
    for name in (*catalogue, *named):
        spelt.setdefault(name.casefold(), name)
    ranked = sorted(spelt.values(), key=lambda name: (name not in catalogue, -often[name.casefold()]))
    return tuple(islice((name for name in ranked if len(name) <= LONGEST_SYSTEM), limit))


def as_process(session: Session, row: ProcessRow) -> Process:
    """Make one process of its row."""
    return as_processes(session, [row])[0]


def as_processes(session: Session, rows: Sequence[ProcessRow]) -> list[Process]:
    """Make processes of their rows; one more query fetches all that belongs to any of them, settings too.

    Only where some have been merged, another one finds their twins.
    """
    roles = {person_id for row in rows for person_id in _roles(row) if person_id is not None}
    organisations = {row.organisation_id for row in rows}
    beside, people, settled = find_beside(session, [row.id for row in rows], roles, organisations)
    for organisation_id in organisations:
        remember_settings(session, organisation_id, settled.get(organisation_id, {}))
    twins = _twins(session, rows)
    return [
        _process(row, beside.get(row.id) or Beside(), people, twins.get(row.merged_into_id)) for row in rows
    ]


def renewed(session: Session, row: ProcessRow, process: Process) -> Process:
    """Return a process as its row is now, for who knows all that belongs to it; mostly without a query."""
    known = (process.submitter, process.expert, process.holder, process.deputy, process.watcher)
    people: dict[UUID | None, Person] = {each.id: each for each in known if each is not None}
    for person_id in _roles(row):
        if person_id is not None and person_id not in people:
            people[person_id] = person(session, person_id)
    return _process(row, process, people, process.twin)


def person(session: Session, person_id: UUID) -> Person:
    """Return a person as shown to others; who speaks is known without a query."""
    row = session.get_one(PersonRow, person_id)
    return Person(id=row.id, name=row.name)


def _twins(session: Session, rows: Sequence[ProcessRow]) -> Mapping[UUID | None, Twin]:
    merged = [row for row in rows if row.merged_into_id is not None]
    if not merged:
        return {}
    organisations = {row.organisation_id for row in merged}
    found = session.execute(
        select(ProcessRow.id, ProcessRow.number, ProcessRow.answers["title"].as_string().label("title"))
        .where(ProcessRow.id.in_({row.merged_into_id for row in merged}))
        .where(or_(*(own_readable(AnyMember(organisation_id=each)) for each in organisations)))
    )
    return {row.id: Twin(number=row.number, title=row.title) for row in found}


def _process(
    row: ProcessRow,
    beside: Beside | Process,
    people: Mapping[UUID | None, Person],
    twin: Twin | None,
) -> Process:
    submitter, expert, holder, deputy, watcher = map(people.get, _roles(row))
    parts: dict[str, Any] = {part: tuple(getattr(beside, part)) for part in PARTS}
    return Process(
        id=row.id,
        organisation_id=row.organisation_id,
        number=row.number,
        version=row.version,
        phase=Phase(row.phase),
        status=Status(row.status),
        visibility=Visibility(row.visibility),
        submitter=submitter,
        expert=expert,
        holder=holder,
        deputy=deputy,
        watcher=watcher,
        answers=row.answers,
        submitted_at=row.submitted_at,
        phase_since=row.phase_since,
        changed_at=row.changed_at,
        look_again_on=row.look_again_on,
        merged_into=row.merged_into_id,
        twin=twin,
        judgement_overridden=row.judgement_overridden,
        business_case=BusinessCase(**row.business_case) if row.business_case else None,
        **parts,
    )


def _roles(row: ProcessRow) -> Sequence[UUID | None]:
    return (row.submitter_id, row.expert_id, row.holder_id, row.deputy_id, row.watcher_id)
