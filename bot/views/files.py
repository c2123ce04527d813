"""Files as a person sees them, and the cards by which Teams offers and shows them."""

from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from bot.turn.fields import Data
from bot.views.case_file import case_file
from bot.views.my_data import size_of_my_data
from cards.files import file_card
from cards.message import Message
from cards.safe import plain
from domain.access import may_open
from domain.errors import NotFound
from domain.process import Asset
from domain.sight import seen
from services.files import (
    find,
)
from services.people import as_actor
from services.transfers import MAY_BE_RETRIED
from storage.assets import as_asset
from storage.processes import mine
from storage.tables import PersonRow, ProcessRow
from texts import Say

Activity: TypeAlias = dict[str, Any]


CONSENT = "application/vnd.microsoft.teams.card.file.consent"


INFO = "application/vnd.microsoft.teams.card.file.info"


PLACES = 5


MY_DATA = "my_data"
"""In place of an asset, with the size that was offered."""


CASE = "case"
"""In place of an asset, with the process whose business case it is."""


def file_view(session: Session, say: Say, person: PersonRow, asset_id: UUID, **shown: Any) -> Message | None:
    """Return the card of a file as it is now for one person; None if they may not see it any more."""
    actor = as_actor(session, person)
    try:
        row, process = find(session, actor, asset_id)
    except NotFound:
        return None
    asset = as_asset(row, session.get(PersonRow, row.uploader_id) if row.uploader_id else None)
    own = row.uploader_id == person.id
    return file_card(
        say,
        asset,
        process=seen(actor, process) if process else None,
        in_draft=row.subject_id is not None and process is None,
        places=mine(session, actor, PLACES) if row.subject_id is None and row.status != "failed" else None,
        actions=_actions(asset, own=own, opens=process is not None and may_open(actor, process)),
        **shown,
    )


def consent(session: Session, say: Say, person: PersonRow, asset_id: UUID) -> Activity | None:
    """Return the card by which Teams asks whether the person wants the file, if they may have it."""
    try:
        asset, process = find(session, as_actor(session, person), asset_id)
    except NotFound:
        return None
    about = say("card-file-consent", number=str(process.number)) if process else say("card-file-consent-own")
    return _offering(asset.name, asset.size or 0, about, {"asset": str(asset.id)})


def consent_to_my_data(session: Session, say: Say, person: PersonRow) -> Activity:
    """Return the card by which Teams asks whether the person wants what is held about them."""
    size = size_of_my_data(session, person)
    return _offering(say("note-my-data.file"), size, say("note-my-data"), {MY_DATA: size})


def consent_to_case(session: Session, say: Say, person: PersonRow, process_id: UUID) -> Activity | None:
    """Return the card by which Teams asks whether the person wants a business case, if they may have it."""
    made = case_file(session, person, process_id)
    if made is None:
        return None
    number = session.get_one(ProcessRow, process_id).number
    context = {CASE: str(process_id), "size": len(made)}
    name = say("note-case-file.name", number=str(number))
    return _offering(name, len(made), say("note-case-file", number=str(number)), context)


def arrived(told: Data) -> Activity:
    """Return the card by which Teams shows a file that has reached the person."""
    content = {"uniqueId": told["uniqueId"], "fileType": told["fileType"]}
    return _carrying(
        {
            "contentType": INFO,
            "contentUrl": told["contentUrl"],
            "name": plain(told["name"]),
            "content": content,
        }
    )


def _offering(name: str, size: int, about: str, context: Data) -> Activity:
    content = {
        "description": about,
        "sizeInBytes": size,
        "acceptContext": context,
        "declineContext": context,
    }
    return _carrying({"contentType": CONSENT, "name": plain(name), "content": content})


def _carrying(attachment: Activity) -> Activity:
    return {"type": "message", "attachments": [attachment]}


def _actions(asset: Asset, *, own: bool, opens: bool) -> list[str]:
    stored = asset.status == "stored"
    offered = {
        "fetch_file": stored,
        "retry_file": own and asset.status == "failed" and asset.reason in MAY_BE_RETRIED,
        "close_file": opens and stored and asset.open,
        "open_file": opens and stored and not asset.open,
        "remove_file": own or opens,
    }
    return [verb for verb, may in offered.items() if may]
