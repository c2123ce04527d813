"""The world the bot is tried in: organisations, people, teams, conversations and their messages."""

import asyncio
import base64
import contextlib
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal, TypeVar

Json = dict[str, Any]
Kind = Literal["personal", "group", "channel"]
AppState = Literal["absent", "installed", "removed"]
Thing = TypeVar("Thing")

CARD = "application/vnd.microsoft.card.adaptive"
THREAD_MARK = ";messageid="


class Unknown(LookupError):
    """Nothing in the world has that id."""


@dataclass(kw_only=True)
class Bot:
    """A bot registration and where it listens; `endpoint` is None until it is connected."""

    app_id: str
    name: str = "Guldkorn"
    endpoint: str | None = None
    tenants: list[str] = field(default_factory=list)

    @property
    def member_id(self) -> str:
        """The bot's id in a conversation."""
        return f"28:{self.app_id}"


@dataclass(kw_only=True)
class Organisation:
    """One Entra tenant."""

    tenant_id: str
    name: str
    locale: str = "da-DK"


@dataclass(kw_only=True)
class Person:
    """Somebody who works in an organisation; `role` and `title` are only for people to read."""

    id: str
    tenant_id: str
    aad_id: str
    name: str
    email: str
    title: str = ""
    role: str = "employee"


@dataclass(kw_only=True)
class Team:
    """A team; `thread_id` is its id in Teams, which is also the id of its General channel."""

    id: str
    tenant_id: str
    thread_id: str
    aad_group_id: str
    name: str
    members: list[str]
    app: AppState = "absent"


@dataclass(kw_only=True)
class Message:
    """A message in a conversation; `sender` is a person's id, or None for the bot.

    `revision` counts the edits, `change` orders all changes in the world, and `views` are the cards that
    single people see instead of the posted one.
    """

    id: str
    thread: str
    sender: str | None
    sent: str
    activity: Json
    change: int = 0
    revision: int = 1
    deleted: bool = False
    views: dict[str, Json] = field(default_factory=dict)

    @property
    def card(self) -> Json | None:
        """The Adaptive Card as it was posted."""
        attachments = self.activity.get("attachments") or []
        return next((each["content"] for each in attachments if each["contentType"] == CARD), None)


@dataclass(kw_only=True)
class Conversation:
    """A personal chat, a group chat or a channel; `messages` are in the order they last changed."""

    id: str
    kind: Kind
    tenant_id: str
    name: str
    members: list[str] = field(default_factory=list)
    team_id: str | None = None
    app: AppState = "absent"
    blocked: bool = False
    deleted: bool = False
    typing: str | None = None
    change: int = 0
    messages: OrderedDict[str, Message] = field(default_factory=OrderedDict)

    def message(self, message_id: str) -> Message:
        """The message with this id that still stands."""
        message = self.messages.get(message_id)
        if message is None or message.deleted:
            raise Unknown(f"no message {message_id}")
        return message

    def changed_after(self, number: int) -> list[Message]:
        """The messages that are new or changed since that change, oldest message first."""
        recent = takewhile(lambda message: message.change > number, reversed(self.messages.values()))
        return sorted(recent, key=lambda message: int(message.id))


@dataclass(kw_only=True)
class World:
    """Everything that exists here, and the one place where it changes."""

    url: str
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    bots: dict[str, Bot] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    at: int = 0
    last_id: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def service_url(self, tenant_id: str) -> str:
        """Where the bot reaches the connector for this organisation."""
        return f"{self.url}/teams/{tenant_id}/"

    def timestamp(self) -> str:
        """The time now, as Teams writes it."""
        return self.now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def next_id(self) -> str:
        """A new id, later than all before it."""
        self.last_id = max(self.last_id + 1, int(self.now().timestamp() * 1000))
        return str(self.last_id)

    def bot_of(self, tenant_id: str) -> Bot | None:
        """The bot registration that serves this organisation."""
        return next((bot for bot in self.bots.values() if tenant_id in bot.tenants), None)

    def person(self, person_id: str) -> Person:
        """The person with this id."""
        return found(self.people, person_id, "person")

    def team(self, team_id: str) -> Team:
        """The team with this id, ours or that of Teams."""
        by_thread = next((team.id for team in self.teams.values() if team.thread_id == team_id), team_id)
        return found(self.teams, by_thread, "team")

    def conversation(self, conversation_id: str) -> Conversation:
        """The conversation with this id, or in which this thread is."""
        conversation = found(self.conversations, split_thread(conversation_id)[0], "conversation")
        if conversation.deleted:
            raise Unknown(f"conversation {conversation_id} is deleted")
        return conversation

    def personal_chat(self, person: Person) -> Conversation:
        """The person's chat with the bot that serves the organisation, made when first asked for."""
        bot = self.bot_of(person.tenant_id)
        if bot is None:
            raise Unknown(f"no bot serves {person.tenant_id}")
        conversation_id = f"a:1{_digest(bot.app_id, person.aad_id)}"
        return self.conversations.setdefault(
            conversation_id,
            Conversation(
                id=conversation_id,
                kind="personal",
                tenant_id=person.tenant_id,
                name=bot.name,
                members=[person.id],
            ),
        )

    def member_id(self, person: Person) -> str:
        """The person's id in conversations; it belongs to the pair of bot and person."""
        bot = self.bot_of(person.tenant_id)
        return f"29:1{_digest(bot.app_id if bot else '', person.aad_id, 'member')}"

    def member(self, tenant_id: str, member_id: str) -> Person:
        """The person whom the bot calls so: by member id or by object id."""
        for person in self.people.values():
            if person.tenant_id == tenant_id and member_id in (self.member_id(person), person.aad_id):
                return person
        raise Unknown(f"no member {member_id}")

    def members(self, conversation: Conversation) -> list[Person]:
        """The people in a conversation."""
        ids = self.teams[conversation.team_id].members if conversation.team_id else conversation.members
        return [self.people[person_id] for person_id in ids]

    def app_state(self, conversation: Conversation) -> AppState:
        """Whether the app is installed there."""
        return self.teams[conversation.team_id].app if conversation.team_id else conversation.app

    def may_write(self, conversation: Conversation) -> bool:
        """Whether the bot is on the roster: installed, or never removed and in a team of that person's."""
        state = self.app_state(conversation)
        if state != "absent" or conversation.kind != "personal":
            return state == "installed"
        (person_id,) = conversation.members
        return any(team.app == "installed" and person_id in team.members for team in self.teams.values())

    def conversations_of(self, person: Person) -> Iterator[Conversation]:
        """The conversations the person can open, the personal chat first."""
        if self.bot_of(person.tenant_id):
            yield self.personal_chat(person)
        for conversation in self.conversations.values():
            shared = conversation.kind != "personal" and not conversation.deleted
            if shared and person in self.members(conversation):
                yield conversation

    def channels(self, team: Team) -> list[Conversation]:
        """The team's channels that still exist."""
        every = self.conversations.values()
        return [channel for channel in every if channel.team_id == team.id and not channel.deleted]

    def add_channel(self, team: Team, name: str) -> Conversation:
        """Make a channel; the first one is General and shares the team's id."""
        first = team.thread_id not in self.conversations
        channel_id = team.thread_id if first else f"19:{_hex(team.id, name)}@thread.tacv2"
        channel = Conversation(
            id=channel_id, kind="channel", tenant_id=team.tenant_id, name=name, team_id=team.id
        )
        self.conversations[channel_id] = channel
        self.touch(channel)
        return channel

    def add_message(
        self, conversation: Conversation, *, sender: str | None, activity: Json, thread: str | None = None
    ) -> Message:
        """Post a message; without a thread it begins one."""
        message_id = self.next_id()
        message = Message(
            id=message_id,
            thread=thread or message_id,
            sender=sender,
            sent=self.timestamp(),
            activity=activity,
        )
        if sender is None:
            conversation.typing = None
        self.touch(conversation, message)
        return message

    def edit_message(self, conversation: Conversation, message: Message, activity: Json) -> None:
        """Replace what a message says, for everyone."""
        message.activity = activity
        message.views.clear()
        message.revision += 1
        self.touch(conversation, message)

    def delete_message(self, conversation: Conversation, message: Message) -> None:
        """Take a message away; that it was there is still seen."""
        message.deleted = True
        message.activity = {}
        message.views.clear()
        self.touch(conversation, message)

    def touch(self, conversation: Conversation, message: Message | None = None) -> None:
        """Note a change and wake whoever waits for one."""
        self.at += 1
        conversation.change = self.at
        if message:
            message.change = self.at
            conversation.messages[message.id] = message
            conversation.messages.move_to_end(message.id)
        self.wake()

    def wake(self) -> None:
        """Let whoever waits look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def change(self) -> None:
        """Wait for the next change."""
        await self._changed.wait()

    async def until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until something is so, at most that long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not ready():
                    await self.change()


def populate(world: World, definition: Json) -> None:
    """Fill an empty world with the organisations of a definition (the shape of demo_world.json)."""
    for row in definition["organisations"]:
        tenant_id = row["tenant_id"]
        world.organisations[tenant_id] = Organisation(
            tenant_id=tenant_id, name=row["name"], locale=row.get("locale", "da-DK")
        )
        for person in row["people"]:
            world.people[person["id"]] = Person(tenant_id=tenant_id, **person)
        for group in row.get("groups", []):
            group_id = f"19:{_hex(tenant_id, group['name'])}@thread.v2"
            world.conversations[group_id] = Conversation(
                id=group_id, kind="group", tenant_id=tenant_id, **group
            )
        for each in row.get("teams", []):
            _add_team(world, tenant_id, each)


def demo_world() -> Json:
    """The three organisations of the demo."""
    text = Path(__file__).with_name("demo_world.json").read_text(encoding="utf-8")
    definition: Json = json.loads(text)
    return definition


def split_thread(conversation_id: str) -> tuple[str, str | None]:
    """The conversation and, where the id names one, the thread in it."""
    base, mark, root = conversation_id.partition(THREAD_MARK)
    return base, root if mark else None


def found(things: dict[str, Thing], key: str, what: str) -> Thing:
    """The thing with this key, or Unknown."""
    if key not in things:
        raise Unknown(f"no {what} {key}")
    return things[key]


def _add_team(world: World, tenant_id: str, row: Json) -> None:
    thread_id = f"19:{_hex(row['id'], 'General')}@thread.tacv2"
    team = Team(
        id=row["id"],
        tenant_id=tenant_id,
        thread_id=thread_id,
        aad_group_id=row["aad_group_id"],
        name=row["name"],
        members=list(row["members"]),
    )
    world.teams[team.id] = team
    for name in ("General", *row.get("channels", [])):
        world.add_channel(team, name)


def _digest(*parts: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256("/".join(parts).encode()).digest()).decode().rstrip("=")


def _hex(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:32]
