"""One change of a process: on the row as it is now, as a new version, with its event and what that owes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, Self
from uuid import UUID

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from domain.errors import NotFound, Outdated
from domain.people import Actor, Person
from domain.process import Process
from domain.scoring import score
from domain.settings import Settings
from services.notices import record
from storage.beside import IN_ORDER
from storage.database import act_as, acting
from storage.processes import as_process, keep, lock, person, remember_process, renewed
from storage.settings import settings_of
from storage.tables import ConversationRow, ProcessRow, RemarkRow

P = ParamSpec("P")

_FIGURES = ("potential", "stars", "priority")
_KEEP_FIGURES = (
    update(ProcessRow)
    .where(ProcessRow.id == bindparam("process"))
    .values({figure: bindparam(f"new_{figure}") for figure in _FIGURES})
)


@dataclass(kw_only=True)
class Change:
    """A process that nobody else can change before this transaction ends, and what somebody does with it.

    What changes beside its row is put into `process` as well, so that nothing is read twice; `version` is
    what the card showed.
    """

    session: Session
    now: datetime
    row: ProcessRow
    process: Process
    version: int | None = None

    @property
    def actor(self) -> Actor:
        """Who changes it."""
        actor = acting(self.session)
        if actor is None:
            raise LookupError("Nobody acts in this session.")
        return actor

    @property
    def author(self) -> Person:
        """The same, as shown to others."""
        return person(self.session, self.actor.person_id)

    def check(
        self, rule: Callable[Concatenate[Actor, Process, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> Self:
        """Refuse what a rule forbids, and then what was decided on a card that has been overtaken."""
        rule(self.actor, self.process, *args, **kwargs)
        self.check_version()
        return self

    def check_version(self) -> None:
        """Refuse what was decided on a card that has been overtaken; what changes nothing need not ask."""
        if self.version not in (None, self.process.version):
            raise Outdated(number=self.process.number)

    def put(self, part: str, *new: object, gone: Collection[object] = ()) -> None:
        """Put what is new of one kind beside the row into the process, and leave out what is gone."""
        kept = (each for each in getattr(self.process, part) if each not in gone)
        now: dict[str, Any] = {part: tuple(sorted((*kept, *new), key=IN_ORDER[part]))}
        self.process = replace(self.process, **now)

    def record(self, kind: str, about: UUID | None = None, /, **data: str) -> Process:
        """Store what has changed, record the event, and return the process as it is then.

        `about` is the person to whom it happened.
        """
        self.row.changed_at = self.now
        self.process = renewed(self.session, self.row, self.process)
        settings = settings_of(self.session, self.row.organisation_id)
        for figure, value in _figures(self.process, settings).items():
            setattr(self.row, figure, value)
        self.session.flush()
        keep(self.session, self.row)
        self.process = replace(self.process, version=self.row.version)
        remember_process(self.session, self.process)
        record(self.session, kind, acting(self.session), self.now, self.process, about, **data)
        if not self.process.status.is_open:
            await_no_answer(self, select(RemarkRow.id).where(RemarkRow.process_id == self.row.id))
        return self.process


def changing(
    session: Session, actor: Actor | None, process_id: UUID, now: datetime, version: int | None = None
) -> Change:
    """Begin to change a process as it is now; what the clock does has no actor."""
    act_as(session, actor)
    row = lock(session, process_id)
    if row is None:
        raise NotFound
    return Change(session=session, now=now, row=row, process=as_process(session, row), version=version)


def keep_figures(
    session: Session, processes: Iterable[tuple[ProcessRow, Process]], settings: Settings
) -> None:
    """Keep the figures that lists sort by beside their processes; they make no card outdated."""
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


def await_no_answer(change: Change, questions: Sequence[UUID] | Select[UUID]) -> None:
    """What those who were asked these questions type from now on is no answer to any of them."""
    asked = (change.row.submitter_id, change.row.expert_id)
    change.session.execute(
        update(ConversationRow)
        .where(ConversationRow.person_id.in_(asked), ConversationRow.asked_remark_id.in_(questions))
        .values(asked_remark_id=None)
        .execution_options(synchronize_session="fetch")
    )
