"""The routes of the flows' door, and how errors leave by it."""

import math
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import structlog
from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.clock import Clock
from bot.flows.models import POSTED, Accepted, Fate, ProcessPost, TextPost, ToMail, ToPerson
from bot.flows.openapi import DOCUMENT, IDEMPOTENCY_KEY, PREFIX
from bot.flows.problems import FlowRefused, Problem, refused
from bot.flows.rates import Rates
from bot.slow_clients import read_body
from bot.watching.logs import correlated
from domain.errors import GuldkornError
from services.flows import POST, Flow, Post, UnknownKey, UnknownMessage, post, posted_message, recognise
from storage.database import Database
from storage.tables import DeliveryRow

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, kw_only=True)
class Door:
    """What lies behind the door; to `wake` is to have sent what is owed."""

    database: Database
    clock: Clock
    rates: Rates
    wake: Callable[[], None]


DOOR = web.AppKey("flows", Door)

routes = web.RouteTableDef()
log = structlog.get_logger()


def add_flows(app: web.Application) -> None:
    """Open the door for flows."""
    flows = web.Application(middlewares=[_problems])
    flows.add_routes(routes)
    app.add_subapp(PREFIX, flows)
    app.router.add_get("/openapi.json", _describe)


@routes.post("/messages")
async def post_message(request: web.Request) -> web.Response:
    """Take a message: 202 with its id, as soon as it is owed."""
    door = _door(request)
    flow = await _let_in(request)
    idempotency_key = _idempotency_key(request)
    posted = await _read(request, door.clock)
    now = door.clock.now()
    message_id = await door.database.in_transaction(
        lambda session: post(session, flow, posted, idempotency_key, now), flow.actor
    )
    door.wake()
    log.info("a flow posted", key=str(flow.key_id), message=str(message_id))
    where = {"Location": f"{PREFIX}/messages/{message_id}"}
    return _json(Accepted(id=message_id), status=202, headers=where)


@routes.get("/messages/{id}", allow_head=False)
async def get_message(request: web.Request) -> web.Response:
    """Say what became of a message."""
    door = _door(request)
    flow = await _let_in(request)
    message_id = _uuid(request.match_info["id"])
    delivery = await door.database.in_transaction(
        lambda session: posted_message(session, flow, message_id), flow.actor
    )
    return _json(_fate(delivery))


async def _describe(_: web.Request) -> web.Response:
    return web.json_response(DOCUMENT)


@web.middleware
async def _problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    with correlated():
        try:
            return await handler(request)
        except (FlowRefused, GuldkornError, web.HTTPException) as error:
            told = refused(error)
            if told is None:
                raise
            log.info("a flow was refused", problem=told.problem.name)
            return web.json_response(
                told.problem.details(told.detail),
                status=told.problem.status,
                headers=told.headers,
                content_type="application/problem+json",
            )


def _door(request: web.Request) -> Door:
    return request.config_dict[DOOR]


async def _let_in(request: web.Request) -> Flow:
    """Find out by its key alone who calls, and whether they call too often."""
    door = _door(request)
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise UnknownKey
    now = door.clock.now()
    flow = await door.database.in_transaction(lambda session: recognise(session, key.strip(), POST, now))
    if wait := door.rates.take(flow.key_id):
        raise FlowRefused(Problem.TOO_MANY_REQUESTS, Retry_After=str(math.ceil(wait)))
    return flow


def _idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(IDEMPOTENCY_KEY, key):
        raise FlowRefused(Problem.MALFORMED, "Idempotency-Key: 1 to 200 visible ASCII characters")
    return key


async def _read(request: web.Request, clock: Clock) -> Post:
    if request.content_type != "application/json":
        raise FlowRefused(Problem.NOT_JSON)
    try:
        return _as_post(POSTED.validate_json(await read_body(request, clock)))
    except ValidationError as invalid:
        # What was sent is not repeated: it may be what must not be kept.
        errors = invalid.errors(include_url=False, include_context=False, include_input=False)
        if any(error["type"] == "string_too_long" and error["loc"][-1] == "text" for error in errors):
            raise FlowRefused(Problem.TOO_LONG) from None
        told = [f"{_field(error['loc'])}: {error['msg']}" for error in errors]
        raise FlowRefused(Problem.MALFORMED, "; ".join(told)) from None
    except web.RequestPayloadError:
        raise FlowRefused(Problem.MALFORMED, "body: it did not arrive whole") from None


def _field(path: tuple[int | str, ...]) -> str:
    """Name a field as the sender knows it; first, and again within "to", pydantic names the alternative."""
    return ".".join(map(str, path[1:2] + path[3:])) or "body"


def _as_post(posted: TextPost | ProcessPost) -> Post:
    to = posted.to
    return Post(
        person=to.person if isinstance(to, ToPerson) else None,
        mail=to.mail if isinstance(to, ToMail) else None,
        text=posted.text if isinstance(posted, TextPost) else None,
        process=posted.process if isinstance(posted, ProcessPost) else None,
    )


def _uuid(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        raise UnknownMessage from None


def _fate(delivery: DeliveryRow) -> Fate:
    return Fate(
        id=delivery.id,
        status="sent" if delivery.status == "sent" else "owed" if delivery.status == "owed" else "given_up",
        reason=delivery.reason,
        accepted_at=delivery.created_at,
        sent_at=delivery.sent_at,
    )


def _json(body: BaseModel, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        text=body.model_dump_json(), status=status, headers=headers, content_type="application/json"
    )
