"""Rows of settings made into the domain's `Settings`."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.settings import Settings
from domain.settings_form import settle
from storage.tables import SettingsRow

_READ = "settings"

# Built once: every card of a process is made with it.
_CHOSEN = select(SettingsRow.chosen).where(SettingsRow.organisation_id == bindparam("organisation"))


def settings_of(session: Session, organisation_id: UUID) -> Settings:
    """Return what an organisation has settled, and the defaults for the rest; read once in a transaction."""
    read: dict[UUID, Settings] = session.info.setdefault(_READ, {})
    if organisation_id not in read:
        chosen = session.connection().scalar(_CHOSEN, {"organisation": organisation_id})
        read[organisation_id] = settle(chosen) if chosen else Settings()
    return read[organisation_id]


def read_anew(session: Session) -> None:
    """Forget what was read, since something else is settled now."""
    session.info.pop(_READ, None)
