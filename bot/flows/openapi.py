"""The description of the flows' door as OpenAPI 3.1, made from its models and its problems."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.flows.models import Accepted, Fate, ProblemDetails, ProcessPost, TextPost
from bot.flows.problems import Problem

Json = dict[str, Any]

PREFIX = "/api/flows/v1"
IDEMPOTENCY_KEY = r"[!-~]{1,200}"

_REF = "#/components/schemas/{model}"
_EVERYWHERE = (
    Problem.WRONG_KEY,
    Problem.REVOKED_KEY,
    Problem.MISSING_SCOPE,
    Problem.TOO_MANY_REQUESTS,
    Problem.UNAVAILABLE,
)
_POSTING = tuple(set(Problem) - {Problem.NOT_FOUND, Problem.UNKNOWN_MESSAGE, Problem.METHOD_NOT_ALLOWED})
_ASKING = (*_EVERYWHERE, Problem.UNKNOWN_MESSAGE)
_EXAMPLES: Mapping[str, Json] = {
    "text": {"to": {"review_channel": True}, "text": "Kørslen i nat er færdig: 214 fakturaer."},
    "process": {"to": {"review_channel": True}, "process": 1},
}
_HEADERS: Mapping[int, Json] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}},
}


def _document() -> Json:
    models: Sequence[type[BaseModel]] = (TextPost, ProcessPost, Accepted, Fate, ProblemDetails)
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Guldkorn for flows",
            "version": "1",
            "description": "Post to people and to the review channel of an organisation in Teams.",
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": {
            f"{PREFIX}/messages": {"post": _post()},
            f"{PREFIX}/messages/{{id}}": {"get": _get()},
        },
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key made with `guldkorn key create`.",
                }
            },
        },
    }


def _post() -> Json:
    return {
        "operationId": "postMessage",
        "summary": "Post a message",
        "description": "Post a text or a process to a person or the review channel.",
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "The same key with the same request posts once, however often it is sent.",
                "schema": {"type": "string", "pattern": f"^{IDEMPOTENCY_KEY}$"},
                "x-ms-summary": "Idempotency key",
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"oneOf": [_ref(TextPost), _ref(ProcessPost)]},
                    "examples": {name: {"value": example} for name, example in _EXAMPLES.items()},
                }
            },
        },
        "responses": {
            "202": {
                "description": "The message will be sent.",
                "headers": {"Location": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": _ref(Accepted)}},
                "links": {"fate": {"operationId": "getMessage", "parameters": {"id": "$response.body#/id"}}},
            },
            **_told(_POSTING),
        },
    }


def _get() -> Json:
    return {
        "operationId": "getMessage",
        "summary": "What became of a message",
        "description": "Say whether a message is owed, sent or given up. It is forgotten with its delivery.",
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "The id that the message got when it was posted.",
                "schema": {"type": "string", "format": "uuid"},
                "x-ms-summary": "Message",
            }
        ],
        "responses": {
            "200": {
                "description": "What became of it.",
                "content": {"application/json": {"schema": _ref(Fate)}},
            },
            **_told(_ASKING),
        },
    }


def _told(problems: Sequence[Problem]) -> Json:
    by_status = sorted(problems, key=lambda problem: (problem.status, problem.name))
    return {
        str(status): _response(status, list(same))
        for status, same in groupby(by_status, key=lambda problem: problem.status)
    }


def _response(status: int, problems: Sequence[Problem]) -> Json:
    examples = {problem.name.lower(): {"value": problem.details()} for problem in problems}
    content = {"schema": _ref(ProblemDetails), "examples": examples}
    return {
        "description": " Or: ".join(problem.title for problem in problems),
        "content": {"application/problem+json": content},
        **({"headers": _HEADERS[status]} if status in _HEADERS else {}),
    }


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": _REF.format(model=model.__name__)}


DOCUMENT = _document()
