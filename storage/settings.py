"""Rows of settings made into the domain's `Settings`."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.settings import Settings
from domain.settings_form import settle
from storage.prepared import Prepared
from storage.tables import Json, SettingsRow

# Built once: every card of a process is made with it.
_CHOSEN = Prepared(
    lambda _: select(SettingsRow.chosen).where(SettingsRow.organisation_id == bindparam("organisation"))
)


def settings_of(session: Session, organisation_id: UUID) -> Settings:
    """Return what an organisation has settled, and the defaults for the rest; read once in a transaction."""
    if organisation_id not in _read(session):
        found = _CHOSEN.rows(session, organisation=organisation_id)
        remember_settings(session, organisation_id, found[0].chosen if found else {})
    return _read(session)[organisation_id]


def remember_settings(session: Session, organisation_id: UUID, chosen: Json) -> None:
    """Keep what an organisation has settled, as it was read last."""
    _read(session)[organisation_id] = settle(chosen) if chosen else Settings()


def _read(session: Session) -> dict[UUID, Settings]:
    read: dict[UUID, Settings] = session.info.setdefault("settings", {})
    return read
