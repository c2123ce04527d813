"""Files as Teams handles them: links that expire for what people send, upload sessions for what bots send."""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from urllib.parse import quote
from uuid import uuid4

from aiohttp import web

from sandbox.faults import Fault, Faults
from sandbox.world import Json, World, found

FILE = "application/vnd.microsoft.teams.file.download.info"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
LINK_LIVES = timedelta(minutes=5)
STEP = 320 * 1024
"""All pieces of an upload but the last are multiples of this."""
LARGEST_PIECE = 60 * 1024 * 1024
CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


@dataclass(kw_only=True)
class Link:
    """A link that works once, for a while."""

    file_id: str
    until: datetime


@dataclass(kw_only=True)
class Session:
    """A file on its way from a bot to a person's OneDrive."""

    file_id: str
    size: int
    received: int = 0


class Files:
    """What is kept in people's OneDrives, all in one folder; without a data folder for the time being."""

    def __init__(self, world: World, faults: Faults, data_dir: Path | None) -> None:
        self.world = world
        self.faults = faults
        self._temporary = TemporaryDirectory(prefix="sandbox-")
        self.folder = (data_dir or Path(self._temporary.name)) / "onedrive"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.links: dict[str, Link] = {}
        self.sessions: dict[str, Session] = {}

    def close(self) -> None:
        """Throw away what was for the time being."""
        self._temporary.cleanup()

    def routes(self) -> list[web.RouteDef]:
        """What bots and browsers reach."""
        return [
            web.get("/files/download/{token}", self.download),
            web.get("/files/upload/{token}", self.tell_session),
            web.put("/files/upload/{token}", self.upload),
            web.get("/files/kept/{file}", self.show),
        ]

    async def take(self, request: web.Request, name: str) -> Json:
        """Keep a file that a person sends, and return the attachment that tells a bot of it."""
        file_id = str(uuid4())
        with await asyncio.to_thread(self._path(file_id).open, "wb") as file:
            await _copy(request, file)
        token = uuid4().hex
        self.links[token] = Link(file_id=file_id, until=self.world.now() + LINK_LIVES)
        content = {
            "downloadUrl": f"{self.world.url}/files/download/{token}",
            "uniqueId": file_id,
            "fileType": _ending(name),
        }
        return {
            "contentType": FILE,
            "contentUrl": self._shown_at(file_id, name),
            "name": name,
            "content": content,
        }

    def offer(self, name: str, size: int) -> Json:
        """Open an upload session, and return what an accepted consent card tells a bot."""
        file_id, token = str(uuid4()), uuid4().hex
        self.sessions[token] = Session(file_id=file_id, size=size)
        self._path(file_id).touch()
        return {
            "contentUrl": self._shown_at(file_id, name),
            "name": name,
            "uploadUrl": f"{self.world.url}/files/upload/{token}",
            "uniqueId": file_id,
            "fileType": _ending(name),
        }

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give a bot what a person sent, once."""
        fault = await self._fault("download")
        if fault and fault.kind == "status":
            return web.json_response(fault.error(), status=fault.status, headers=fault.headers())
        link = self.links.get(request.match_info["token"])
        if link is None or link.until < self.world.now():
            return web.json_response({"error": "the link has expired"}, status=404)
        path = self._path(link.file_id)
        size = path.stat().st_size
        response = web.StreamResponse(headers={"Content-Length": str(size)})
        await response.prepare(request)
        left = size // 2 if fault and fault.kind == "cut" else size
        with suppress(ConnectionError), await asyncio.to_thread(path.open, "rb") as file:
            while left and (chunk := await asyncio.to_thread(file.read, min(CHUNK, left))):
                await response.write(chunk)
                left -= len(chunk)
        if fault and fault.kind == "cut":
            _abort(request)
        else:
            self.links.pop(request.match_info["token"], None)
        return response

    async def tell_session(self, request: web.Request) -> web.Response:
        """How much of an upload has arrived."""
        session = self.sessions.get(request.match_info["token"])
        if session is None:
            return web.json_response({"error": "no such session"}, status=404)
        return web.json_response({"nextExpectedRanges": [f"{session.received}-"]})

    async def upload(self, request: web.Request) -> web.Response:
        """Take the next piece of a file."""
        fault = await self._fault("upload")
        if fault and fault.kind == "status":
            return web.json_response(fault.error(), status=fault.status, headers=fault.headers())
        token = request.match_info["token"]
        session = self.sessions.get(token)
        if session is None:
            return web.json_response({"error": "no such session"}, status=404)
        if fault and fault.kind == "cut":
            _abort(request)
            return web.Response()
        answer = await self._take_piece(request, token, session)
        if fault and fault.kind == "cut_after":
            _abort(request)
        return answer

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Give a person a file of theirs."""
        path = self._path(request.match_info["file"])
        if not path.is_file():
            raise web.HTTPNotFound
        name = quote(request.query.get("name", path.name))
        disposition = f"attachment; filename*=UTF-8''{name}"
        return web.FileResponse(path, headers={"Content-Disposition": disposition})

    async def _take_piece(self, request: web.Request, token: str, session: Session) -> web.Response:
        piece = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
        if piece is None:
            return web.json_response({"error": "no Content-Range"}, status=400)
        start, end, size = map(int, piece.groups())
        length = end - start + 1
        if start != session.received or size != session.size or end >= size:
            return web.json_response({"error": "not the next piece"}, status=416)
        is_last = end == size - 1
        if length != request.content_length or length > LARGEST_PIECE or (length % STEP and not is_last):
            return web.json_response({"error": "not a whole piece"}, status=400)
        with await asyncio.to_thread(self._path(session.file_id).open, "r+b") as file:
            file.seek(start)
            await _copy(request, file)
        session.received = end + 1
        if not is_last:
            return web.json_response({"nextExpectedRanges": [f"{session.received}-"]}, status=202)
        del self.sessions[token]
        return web.json_response({"id": session.file_id, "size": size}, status=201)

    async def _fault(self, operation: str) -> Fault | None:
        fault = self.faults.take(operation)
        if fault and fault.kind == "slow":
            await self.faults.hold(fault, self.world.wake)
        return fault

    def _path(self, file_id: str) -> Path:
        if not re.fullmatch(r"[0-9a-f-]{36}", file_id):
            raise web.HTTPNotFound
        return self.folder / file_id

    def _shown_at(self, file_id: str, name: str) -> str:
        return f"{self.world.url}/files/kept/{file_id}?name={quote(name)}"


def consent_in(activity: Json) -> Json:
    """The consent card that a bot's message carries."""
    cards = {each["contentType"]: each for each in activity.get("attachments") or []}
    return found(cards, CONSENT, "consent card")


async def _copy(request: web.Request, file: BinaryIO) -> None:
    async for chunk in request.content.iter_any():
        await asyncio.to_thread(file.write, chunk)


def _abort(request: web.Request) -> None:
    if request.transport:
        request.transport.abort()


def _ending(name: str) -> str:
    return Path(name).suffix.removeprefix(".").lower()
