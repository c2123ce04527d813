"""The HTTP door: activities from Teams, and what a platform asks of a service's health."""

import json
import re
from typing import Any

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.engine import sorry
from bot.service import SERVICE
from bot.slow_clients import read_body
from bot.teams.errors import Malformed, NotLetIn
from bot.teams.incoming import Raw, check_shape
from storage.failures import DatabaseUnavailable

LARGEST_BODY = 1024 * 1024  # bytes; Teams itself stops at about 100 KB of text
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

routes = web.RouteTableDef()
log = structlog.get_logger()


@routes.post("/api/messages")
async def messages(request: web.Request) -> web.Response:
    """Take one activity: 200 with an invoke's answer, 4xx for what is not let in, 503 while we cannot."""
    service = request.app[SERVICE]
    try:
        # First: a stranger's body is not worth reading.
        token = await service.admission.authenticate(request.headers.get("Authorization"))
        body = await _read(request, service.clock)
        answer = await service.adapter.process(token.admit(body), body, service.engine.on_turn)
    except NotLetIn as refused:
        log.info("not let in", refused=type(refused).__name__, why=str(refused))
        return web.json_response({"error": str(refused)}, status=refused.status)
    except DatabaseUnavailable:
        log.exception("the database does not answer")
        return web.json_response({"error": sorry(body.get("locale"), "sorry-database")}, status=503)
    if answer is None:
        return web.Response()
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.json_response(text=answer.body, status=answer.status)


@routes.get("/livez")
async def livez(_: web.Request) -> web.Response:
    """Say that the process runs; touches nothing."""
    return web.json_response({"alive": True})


@routes.get("/readyz")
async def readyz(request: web.Request) -> web.Response:
    """Say whether people can be served: database reached, migrations made, keys read."""
    readiness = await request.app[SERVICE].readiness()
    return web.json_response(readiness, status=200 if all(readiness.values()) else 503)


async def _read(request: web.Request, clock: Clock) -> Raw:
    if request.content_type != "application/json":
        raise WrongContentType
    try:
        return check_shape(_storable(json.loads(await read_body(request, clock))))
    except (ValueError, RecursionError, web.RequestPayloadError) as problem:
        raise Malformed(type(problem).__name__) from problem


def _storable(value: Any) -> Any:
    """Drop what no database stores as text: NUL and halves of surrogate pairs."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_UNSTORABLE.sub("", key): _storable(each) for key, each in value.items()}
    return value


class WrongContentType(NotLetIn):
    """An activity is JSON."""

    status = 415
