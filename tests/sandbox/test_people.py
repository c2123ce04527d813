"""What people do in the sandbox reaches the bot as Teams tells it."""

from typing import Any

import pytest

from sandbox.client import ApiError, Client
from tests.sandbox.conftest import APP_ID
from tests.sandbox.echo import EchoBot, echo

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


def card(*actions: Json, body: list[Json] | None = None, **more: Any) -> Json:
    content = {"type": "AdaptiveCard", "version": "1.5", "body": body or [], "actions": list(actions), **more}
    return {"type": "message", "attachments": [{"contentType": CARD, "content": content}]}


async def posted(bot: EchoBot, message: Json) -> str:
    """Post a message where the bot last heard something."""
    status, answer = await bot.send(bot.heard[-1], message)
    assert status == 201
    return str(answer["id"])


async def channel_of(api: Client, name: str = "Forslag") -> str:
    world = await api.get("world")
    channels = world["organisations"][0]["teams"][0]["channels"]
    return str(next(each["id"] for each in channels if each["name"] == name))


async def test_installing_tells_the_bot_that_it_was_added(bot: EchoBot, api: Client) -> None:
    answer = await api.put("people", "odense-mette", "app")
    assert [turn["status"] for turn in answer["turns"]] == [200, 200]
    update, installation = bot.heard
    assert update["membersAdded"] == [{"id": f"28:{APP_ID}", "name": "Guldkorn"}]
    assert (installation["type"], installation["action"]) == ("installationUpdate", "add")
    assert update["conversation"]["conversationType"] == "personal"


async def test_the_app_is_added_to_a_team_for_one_of_its_channels(bot: EchoBot, api: Client) -> None:
    channel = await channel_of(api)
    await api.put("teams", "odense-rpa", "app", by="odense-susanne", channel=channel)
    team = (await api.get("world"))["organisations"][0]["teams"][0]
    update, installation = bot.heard
    assert update["conversation"]["id"] == installation["conversation"]["id"] == channel
    assert update["channelData"]["team"]["id"] == team["thread_id"]
    assert installation["channelData"]["settings"] == {"selectedChannel": {"id": channel}}


async def test_a_message_carries_what_teams_carries(bot: EchoBot, api: Client, odense: str) -> None:
    await api.put("people", "odense-mette", "app")
    await api.post("people", "odense-mette", "say", text="hej <b>", locale="en-GB")
    heard = bot.heard[-1]
    mette = (await api.get("people", "odense-mette"))["person"]
    assert heard["from"] == {"id": mette["member_id"], "name": "Mette Holm", "aadObjectId": mette["aad_id"]}
    assert heard["text"] == "hej <b>"
    assert heard["attachments"] == [{"contentType": "text/html", "content": "<p>hej &lt;b&gt;</p>"}]
    assert heard["conversation"] == {"conversationType": "personal", "tenantId": odense, "id": mette["chat"]}
    assert heard["serviceUrl"].endswith(f"/teams/{odense}/")
    assert (heard["channelId"], heard["locale"]) == ("msteams", "en-GB")
    assert heard["entities"][0]["type"] == "clientInfo"
    assert heard["channelData"] == {"tenant": {"id": odense}}


async def test_the_answer_to_a_message_is_in_the_chat(bot: EchoBot, api: Client) -> None:
    bot.replies = echo
    await api.put("people", "odense-mette", "app")
    answer = await api.post("people", "odense-mette", "say", text="hej")
    assert [message["text"] for message in answer["messages"]] == ["hej", "Du skrev: hej"]


async def test_in_a_channel_the_bot_hears_only_mentions(bot: EchoBot, api: Client) -> None:
    channel = await channel_of(api)
    await api.put("teams", "odense-rpa", "app", by="odense-susanne")
    before = len(bot.heard)
    unheard = await api.post("people", "odense-anne", "say", conversation=channel, text="hvad nu?")
    assert unheard["turns"] == []
    assert len(bot.heard) == before
    root = unheard["messages"][0]["id"]
    await api.post(
        "people", "odense-anne", "say", conversation=channel, text="hjælp", mention=True, thread=root
    )
    heard = bot.heard[-1]
    assert heard["text"] == "<at>Guldkorn</at> hjælp"
    assert heard["entities"][0]["mentioned"]["id"] == f"28:{APP_ID}"
    assert heard["conversation"]["id"] == f"{channel};messageid={root}"
    assert heard["channelData"]["channel"] == {"id": channel}


async def test_edits_and_deletions_are_told(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    said = (await api.post("people", "odense-mette", "say", text="tre"))["messages"][0]["id"]
    await api.put("people", "odense-mette", "messages", said, text="fire")
    await api.delete("people", "odense-mette", "messages", said)
    update, deletion = bot.heard[-2:]
    assert (update["type"], update["id"], update["text"]) == ("messageUpdate", said, "fire")
    assert update["channelData"]["eventType"] == "editMessage"
    assert (deletion["type"], deletion["id"]) == ("messageDelete", said)
    assert deletion["channelData"]["eventType"] == "softDeleteMessage"


async def test_nobody_changes_what_another_wrote(bot: EchoBot, api: Client) -> None:
    channel = await channel_of(api)
    await api.put("teams", "odense-rpa", "app")
    said = await api.post("people", "odense-anne", "say", conversation=channel, text="mit", mention=True)
    with pytest.raises(ApiError, match="only the sender"):
        await api.put(
            "people",
            "odense-peter",
            "messages",
            said["messages"][0]["id"],
            conversation=channel,
            text="dit",
        )


async def test_a_submit_sends_its_data_and_the_inputs(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fields = [
        {"type": "Input.Text", "id": "title", "value": "Forslag"},
        {"type": "Input.Toggle", "id": "open"},
    ]
    button = {"type": "Action.Submit", "title": "Send", "data": {"verb": "send", "number": 7}}
    message = await posted(bot, card(button, body=fields))
    await api.post(
        "people", "odense-mette", "click", message=message, press={"verb": "send"}, inputs={"title": "Ny"}
    )
    heard = bot.heard[-1]
    assert heard["value"] == {"verb": "send", "number": 7, "title": "Ny", "open": "false"}
    assert (heard["type"], heard["replyToId"], "text" in heard) == ("message", message, False)


async def test_an_execute_shows_the_answer_to_the_clicker_alone(bot: EchoBot, api: Client) -> None:
    channel = await channel_of(api)
    await api.put("teams", "odense-rpa", "app")
    await api.post("people", "odense-anne", "say", conversation=channel, text="x", mention=True)
    claim = {"type": "Action.Execute", "title": "Tag den", "verb": "claim", "data": {"process": "p1"}}
    message = await posted(bot, card(claim))
    taken = card(body=[{"type": "TextBlock", "text": "Taget"}])["attachments"][0]["content"]
    bot.invoke_answers["adaptiveCard/action"] = {"statusCode": 200, "type": CARD, "value": taken}
    answer = await api.post(
        "people", "odense-anne", "click", conversation=channel, message=message, press={"title": "Tag den"}
    )
    assert bot.heard[-1]["value"] == {
        "action": {"type": "Action.Execute", "verb": "claim", "data": {"process": "p1"}},
        "trigger": "manual",
    }
    assert answer["shown"] == {"kind": "card", "card": taken}
    seen = {}
    for person in ("odense-anne", "odense-peter"):
        told = await api.get("conversations", channel, "messages", **{"as": person})
        seen[person] = told["messages"][-1]["card"]
    assert seen["odense-anne"] == taken
    assert seen["odense-peter"]["actions"] == [claim]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (
            {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Noteret"},
            {"kind": "message", "text": "Noteret"},
        ),
        (
            {"statusCode": 409, "type": "application/vnd.microsoft.error", "value": {"message": "Nej"}},
            {"kind": "error", "text": "Nej"},
        ),
        (
            {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""},
            {"kind": "error", "text": "Unable to reach app"},
        ),
    ],
)
async def test_an_execute_may_answer_with_a_sentence(
    bot: EchoBot, api: Client, answer: Json, shown: Json
) -> None:
    await api.put("people", "odense-mette", "app")
    message = await posted(bot, card({"type": "Action.Execute", "title": "Tag", "verb": "claim"}))
    bot.invoke_answers["adaptiveCard/action"] = answer
    told = await api.post("people", "odense-mette", "click", message=message, press={"verb": "claim"})
    assert told["shown"] == shown


async def test_an_old_client_uses_the_fallback(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fallback = {"type": "Action.Submit", "title": "Tag", "data": {"verb": "claim", "old": True}}
    execute = {"type": "Action.Execute", "title": "Tag", "verb": "claim", "fallback": fallback}
    message = await posted(bot, card(execute))
    await api.post(
        "people", "odense-mette", "click", message=message, press={"verb": "claim"}, old_client=True
    )
    assert bot.heard[-1]["type"] == "message"
    assert bot.heard[-1]["value"] == {"verb": "claim", "old": True}


async def test_a_card_is_refreshed_for_those_it_names(bot: EchoBot, api: Client) -> None:
    channel = await channel_of(api)
    await api.put("teams", "odense-rpa", "app")
    await api.post("people", "odense-anne", "say", conversation=channel, text="x", mention=True)
    anne = (await api.get("people", "odense-anne"))["person"]["member_id"]
    action = {"type": "Action.Execute", "verb": "show", "data": {"process": "p1"}}
    message = await posted(bot, card(refresh={"action": action, "userIds": [anne]}))
    told = await api.get("conversations", channel, "messages", **{"as": "odense-anne"})
    assert told["messages"][-1]["refresh"] is True
    mine = card(body=[{"type": "TextBlock", "text": "Til dig"}])["attachments"][0]["content"]
    bot.invoke_answers["adaptiveCard/action"] = {"statusCode": 200, "type": CARD, "value": mine}
    answer = await api.post("people", "odense-anne", "refresh", conversation=channel, message=message)
    assert bot.heard[-1]["value"]["trigger"] == "automatic"
    (seen,) = answer["messages"]
    assert (seen["card"], seen["refresh"], seen["own_view"]) == (mine, False, True)
    with pytest.raises(ApiError, match="not refreshed"):
        await api.post("people", "odense-peter", "refresh", conversation=channel, message=message)


async def test_an_update_by_the_bot_replaces_every_view(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    execute = {"type": "Action.Execute", "title": "Tag", "verb": "claim"}
    message = await posted(bot, card(execute))
    mine = card()["attachments"][0]["content"]
    bot.invoke_answers["adaptiveCard/action"] = {"statusCode": 200, "type": CARD, "value": mine}
    await api.post("people", "odense-mette", "click", message=message, press={"verb": "claim"})
    about = bot.heard[0]
    path = f"v3/conversations/{about['conversation']['id']}/activities/{message}"
    newer = card(body=[{"type": "TextBlock", "text": "Nyt"}])
    assert (await bot.call("PUT", about["serviceUrl"], path, newer))[0] == 200
    told = await api.get("conversations", about["conversation"]["id"], "messages", **{"as": "odense-mette"})
    assert told["messages"][-1]["card"] == newer["attachments"][0]["content"]
    assert told["messages"][-1]["revision"] == 2


async def test_a_task_module_opens_goes_on_and_closes(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fetch = {
        "type": "Action.Submit",
        "title": "Skema",
        "data": {"msteams": {"type": "task/fetch"}, "verb": "form"},
    }
    message = await posted(bot, card(fetch))
    send = {"type": "Action.Submit", "title": "Send", "data": {"verb": "send"}}
    page = card(send, body=[{"type": "Input.Text", "id": "title"}])["attachments"][0]
    task = {"type": "continue", "value": {"title": "Skema", "card": page}}
    bot.invoke_answers["task/fetch"] = {"task": task}
    opened = await api.post("people", "odense-mette", "click", message=message, press={"verb": "form"})
    assert opened["shown"]["title"] == "Skema"
    assert bot.heard[-1]["value"]["data"]["verb"] == "form"
    bot.invoke_answers["task/submit"] = {"task": {"type": "message", "value": "Gemt"}}
    done = await api.post(
        "people", "odense-mette", "task", press={"title": "Send"}, inputs={"title": "Bopælskontrol"}
    )
    assert bot.heard[-1]["name"] == "task/submit"
    assert bot.heard[-1]["value"]["data"] == {"verb": "send", "title": "Bopælskontrol"}
    assert done["shown"] == {"kind": "message", "text": "Gemt"}
    assert (await api.get("people", "odense-mette", "task"))["task"] is None


async def test_closing_a_task_module_tells_the_bot_nothing(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    fetch = {"type": "Action.Submit", "title": "Skema", "data": {"msteams": {"type": "task/fetch"}}}
    message = await posted(bot, card(fetch))
    task = {"type": "continue", "value": {"card": card()["attachments"][0]}}
    bot.invoke_answers["task/fetch"] = {"task": task}
    await api.post("people", "odense-mette", "click", message=message, press={"title": "Skema"})
    heard = len(bot.heard)
    await api.delete("people", "odense-mette", "task")
    assert len(bot.heard) == heard
    with pytest.raises(ApiError, match="no task module"):
        await api.post("people", "odense-mette", "task", press={"title": "Send"})


async def test_members_who_come_and_go_are_told(bot: EchoBot, api: Client) -> None:
    await api.put("teams", "odense-rpa", "app")
    jonas = (await api.get("people", "odense-jonas"))["person"]
    await api.put("teams", "odense-rpa", "members", "odense-jonas")
    added = bot.heard[-1]
    await api.delete("teams", "odense-rpa", "members", "odense-jonas")
    removed = bot.heard[-1]
    assert added["membersAdded"][0]["id"] == removed["membersRemoved"][0]["id"] == jonas["member_id"]
    assert added["channelData"]["eventType"] == "teamMemberAdded"
    assert removed["channelData"]["eventType"] == "teamMemberRemoved"
    assert added["channelData"]["team"]["name"] == "RPA-team"


async def test_a_deleted_channel_is_told_and_gone(bot: EchoBot, api: Client) -> None:
    channel = await channel_of(api)
    await api.put("teams", "odense-rpa", "app")
    await api.delete("channels", channel)
    data = bot.heard[-1]["channelData"]
    assert (data["eventType"], data["channel"]["id"]) == ("channelDeleted", channel)
    with pytest.raises(ApiError, match="404"):
        await api.get("conversations", channel, "messages", **{"as": "odense-anne"})


async def test_a_group_chat_is_heard_where_the_bot_is_mentioned(bot: EchoBot, api: Client) -> None:
    group = (await api.get("world"))["organisations"][0]["groups"][0]["id"]
    await api.put("conversations", group, "app", by="odense-mette")
    assert bot.heard[0]["conversation"]["conversationType"] == "groupChat"
    await api.post("people", "odense-mette", "say", conversation=group, text="hej", mention=True)
    assert bot.heard[-1]["conversation"]["id"] == group


async def test_what_is_no_button_is_refused_with_those_there_are(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    message = await posted(bot, card({"type": "Action.Submit", "title": "Send", "data": {"verb": "send"}}))
    with pytest.raises(ApiError, match="'send', 'Send'"):
        await api.post("people", "odense-mette", "click", message=message, press={"verb": "claim"})


async def test_the_same_activity_can_be_sent_again(bot: EchoBot, api: Client) -> None:
    await api.put("people", "odense-mette", "app")
    said = await api.post("people", "odense-mette", "say", text="hej")
    await api.post("resend", activity=said["turns"][0]["activity"]["id"])
    assert bot.heard[-1] == bot.heard[-2]


async def test_a_reader_may_wait_for_the_next_message(bot: EchoBot, api: Client) -> None:
    installed = await api.put("people", "odense-mette", "app")
    await bot.send(bot.heard[-1], {"type": "message", "text": "Hej!"})
    told = await api.get(
        "conversations",
        installed["conversation"],
        "messages",
        **{"as": "odense-mette", "after": installed["at"], "wait": 5},
    )
    assert [message["text"] for message in told["messages"]] == ["Hej!"]
