"""Files as a person sees them, and the cards by which Teams offers and shows them."""

from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from bot.turn.fields import Data
from bot.views.made import MADE
from bot.views.scene import Scene
from cards.files import file_card
from cards.message import Message
from cards.safe import plain
from domain.access import may_open
from domain.errors import NotFound
from domain.process import Asset
from domain.sight import seen
from services.files import find
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


def consent_to_made(kind: str, scene: Scene, person: PersonRow) -> Activity | None:
    """Return the card by which Teams asks whether the person wants what is made, if they may have it."""
    made, subject_id = MADE[kind], scene.delivery.subject_id or person.id
    content = made.make(scene.session, person, subject_id)
    if content is None:
        return None
    process, size = scene.session.get(ProcessRow, subject_id), made.size(content)
    facts = {"number": str(process.number)} if process else {}
    context = {kind: str(subject_id), "size": size}
    return _offering(scene.say(made.name, **facts), size, scene.say(made.about, **facts), context)


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
