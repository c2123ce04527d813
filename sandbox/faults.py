"""Faults on demand: what goes wrong with the next calls, and how often."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from sandbox.world import Json

FaultKind = Literal["status", "slow", "cut", "cut_after"]
KEY_OPERATIONS = ("metadata", "key_set")
FILE_OPERATIONS = ("download", "upload")
CODES = {
    400: "BadArgument",
    403: "Forbidden",
    404: "ConversationNotFound",
    412: "PreconditionFailed",
    429: "TooManyRequests",
    502: "BadGateway",
    504: "GatewayTimeout",
}


@dataclass(kw_only=True)
class Fault:
    """What goes wrong: an error `status`, a `slow` answer, a connection `cut` before or after obeying.

    It strikes `times` calls of that operation and conversation (None: any of the connector's). A slow call
    waits `seconds`, or until it is released.
    """

    kind: FaultKind
    number: int = 0
    operation: str | None = None
    conversation: str | None = None
    times: int = 1
    status: int = 500
    code: str | None = None
    retry_after: float | None = None
    seconds: float | None = None
    held: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Refuse what is no fault."""
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"a fault is one of {', '.join(get_args(FaultKind))}")

    def strikes(self, operation: str, conversation: str | None) -> bool:
        """Whether this call is one of those it waits for."""
        any_call = self.operation is None and operation not in KEY_OPERATIONS + FILE_OPERATIONS
        return (
            self.times > 0
            and (any_call or self.operation == operation)
            and (self.conversation is None or (conversation or "").startswith(self.conversation))
        )

    def error(self) -> Json:
        """The error's body."""
        code = self.code or CODES.get(self.status, "ServiceError")
        return {"error": {"code": code, "message": f"{code} (on demand)"}}

    def headers(self) -> dict[str, str]:
        """The error's headers."""
        return {} if self.retry_after is None else {"Retry-After": f"{self.retry_after:g}"}

    def described(self) -> Json:
        """The fault as JSON."""
        names = ("number", "kind", "operation", "conversation", "times", "status", "code", "retry_after")
        return {name: getattr(self, name) for name in (*names, "seconds", "held")}


class Faults:
    """The faults that wait for their calls, first come first served."""

    def __init__(self) -> None:
        self.queue: list[Fault] = []
        self.count = 0

    def add(self, fault: Fault) -> Fault:
        """Queue a fault."""
        self.count += 1
        fault.number = self.count
        self.queue.append(fault)
        return fault

    def take(self, operation: str, conversation: str | None = None) -> Fault | None:
        """The fault that strikes this call, if any."""
        fault = next((each for each in self.queue if each.strikes(operation, conversation)), None)
        if fault:
            fault.times -= 1
            if fault.times == 0 and fault.kind != "slow":
                self.queue.remove(fault)
        return fault

    def held(self) -> int:
        """How many calls are kept waiting."""
        return sum(fault.held for fault in self.queue)

    async def hold(self, fault: Fault, tell: Callable[[], None]) -> None:
        """Keep a slow call waiting, for its seconds or until released; `tell` is called once it waits."""
        fault.held += 1
        tell()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(fault.seconds):
                await fault.released.wait()
        fault.held -= 1
        if fault.times == 0 and fault.held == 0 and fault in self.queue:
            self.queue.remove(fault)

    def release(self, number: int | None = None) -> None:
        """Forget one fault, or all of them; calls that were kept waiting go on."""
        for fault in list(self.queue):
            if number in (None, fault.number):
                fault.released.set()
                self.queue.remove(fault)
