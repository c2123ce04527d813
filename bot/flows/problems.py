"""What a flow can be refused, as problem details (RFC 9457): one row each."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from aiohttp import web

from bot.flows.models import ProblemDetails
from domain.errors import ContainsCpr, GuldkornError
from services.flows import (
    TEXT_LENGTH,
    AppNotInstalled,
    IdempotencyKeyReused,
    MessagesTurnedOff,
    MissingScope,
    NoReviewChannel,
    RevokedKey,
    UnknownKey,
    UnknownMessage,
    UnknownPerson,
    UnknownProcess,
)
from storage.failures import DatabaseUnavailable

TYPE = "urn:problem-type:guldkorn:"


class Problem(Enum):
    """A kind of problem: its HTTP status and its sentence."""

    MALFORMED = 400, "The request cannot be understood."
    WRONG_KEY = 401, "The key is missing or not known."
    REVOKED_KEY = 401, "The key has been revoked."
    MISSING_SCOPE = 403, "The key was made for something else."
    NOT_FOUND = 404, "There is nothing here."
    UNKNOWN_PERSON = 404, "The bot knows no such person in the organisation."
    UNKNOWN_PROCESS = 404, "The organisation has no such process that flows may read."
    UNKNOWN_MESSAGE = 404, "The organisation's flows have posted no such message, or it is forgotten."
    METHOD_NOT_ALLOWED = 405, "That cannot be done here."
    TOO_SLOW = 408, "The request took too long to arrive."
    APP_NOT_INSTALLED = 409, "The person has no chat with the bot, or has removed it."
    MESSAGES_TURNED_OFF = 409, "The person has turned off messages from flows."
    NO_REVIEW_CHANNEL = 409, "The organisation has no review channel that can be written to."
    TOO_LARGE = 413, "The request is too large."
    NOT_JSON = 415, "The request must be application/json."
    TOO_LONG = 422, f"The text is longer than {TEXT_LENGTH} characters."
    CONTAINS_CPR = 422, "The text seems to hold a CPR number; nothing of it was kept."
    IDEMPOTENCY_KEY_REUSED = 422, "This idempotency key came with another request before."
    TOO_MANY_REQUESTS = 429, "This key has been used too often within the last minute."
    UNAVAILABLE = 503, "The service cannot reach its database."

    def __init__(self, status: int, title: str) -> None:
        self.status = status
        self.title = title

    @property
    def type(self) -> str:
        """The URI that tells this problem from others."""
        return TYPE + self.name.lower().replace("_", "-")

    def details(self, detail: str | None = None) -> dict[str, Any]:
        """Return the body that tells of it."""
        told = ProblemDetails(type=self.type, title=self.title, status=self.status, detail=detail)
        return told.model_dump(exclude_none=True)


class FlowRefused(Exception):
    """A request is answered with a problem."""

    def __init__(self, problem: Problem, detail: str | None = None, **headers: str) -> None:
        super().__init__(problem.name)
        self.problem = problem
        self.detail = detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if problem.status == 401:
            self.headers["WWW-Authenticate"] = "Bearer"


OF_ERROR: Mapping[type[GuldkornError], Problem] = {
    UnknownKey: Problem.WRONG_KEY,
    RevokedKey: Problem.REVOKED_KEY,
    MissingScope: Problem.MISSING_SCOPE,
    UnknownPerson: Problem.UNKNOWN_PERSON,
    AppNotInstalled: Problem.APP_NOT_INSTALLED,
    MessagesTurnedOff: Problem.MESSAGES_TURNED_OFF,
    NoReviewChannel: Problem.NO_REVIEW_CHANNEL,
    UnknownProcess: Problem.UNKNOWN_PROCESS,
    UnknownMessage: Problem.UNKNOWN_MESSAGE,
    IdempotencyKeyReused: Problem.IDEMPOTENCY_KEY_REUSED,
    ContainsCpr: Problem.CONTAINS_CPR,
    DatabaseUnavailable: Problem.UNAVAILABLE,
}

OF_HTTP: Mapping[int, Problem] = {
    404: Problem.NOT_FOUND,
    405: Problem.METHOD_NOT_ALLOWED,
    408: Problem.TOO_SLOW,
    413: Problem.TOO_LARGE,
}


def refused(error: FlowRefused | GuldkornError | web.HTTPException) -> FlowRefused | None:
    """Return how an error is told to a flow; None if it is a defect of ours."""
    match error:
        case FlowRefused():
            return error
        case web.HTTPException():
            problem = OF_HTTP.get(error.status)
            return problem and FlowRefused(
                problem, **{k: v for k, v in error.headers.items() if k == "Allow"}
            )
        case _:
            problem = next((OF_ERROR[kind] for kind in type(error).__mro__ if kind in OF_ERROR), None)
            return problem and FlowRefused(problem)
