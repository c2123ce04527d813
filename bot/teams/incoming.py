"""What came in: an activity's raw JSON read once, strictly, into the few things a turn looks at."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from bot.teams.errors import Malformed
from bot.teams.naming import names_bot, text_without_bot
from domain.commands import COMMANDS
from domain.people import Role

Raw = dict[str, Any]
FILE = "application/vnd.microsoft.teams.file.download.info"
KINDS = {"": "personal", "personal": "personal", "channel": "channel"}
"""Conversations as Teams names them; of any other kind, others may read along."""
LOOKS = ("refresh", *(name for name, row in COMMANDS.items() if row.role is Role.REVIEWER))
"""What a button says that only shows something: a review card, or one of the team's lists."""

_NEEDED: tuple[tuple[tuple[str, ...], float], ...] = (
    (("type",), 60),
    (("id",), 400),
    (("channelId",), 60),
    (("serviceUrl",), 400),
    (("conversation", "id"), 400),
    (("from", "id"), 400),
    (("recipient", "id"), 400),
)
_OPTIONAL: tuple[tuple[tuple[str, ...], float], ...] = (
    (("name",), 400),
    (("text",), math.inf),
    (("locale",), 400),
    (("replyToId",), 400),
    (("from", "name"), math.inf),
    (("from", "aadObjectId"), 64),
    (("conversation", "tenantId"), 64),
    (("conversation", "conversationType"), 60),
    (("channelData", "eventType"), 60),
    (("channelData", "tenant", "id"), 64),
    (("channelData", "team", "id"), 400),
    (("channelData", "channel", "id"), 400),
)


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One activity from Teams, admitted and read."""

    raw: Raw
    app_id: str
    type: str
    name: str
    activity_id: str
    event_type: str
    service_url: str
    tenant_id: str
    conversation_id: str
    thread_id: str | None
    kind: str
    team_id: str | None
    from_id: str
    aad_object_id: str
    from_name: str
    locale: str
    text: str
    names_bot: bool
    value: Raw
    bot_id: str

    @property
    def key(self) -> str:
        """What tells this activity from all others; a resent one has the same.

        An edit reuses its message's id, so its own time belongs to the key.
        """
        edited_at = str(self.raw.get("timestamp", "")) if self.type == "messageUpdate" else ""
        parts = (self.app_id, self.conversation_id, self.type, self.name, self.activity_id, edited_at)
        return sha256("\0".join(parts).encode()).hexdigest()

    @property
    def is_tap(self) -> bool:
        """Whether a button was pressed on a card that another can take the place of."""
        return self.name == "adaptiveCard/action"

    @property
    def only_looks(self) -> bool:
        """Whether it asks to be shown something, which clients do all the time and may be answered anew."""
        action = self.value.get("action")
        looks = self.is_tap and isinstance(action, dict) and action.get("verb") in LOOKS
        return looks or self.name == "task/fetch"

    @property
    def verb(self) -> str:
        """What the pressed button says it does; empty if none was pressed."""
        for held in (self.value.get("action"), self.value.get("data"), self.value):
            if isinstance(held, dict) and isinstance(held.get("verb"), str):
                return str(held["verb"])
        return ""

    @property
    def files(self) -> list[tuple[str, str]]:
        """The files that came with a message: the name of each, and where it can be fetched."""
        found = [
            (_text(each, "name") or "?", _text(each, "content", "downloadUrl"))
            for each in self._attachments
            if each.get("contentType") == FILE
        ]
        return [(name, url) for name, url in found if url]

    @property
    def pastes_images(self) -> bool:
        """Whether images stand in the text, which are not to be had as files."""
        return any(_text(each, "contentType").startswith("image/") for each in self._attachments)

    @property
    def _attachments(self) -> list[Raw]:
        attached = self.raw.get("attachments")
        return [each for each in attached if isinstance(each, dict)] if isinstance(attached, list) else []

    @property
    def is_personal(self) -> bool:
        """Whether only this person and the bot are in the conversation."""
        return self.kind == "personal"


def check_shape(body: object) -> Raw:
    """Let through what has the fields every activity must have, as text; raise `Malformed` otherwise."""
    if not isinstance(body, dict):
        raise Malformed("not an object")
    for path, max_length in _NEEDED:
        found = _at(body, path)
        if not isinstance(found, str) or not 0 < len(found) <= max_length:
            raise Malformed(".".join(path))
    for path, max_length in _OPTIONAL:
        found = _at(body, path)
        if not isinstance(found, str | None) or len(found or "") > max_length:
            raise Malformed(".".join(path))
    return body


def read_incoming(raw: Raw, app_id: str) -> Incoming:
    """Read an admitted activity of the bot registration `app_id`."""
    conversation_id, _, thread = _text(raw, "conversation", "id").partition(";messageid=")
    value = raw.get("value")
    kind = _text(raw, "conversation", "conversationType")
    return Incoming(
        raw=raw,
        app_id=app_id,
        type=_text(raw, "type"),
        name=_text(raw, "name"),
        activity_id=_text(raw, "id"),
        event_type=_text(raw, "channelData", "eventType"),
        service_url=_text(raw, "serviceUrl"),
        tenant_id=(
            _text(raw, "conversation", "tenantId") or _text(raw, "channelData", "tenant", "id")
        ).lower(),
        conversation_id=conversation_id,
        thread_id=thread or None,
        kind=KINDS.get(kind, "group"),
        team_id=_text(raw, "channelData", "team", "id") or None,
        from_id=_text(raw, "from", "id"),
        aad_object_id=_text(raw, "from", "aadObjectId").lower(),
        from_name=_text(raw, "from", "name"),
        locale=_text(raw, "locale"),
        text=text_without_bot(raw),
        names_bot=names_bot(raw),
        value=value if isinstance(value, dict) else {},
        bot_id=_text(raw, "recipient", "id"),
    )


def link_to_chat(bot_id: str) -> str:
    """Return the address that opens the personal chat with the bot in Teams."""
    return f"https://teams.microsoft.com/l/chat/0/0?users={quote(bot_id, safe='')}"


def _at(raw: object, path: tuple[str, ...]) -> object:
    for step in path:
        raw = raw.get(step) if isinstance(raw, Mapping) else None
    return raw


def _text(raw: Raw, *path: str) -> str:
    found = _at(raw, path)
    return found if isinstance(found, str) else ""
