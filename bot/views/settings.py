"""What an organisation has settled for itself, as it is shown."""

from uuid import UUID

from sqlalchemy.orm import Session

from cards.message import Message
from cards.settings import settings_card
from services.notices import review_channel_of
from storage.settings import settings_of
from storage.tables import OrganisationRow
from texts import Say


def organisation_view(session: Session, say: Say, organisation_id: UUID) -> Message:
    """Return the card as things stand."""
    return settings_card(
        say,
        settings_of(session, organisation_id),
        language=session.get_one(OrganisationRow, organisation_id).language,
        has_channel=review_channel_of(session, organisation_id) is not None,
    )
