"""A flow as it stands outside: a key, and calls over HTTP."""

from dataclasses import dataclass
from typing import Any

from bot.flows.openapi import PREFIX
from services.flows import POST, create_key
from tests.journeys.rpa_team import invitation
from tests.service import ODENSE, Guldkorn

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    body: Any
    headers: Any

    @property
    def problem(self) -> str:
        """The last word of the problem's type."""
        assert self.headers["Content-Type"].startswith("application/problem+json")
        assert self.body["status"] == self.status
        return str(self.body["type"].rpartition(":")[2])


class Flow:
    """Calls with a key of its own, or with what it is given for one."""

    def __init__(self, guldkorn: Guldkorn, key: str) -> None:
        self.guldkorn = guldkorn
        self.key = key

    async def posts(self, to: Any, idempotency_key: str | None = None, **what: Any) -> Answer:
        """Post a message, and wait until everything owed has been sent."""
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key is not None else {}
        answer = await self.calls("POST", "messages", json={"to": to, **what}, headers=headers)
        await self.guldkorn.settle()
        return answer

    async def asks(self, message_id: object) -> Answer:
        """Ask what became of a message."""
        return await self.calls("GET", f"messages/{message_id}")

    async def calls(self, method: str, path: str, headers: Json | None = None, **sent: Any) -> Answer:
        """Call with anything."""
        headers = {"Authorization": f"Bearer {self.key}"} | (headers or {})
        url = f"{self.guldkorn.url}{PREFIX}/{path}"
        async with self.guldkorn.http.request(method, url, headers=headers, **sent) as response:
            body = await response.json(content_type=None)
            return Answer(status=response.status, body=body, headers=response.headers)


def new_key(guldkorn: Guldkorn, tenant_id: str = ODENSE, name: str = "Økonomi dagligt") -> str:
    """A key, as an administrator makes it, of an organisation that has been named."""
    invitation(guldkorn, tenant_id)
    with guldkorn.service.database.session(None) as session:
        return create_key(session, tenant_id, POST, name, guldkorn.clock.now())
