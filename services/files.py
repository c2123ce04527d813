"""Files on drafts and processes: sent in, placed, opened to others, sent back, removed.

What has to be done with the bytes is owed as a transfer in the same transaction, and carried out after it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.access import may_attach, may_fetch, may_open, may_read
from domain.errors import CprInName, NotFound, NotYours, TooManyFiles
from domain.people import Actor
from domain.process import Process
from domain.reading.cpr import contains_cpr
from services.notices import record
from services.transfers import CARRIES, owe_transfer, tell_of
from storage.assets import as_asset, unplaced_assets
from storage.processes import load
from storage.tables import AssetRow, DraftRow, Json, ProcessRow, TransferRow

MOST_FILES = 10
"""How many files one draft or process takes."""
NAME_LENGTH = 255
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
    owe_transfer(
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
    process = check_attach(session, actor, subject_id)
    if asset.subject_id != subject_id:
        if asset.status != "failed":
            _check_room(session, actor, subject_id)
        asset.subject_id = subject_id
        tell_of(session, asset, process, "file_added", actor, now)
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
        tell_of(session, asset, process, "file_opened" if opened else "file_closed", actor, now)
    return asset, process


def remove(session: Session, actor: Actor, asset_id: UUID, now: datetime) -> None:
    """Take a file away for good: who sent it may, and who owns the process's files."""
    asset, process = find(session, actor, asset_id)
    if asset.uploader_id != actor.person_id and not (process and may_open(actor, process)):
        raise NotYours
    forget_files(session, now, AssetRow.id == asset_id)
    if process is not None:
        record(session, "file_removed", actor, now, process, asset=str(asset_id))


def retry(session: Session, actor: Actor, asset_id: UUID, now: datetime) -> AssetRow:
    """Try once more to fetch an own file."""
    asset, _ = find(session, actor, asset_id)
    resting = session.scalar(
        select(TransferRow).where(TransferRow.asset_id == asset_id, TransferRow.kind == "fetch")
    )
    if asset.status == "failed" and resting is not None:
        _check_room(session, actor, asset.subject_id)
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
    owe_transfer(
        session,
        actor.organisation_id,
        asset.id,
        "send",
        now,
        conversation_id=conversation_id,
        url=url,
        args=told,
    )


def forget_files(session: Session, now: datetime, *which: ColumnElement[bool]) -> None:
    """Forget files at once, and owe the removal of their bytes."""
    for asset in session.scalars(select(AssetRow).where(*which)).all():
        session.execute(delete(TransferRow).where(TransferRow.asset_id == asset.id))
        owe_transfer(session, asset.organisation_id, asset.id, "remove", now)
        session.delete(asset)
    session.flush()


def forget_strays(session: Session, now: datetime) -> None:
    """Forget files that nobody placed or that never came, and those whose draft is gone."""
    never_came = or_(AssetRow.subject_id.is_(None), AssetRow.status != "stored")
    has_draft = exists().where(DraftRow.id == AssetRow.subject_id)
    has_process = exists().where(ProcessRow.id == AssetRow.subject_id)
    lost = and_(AssetRow.subject_id.is_not(None), ~has_draft, ~has_process)
    forget_files(session, now, or_(lost, and_(never_came, AssetRow.at < now - STRAY_FOR)))


def _check_room(session: Session, actor: Actor, subject_id: UUID | None) -> None:
    """Refuse one file more than there may be; what was refused itself, or never came, takes no room."""
    together = AssetRow.subject_id.is_not_distinct_from(subject_id) & (AssetRow.status != "failed")
    if subject_id is None:
        together &= AssetRow.uploader_id == actor.person_id
    if (session.scalar(select(func.count()).select_from(AssetRow).where(together)) or 0) >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
