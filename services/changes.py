"""One change of a process: on the row as it is now, as a new version, with its event and what that owes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified, set_committed_value

from domain.errors import NotFound
from domain.people import Actor
from domain.process import Process
from domain.scoring import score
from domain.settings import Settings
from services.notices import record
from storage.processes import as_process, lock, renewed
from storage.settings import settings_of
from storage.tables import ConversationRow, ProcessRow, RemarkRow

_FIGURES = ("potential", "stars", "priority")
_KEEP_FIGURES = (
    update(ProcessRow)
    .where(ProcessRow.id == bindparam("process"))
    .values({figure: bindparam(f"new_{figure}") for figure in _FIGURES})
)


def locked(session: Session, process_id: UUID) -> tuple[ProcessRow, Process]:
    """Return a process as it is now, which nobody else can change before this transaction ends."""
    row = lock(session, process_id)
    if row is None:
        raise NotFound
    return row, as_process(session, row)


def changed(
    session: Session,
    row: ProcessRow,
    kind: str,
    actor: Actor | None,
    now: datetime,
    about: UUID | None = None,
    known: Process | None = None,
    /,
    **data: str,
) -> Process:
    """Store what has changed, record the event, and return the process as it is then.

    What the clock does has no actor; `about` is the person to whom it happened. Who knows all that belongs
    to the process beside its row hands that in as `known`, and it is not read once more.
    """
    row.changed_at = now
    # A remark changes no column of the process, but it does make older cards outdated.
    flag_modified(row, "changed_at")
    settings = settings_of(session, row.organisation_id)
    if known is None:
        session.flush()
        process = as_process(session, row)
        keep_figures(session, row, process, settings)
    else:
        process = renewed(session, row, known)
        for figure, value in _figures(process, settings).items():
            setattr(row, figure, value)
        session.flush()
        process = replace(process, version=row.version)
    record(session, kind, actor, now, process, about, **data)
    if not process.status.is_open:
        await_no_answer(session, row, select(RemarkRow.id).where(RemarkRow.process_id == row.id))
    return process


def keep_figures(session: Session, row: ProcessRow, process: Process, settings: Settings) -> None:
    """Keep the figures that lists sort by beside the process; they make no card outdated."""
    keep_all_figures(session, [(row, process)], settings)


def keep_all_figures(
    session: Session, processes: Iterable[tuple[ProcessRow, Process]], settings: Settings
) -> None:
    """Keep the figures of several processes, those that are new, in one go."""
    kept = []
    for row, process in processes:
        new = _figures(process, settings)
        if new != {figure: getattr(row, figure) for figure in _FIGURES}:
            kept.append({"process": row.id, **{f"new_{figure}": value for figure, value in new.items()}})
            for figure, value in new.items():
                set_committed_value(row, figure, value)
    if kept:
        session.connection().execute(_KEEP_FIGURES, kept)


def _figures(process: Process, settings: Settings) -> Mapping[str, float | None]:
    figures = score(process, settings)
    return {figure: getattr(figures, figure) for figure in _FIGURES}


def await_no_answer(session: Session, row: ProcessRow, questions: Sequence[UUID] | Select[UUID]) -> None:
    """What those who were asked these questions type from now on is no answer to any of them."""
    asked = (row.submitter_id, row.expert_id)
    session.execute(
        update(ConversationRow)
        .where(ConversationRow.person_id.in_(asked), ConversationRow.asked_remark_id.in_(questions))
        .values(asked_remark_id=None)
        .execution_options(synchronize_session="fetch")
    )
