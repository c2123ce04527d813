"""Rows of settings made into the domain's `Settings`."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from domain.process import Phase
from domain.settings import Settings
from storage.tables import Json, SettingsRow

_LISTS = ("systems", "technologies", "domains")


def settings_of(session: Session, organisation_id: UUID) -> Settings:
    """Return what an organisation has settled, and the defaults for the rest."""
    row = session.get(SettingsRow, organisation_id)
    return as_settings(row.chosen) if row else Settings()


def as_settings(chosen: Json) -> Settings:
    """Make settings of what is stored of them."""
    changes = dict(chosen)
    for name in _LISTS:
        if name in changes:
            changes[name] = tuple(changes[name])
    settings = Settings()
    if "waiting_limits" in changes:
        limits = {Phase(phase): days for phase, days in changes["waiting_limits"].items()}
        changes["waiting_limits"] = {**settings.waiting_limits, **limits}
    return replace(settings, **changes)
