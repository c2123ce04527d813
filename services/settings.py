"""What an organisation settles for itself, changed by its coordinators."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import SettingsOutdated
from domain.people import Actor, check_coordinates
from domain.process import OPEN, Answer
from domain.settings import Settings
from domain.settings_form import CATALOGUES, LANGUAGE, SETTINGS_FORM, WEIGHTS, check_weights, settle, settled
from services.answers import understood
from services.changes import keep_figures
from services.notices import record
from storage.processes import as_processes
from storage.settings import remember_settings
from storage.tables import OrganisationRow, ProcessRow, SettingsRow

AT_ONCE = 500
"""So many processes are loaded at a time while all of them are computed anew."""
_IN_FIGURES = frozenset({*WEIGHTS, "bar"})


def read_setting(name: str, raw: object) -> Answer:
    """Return what a coordinator wants settled, or refuse it, naming its field."""
    question = SETTINGS_FORM[name]
    return understood(question.parse(raw), question.key)


def change_settings(
    session: Session,
    actor: Actor,
    raw: Mapping[str, object],
    now: datetime,
    *,
    version: int | None = None,
) -> Settings:
    """Settle what `raw` says and leave the rest; `version` is what the page showed, 0 if nothing was settled.

    What figures are made of is applied to every open process in the same transaction.
    """
    check_coordinates(actor)
    said = {name: read_setting(name, value) for name, value in raw.items()}
    # Who submits or settles something in the same moment waits here, and then goes by what is settled now.
    # Who only refers to the organisation does not: they may hold a process that we are about to wait for.
    organisation = session.get_one(
        OrganisationRow, actor.organisation_id, with_for_update={"key_share": True}, populate_existing=True
    )
    row = session.get(SettingsRow, organisation.id, populate_existing=True)
    if version not in (None, row.version if row else 0):
        raise SettingsOutdated
    before = {**settled(settle(row.chosen if row else {})), LANGUAGE: organisation.language}
    new = {name: value for name, value in said.items() if value != before[name]}
    settings = settle(_chosen({**before, **new}))
    check_weights(settings)
    if not new:
        return settings
    organisation.language = str(new.get(LANGUAGE, organisation.language))
    row = row or SettingsRow(organisation_id=organisation.id)
    row.chosen = _chosen({**before, **new})
    session.add(row)
    session.flush()
    remember_settings(session, organisation.id, row.chosen)
    changes = {name: f"{_brief(name, before[name])} → {_brief(name, value)}" for name, value in new.items()}
    record(session, "settings_changed", actor, now, **changes)
    if _IN_FIGURES & new.keys():
        _compute_anew(session, organisation.id, settings)
    return settings


def _chosen(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Keep what differs from the defaults, so that a better default reaches who never chose."""
    defaults = settled(Settings())
    return {name: answers[name] for name in defaults if answers[name] != defaults[name]}


def _brief(name: str, value: Answer) -> str:
    """Say a value for the record; of a catalogue only how many names it has."""
    if isinstance(value, list):
        return str(len(value)) if name in CATALOGUES else ", ".join(value)
    return f"{value:.2f}".removesuffix(".00") if isinstance(value, float) else str(value)


def _compute_anew(session: Session, organisation_id: UUID, settings: Settings) -> None:
    """Compute the figures of every open process; the locks keep what is judged meanwhile from being lost."""
    open_ones = select(ProcessRow.id).where(
        ProcessRow.organisation_id == organisation_id, ProcessRow.status.in_(OPEN)
    )
    ids = session.scalars(open_ones.order_by(ProcessRow.id)).all()
    locking = select(ProcessRow).order_by(ProcessRow.id).with_for_update()
    for start in range(0, len(ids), AT_ONCE):
        some = locking.where(ProcessRow.id.in_(ids[start : start + AT_ONCE]))
        rows = session.scalars(some.execution_options(populate_existing=True)).all()
        keep_figures(session, zip(rows, as_processes(session, rows), strict=True), settings)
