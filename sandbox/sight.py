"""The world as people see it, as JSON."""

from sandbox.world import Conversation, Json, Message, Person, Team, World


def seen(world: World, message: Message, conversation: Conversation, person: Person) -> Json:
    """A message as this person sees it."""
    sender = world.people[message.sender] if message.sender else None
    bot = world.bot_of(conversation.tenant_id)
    name = sender.name if sender else bot.name if bot else ""
    view = message.views.get(person.id)
    card = view or message.card
    return {
        "id": message.id,
        "conversation": conversation.id,
        "thread": message.thread,
        "change": message.change,
        "revision": message.revision,
        "from": {"id": message.sender, "name": name, "bot": sender is None},
        "sent": message.sent,
        "deleted": message.deleted,
        "text": message.activity.get("text"),
        "summary": message.activity.get("summary"),
        "activity": message.activity,
        "card": card,
        "own_view": view is not None,
        "refresh": view is None and card is not None and is_refreshed(world, card, person),
    }


def is_refreshed(world: World, card: Json, person: Person) -> bool:
    """Whether the card is made anew for this person when they look at it."""
    refresh = card.get("refresh")
    return isinstance(refresh, dict) and world.member_id(person) in refresh.get("userIds", [])


def organisation(world: World, tenant_id: str) -> Json:
    """An organisation with its bot, people, teams and group chats."""
    named = world.organisations[tenant_id]
    bot = world.bot_of(tenant_id)
    return {
        "tenant_id": tenant_id,
        "name": named.name,
        "locale": named.locale,
        "service_url": world.service_url(tenant_id),
        "bot": {"app_id": bot.app_id, "name": bot.name, "connected": bool(bot.endpoint)} if bot else None,
        "people": [described(world, p) for p in world.people.values() if p.tenant_id == tenant_id],
        "teams": [
            described_team(world, team) for team in world.teams.values() if team.tenant_id == tenant_id
        ],
        "groups": [
            {"id": each.id, "name": each.name, "members": each.members, "app": each.app}
            for each in world.conversations.values()
            if each.kind == "group" and each.tenant_id == tenant_id
        ],
    }


def described_team(world: World, team: Team) -> Json:
    """A team with its members and channels."""
    channels = [{"id": each.id, "name": each.name} for each in world.channels(team)]
    return {
        "id": team.id,
        "name": team.name,
        "thread_id": team.thread_id,
        "app": team.app,
        "members": team.members,
        "channels": channels,
    }


def described(world: World, person: Person) -> Json:
    """A person, and how they stand with the app."""
    chat = world.personal_chat(person) if world.bot_of(person.tenant_id) else None
    return {
        "id": person.id,
        "tenant_id": person.tenant_id,
        "aad_id": person.aad_id,
        "member_id": world.member_id(person),
        "name": person.name,
        "email": person.email,
        "title": person.title,
        "role": person.role,
        "chat": chat.id if chat else None,
        "app": chat.app if chat else "absent",
        "blocked": chat.blocked if chat else False,
    }


def line(world: World, conversation: Conversation, person: Person) -> Json:
    """A conversation as it stands in the list."""
    team = world.teams[conversation.team_id] if conversation.team_id else None
    last = max(conversation.messages.values(), key=lambda message: int(message.id), default=None)
    return {
        "id": conversation.id,
        "kind": conversation.kind,
        "name": conversation.name,
        "team": {"id": team.id, "name": team.name} if team else None,
        "app": world.app_state(conversation),
        "blocked": conversation.blocked,
        "change": conversation.change,
        "typing": conversation.typing,
        "last": seen(world, last, conversation, person) if last else None,
    }
