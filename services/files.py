"""Files on drafts and processes: sent in, placed, opened to others, sent back, removed.

What has to be done with the bytes is owed as a transfer in the same transaction, and carried out after it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.access import may_attach, may_fetch, may_open, may_read
from domain.cpr import contains_cpr
from domain.errors import CprInName, NotFound, NotYours, TooManyFiles
from domain.people import Actor
from domain.process import Process
from services.notices import OWES, record
from storage.assets import as_asset, unplaced_assets
from storage.processes import load
from storage.tables import AssetRow, DeliveryRow, DraftRow, Json, ProcessRow, TransferRow

CARRIES = "carries"
"""The mark of a session whose transaction owes transfers, for whoever carries them out after the commit."""
MOST_FILES = 10
"""How many files one draft or process takes."""
NAME_LENGTH = 255
MOST_ATTEMPTS = 6
FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(hours=1)
MADE = {"data": "note-my-data-unsent", "case": "note-case-unsent"}
"""What is made at the moment it is sent, and the sentence that says that it has not arrived."""
PASSES = frozenset({"unreachable"})
"""Why a transfer failed, if trying again by itself may help …"""
MAY_BE_RETRIED = PASSES | {"expired"}
"""… and if somebody may at least ask for it."""
STRAY_FOR = timedelta(days=7)
"""How long a file is kept that was placed nowhere, or could not be fetched."""


def receive(
    session: Session,
    actor: Actor,
    conversation_id: UUID,
    now: datetime,
    *,
    name: str,
    url: str,
    subject_id: UUID | None,
) -> AssetRow:
    """Take in a file that somebody has sent; it is fetched from the URL after the commit."""
    if contains_cpr(name):
        raise CprInName
    _check_room(session, actor, subject_id)
    asset = AssetRow(
        organisation_id=actor.organisation_id,
        subject_id=subject_id,
        uploader_id=actor.person_id,
        name=name[-NAME_LENGTH:],
        at=now,
    )
    session.add(asset)
    session.flush()
    _owe_transfer(
        session, asset.organisation_id, asset.id, "fetch", now, conversation_id=conversation_id, url=url
    )
    return asset


def find(session: Session, actor: Actor, asset_id: UUID) -> tuple[AssetRow, Process | None]:
    """Return a file the actor may see, with its process; what is placed on none only who sent it sees."""
    asset = session.get(AssetRow, asset_id)
    if asset is None:
        raise NotFound
    process = load(session, asset.subject_id) if asset.subject_id else None
    own = asset.uploader_id == actor.person_id
    visible = may_fetch(actor, process, as_asset(asset, None)) if process else own
    if not visible:
        raise NotFound
    return asset, process


def check_attach(session: Session, actor: Actor, subject_id: UUID) -> Process | None:
    """Return the process that the actor may add files to; None if it is a draft of theirs."""
    process = load(session, subject_id)
    if process is None:
        draft = session.get(DraftRow, subject_id)
        if draft is None or draft.person_id != actor.person_id:
            raise NotFound
    elif not may_read(actor, process):
        raise NotFound
    elif not may_attach(actor, process):
        raise NotYours
    return process


def place(session: Session, actor: Actor, asset_id: UUID, subject_id: UUID, now: datetime) -> AssetRow:
    """Place an own file on a draft or a process."""
    asset, _ = find(session, actor, asset_id)
    if asset.uploader_id != actor.person_id:
        raise NotYours
    check_attach(session, actor, subject_id)
    if asset.subject_id != subject_id:
        _check_room(session, actor, subject_id)
        asset.subject_id = subject_id
        _tell(session, asset, "file_added", actor, now)
    return asset


def place_all(session: Session, actor: Actor, subject_id: UUID, now: datetime) -> int:
    """Place all that the actor has sent without saying where it belongs; return how many files."""
    unplaced = unplaced_assets(session, actor.person_id)
    for asset in unplaced:
        place(session, actor, asset.id, subject_id, now)
    return len(unplaced)


def set_open(
    session: Session, actor: Actor, asset_id: UUID, now: datetime, *, opened: bool
) -> tuple[AssetRow, Process]:
    """Let those outside the organisation who may read the process fetch the file, or no longer."""
    asset, process = find(session, actor, asset_id)
    if process is None or not may_open(actor, process):
        raise NotYours
    if asset.open != opened:
        asset.open = opened
        _tell(session, asset, "file_opened" if opened else "file_closed", actor, now)
    return asset, process


def remove(session: Session, actor: Actor, asset_id: UUID, now: datetime) -> None:
    """Take a file away for good: who sent it may, and who owns the process's files."""
    asset, process = find(session, actor, asset_id)
    if asset.uploader_id != actor.person_id and not (process and may_open(actor, process)):
        raise NotYours
    forget_files(session, now, AssetRow.id == asset_id)
    if process is not None:
        record(session, "file_removed", actor, now, load(session, process.id), asset=str(asset_id))


def retry(session: Session, actor: Actor, asset_id: UUID, now: datetime) -> AssetRow:
    """Try once more to fetch an own file."""
    asset, _ = find(session, actor, asset_id)
    resting = session.scalar(
        select(TransferRow).where(TransferRow.asset_id == asset_id, TransferRow.kind == "fetch")
    )
    if asset.status == "failed" and resting is not None:
        asset.status, asset.reason = "waiting", None
        resting.due_at, resting.attempts = now, 0
        session.info[CARRIES] = True
    return asset


def send_back(
    session: Session,
    actor: Actor,
    asset_id: UUID,
    conversation_id: UUID,
    now: datetime,
    *,
    url: str,
    told: Json,
) -> None:
    """Send a file to a person who has consented; `told` is what Teams wants to hear when it has arrived."""
    asset, _ = find(session, actor, asset_id)
    if asset.status != "stored":
        raise NotFound
    _owe_transfer(
        session,
        asset.organisation_id,
        asset.id,
        "send",
        now,
        conversation_id=conversation_id,
        url=url,
        args=told,
    )


def send_made(
    session: Session,
    actor: Actor,
    kind: str,
    subject_id: UUID,
    conversation_id: UUID,
    now: datetime,
    *,
    url: str,
    told: Json,
) -> None:
    """Send a person who has consented what is held about them ("data"), or a business case ("case")."""
    _owe_transfer(
        session,
        actor.organisation_id,
        subject_id,
        kind,
        now,
        conversation_id=conversation_id,
        url=url,
        args=told,
    )


def forget_files(session: Session, now: datetime, *which: ColumnElement[bool]) -> None:
    """Forget files at once, and owe the removal of their bytes."""
    for asset in session.scalars(select(AssetRow).where(*which)).all():
        session.execute(delete(TransferRow).where(TransferRow.asset_id == asset.id))
        _owe_transfer(session, asset.organisation_id, asset.id, "remove", now)
        session.delete(asset)
    session.flush()


def forget_strays(session: Session, now: datetime) -> None:
    """Forget files that nobody placed or that never came, and those whose draft is gone."""
    never_came = or_(AssetRow.subject_id.is_(None), AssetRow.status != "stored")
    has_draft = exists().where(DraftRow.id == AssetRow.subject_id)
    has_process = exists().where(ProcessRow.id == AssetRow.subject_id)
    lost = and_(AssetRow.subject_id.is_not(None), ~has_draft, ~has_process)
    forget_files(session, now, or_(lost, and_(never_came, AssetRow.at < now - STRAY_FOR)))


def take_transfers(
    session: Session, now: datetime, limit: int, lease: timedelta
) -> Sequence[tuple[TransferRow, AssetRow | None]]:
    """Take what is due, with its file unless that is gone; nobody else gets it while the lease is renewed."""
    due = (
        select(TransferRow, AssetRow)
        .outerjoin(AssetRow, AssetRow.id == TransferRow.asset_id)
        .where(
            TransferRow.due_at <= now,
            or_(TransferRow.leased_until.is_(None), TransferRow.leased_until <= now),
        )
        .order_by(TransferRow.id)
        .limit(limit)
        .with_for_update(of=TransferRow, skip_locked=True)
    )
    taken = [(transfer, asset) for transfer, asset in session.execute(due)]
    for transfer, _ in taken:
        transfer.leased_until = now + lease
        transfer.attempts += 1
    return taken


def lease_until(session: Session, transfer_id: UUID, until: datetime | None) -> None:
    """Keep a transfer for longer, or leave it to others."""
    transfer = session.get(TransferRow, transfer_id)
    if transfer is not None:
        transfer.leased_until = until


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
        _tell(session, asset, "file_added", sender, now)
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


def failed(session: Session, transfer_id: UUID, now: datetime, reason: str, limit: str = "") -> None:
    """Write down why a transfer came to nothing, and try it again if that may pass.

    What is tried again is told on the card that stands, what is not on a new one; `limit` is what the
    file should have kept to.
    """
    transfer = session.get(TransferRow, transfer_id, with_for_update=True)
    if transfer is None:
        return
    again = reason in PASSES and (transfer.attempts < MOST_ATTEMPTS or transfer.kind == "remove")
    rest = min(FIRST_REST * 4 ** min(transfer.attempts - 1, MOST_ATTEMPTS), LONGEST_REST)
    transfer.leased_until, transfer.due_at = None, now + rest if again else None
    if not again and (transfer.kind != "fetch" or reason not in MAY_BE_RETRIED):
        session.delete(transfer)
    if transfer.kind == "fetch":
        asset = session.get_one(AssetRow, transfer.asset_id)
        asset.status, asset.reason = "waiting" if again else "failed", reason
        _owe_card(session, transfer, "file", now, {"limit": limit}, operation="update")
    if transfer.kind in MADE and not again:
        _owe_card(session, transfer, "note", now, {"key": MADE[transfer.kind], "args": {}})
    elif transfer.kind != "remove" and not again:
        _owe_card(session, transfer, "file", now, {"limit": limit, "unsent": transfer.kind == "send"})


def _owe_transfer(
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


def _owe_card(
    session: Session, transfer: TransferRow, kind: str, now: datetime, args: Json, operation: str = "post"
) -> None:
    session.info[OWES] = True
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


def _tell(session: Session, asset: AssetRow, kind: str, actor: Actor, now: datetime) -> None:
    """Record what happened to a file once it is one of a process's: stored, and placed there."""
    session.flush()
    process = load(session, asset.subject_id) if asset.subject_id else None
    if process is not None and asset.status == "stored":
        record(session, kind, actor, now, process, asset=str(asset.id))


def _check_room(session: Session, actor: Actor, subject_id: UUID | None) -> None:
    together = AssetRow.subject_id.is_not_distinct_from(subject_id)
    if subject_id is None:
        together &= AssetRow.uploader_id == actor.person_id
    if (session.scalar(select(func.count()).select_from(AssetRow).where(together)) or 0) >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
