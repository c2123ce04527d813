"""Rows of a process made into the domain's `Process`, with its people, remarks and files."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, aliased

from domain.people import Actor
from domain.process import Person, Phase, Process, Remark, Status, Visibility
from storage.assets import as_asset, stored_assets
from storage.tables import AssetRow, DraftRow, PersonRow, ProcessRow, RemarkRow

SHOWN_AT_MOST = 50
OPEN = [status.value for status in Status if status.is_open]

# Built once: every card of a process is made with them.
_REMARKS_ON = (
    select(RemarkRow)
    .where(RemarkRow.process_id.in_(bindparam("processes", expanding=True)))
    .order_by(RemarkRow.at, RemarkRow.id)
)
_NAMES = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(bindparam("people", expanding=True)))


def load(session: Session, process_id: UUID) -> Process | None:
    """Return the process with this id."""
    row = session.get(ProcessRow, process_id)
    return as_process(session, row) if row else None


def lock(session: Session, process_id: UUID) -> ProcessRow | None:
    """Return the row as it is now, and let nobody else change it before this transaction ends."""
    session.flush()
    return session.get(ProcessRow, process_id, with_for_update=True, populate_existing=True)


def find_by_number(session: Session, organisation_id: UUID, number: int) -> Process | None:
    """Return the process people call by this number in the organisation."""
    numbered = (ProcessRow.organisation_id == organisation_id, ProcessRow.number == number)
    row = session.scalar(select(ProcessRow).where(*numbered))
    return as_process(session, row) if row else None


def mine(session: Session, actor: Actor, limit: int = SHOWN_AT_MOST) -> list[Process]:
    """Return what the actor has submitted, the newest first."""
    newest_first = select(ProcessRow).order_by(ProcessRow.submitted_at.desc(), ProcessRow.number.desc())
    own = newest_first.where(ProcessRow.submitter_id == actor.person_id).limit(limit)
    return as_processes(session, session.scalars(own).all())


def drafts_of(session: Session, actor: Actor, limit: int = SHOWN_AT_MOST) -> Sequence[DraftRow]:
    """Return the actor's drafts, the last touched first."""
    own = select(DraftRow).where(DraftRow.person_id == actor.person_id)
    return session.scalars(own.order_by(DraftRow.updated_at.desc(), DraftRow.id.desc()).limit(limit)).all()


def newest_unanswered(session: Session, actor: Actor) -> RemarkRow | None:
    """Return the newest question that still waits for the actor's answer, about a process that is open."""
    reply = aliased(RemarkRow)
    waiting = (
        select(RemarkRow)
        .join(ProcessRow, ProcessRow.id == RemarkRow.process_id)
        .where(ProcessRow.submitter_id == actor.person_id, ProcessRow.status.in_(OPEN))
        .where(RemarkRow.kind == "question", ~exists().where(reply.answers_id == RemarkRow.id))
        .order_by(RemarkRow.at.desc(), RemarkRow.id.desc())
    )
    return session.scalars(waiting.limit(1)).first()


def named_systems(session: Session, organisation_id: UUID, limit: int = 6) -> tuple[str, ...]:
    """Return the systems that the organisation's latest suggestions name, the most named first."""
    latest = (
        select(ProcessRow.answers["it_systems"])
        .where(
            ProcessRow.organisation_id == organisation_id, ProcessRow.visibility != Visibility.PRIVATE.value
        )
        .order_by(ProcessRow.number.desc())
        .limit(SHOWN_AT_MOST)
    )
    named = Counter(name for names in session.scalars(latest) for name in names or ())
    return tuple(name for name, _ in named.most_common(limit))


def as_process(session: Session, row: ProcessRow) -> Process:
    """Make one process of its row."""
    return as_processes(session, [row])[0]


def as_processes(session: Session, rows: Sequence[ProcessRow]) -> list[Process]:
    """Make processes of their rows; three queries fetch the remarks, files and people of all of them."""
    ids = [row.id for row in rows]
    remarks, assets = _remarks(session, ids), stored_assets(session, ids)
    authors = {remark.author_id for several in remarks.values() for remark in several}
    uploaders = {asset.uploader_id for several in assets.values() for asset in several}
    people = _people(session, authors.union(uploaders, *map(_roles, rows)))
    return [_process(row, remarks[row.id], assets[row.id], people) for row in rows]


def _process(
    row: ProcessRow,
    remarks: Iterable[RemarkRow],
    assets: Iterable[AssetRow],
    people: Mapping[UUID | None, Person],
) -> Process:
    submitter, expert, holder = map(people.get, _roles(row))
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
        answers=row.answers,
        submitted_at=row.submitted_at,
        changed_at=row.changed_at,
        look_again_on=row.look_again_on,
        remarks=tuple(
            Remark(
                id=remark.id,
                kind=remark.kind,
                author=people.get(remark.author_id),
                text=remark.text,
                at=remark.at,
                answers_id=remark.answers_id,
            )
            for remark in remarks
        ),
        assets=tuple(as_asset(asset, people.get(asset.uploader_id)) for asset in assets),
    )


def _roles(row: ProcessRow) -> Sequence[UUID | None]:
    return (row.submitter_id, row.expert_id, row.holder_id)


def _remarks(session: Session, process_ids: Sequence[UUID]) -> Mapping[UUID, list[RemarkRow]]:
    found: dict[UUID, list[RemarkRow]] = defaultdict(list)
    for remark in session.scalars(_REMARKS_ON, {"processes": process_ids}):
        found[remark.process_id].append(remark)
    return found


def _people(session: Session, wanted: set[UUID | None]) -> Mapping[UUID | None, Person]:
    named = session.execute(_NAMES, {"people": list(wanted - {None})})
    return {person_id: Person(id=person_id, name=name) for person_id, name in named}
