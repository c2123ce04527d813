"""What Teams would post to a bot: activities, each with a token of its own that vouches for it."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

APP_ID = "5f0c9f4e-4d3c-4c36-9c4e-0b1d7a6f2e11"
TENANT_ID = "0f5d2c8a-7f0e-4c62-8b9e-3a1f6d4e2b77"
ISSUER = "https://api.botframework.com"
KEY_ID = "benchmark"

_BOT = {"id": f"28:{APP_ID}", "name": "Guldkorn"}


@dataclass(frozen=True, kw_only=True)
class Post:
    """One request, signed and written out before the clock starts."""

    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Card:
    """Where a card stands."""

    team_id: str
    channel_id: str
    activity_id: str


def object_id(person: str) -> str:
    """The Entra object id of a person, who is named by a word."""
    return str(uuid5(NAMESPACE_URL, person))


def personal_chat(person: str) -> str:
    """The id of the person's chat with the bot."""
    return f"a:{person}"


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Teams' side of the wire: where a bot is to reply, and the key that signs what is posted to it."""

    url: str
    _key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    _numbers: Iterator[int] = field(default_factory=lambda: count(time.time_ns()))

    @property
    def service_url(self) -> str:
        """What activities name as the address for replies."""
        return f"{self.url}/"

    @cached_property
    def published_keys(self) -> str:
        """The JSON web key set in which bots find the public key."""
        key = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        shown = {**key, "kid": KEY_ID, "use": "sig", "endorsements": ["msteams"]}
        return json.dumps({"keys": [shown]})

    def says(self, person: str, text: str) -> Post:
        """A message the person writes in the personal chat."""
        conversation = {"id": personal_chat(person), "conversationType": "personal"}
        return self._post(person, conversation, type="message", text=text, textFormat="plain")

    def clicks(self, person: str, card: Card, verb: str, data: dict[str, Any]) -> Post:
        """A click on a button of a card that stands in a channel."""
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        return self._invokes(person, card, "adaptiveCard/action", {"action": action, "trigger": "manual"})

    def submits(self, person: str, card: Card, verb: str, data: dict[str, Any]) -> Post:
        """A button of a task module that was opened from a card in a channel."""
        return self._invokes(person, card, "task/submit", {"data": {"verb": verb, **data}})

    def _invokes(self, person: str, card: Card, name: str, value: dict[str, Any]) -> Post:
        conversation_id = f"{card.channel_id};messageid={card.activity_id}"
        conversation = {"id": conversation_id, "conversationType": "channel", "isGroup": True}
        return self._post(
            person,
            conversation,
            type="invoke",
            name=name,
            replyToId=card.activity_id,
            value=value,
            channelData={
                "tenant": {"id": TENANT_ID},
                "team": {"id": card.team_id},
                "channel": {"id": card.channel_id},
            },
        )

    def _post(self, person: str, conversation: dict[str, Any], **rest: Any) -> Post:
        number = next(self._numbers)
        activity = {
            "id": str(number),
            "timestamp": "2026-11-20T10:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": f"29:{person}", "name": person.title(), "aadObjectId": object_id(person)},
            "recipient": _BOT,
            "conversation": {"tenantId": TENANT_ID, **conversation},
            "channelData": {"tenant": {"id": TENANT_ID}},
            "locale": "da-DK",
            **rest,
        }
        headers = {
            "Authorization": f"Bearer {self._token(number)}",
            "Content-Type": "application/json; charset=utf-8",
        }
        return Post(body=json.dumps(activity).encode(), headers=headers)

    def _token(self, number: int) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": APP_ID,
            "nbf": now,
            "exp": now + 3600,
            "serviceurl": self.service_url,
            "jti": str(number),  # a token of its own, so that nobody checks it from memory
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY_ID})
