"""Activities as Teams sends them, made from facts of the world."""

import html
import uuid
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from sandbox.world import THREAD_MARK, Conversation, Json, Message, Person, Team, World

ZONE = ZoneInfo("Europe/Copenhagen")
KIND = {"personal": "personal", "group": "groupChat", "channel": "channel"}


def envelope(
    world: World, person: Person, conversation: Conversation, *, thread: str | None = None, locale: str
) -> Json:
    """What every activity from this person in this conversation carries."""
    bot = world.bot_of(conversation.tenant_id)
    assert bot is not None  # noqa: S101
    return {
        "id": f"f:{uuid.uuid4()}",
        "timestamp": world.timestamp(),
        "localTimestamp": world.now().astimezone(ZONE).isoformat(timespec="milliseconds"),
        "localTimezone": ZONE.key,
        "serviceUrl": world.service_url(conversation.tenant_id),
        "channelId": "msteams",
        "from": account(world, person),
        "conversation": _conversation(conversation, thread),
        "recipient": {"id": bot.member_id, "name": bot.name},
        "locale": locale,
        "entities": [
            {
                "type": "clientInfo",
                "locale": locale,
                "country": "DK",
                "platform": "Web",
                "timezone": ZONE.key,
            }
        ],
        "channelData": channel_data(world, conversation),
    }


def account(world: World, person: Person) -> Json:
    """A person as the sender of an activity."""
    return {"id": world.member_id(person), "name": person.name, "aadObjectId": person.aad_id}


def channel_data(world: World, conversation: Conversation) -> Json:
    """The part of an activity that only Teams has."""
    data: Json = {"tenant": {"id": conversation.tenant_id}}
    if conversation.team_id:
        team = world.teams[conversation.team_id]
        data |= {
            "teamsChannelId": conversation.id,
            "teamsTeamId": team.thread_id,
            "channel": {"id": conversation.id},
            "team": {"id": team.thread_id},
        }
    return data


def said(world: World, basis: Json, message: Message) -> Json:
    """A message a person wrote, or wrote anew."""
    text: str = message.activity["text"]
    bot = next(bot for bot in world.bots.values() if bot.member_id == basis["recipient"]["id"])
    mention = {"type": "mention", "mentioned": basis["recipient"], "text": f"<at>{bot.name}</at>"}
    written = html.escape(text, quote=False).replace("&lt;at&gt;", "<at>").replace("&lt;/at&gt;", "</at>")
    return {
        **basis,
        "type": "message",
        "id": message.id,
        "textFormat": "plain",
        "text": text,
        "attachments": [
            {"contentType": "text/html", "content": f"<p>{written}</p>"},
            *message.activity.get("attachments", []),
        ],
        "entities": [*([mention] if mention["text"] in text else []), *basis["entities"]],
    }


def edited(world: World, basis: Json, message: Message) -> Json:
    """The same message, told again after an edit."""
    data = {**basis["channelData"], "eventType": "editMessage"}
    return {**said(world, basis, message), "type": "messageUpdate", "channelData": data}


def deleted(basis: Json, message_id: str) -> Json:
    """A message the person took away."""
    data = {**basis["channelData"], "eventType": "softDeleteMessage"}
    return {**basis, "type": "messageDelete", "id": message_id, "channelData": data}


def submitted(basis: Json, value: Json, reply_to: str) -> Json:
    """An Action.Submit: a message without text."""
    data = {**basis["channelData"], "source": {"name": "message"}, "legacy": {"replyToId": reply_to}}
    value_only = {"type": "message", "value": value, "replyToId": reply_to, "channelData": data}
    return {**basis, **value_only}


def invoked(basis: Json, name: str, value: Json, reply_to: str) -> Json:
    """A call that waits for the bot's answer."""
    data = {**basis["channelData"], "source": {"name": "message"}, "legacy": {"replyToId": reply_to}}
    return {
        **basis,
        "type": "invoke",
        "name": name,
        "value": value,
        "replyToId": reply_to,
        "channelData": data,
    }


def executed(action: Json, data: Json, trigger: str) -> Json:
    """The value of an adaptiveCard/action invoke."""
    called = {"type": "Action.Execute", "id": action.get("id"), "verb": action.get("verb"), "data": data}
    return {"action": {key: each for key, each in called.items() if each is not None}, "trigger": trigger}


def membership(basis: Json, change: str, ids: Iterable[Json], team: Team | None = None) -> Json:
    """People, or the bot, that came (`membersAdded`) or went (`membersRemoved`)."""
    data = dict(basis["channelData"])
    if team:
        event = {"membersAdded": "teamMemberAdded", "membersRemoved": "teamMemberRemoved"}[change]
        data = team_event(basis, team, event)
    return {**basis, "type": "conversationUpdate", change: list(ids), "channelData": data}


def team_event(basis: Json, team: Team, event: str) -> Json:
    """The channel data of something that happened to a team."""
    described = {"id": team.thread_id, "name": team.name, "aadGroupId": team.aad_group_id}
    return {**basis["channelData"], "team": described, "eventType": event}


def installation(basis: Json, action: str, *, in_team: bool) -> Json:
    """The app was added to, or removed from, a chat or a team, there for the channel of the conversation."""
    data = {**basis["channelData"], "source": {"name": "message"}}
    if in_team:
        data["settings"] = {"selectedChannel": {"id": basis["conversation"]["id"]}}
    return {**basis, "type": "installationUpdate", "action": action, "channelData": data}


def roster_entry(world: World, person: Person) -> Json:
    """A person as the members API tells of them."""
    given, _, family = person.name.rpartition(" ")
    return {
        "id": world.member_id(person),
        "name": person.name,
        "givenName": given or family,
        "surname": family,
        "objectId": person.aad_id,
        "aadObjectId": person.aad_id,
        "email": person.email,
        "userPrincipalName": person.email,
        "tenantId": person.tenant_id,
        "userRole": "user",
    }


def _conversation(conversation: Conversation, thread: str | None) -> Json:
    whole = f"{conversation.id}{THREAD_MARK}{thread}" if thread else conversation.id
    told: Json = {
        "conversationType": KIND[conversation.kind],
        "tenantId": conversation.tenant_id,
        "id": whole,
    }
    return told if conversation.kind == "personal" else {"isGroup": True, **told}
