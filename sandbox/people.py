"""What people do in Teams, as a JSON API: the page uses it, and so do the tests."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox import activities, cards, sight
from sandbox.answers import executed, task_shown
from sandbox.channel import Channel, Turn
from sandbox.files import Files, consent_in
from sandbox.world import Conversation, Json, Message, Person, Team, Unknown, World, split_thread

Handler = Callable[[web.Request, Json], Awaitable[Json]]
LONGEST_WAIT_SECONDS = 60.0


class Impossible(Exception):
    """A person cannot do that in Teams."""


class People:
    """The people's side of the sandbox."""

    def __init__(self, world: World, channel: Channel, files: Files) -> None:
        self.world = world
        self.channel = channel
        self.files = files
        self.tasks: dict[str, Json] = {}

    def table(self) -> tuple[tuple[str, str, Handler], ...]:
        """What people can do: method, path under /api, handler."""
        someone = "/people/{person}"
        return (
            ("GET", "/world", self.tell_world),
            ("GET", someone, self.tell_person),
            ("PUT", f"{someone}/app", self.install),
            ("DELETE", f"{someone}/app", self.remove),
            ("PUT", f"{someone}/block", self.block),
            ("DELETE", f"{someone}/block", self.unblock),
            ("POST", f"{someone}/say", self.say),
            ("PUT", f"{someone}/files/{{name}}", self.send_file),
            ("POST", f"{someone}/consent", self.answer_consent),
            ("PUT", f"{someone}/messages/{{message}}", self.edit),
            ("DELETE", f"{someone}/messages/{{message}}", self.delete),
            ("POST", f"{someone}/click", self.click),
            ("POST", f"{someone}/refresh", self.refresh),
            ("GET", f"{someone}/task", self.tell_task),
            ("POST", f"{someone}/task", self.submit_task),
            ("DELETE", f"{someone}/task", self.close_task),
            ("GET", "/conversations/{conversation}/messages", self.tell_messages),
            ("PUT", "/conversations/{conversation}/app", self.install_in_group),
            ("DELETE", "/conversations/{conversation}/app", self.remove_from_group),
            ("PUT", "/teams/{team}/app", self.install_in_team),
            ("DELETE", "/teams/{team}/app", self.remove_from_team),
            ("PUT", "/teams/{team}/members/{person}", self.join_team),
            ("DELETE", "/teams/{team}/members/{person}", self.leave_team),
            ("POST", "/teams/{team}/channels", self.make_channel),
            ("DELETE", "/channels/{conversation}", self.delete_channel),
        )

    async def tell_world(self, request: web.Request, body: Json) -> Json:
        """The organisations with their people, teams and bots."""
        return {
            "at": self.world.at,
            "organisations": [sight.organisation(self.world, t) for t in self.world.organisations],
        }

    async def tell_person(self, request: web.Request, body: Json) -> Json:
        """A person and the conversations they can open; waits for a change after `after`."""
        person = self.world.person(request.match_info["person"])
        after, wait = _waiting(request)
        await self.world.until(lambda: self.world.at > after, wait)
        return {
            "at": self.world.at,
            "person": sight.described(self.world, person),
            "conversations": [
                sight.line(self.world, each, person) for each in self.world.conversations_of(person)
            ],
        }

    async def tell_messages(self, request: web.Request, body: Json) -> Json:
        """The messages that changed after `after`, as one person (`as`) sees them; waits for one."""
        base, thread = split_thread(request.match_info["conversation"])
        conversation = self.world.conversation(base)
        person = self.world.person(request.query["as"])
        after, wait = _waiting(request)
        await self.world.until(lambda: bool(conversation.changed_after(after)), wait)
        messages = [
            sight.seen(self.world, message, conversation, person)
            for message in conversation.changed_after(after)
            if thread in (None, message.thread)
        ]
        return {"at": self.world.at, "typing": conversation.typing, "messages": messages}

    async def install(self, request: web.Request, body: Json) -> Json:
        """Add the app for oneself."""
        person = self.world.person(request.match_info["person"])
        conversation = self.world.personal_chat(person)
        return await self._install(person, conversation, conversation, None, body)

    async def remove(self, request: web.Request, body: Json) -> Json:
        """Remove one's app."""
        person = self.world.person(request.match_info["person"])
        conversation = self.world.personal_chat(person)
        return await self._remove(person, conversation, conversation, None, body)

    async def block(self, request: web.Request, body: Json) -> Json:
        """Block the bot; it is told nothing."""
        return self._set_blocked(request, blocked=True)

    async def unblock(self, request: web.Request, body: Json) -> Json:
        """Let the bot write again."""
        return self._set_blocked(request, blocked=False)

    async def install_in_group(self, request: web.Request, body: Json) -> Json:
        """Somebody (`by`) adds the app to a group chat."""
        conversation = self.world.conversation(request.match_info["conversation"])
        person = self.world.person(body.get("by") or conversation.members[0])
        return await self._install(person, conversation, conversation, None, body)

    async def remove_from_group(self, request: web.Request, body: Json) -> Json:
        """Somebody (`by`) removes the app from a group chat."""
        conversation = self.world.conversation(request.match_info["conversation"])
        person = self.world.person(body.get("by") or conversation.members[0])
        return await self._remove(person, conversation, conversation, None, body)

    async def install_in_team(self, request: web.Request, body: Json) -> Json:
        """Somebody (`by`) adds the app to a team."""
        team = self.world.team(request.match_info["team"])
        person = self.world.person(body.get("by") or team.members[0])
        channel = self.world.conversation(body.get("channel") or team.thread_id)
        if channel.team_id != team.id:
            raise Impossible("the channel is not one of the team's")
        return await self._install(person, team, channel, team, body)

    async def remove_from_team(self, request: web.Request, body: Json) -> Json:
        """Somebody (`by`) removes the app from a team."""
        team = self.world.team(request.match_info["team"])
        person = self.world.person(body.get("by") or team.members[0])
        return await self._remove(person, team, self._general(team), team, body)

    async def join_team(self, request: web.Request, body: Json) -> Json:
        """A person becomes a member of a team."""
        team = self.world.team(request.match_info["team"])
        person = self.world.person(request.match_info["person"])
        if person.id not in team.members:
            team.members.append(person.id)
        return await self._tell_team(team, person, "membersAdded", body)

    async def leave_team(self, request: web.Request, body: Json) -> Json:
        """A person is no longer a member of a team."""
        team = self.world.team(request.match_info["team"])
        person = self.world.person(request.match_info["person"])
        if person.id in team.members:
            team.members.remove(person.id)
        return await self._tell_team(team, person, "membersRemoved", body)

    async def make_channel(self, request: web.Request, body: Json) -> Json:
        """A new channel in a team."""
        team = self.world.team(request.match_info["team"])
        channel = self.world.add_channel(team, body["name"])
        answer = await self._tell_of_channel(team, channel, "channelCreated", body)
        return {**answer, "channel": {"id": channel.id, "name": channel.name}}

    async def delete_channel(self, request: web.Request, body: Json) -> Json:
        """A channel is deleted, with all that was said in it."""
        channel = self.world.conversation(request.match_info["conversation"])
        if channel.team_id is None:
            raise Impossible("only channels are deleted")
        team = self.world.teams[channel.team_id]
        if channel.id == team.thread_id:
            raise Impossible("General is not deleted")
        channel.deleted = True
        self.world.touch(channel)
        return await self._tell_of_channel(team, channel, "channelDeleted", body)

    async def say(self, request: web.Request, body: Json) -> Json:
        """Write a message; in a channel or group the bot hears it only where it is mentioned."""
        person, conversation, thread = self._place(request, body)
        bot = self.world.bot_of(conversation.tenant_id)
        at = f"<at>{bot.name if bot else ''}</at>"
        text = body["text"]
        if body.get("mention") and at not in text:
            text = f"{at} {text}"
        after = self.world.at
        message = self.world.add_message(
            conversation, sender=person.id, activity={"text": text}, thread=body.get("thread") or thread
        )
        if not self._heard(conversation, text):
            return self._answer(person, conversation, after)
        basis = self._basis(person, conversation, message.thread, body)
        turn = await self.channel.post(activities.said(self.world, basis, message))
        return self._answer(person, conversation, after, turn)

    async def send_file(self, request: web.Request, body: Json) -> Json:
        """Send the body of the request as a file, with a `text` beside it."""
        person, conversation, _ = self._place(request, body)
        if conversation.kind != "personal":
            raise Impossible("a bot gets files in its personal chats only")
        attachment = await self.files.take(request, request.match_info["name"])
        after = self.world.at
        activity = {"text": body.get("text", ""), "attachments": [attachment]}
        message = self.world.add_message(conversation, sender=person.id, activity=activity)
        basis = self._basis(person, conversation, None, body)
        turn = await self.channel.post(activities.said(self.world, basis, message))
        return self._answer(person, conversation, after, turn)

    async def answer_consent(self, request: web.Request, body: Json) -> Json:
        """Answer a file consent card: `action` is "accept" or "decline"."""
        person, conversation, _ = self._place(request, body)
        message, action = conversation.message(body["message"]), body["action"]
        card = consent_in(message.activity)
        after = self.world.at
        value = {"type": "fileUpload", "action": action, "context": card["content"][f"{action}Context"]}
        if action == "accept":
            value["uploadInfo"] = self.files.offer(card["name"], card["content"]["sizeInBytes"])
        basis = self._basis(person, conversation, None, body)
        turn = await self.channel.post(activities.invoked(basis, "fileConsent/invoke", value, message.id))
        return self._answer(person, conversation, after, turn)

    async def edit(self, request: web.Request, body: Json) -> Json:
        """Write one's message anew."""
        person, conversation, message = self._own_message(request, body)
        after = self.world.at
        self.world.edit_message(conversation, message, {"text": body["text"]})
        if not self._heard(conversation, body["text"]):
            return self._answer(person, conversation, after)
        basis = self._basis(person, conversation, message.thread, body)
        turn = await self.channel.post(activities.edited(self.world, basis, message))
        return self._answer(person, conversation, after, turn)

    async def delete(self, request: web.Request, body: Json) -> Json:
        """Delete one's message."""
        person, conversation, message = self._own_message(request, body)
        after, heard = self.world.at, self._heard(conversation, message.activity["text"])
        self.world.delete_message(conversation, message)
        if not heard:
            return self._answer(person, conversation, after)
        basis = self._basis(person, conversation, message.thread, body)
        turn = await self.channel.post(activities.deleted(basis, message.id))
        return self._answer(person, conversation, after, turn)

    async def click(self, request: web.Request, body: Json) -> Json:
        """Press a button of a card: `press` names it, or `action` is it; `inputs` are what was filled in."""
        person, conversation, _ = self._place(request, body)
        message = conversation.message(body["message"])
        card = message.views.get(person.id) or message.card
        if card is None:
            raise Impossible("the message has no card")
        action = cards.for_client(_pressed(card, body), old=bool(body.get("old_client")))
        data = cards.sent(card, action, body.get("inputs", {}))
        if action["type"] == "Action.Execute":
            return await self._execute(person, conversation, message, action, data, body)
        if action["type"] != "Action.Submit":
            raise Impossible(f"{action['type']} is the client's own business")
        if _teams_type(data) == "task/fetch":
            return await self._invoke_task(person, conversation, message.id, "task/fetch", data, body)
        return await self._submit(person, conversation, message, data, body)

    async def refresh(self, request: web.Request, body: Json) -> Json:
        """Look at a card that is made anew for those who look."""
        person, conversation, _ = self._place(request, body)
        message = conversation.message(body["message"])
        card = message.card
        if card is None or not sight.is_refreshed(self.world, card, person):
            raise Impossible("the card is not refreshed for this person")
        action = card["refresh"]["action"]
        data = dict(action.get("data") or {})
        return await self._execute(person, conversation, message, action, data, body, trigger="automatic")

    async def tell_task(self, request: web.Request, body: Json) -> Json:
        """The task module the person has open."""
        return {"task": self.tasks.get(request.match_info["person"])}

    async def submit_task(self, request: web.Request, body: Json) -> Json:
        """Press a button in the open task module."""
        person = self.world.person(request.match_info["person"])
        task = self.tasks.get(person.id)
        if task is None:
            raise Impossible("no task module is open")
        card = task["card"]
        action = cards.for_client(_pressed(card, body), old=True)
        if action["type"] != "Action.Submit":
            raise Impossible("a task module takes Action.Submit only")
        data = cards.sent(card, action, body.get("inputs", {}))
        conversation = self.world.conversation(task["conversation"])
        return await self._invoke_task(person, conversation, task["message"], "task/submit", data, body)

    async def close_task(self, request: web.Request, body: Json) -> Json:
        """Close the task module with the cross; the bot is told nothing."""
        self.tasks.pop(request.match_info["person"], None)
        return {"at": self.world.at}

    async def _install(
        self,
        person: Person,
        place: Conversation | Team,
        conversation: Conversation,
        team: Team | None,
        body: Json,
    ) -> Json:
        after = self.world.at
        place.app = "installed"
        self.world.touch(conversation)
        basis = self._basis(person, conversation, None, body)
        arrival = activities.membership(basis, "membersAdded", [basis["recipient"]], team)
        arrived = await self.channel.post(arrival)
        basis = self._basis(person, conversation, None, body)
        added = await self.channel.post(activities.installation(basis, "add", in_team=bool(team)))
        return self._answer(person, conversation, after, arrived, added)

    async def _remove(
        self,
        person: Person,
        place: Conversation | Team,
        conversation: Conversation,
        team: Team | None,
        body: Json,
    ) -> Json:
        after = self.world.at
        place.app = "removed"
        self.world.touch(conversation)
        turns: list[Turn] = []
        if conversation.kind != "personal":
            basis = self._basis(person, conversation, None, body)
            departure = activities.membership(basis, "membersRemoved", [basis["recipient"]], team)
            turns.append(await self.channel.post(departure))
        basis = self._basis(person, conversation, None, body)
        turns.append(await self.channel.post(activities.installation(basis, "remove", in_team=bool(team))))
        return self._answer(person, conversation, after, *turns)

    def _set_blocked(self, request: web.Request, *, blocked: bool) -> Json:
        person = self.world.person(request.match_info["person"])
        conversation = self.world.personal_chat(person)
        after = self.world.at
        conversation.blocked = blocked
        self.world.touch(conversation)
        return self._answer(person, conversation, after)

    async def _tell_team(self, team: Team, person: Person, change: str, body: Json) -> Json:
        general = self._general(team)
        after = self.world.at
        self.world.touch(general)
        if team.app != "installed":
            return self._answer(person, general, after)
        basis = self._basis(person, general, None, body)
        account = activities.account(self.world, person)
        turn = await self.channel.post(activities.membership(basis, change, [account], team))
        return self._answer(person, general, after, turn)

    async def _tell_of_channel(self, team: Team, channel: Conversation, event: str, body: Json) -> Json:
        general = self._general(team)
        person = self.world.person(body.get("by") or team.members[0])
        after = self.world.at
        if team.app != "installed":
            return self._answer(person, general, after)
        basis = self._basis(person, general, None, body)
        data = activities.team_event(basis, team, event)
        data["channel"] = {"id": channel.id, "name": channel.name}
        turn = await self.channel.post({**basis, "type": "conversationUpdate", "channelData": data})
        return self._answer(person, general, after, turn)

    async def _submit(
        self, person: Person, conversation: Conversation, message: Message, data: Json, body: Json
    ) -> Json:
        after = self.world.at
        basis = self._basis(person, conversation, message.thread, body)
        kind = _teams_type(data)
        if kind == "imBack":
            text = str(data["msteams"].get("value", ""))
            written = self.world.add_message(
                conversation, sender=person.id, activity={"text": text}, thread=message.thread
            )
            turn = await self.channel.post(activities.said(self.world, basis, written))
        else:
            value = data["msteams"].get("value", {}) if kind == "messageBack" else data
            turn = await self.channel.post(activities.submitted(basis, value, message.id))
        return self._answer(person, conversation, after, turn)

    async def _execute(
        self,
        person: Person,
        conversation: Conversation,
        message: Message,
        action: Json,
        data: Json,
        body: Json,
        trigger: str = "manual",
    ) -> Json:
        after = self.world.at
        revision = message.revision
        basis = self._basis(person, conversation, message.thread, body)
        value = activities.executed(action, data, trigger)
        invoke = activities.invoked(basis, "adaptiveCard/action", value, message.id)
        turn = await self.channel.post(invoke)
        shown = executed(turn)
        if shown["kind"] == "card" and not message.deleted and message.revision == revision:
            message.views[person.id] = shown["card"]
            self.world.touch(conversation, message)
        return {**self._answer(person, conversation, after, turn), "shown": shown}

    async def _invoke_task(
        self, person: Person, conversation: Conversation, message_id: str, name: str, data: Json, body: Json
    ) -> Json:
        after = self.world.at
        thread = conversation.message(message_id).thread
        basis = self._basis(person, conversation, thread, body)
        value = {"data": data, "context": {"theme": body.get("theme", "default")}}
        turn = await self.channel.post(activities.invoked(basis, name, value, message_id))
        shown = task_shown(turn)
        if shown["kind"] == "task":
            self.tasks[person.id] = {**shown, "conversation": conversation.id, "message": message_id}
        elif shown["kind"] != "error":
            self.tasks.pop(person.id, None)
        return {**self._answer(person, conversation, after, turn), "shown": shown}

    def _answer(self, person: Person, conversation: Conversation, after: int, *turns: Turn) -> Json:
        changed = [] if conversation.deleted else conversation.changed_after(after)
        return {
            "at": self.world.at,
            "conversation": conversation.id,
            "turns": [turn.told() for turn in turns],
            "messages": [sight.seen(self.world, message, conversation, person) for message in changed],
        }

    def _place(self, request: web.Request, body: Json) -> tuple[Person, Conversation, str | None]:
        """Who does it and where; without a conversation, in the personal chat."""
        person = self.world.person(request.match_info["person"])
        named = body.get("conversation")
        conversation = self.world.conversation(named) if named else self.world.personal_chat(person)
        if person not in self.world.members(conversation):
            raise Impossible(f"{person.name} is not in the conversation")
        if conversation.kind == "personal" and conversation.app != "installed":
            raise Impossible(f"{person.name} has not added the app")
        return person, conversation, split_thread(named or "")[1]

    def _own_message(self, request: web.Request, body: Json) -> tuple[Person, Conversation, Message]:
        person, conversation, _ = self._place(request, body)
        message = conversation.message(request.match_info["message"])
        if message.sender != person.id:
            raise Impossible("only the sender changes a message")
        return person, conversation, message

    def _heard(self, conversation: Conversation, text: str) -> bool:
        bot = self.world.bot_of(conversation.tenant_id)
        if bot is None or self.world.app_state(conversation) != "installed":
            return False
        return conversation.kind == "personal" or f"<at>{bot.name}</at>" in text

    def _basis(
        self, person: Person, conversation: Conversation, thread: str | None, body: Json
    ) -> dict[str, Any]:
        if self.world.bot_of(conversation.tenant_id) is None:
            raise Impossible("no bot serves the organisation")
        locale = body.get("locale") or self.world.organisations[person.tenant_id].locale
        in_channel = thread if conversation.kind == "channel" else None
        return activities.envelope(self.world, person, conversation, thread=in_channel, locale=locale)

    def _general(self, team: Team) -> Conversation:
        return self.world.conversations[team.thread_id]


def _waiting(request: web.Request) -> tuple[int, float]:
    wait = min(float(request.query.get("wait", 0)), LONGEST_WAIT_SECONDS)
    return int(request.query.get("after", 0)), wait


def _pressed(card: Json, body: Json) -> Json:
    action: Json = body["action"] if "action" in body else cards.button(card, press=body["press"])
    return action


def _teams_type(data: Json) -> str | None:
    teams = data.get("msteams")
    return teams.get("type") if isinstance(teams, dict) else None


def answering(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A handler of JSON as a handler of requests."""

    async def handle(request: web.Request) -> web.Response:
        try:
            sends_json = request.can_read_body and request.content_type == "application/json"
            body = dict(request.query) | (await request.json() if sends_json else {})
            return web.json_response(await handler(request, body))
        except Unknown as problem:
            return web.json_response({"error": str(problem)}, status=404)
        except (Impossible, cards.NoSuchButton) as problem:
            return web.json_response({"error": str(problem)}, status=409)
        except (KeyError, ValueError) as problem:
            return web.json_response({"error": f"bad request: {problem!r}"}, status=400)

    return handle
