"""What is to be done with the bytes of files: owed with its reason, taken, and what became of it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, true
from sqlalchemy.orm import Session

from domain.people import Actor
from domain.process import Process
from services.notices import count_owed, record
from services.outbox import Outbox
from storage.processes import load
from storage.tables import AssetRow, DeliveryRow, Json, TransferRow

CARRIES = "carries"
"""The mark of a session whose transaction owes transfers, for whoever carries them out after the commit."""
TRANSFERS = Outbox(
    row=TransferRow,
    owed=true(),
    place=lambda transfer: transfer.id,
    first_rest=timedelta(seconds=10),
    growth=4,
    longest_rest=timedelta(hours=1),
    furthest=timedelta(hours=1),
    most_attempts=6,
)
WITH_FILES = TRANSFERS.due(
    select(TransferRow, AssetRow).outerjoin(AssetRow, AssetRow.id == TransferRow.asset_id)
)
"""What is due, each with its file unless that is gone."""
PASSES = frozenset({"unreachable"})
"""Why a transfer failed, if trying again by itself may help …"""
MAY_BE_RETRIED = PASSES | {"expired"}
"""… and if somebody may at least ask for it."""


def owe_transfer(
    session: Session,
    organisation_id: UUID,
    asset_id: UUID,
    kind: str,
    now: datetime,
    *,
    conversation_id: UUID | None = None,
    url: str = "",
    args: Json | None = None,
) -> None:
    """Owe that the bytes of a file, or of what is made when it is sent, go somewhere or are removed."""
    session.info[CARRIES] = True
    session.add(
        TransferRow(
            organisation_id=organisation_id,
            asset_id=asset_id,
            conversation_id=conversation_id,
            kind=kind,
            url=url,
            args=args or {},
            due_at=now,
            created_at=now,
        )
    )


def fetched(
    session: Session, transfer_id: UUID, asset_id: UUID, now: datetime, *, size: int, sha256: str
) -> bool:
    """Write down that a file is stored; False if it was removed meanwhile."""
    asset = session.get(AssetRow, asset_id, with_for_update=True)
    if asset is None:
        return False
    transfer = session.get(TransferRow, transfer_id)
    if transfer is None:
        return True
    asset.status, asset.reason, asset.size, asset.sha256 = "stored", None, size, sha256
    session.delete(transfer)
    if asset.uploader_id is not None:
        sender = Actor(person_id=asset.uploader_id, organisation_id=asset.organisation_id)
        process = load(session, asset.subject_id) if asset.subject_id else None
        tell_of(session, asset, process, "file_added", sender, now)
    _owe_card(session, transfer, "file", now, {"received": True}, operation="update")
    return True


def sent(session: Session, transfer_id: UUID, now: datetime) -> None:
    """Write down that a file has arrived with the person, and owe what Teams shows for it."""
    transfer = session.get(TransferRow, transfer_id)
    if transfer is not None:
        session.delete(transfer)
        _owe_card(session, transfer, "file_sent", now, transfer.args)


def removed(session: Session, transfer_id: UUID) -> None:
    """Write down that a file's bytes are gone."""
    session.execute(delete(TransferRow).where(TransferRow.id == transfer_id))


def failed(
    session: Session, transfer_id: UUID, now: datetime, reason: str, limit: str = "", unsent: str = ""
) -> None:
    """Write down why a transfer came to nothing, and try it again if that may pass.

    What is tried again is told on the card that stands, what is not on a new one, or by the sentence
    `unsent` where no file stands behind it; `limit` is what the file should have kept to.
    """
    transfer = session.get(TransferRow, transfer_id, with_for_update=True)
    if transfer is None:
        return
    again = reason in PASSES and (transfer.kind == "remove" or not TRANSFERS.is_spent(transfer, now))
    transfer.leased_until, transfer.due_at = None, None
    if again:
        TRANSFERS.give_back(transfer, now)
    if not again and (transfer.kind != "fetch" or reason not in MAY_BE_RETRIED):
        session.delete(transfer)
    if transfer.kind == "fetch":
        asset = session.get_one(AssetRow, transfer.asset_id)
        asset.status, asset.reason = "waiting" if again else "failed", reason
        _owe_card(session, transfer, "file", now, {"limit": limit}, operation="update")
    if unsent and not again:
        _owe_card(session, transfer, "note", now, {"key": unsent, "args": {}})
    elif transfer.kind != "remove" and not again:
        _owe_card(session, transfer, "file", now, {"limit": limit, "unsent": transfer.kind == "send"})


def tell_of(
    session: Session, asset: AssetRow, process: Process | None, kind: str, actor: Actor, now: datetime
) -> None:
    """Record what happened to a file once it is one of a process's: stored, and placed there."""
    if process is not None and asset.status == "stored":
        record(session, kind, actor, now, process, asset=str(asset.id))


def _owe_card(
    session: Session, transfer: TransferRow, kind: str, now: datetime, args: Json, operation: str = "post"
) -> None:
    count_owed(session)
    session.add(
        DeliveryRow(
            organisation_id=transfer.organisation_id,
            conversation_id=transfer.conversation_id,
            operation=operation,
            kind=kind,
            subject_id=transfer.asset_id,
            args=args,
            due_at=now,
            created_at=now,
        )
    )
