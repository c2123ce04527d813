"""Flows: what they post, to whom it comes, and what they are refused."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from bot.settings import Settings
from services.flows import keys, revoke_key
from services.sweeping import sweep
from storage.tables import DeliveryRow, FlowKeyRow, FlowMessageRow, PersonRow, ProcessRow
from tests.actors import Person, verbs_of, words_of
from tests.journeys.flows import Flow, new_key
from tests.journeys.rpa_team import calls_so_far, connector_calls, review_cards, suggests_on_the_page
from tests.journeys.stored import everything
from tests.service import GLADSAXE, Guldkorn

NOBODY = "00000000-0000-4000-8000-000000000000"
METTES_MAIL = "mette@odense.example"
CHANNEL = {"review_channel": True}
DAY = 24 * 3600
ONCE = "5f0c6b07"


@pytest.fixture
def flow(stage: Guldkorn) -> Flow:
    """A flow of Odense."""
    return Flow(stage, new_key(stage))


async def entra_id(person: Person) -> dict[str, str]:
    known = await person.guldkorn.api.get("people", person.name)
    return {"person": known["person"]["aad_id"]}


async def test_a_text_comes_as_it_was_written_under_the_flows_name(flow: Flow, mette: Person) -> None:
    text = "Kørslen er **færdig**.\n<at>Karen</at> [her](https://ondt.example) {{DATE(2026-01-01T00:00:00Z)}}"
    answer = await flow.posts(await entra_id(mette), text=text)
    assert answer.status == 202
    card = await mette.last()
    told = [part["text"].replace("\u2060", "") for part in runs(card["card"])]
    assert told == ["Fra flowet »Økonomi dagligt«", text]
    assert card["summary"].startswith("Økonomi dagligt: Kørslen")
    assert all("\u2060" in mark for mark in ("<\u2060at>", "{\u2060{") if mark in words_of(card))
    fate = await flow.asks(answer.body["id"])
    assert (fate.status, fate.body["status"], fate.body["reason"]) == (200, "sent", None)
    assert answer.headers["Location"].endswith(f"/messages/{answer.body['id']}")


async def test_a_person_is_found_by_the_mail_teams_tells_whatever_its_case(flow: Flow, mette: Person) -> None:
    assert (await flow.posts({"mail": "Mette@Odense.example"}, text="Hej")).status == 202
    assert "Hej" in await mette.reads()


async def test_a_mail_that_teams_did_not_tell_is_asked_for_an_hour_later(stage: Guldkorn, flow: Flow) -> None:
    await stage.api.post("faults", kind="status", status=403, operation="member", times=1)
    mette = Person(stage, "odense-mette")
    await mette.installs_the_app()
    await mette.says("hej")
    assert (await flow.posts({"mail": METTES_MAIL}, text="Hej")).problem == "unknown-person"
    await stage.later(3600)
    await mette.says("hej")
    assert (await flow.posts({"mail": METTES_MAIL}, text="Hej")).status == 202


async def test_where_no_flow_has_a_key_no_mail_is_asked_for_or_kept(stage: Guldkorn, mette: Person) -> None:
    await mette.says("hej")
    assert "member" not in {call["operation"] for call in await connector_calls(stage)}
    with stage.service.database.session(None) as session:
        assert session.scalars(select(PersonRow.mail).distinct()).all() == [None]


async def test_who_has_no_mail_is_not_asked_for_again(stage: Guldkorn, flow: Flow) -> None:
    stage.sandbox.world.people["odense-mette"].email = ""
    mette = Person(stage, "odense-mette")
    await mette.installs_the_app()
    calls = await calls_so_far(stage)
    await mette.says("hej")
    assert [call["operation"] for call in await connector_calls(stage, calls)] == ["send"]


async def test_a_new_name_is_a_reason_to_ask_for_the_mail_again(
    stage: Guldkorn, flow: Flow, mette: Person
) -> None:
    stage.sandbox.world.people["odense-mette"].name = "Mette Holm Lund"
    stage.sandbox.world.people["odense-mette"].email = "mette.lund@odense.example"
    await mette.says("hej")
    assert (await flow.posts({"mail": METTES_MAIL}, text="Hej")).problem == "unknown-person"
    assert (await flow.posts({"mail": "mette.lund@odense.example"}, text="Hej")).status == 202


async def test_a_mail_belongs_to_who_had_it_last(
    stage: Guldkorn, flow: Flow, mette: Person, susanne: Person
) -> None:
    stage.sandbox.world.people["odense-susanne"].name = "Susanne Ny"
    stage.sandbox.world.people["odense-susanne"].email = METTES_MAIL
    await susanne.says("hej")
    await flow.posts({"mail": METTES_MAIL}, text="Til den nye")
    assert "Til den nye" in await susanne.reads()
    assert "Til den nye" not in await mette.reads()


async def test_a_process_comes_as_a_card_that_opens_it_and_in_the_channel_as_one_that_does_not(
    flow: Flow, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    assert (await flow.posts(await entra_id(mette), process=1)).status == 202
    card = await mette.last()
    assert "Nr. 1 · Bopælskontrol ved tilflytning" in words_of(card)
    assert "690 gange om året" in words_of(card)
    await mette.taps("status", card["id"])
    assert "Nexus" in (await mette.reads()).title()
    assert (await flow.posts(CHANNEL, process=1)).status == 202
    card = await anne.last()
    assert "Fra flowet »Økonomi dagligt«" in words_of(card)
    assert verbs_of(card["card"]) == set()


async def test_the_review_cards_own_place_is_not_taken_by_a_flows(
    flow: Flow, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    await flow.posts(CHANNEL, process=1)
    await anne.taps("claim")
    (card,) = await review_cards(anne)
    assert "Anne Bundgaard har den" in words_of(card)


async def test_what_is_private_is_not_found_and_not_shown_once_it_has_become_so(
    stage: Guldkorn, flow: Flow, mette: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette)
    await stage.api.post("faults", kind="status", status=429, retry_after=5, operation="create")
    posted = await flow.posts(CHANNEL, process=1)
    with stage.service.database.session(None) as session:
        session.execute(update(ProcessRow).values(visibility="private"))
    assert (await flow.posts(CHANNEL, process=1)).problem == "unknown-process"
    assert (await flow.asks(posted.body["id"])).body["status"] == "owed"
    await stage.later(60)
    assert (await flow.asks(posted.body["id"])).body["status"] == "given_up"
    assert not any("Økonomi dagligt" in words_of(message) for message in await anne.told())


async def test_the_same_request_with_the_same_idempotency_key_posts_once(flow: Flow, mette: Person) -> None:
    to = await entra_id(mette)
    first, *others = await asyncio.gather(*(flow.posts(to, ONCE, text="Hej") for _ in range(5)))
    assert {first.status, *(other.status for other in others)} == {202}
    assert {first.body["id"]} == {other.body["id"] for other in others}
    assert (await flow.posts(to, ONCE, text="Hej hej")).problem == "idempotency-key-reused"
    assert [words_of(message).count("Hej") for message in await mette.told()][-1] == 1
    assert len([message for message in await mette.told() if "Økonomi" in words_of(message)]) == 1
    assert (await flow.posts(to, "another", text="Hej")).body["id"] != first.body["id"]
    colleague = Flow(flow.guldkorn, new_key(flow.guldkorn))
    assert (await colleague.posts(to, "another", text="Hej hej")).status == 202


async def test_what_is_refused_leaves_nothing_but_that_the_key_was_used(
    stage: Guldkorn, flow: Flow, mette: Person
) -> None:
    await flow.asks(NOBODY)
    to, before = await entra_id(mette), everything(stage)
    with capture_logs() as lines:
        told = await flow.posts(to, ONCE, text="Ring til 010190-1234 om sagen")
    assert told.problem == "contains-cpr"
    assert everything(stage) == before
    assert "010190" not in str(told.body) + str(lines)
    assert flow.key not in str(lines) + everything(stage)


async def test_neither_texts_nor_keys_are_logged(flow: Flow, mette: Person) -> None:
    with capture_logs() as lines:
        await flow.posts(await entra_id(mette), "idem-1", text="Kun for Mette")
        await flow.posts({"mail": "ukendt@odense.example"}, text="Kun for Mette")
    assert {line["event"] for line in lines} >= {"a flow posted", "a flow was refused"}
    assert not any(
        secret in str(lines) for secret in (flow.key, "Kun for", "ukendt", "idem-1", "Økonomi", "569c86b5")
    )


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown person": ({"to": {"person": NOBODY}, "text": "Hej"}, "unknown-person"),
    "an unknown mail": ({"to": {"mail": "x@odense.example"}, "text": "Hej"}, "unknown-person"),
    "an empty mail": ({"to": {"mail": ""}, "text": "Hej"}, "malformed"),
    "no review channel": ({"to": CHANNEL, "text": "Hej"}, "no-review-channel"),
    "an unknown process": ({"to": {"mail": METTES_MAIL}, "process": 12}, "unknown-process"),
    "a process beyond all": ({"to": {"mail": METTES_MAIL}, "process": 2**31}, "malformed"),
    "a process in words": ({"to": {"mail": METTES_MAIL}, "process": "1"}, "malformed"),
    "both": ({"to": {"mail": METTES_MAIL}, "process": 1, "text": "Hej"}, "malformed"),
    "neither": ({"to": {"mail": METTES_MAIL}}, "malformed"),
    "nobody": ({"text": "Hej"}, "malformed"),
    "two to read it": ({"to": {"mail": METTES_MAIL, **CHANNEL}, "text": "Hej"}, "malformed"),
    "a list": ({"to": [], "text": "Hej"}, "malformed"),
    "one who says who they are": ({"to": CHANNEL, "text": "Hej", "organisation": GLADSAXE}, "malformed"),
    "a text of nothing": ({"to": {"mail": METTES_MAIL}, "text": " \n"}, "malformed"),
    "a text with a NUL": ({"to": {"mail": METTES_MAIL}, "text": "a\0b"}, "malformed"),
    "a long text": ({"to": {"mail": METTES_MAIL}, "text": "x" * 4001}, "too-long"),
    "a CPR number": ({"to": {"mail": METTES_MAIL}, "text": "0101901234"}, "contains-cpr"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_cannot_be_posted_is_a_problem_with_a_name(flow: Flow, mette: Person, case: str) -> None:
    body, problem = REFUSED[case]
    answer = await flow.calls("POST", "messages", json=body)
    assert answer.problem == problem
    assert "Økonomi" not in await mette.reads()


async def test_what_is_no_request_is_a_problem_too(flow: Flow) -> None:
    json = {"Content-Type": "application/json"}
    assert (await flow.calls("POST", "messages", data=b"{", headers=json)).problem == "malformed"
    assert (await flow.calls("POST", "messages", data=b"\xff", headers=json)).problem == "malformed"
    assert (await flow.calls("POST", "messages", data=b"[" * 9999, headers=json)).problem == "malformed"
    assert (await flow.calls("POST", "messages", data=b" " * 2**21, headers=json)).problem == "too-large"
    assert (await flow.calls("POST", "messages", data=b"to=mette")).problem == "not-json"
    assert (await flow.calls("PUT", "messages", json={})).problem == "method-not-allowed"
    assert (await flow.calls("GET", "nowhere")).problem == "not-found"
    assert (await flow.posts(CHANNEL, "x" * 201, text="Hej")).problem == "malformed"
    assert (await flow.posts(CHANNEL, "", text="Hej")).problem == "malformed"
    for strange in ("1", NOBODY, f"{NOBODY}x", "%00", "%F0%9F%98%80"):
        assert (await flow.asks(strange)).problem == "unknown-message"


@pytest.mark.parametrize("key", ["", "gk_", "gk_" + "x" * 43, "gk_\u00e6\u00f8", "x" * 5000])
async def test_a_key_that_is_none_opens_nothing(stage: Guldkorn, flow: Flow, key: str) -> None:
    answer = await Flow(stage, key).posts(CHANNEL, text="Hej")
    assert (answer.status, answer.problem) == (401, "wrong-key")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    for header in ("", f"Basic {flow.key}", flow.key):
        answer = await flow.calls("POST", "messages", headers={"Authorization": header}, json={})
        assert answer.problem == "wrong-key"


async def test_a_revoked_key_opens_nothing_but_what_it_posted_is_sent(
    stage: Guldkorn, flow: Flow, mette: Person
) -> None:
    await stage.api.post("faults", kind="status", status=429, retry_after=5, operation="send")
    await flow.posts(await entra_id(mette), text="Lige inden")
    with stage.service.database.session(None) as session:
        ((key, _),) = keys(session)
        revoke_key(session, key.id, stage.clock.now())
    assert (await flow.posts(await entra_id(mette), text="Lige efter")).problem == "revoked-key"
    await stage.later(60)
    assert "Lige inden" in await mette.reads()


async def test_a_key_for_something_else_opens_nothing(stage: Guldkorn, flow: Flow) -> None:
    with stage.service.database.session(None) as session:
        session.execute(update(FlowKeyRow).values(scope="of a later version"))
    answer = await flow.posts(CHANNEL, text="Hej")
    assert (answer.status, answer.problem) == (403, "missing-scope")


async def test_another_organisations_key_reaches_nobody_and_learns_nothing(
    stage: Guldkorn, flow: Flow, mette: Person, anne: Person
) -> None:
    stranger = Flow(stage, new_key(stage, GLADSAXE))
    await Person(stage, "gladsaxe-omar").installs_the_app()
    await suggests_on_the_page(mette)
    posted = await flow.posts(await entra_id(mette), text="Hej")
    assert (await stranger.posts(await entra_id(mette), text="Hej")).problem == "unknown-person"
    assert (await stranger.posts({"mail": METTES_MAIL}, text="Hej")).problem == "unknown-person"
    assert (await stranger.posts(CHANNEL, text="Hej")).problem == "no-review-channel"
    omar = {"mail": "omar@gladsaxe.example"}
    assert (await stranger.posts(omar, process=1)).problem == "unknown-process"
    assert (await stranger.asks(posted.body["id"])).problem == "unknown-message"
    assert (await stranger.posts(omar, text="Hej")).status == 202


async def test_only_what_flows_posted_can_be_asked_for(stage: Guldkorn, flow: Flow, mette: Person) -> None:
    with stage.service.database.session(None) as session:
        replies = session.scalars(select(DeliveryRow.id)).all()
    assert replies
    for reply in replies:
        assert (await flow.asks(reply)).problem == "unknown-message"


async def test_who_has_no_chat_with_the_bot_cannot_be_written_to(
    stage: Guldkorn, flow: Flow, mette: Person, anne: Person
) -> None:
    await anne.says("hej", mention=True)
    assert (await flow.posts(await entra_id(anne), text="Hej")).problem == "app-not-installed"
    await stage.api.delete("people", "odense-mette", "app")
    await stage.settle()
    assert (await flow.posts(await entra_id(mette), text="Hej")).problem == "app-not-installed"


async def test_who_turns_off_flows_hears_no_more_of_them(flow: Flow, mette: Person) -> None:
    await mette.says("lydløs")
    await mette.taps("mute", press={"title": "Gem"}, flow="false")
    answer = await flow.posts(await entra_id(mette), text="Hej")
    assert (answer.status, answer.problem) == (409, "messages-turned-off")


async def test_a_message_to_who_has_blocked_the_bot_is_given_up_with_a_reason(
    stage: Guldkorn, flow: Flow, mette: Person
) -> None:
    await stage.api.post(
        "faults", kind="status", status=403, code="ConversationBlockedByUser", operation="send"
    )
    posted = await flow.posts(await entra_id(mette), text="Hej")
    fate = await flow.asks(posted.body["id"])
    assert (fate.body["status"], fate.body["reason"], fate.body["sent_at"]) == ("given_up", "Blocked", None)
    assert (await flow.posts(await entra_id(mette), text="Hej")).problem == "app-not-installed"


@pytest.mark.parametrize("stage", [{"flow_rate": 3}], indirect=True, ids=["impatient"])
async def test_a_key_that_is_used_too_often_is_told_when_to_come_again(stage: Guldkorn, flow: Flow) -> None:
    for _ in range(3):
        assert (await flow.asks(NOBODY)).problem == "unknown-message"
    answer = await flow.posts(CHANNEL, text="Hej")
    assert (answer.status, answer.problem, answer.headers["Retry-After"]) == (429, "too-many-requests", "20")
    assert (await Flow(stage, new_key(stage)).asks(NOBODY)).problem == "unknown-message"
    stage.clock.advance(20)
    assert (await flow.asks(NOBODY)).problem == "unknown-message"
    assert (await flow.asks(NOBODY)).problem == "too-many-requests"
    stage.clock.advance(DAY)
    assert [(await flow.asks(NOBODY)).status for _ in range(4)] == [404, 404, 404, 429]


async def test_the_last_use_of_a_key_is_noted_once_a_minute(stage: Guldkorn, flow: Flow) -> None:
    begun = stage.clock.now()
    for seconds in (0, 59):
        stage.clock.advance(seconds)
        await flow.asks(NOBODY)
        assert last_used(stage) == begun
    stage.clock.advance(1)
    await flow.asks(NOBODY)
    assert last_used(stage) == stage.clock.now()


async def test_a_text_is_forgotten_when_it_is_sent_and_the_message_with_its_delivery(
    stage: Guldkorn, flow: Flow, mette: Person
) -> None:
    await stage.api.post("faults", kind="status", status=429, retry_after=5, operation="send")
    posted = await flow.posts(await entra_id(mette), ONCE, text="Kun for en tid")
    assert "Kun for en tid" in everything(stage)
    await stage.later(60)
    assert "Kun for en tid" not in everything(stage)
    stage.clock.advance(31 * DAY)
    with stage.service.database.session(None) as session:
        sweep(session, stage.clock.now(), Settings().retention)
    with stage.service.database.session(None) as session:
        assert session.scalars(select(FlowMessageRow)).all() == []
    assert (await flow.asks(posted.body["id"])).problem == "unknown-message"


def runs(card: Any) -> list[dict[str, Any]]:
    return [inline for block in card["body"] for inline in block["inlines"]]


def last_used(stage: Guldkorn) -> object:
    with stage.service.database.session(None) as session:
        return session.scalar(select(FlowKeyRow.last_used_at))
