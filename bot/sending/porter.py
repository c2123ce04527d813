"""Carries the bytes of files between Teams and where they are kept, outside all transactions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO, TypeAlias
from uuid import UUID

import aiohttp
import structlog
from sqlalchemy.orm import Session

from bot.addresses import is_file_link
from bot.clock import Clock
from bot.sending.courier import Courier
from bot.sending.rounds import Job, Rounds
from bot.settings import Settings
from bot.views.made import MADE
from services.outbox import Room
from services.transfers import TRANSFERS, WITH_FILES, failed, fetched, removed, sent
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.files import FileStore
from storage.tables import AssetRow, ConversationRow, PersonRow, TransferRow

Carry: TypeAlias = Callable[["Load"], Awaitable[None]]

LEASE = timedelta(seconds=90)
RENEWED_EVERY = 30.0  # seconds
TIMEOUT = aiohttp.ClientTimeout(total=15 * 60, sock_connect=10, sock_read=60)
PIECE = 10 * 320 * 1024
"""Bytes sent at once; OneDrive takes multiples of 320 KiB."""
GONE = (400, 401, 403, 404, 410)
"""What a link answers that has expired or been used."""

log = structlog.get_logger()


class NotCarried(Exception):
    """A file was not carried, for a reason that its card can say; `limit` is what it should have kept to."""

    def __init__(self, reason: str, limit: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.limit = limit


@dataclass(frozen=True, kw_only=True)
class Load(Job):
    """One transfer under way."""

    transfer: TransferRow
    asset: AssetRow | None

    @property
    def place(self) -> str:
        """Where the file is kept."""
        return f"{self.organisation_id}/{self.transfer.asset_id}"

    @property
    def id(self) -> UUID:
        """The transfer's id."""
        return self.transfer.id


class Porter(Rounds[Load]):
    """Carries what is due, a few files at once, and writes down what became of each."""

    what, taken_at_once, in_all, share = "files", 8, 8, 3

    def __init__(
        self,
        *,
        database: Database,
        session: aiohttp.ClientSession,
        courier: Courier,
        clock: Clock,
        settings: Settings,
    ) -> None:
        super().__init__(clock)
        self._database = database
        self._session = session
        self._courier = courier
        self._settings = settings
        self._store = FileStore(settings.files_url)
        self._carries: Mapping[str, Carry] = {
            "fetch": self._fetch,
            "send": self._send,
            "remove": self._remove,
            **dict.fromkeys(MADE, self._send_made),
        }

    async def _take(self, room: Room) -> Sequence[Load]:
        taken = await self._database.in_transaction(
            lambda session: TRANSFERS.take(session, self._clock.now(), LEASE, room, WITH_FILES)
        )
        return [Load(organisation_id=row.organisation_id, transfer=row, asset=file) for row, file in taken]

    async def _do(self, load: Load) -> None:
        try:
            async with self._lease(load):
                await self._carries[load.transfer.kind](load)
        except NotCarried as problem:
            log.info("a file was not carried", kind=load.transfer.kind, reason=problem.reason)
            await self._give_up(load, problem)
        except (aiohttp.ClientError, TimeoutError) as problem:
            log.info("a file was not carried", kind=load.transfer.kind, problem=type(problem).__name__)
            await self._give_up(load, NotCarried("unreachable"))
        except DatabaseUnavailable:
            # The lease runs out, and the transfer is taken again.
            log.warning("what was carried could not be written down")
        except Exception:
            log.exception("a file could not be kept or read", kind=load.transfer.kind)
            await self._give_up(load, NotCarried("unreachable"))

    @asynccontextmanager
    async def _lease(self, load: Load) -> AsyncIterator[None]:
        """Keep the transfer to ourselves for as long as it takes; give it back if we have to stop."""
        renewing = asyncio.create_task(self._renew(load))
        try:
            yield
        except asyncio.CancelledError:
            await self._database.in_transaction(lambda session: TRANSFERS.keep(session, load.id, None))
            raise
        finally:
            renewing.cancel()

    async def _renew(self, load: Load) -> None:
        def renew(session: Session) -> None:
            TRANSFERS.keep(session, load.id, self._clock.now() + LEASE)

        while True:
            await self._clock.sleep(RENEWED_EVERY)
            with suppress(DatabaseUnavailable):
                await self._database.in_transaction(renew)

    async def _give_up(self, load: Load, problem: NotCarried) -> None:
        kind = load.transfer.kind
        told = (problem.reason, problem.limit, MADE[kind].unsent if kind in MADE else "")
        await self._write(lambda session, now: failed(session, load.id, now, *told))

    async def _write(self, work: Callable[[Session, datetime], object]) -> object:
        now = self._clock.now()
        result = await self._database.in_transaction(lambda session: work(session, now))
        self._courier.wake()
        return result

    async def _fetch(self, load: Load) -> None:
        if load.asset is None:
            await self._write(lambda session, _: removed(session, load.id))
            return
        if PurePath(load.asset.name).suffix.lower().removeprefix(".") not in self._settings.file_endings:
            raise NotCarried("type", ", ".join(sorted(self._settings.file_endings)))
        arrival = await asyncio.to_thread(self._store.begin, load.place)
        try:
            await self._stream(load.transfer.url, arrival.write)
            size, checksum = arrival.size, await asyncio.to_thread(arrival.keep)
        except BaseException:
            await asyncio.to_thread(arrival.abandon)
            raise
        asset_id = load.transfer.asset_id
        if not await self._write(
            lambda session, now: fetched(session, load.id, asset_id, now, size=size, sha256=checksum)
        ):
            await asyncio.to_thread(self._store.remove, load.place)

    async def _stream(self, url: str, write: Callable[[bytes], None]) -> None:
        """Pass on what the link gives, piece by piece, and no more than a file may have."""
        most, come = self._settings.file_max_mb * 1_000_000, 0
        self._check(url)
        headers = {"Accept-Encoding": "identity"}
        async with self._session.get(
            url, headers=headers, timeout=TIMEOUT, allow_redirects=False
        ) as response:
            _check_status(response)
            if (response.content_length or 0) > most:
                raise NotCarried("large", str(self._settings.file_max_mb))
            async for chunk in response.content.iter_any():
                come += len(chunk)
                if come > most:
                    raise NotCarried("large", str(self._settings.file_max_mb))
                await asyncio.to_thread(write, chunk)

    async def _send(self, load: Load) -> None:
        if load.asset is None or load.asset.size is None:
            await self._write(lambda session, _: removed(session, load.id))
            return
        self._check(load.transfer.url)
        file = await asyncio.to_thread(self._store.open, load.place)
        try:
            await self._put(load.transfer, file, load.asset.size)
        finally:
            await asyncio.to_thread(file.close)
        await self._write(lambda session, now: sent(session, load.id, now))

    async def _send_made(self, load: Load) -> None:
        self._check(load.transfer.url)
        made = await self._database.in_transaction(lambda session: _made(session, load.transfer))
        if made is None:
            raise NotCarried("changed")
        await self._put(load.transfer, BytesIO(made), len(made))
        await self._write(lambda session, now: sent(session, load.id, now))

    async def _put(self, transfer: TransferRow, file: BinaryIO, size: int) -> None:
        """Send a file piece by piece; a second try goes on where the first one stopped."""
        start = await self._received(transfer.url) if transfer.attempts > 1 else 0
        file.seek(start)
        while start < size:
            piece = await asyncio.to_thread(file.read, PIECE)
            if not piece:
                raise NotCarried("damaged")
            end = start + len(piece)
            headers = {
                "Content-Range": f"bytes {start}-{end - 1}/{size}",
                "Content-Type": "application/octet-stream",
            }
            async with self._session.put(
                transfer.url, data=piece, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as response:
                _check_status(response)
            start = end

    async def _received(self, url: str) -> int:
        """Ask how much of a file has arrived."""
        async with self._session.get(url, timeout=TIMEOUT, allow_redirects=False) as response:
            _check_status(response)
            told = await response.json(content_type=None)
        try:
            return int(told["nextExpectedRanges"][0].partition("-")[0])
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            raise NotCarried("unreachable") from None

    async def _remove(self, load: Load) -> None:
        await asyncio.to_thread(self._store.remove, load.place)
        await self._write(lambda session, _: removed(session, load.id))

    def _check(self, url: str) -> None:
        if not is_file_link(url, self._settings.trusted_file_hosts, sandboxed=self._settings.sandboxed):
            raise NotCarried("untrusted")


def _made(session: Session, transfer: TransferRow) -> bytes | None:
    """Make what a person has consented to be sent, as it is now and as they may see it."""
    chat = session.get_one(ConversationRow, transfer.conversation_id)
    person = session.get_one(PersonRow, chat.person_id)
    return MADE[transfer.kind].as_offered(session, person, transfer.asset_id, transfer.args["size"])


def _check_status(response: aiohttp.ClientResponse) -> None:
    if response.status in GONE:
        raise NotCarried("expired")
    if response.status >= 300:
        raise NotCarried("unreachable")
