"""Rows of settings made into the domain's `Settings`."""

from uuid import UUID

from sqlalchemy.orm import Session

from domain.settings import Settings
from domain.settings_form import settle
from storage.tables import SettingsRow


def settings_of(session: Session, organisation_id: UUID) -> Settings:
    """Return what an organisation has settled, and the defaults for the rest."""
    row = session.get(SettingsRow, organisation_id)
    return settle(row.chosen) if row else Settings()
