"""Who may not come in stays out, and who is in changes and reads nothing that is not theirs."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.desk.task_modules import PAGES
from bot.taps import VERBS
from cards.safe import plain
from domain.process import Visibility
from sandbox.app import Sandbox
from sandbox.faults import KEY_OPERATIONS, Fault
from storage.tables import (
    AssetRow,
    DeliveryRow,
    DraftRow,
    EventRow,
    PersonRow,
    ProcessRow,
    RemarkRow,
    TenantRow,
)
from tests.actors import Person, parts_of, words_of
from tests.clock import SteeredClock
from tests.journeys.door import (
    Answer,
    Json,
    deliver,
    invoke,
    logged,
    nothing_comes_of_it,
    nothing_fails,
    press,
    tap,
)
from tests.journeys.rpa_team import calls_so_far, connector_calls, invitation, suggests_on_the_page
from tests.journeys.stored import drafts
from tests.journeys.suggesting import ANSWERS, is_asked_for, suggests
from tests.service import GLADSAXE, ODENSE, RANDERS, SHARED_BOT, Guldkorn, guldkorn

HOUR = 3600
FORGED: dict[str, Json] = {
    "unsigned": {"authorization": None},
    "no bearer": {"authorization": "Basic Z3VsZDprb3Ju"},
    "garbage": {"authorization": "Bearer gold"},
    "forged": {"token": {"key": "forged"}},
    "unknown key": {"token": {"key": "unknown"}},
    "no key id": {"token": {"header": {"kid": ""}}},
    "another bot": {"token": {"claims": {"aud": "33333333-3333-4333-8333-333333333333"}}},
    "another issuer": {"token": {"claims": {"iss": "https://api.botframework.com"}}},
    "never expires": {"token": {"claims": {"exp": None}}},
    "expiry in words": {"token": {"claims": {"exp": "never"}}},
    "no issuer": {"token": {"claims": {"iss": None}}},
    "no audience": {"token": {"claims": {"aud": None}}},
}
MISDIRECTED: dict[str, Json] = {
    "another service URL": {"token": {"claims": {"serviceurl": "https://smba.example/emea/"}}},
    "no service URL": {"token": {"claims": {"serviceurl": None}}},
    "another tenant": {
        "activity": {
            "type": "message",
            "text": "hej",
            "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": RANDERS},
            "channelData": {"tenant": {"id": RANDERS}},
        }
    },
    "two tenants": {
        "activity": {"type": "message", "text": "hej", "channelData": {"tenant": {"id": RANDERS}}}
    },
    "no tenant": {
        "activity": {
            "type": "message",
            "text": "hej",
            "conversation": {"id": "a:1", "conversationType": "personal"},
            "channelData": None,
        }
    },
    "another bot's tenant": {"app_id": SHARED_BOT},
}


async def test_a_token_that_is_not_teams_own_is_refused(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for forgery, asked in FORGED.items():
            with logged(refused="Unauthenticated"):
                assert (await deliver(stage, **asked)).status == 401, forgery


@pytest.mark.parametrize(("claim", "moment"), [("exp", -HOUR), ("nbf", HOUR)])
async def test_a_token_is_good_for_its_time_only(
    stage: Guldkorn, mette: Person, claim: str, moment: int
) -> None:
    claims = {claim: int(stage.clock.now().timestamp()) + moment}
    async with nothing_comes_of_it(stage):
        with logged(refused="Unauthenticated"):
            assert (await deliver(stage, token={"claims": claims})).status == 401


async def test_a_genuine_token_is_good_for_its_own_activity_only(stage: Guldkorn, mette: Person) -> None:
    async with nothing_comes_of_it(stage):
        for misdirection, asked in MISDIRECTED.items():
            with logged(refused="Forbidden"):
                assert (await deliver(stage, **asked)).status == 403, misdirection


async def test_a_key_published_later_is_found(stage: Guldkorn, mette: Person) -> None:
    await stage.api.post("keys", keep_old=False)
    assert (await deliver(stage)).status == 200


async def test_while_no_keys_can_be_read_nobody_comes_in(
    database_url: str, sandbox: Sandbox, clock: SteeredClock
) -> None:
    for operation in KEY_OPERATIONS:
        sandbox.faults.add(Fault(kind="status", operation=operation, times=1000))
    async with guldkorn(database_url, sandbox, clock) as stage:
        async with nothing_comes_of_it(stage):
            with logged(refused="KeysUnavailable"):
                assert (await deliver(stage)).status == 503
        await stage.api.delete("faults")
        await stage.later(11)
        assert (await deliver(stage)).status == 200


async def test_known_keys_last_while_the_key_server_is_down(stage: Guldkorn, mette: Person) -> None:
    await stage.api.post("faults", kind="status", operation="metadata", times=1000)
    async with nothing_comes_of_it(stage):
        with logged(refused="Unauthenticated"):
            assert (await deliver(stage, token={"key": "unknown"})).status == 401
    assert (await deliver(stage)).status == 200


@dataclass(frozen=True, kw_only=True)
class Belongings:
    """What is Odense's: a submission and a draft of Mette's, by their ids, and all rows about them."""

    stage: Guldkorn
    process: str
    draft: str

    @property
    def ids(self) -> Json:
        return {"process": self.process, "draft": self.draft, "version": 1, "number": 1}

    def rows(self) -> str:
        """The rows of Odense that nobody else's tap may change."""
        with self.stage.service.database.session(None) as session:
            odense = select(TenantRow.organisation_id).where(TenantRow.tenant_id == ODENSE)
            tables = [row.__table__ for row in (ProcessRow, DraftRow, RemarkRow, EventRow, DeliveryRow)]
            owned = [select(table).where(table.c.organisation_id.in_(odense)) for table in tables]
            return repr([session.execute(rows).all() for rows in owned])

    def as_they_stand(self) -> tuple[object, ...]:
        """The submission, the draft, and how much has happened to the submission."""
        with self.stage.service.database.session(None) as session:
            process = session.get_one(ProcessRow, UUID(self.process))
            draft = session.get_one(DraftRow, UUID(self.draft))
            happened = session.scalars(select(EventRow.kind).where(EventRow.process_id == process.id)).all()
            return process.version, process.answers, draft.version, draft.state, happened


@pytest.fixture
async def belongings(stage: Guldkorn, mette: Person, anne: Person) -> Belongings:
    await suggests(mette)
    await mette.taps("submit")
    await is_asked_for(mette, "it_systems")
    with stage.service.database.session(None) as session:
        process, draft = (
            session.scalars(select(ProcessRow.id)).one(),
            session.scalars(select(DraftRow.id)).one(),
        )
    return Belongings(stage=stage, process=str(process), draft=str(draft))


@pytest.fixture
async def helle(stage: Guldkorn) -> Person:
    """A coordinator of Gladsaxe, who may do everything there."""
    person = Person(stage, "gladsaxe-helle")
    await person.installs_the_app()
    await person.says(f"koordinator {invitation(stage, GLADSAXE, 'Gladsaxe Kommune')}")
    return person


@pytest.fixture
async def jonas(stage: Guldkorn) -> Person:
    """A colleague of Mette's."""
    person = Person(stage, "odense-jonas")
    await person.installs_the_app()
    return person


MODULES = ("task/fetch", "task/submit")
SEE_BELOW = "Se herunder."
CAPTURED: Json = {
    "key": "title",
    "value": "Kapret",
    "title": "Kapret",
    "long_description": "Kapret",
    "save": "1",
    "text": "Kapret",
    "reason": "Kapret",
    "look_again_on": "2027-01-01",
    "language": "en",
    "page": 0,
}


async def everything_is_tried(person: Person, data: Json, *, but: str = "") -> list[Answer]:
    """Press every button there is but one, in every way, with this data."""
    answers = [await press(person, verb, **data) for verb in VERBS]
    for name in MODULES:
        answers += [
            await invoke(person, name, {"data": {"verb": verb, **data}}) for verb in PAGES if verb != but
        ]
    for verb in (*VERBS, *PAGES):
        await deliver(person.guldkorn, {"text": None, "value": {"verb": verb, **data}}, **{"as": person.name})
    return answers


async def test_another_organisation_can_neither_change_nor_read(
    stage: Guldkorn, belongings: Belongings, helle: Person
) -> None:
    rows = belongings.rows()
    with nothing_fails():
        answers = await everything_is_tried(helle, belongings.ids | CAPTURED)
    assert belongings.rows() == rows
    assert {answer.status for answer in answers} == {200}
    told = f"{answers} {[words_of(message) for message in await helle.told()]}"
    # Domains have the same names everywhere.
    theirs = [answer for key, answer in ANSWERS.items() if key != "domains"]
    assert not [word for word in (*theirs, "Mette", "Odense") if word in told]


async def test_a_colleague_cannot_touch_what_is_anothers(
    stage: Guldkorn, belongings: Belongings, jonas: Person
) -> None:
    before = belongings.as_they_stand()
    with nothing_fails():
        answers = await everything_is_tried(jonas, belongings.ids | CAPTURED, but="comment")
    assert {answer.status for answer in answers} == {200}
    assert belongings.as_they_stand() == before


async def test_another_organisation_that_may_read_is_shown_open_files_only(
    stage: Guldkorn, mette: Person, belongings: Belongings, helle: Person
) -> None:
    for name in ("kladde.docx", "robot.zip"):
        await mette.sends(name, text="til nr. 1")
    with stage.service.database.session(None) as session:
        session.get_one(ProcessRow, UUID(belongings.process)).visibility = Visibility.EVERYONE.value
        session.execute(update(AssetRow).where(AssetRow.name == "robot.zip").values(open=True))
    await press(helle, "files", process=belongings.process)
    shown = await helle.reads()
    assert "robot.zip" in shown
    assert "kladde.docx" not in shown


async def test_a_coordinator_is_shown_a_private_suggestion_and_a_reviewer_is_not(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette, visibility="private")
    await susanne.says("status 1")
    assert ANSWERS["title"] in await susanne.reads()
    anne = Person(stage, anne.name)
    await anne.installs_the_app()
    await anne.says("status 1")
    assert "Det kan jeg ikke finde." in await anne.reads()


async def test_in_a_channel_nothing_is_done_that_is_between_one_person_and_the_bot(
    stage: Guldkorn, belongings: Belongings, mette: Person, anne: Person
) -> None:
    alone = [verb for verb, row in VERBS.items() if not row.among_others]
    mette = Person(stage, mette.name, anne.conversation)
    before, told = (belongings.as_they_stand(), drafts(stage)), len(await anne.told())
    for person in (mette, anne):
        for verb in alone:
            answer = await press(person, verb, **belongings.ids | CAPTURED)
            assert answer.body["value"].startswith("Den knap virker ikke mere.")
        for name, verb in (
            ("task/fetch", "form"),
            ("task/submit", "form_save"),
            ("task/submit", "form_submit"),
        ):
            shown = await invoke(person, name, {"data": {"verb": verb, **belongings.ids, **CAPTURED}})
            assert shown.body["task"]["value"].startswith("Den knap virker ikke mere.")
    assert (belongings.as_they_stand(), drafts(stage)) == before
    assert len(await anne.told()) == told


async def test_a_conversation_of_another_organisation_is_not_spoken_in(
    stage: Guldkorn, helle: Person
) -> None:
    chat = (await helle.messages())[0]["conversation"]
    stranger = {"id": "29:stranger", "aadObjectId": "b6b1d5d5-0000-4000-8000-000000000000", "name": "Ny"}
    activity = {
        "conversation": {"id": chat, "conversationType": "personal", "tenantId": RANDERS},
        "channelData": {"tenant": {"id": RANDERS}},
        "from": stranger,
        "text": "mine",
    }
    async with nothing_comes_of_it(stage):
        with logged(refused="Forbidden"):
            assert (await deliver(stage, activity, app_id=SHARED_BOT)).status == 403


async def test_a_decision_on_an_old_card_changes_nothing_and_shows_the_new_one(
    stage: Guldkorn, belongings: Belongings, anne: Person
) -> None:
    await press(anne, "claim", process=belongings.process)
    rows = belongings.rows()
    answer = await press(anne, "accept", process=belongings.process, version=1)
    assert "har ændret sig" in words_of({"card": answer.body["value"]})
    rejected = {"verb": "reject", "process": belongings.process, "version": 1, "reason": "Nej", "filled": 1}
    shown = (await invoke(anne, "task/submit", {"data": rejected})).body["task"]["value"]["card"]
    assert "hvis din begrundelse stadig passer" in words_of({"card": shown["content"]})
    assert belongings.rows() == rows


async def test_a_name_does_nothing_in_a_sentence_either(
    stage: Guldkorn, belongings: Belongings, anne: Person, peter: Person
) -> None:
    await press(anne, "claim", process=belongings.process)
    with stage.service.database.session(None) as session:
        odd = "<at>alle</at> {{DATE(2026-01-01T00:00:00Z)}}\u202e"
        session.execute(update(PersonRow).where(PersonRow.name == "Anne Bundgaard").values(name=odd))
    opens = {"verb": "reject", "process": belongings.process, "version": 2}
    told = (await invoke(peter, "task/fetch", {"data": opens})).body["task"]["value"]
    assert "har taget nr. 1" in told
    assert plain(told) == told


async def test_a_number_beyond_measure_is_no_process_version_or_page(
    stage: Guldkorn, belongings: Belongings, anne: Person
) -> None:
    before = belongings.as_they_stand()
    numbers: tuple[object, ...] = (10**30, -(10**30), 2**31, -1, 0, True, 1.5, float("nan"), "1", None)
    with nothing_fails():
        for number in numbers:
            odd: Json = {"process": belongings.process, "number": number, "version": number, "page": number}
            for verb in ("status", "mine", "accept"):
                assert (await press(anne, verb, **odd)).status == 200
            for verb in ("more", "reject"):
                data = {"verb": verb, "reason": "Nej", "filled": 1, **odd}
                assert (await invoke(anne, "task/submit", {"data": data})).status == 200
    assert belongings.as_they_stand() == before


FEW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PLACES = ("PROCESS", "DRAFT")
VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [*PLACES, "1", "title", "da", "false", "Kapret", "2027-01-01", "20 om ugen", "x" * 2000]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
FIELDS = st.sampled_from([*CAPTURED, "process", "draft", "version", "number", "it_systems", "msteams"])
DATA = st.dictionaries(FIELDS | st.text(max_size=8), VALUE, max_size=5)


@given(verb=st.sampled_from([*VERBS]), data=DATA)
@FEW
async def test_whatever_a_button_brings_it_is_answered_and_harms_nobody(
    stage: Guldkorn, belongings: Belongings, helle: Person, verb: str, data: Json
) -> None:
    rows = belongings.rows()
    with nothing_fails():
        answer = await press(helle, verb, **placed(data, belongings))
    assert (answer.status, answer.body["statusCode"]) == (200, 200)
    assert belongings.rows() == rows


@given(name=st.sampled_from(MODULES), verb=st.sampled_from([*PAGES]), data=DATA)
@FEW
async def test_whatever_a_task_module_brings_it_is_answered_and_harms_nobody(
    stage: Guldkorn, belongings: Belongings, helle: Person, name: str, verb: str, data: Json
) -> None:
    rows = belongings.rows()
    with nothing_fails():
        answer = await invoke(helle, name, {"data": placed(data | {"verb": verb}, belongings)})
    assert answer.status == 200
    assert isinstance(answer.body, dict)
    assert belongings.rows() == rows


@given(verb=st.sampled_from(["claim", "release", "accept", "refresh", "ask", "reject", "more"]), data=DATA)
@FEW
async def test_whatever_a_reviewer_sends_is_answered(
    stage: Guldkorn, belongings: Belongings, anne: Person, verb: str, data: Json
) -> None:
    data = placed(data, belongings) | {"verb": verb, "process": belongings.process}
    with nothing_fails():
        in_module = verb not in VERBS
        answer = await (
            invoke(anne, "task/submit", {"data": data}) if in_module else press(anne, verb, **data)
        )
    assert answer.status == 200


@given(verb=st.sampled_from([*VERBS]), data=DATA)
@FEW
async def test_whatever_an_old_client_sends_is_answered(
    stage: Guldkorn, belongings: Belongings, mette: Person, verb: str, data: Json
) -> None:
    value = placed(data, belongings) | {"verb": verb}
    with nothing_fails():
        assert (await deliver(stage, {"text": None, "value": value})).status == 200


async def test_no_tap_of_an_old_client_is_met_with_silence(
    stage: Guldkorn, belongings: Belongings, mette: Person
) -> None:
    about = {"process": belongings.process, "draft": belongings.draft, "number": 1}
    # Nobody taps a refresh, which older clients do not know; who is forgotten has nothing left to tap.
    for verb in sorted((each for each in VERBS if each != "refresh"), key="forget_me".__eq__):
        before = await calls_so_far(stage)
        await deliver(stage, {"text": None, "value": about | {"verb": verb}})
        called = {call["operation"] for call in await connector_calls(stage, after=before)}
        assert called & {"send", "reply", "update"}, verb


@pytest.mark.parametrize("where", ["chat", "channel"])
async def test_no_tap_is_answered_with_nothing(
    stage: Guldkorn, belongings: Belongings, mette: Person, anne: Person, where: str
) -> None:
    await mette.sends("robot.zip")
    with stage.service.database.session(None) as session:
        asset = str(session.scalars(select(AssetRow.id)).one())
    person = mette if where == "chat" else anne
    brought: tuple[Json, ...] = ({}, {"asset": asset}, belongings.ids, belongings.ids | CAPTURED)
    # Who is forgotten has nothing left to tap.
    for verb in sorted(VERBS, key="forget_me".__eq__):
        for data in brought:
            before = await calls_so_far(stage)
            with nothing_fails():
                value = (await press(person, verb, **data)).body["value"]
            assert value, verb
            assert value != SEE_BELOW or await connector_calls(stage, after=before), verb


async def test_a_tap_that_comes_again_once_its_answer_is_forgotten_is_told_that_it_is_done(
    stage: Guldkorn, mette: Person
) -> None:
    await deliver(stage, {"id": "twice", **tap("mine")})
    await deliver(stage, tap("forget_me"))
    async with nothing_comes_of_it(stage):
        again = await deliver(stage, {"id": "twice", **tap("mine")})
    assert again.body["value"] == "Det har jeg allerede gjort."


@given(value=VALUE, name=st.sampled_from(["adaptiveCard/action", *MODULES]))
@FEW
async def test_an_invoke_is_answered_whatever_its_value(
    stage: Guldkorn, mette: Person, name: str, value: object
) -> None:
    for around in (value, {"action": value}, {"action": {"verb": value, "data": value}}, {"data": value}):
        with nothing_fails():
            answer = await invoke(mette, name, around)
        assert answer.status == 200
        assert isinstance(answer.body, dict)


def placed(data: Any, belongings: Belongings) -> Any:
    """The data with the ids of what is Odense's in the place of their names."""
    if isinstance(data, dict):
        return {key: placed(value, belongings) for key, value in data.items()}
    if isinstance(data, list):
        return [placed(value, belongings) for value in data]
    return dict(zip(PLACES, (belongings.process, belongings.draft), strict=True)).get(data, data)


NASTY = "<at>Alle</at> **fed** _kursiv_ [her](https://x.example) <script>alert(1)</script> {{DATE(2026)}} `$`"
NASTY_NAME = "<at>Alle</at> **Chef** <script>"
UNSEEN = "\u202e\u2066\u200b\x07"
SHOWN_LITERALLY = ("**fed** _kursiv_ [her](https://x.example) <script>alert(1)</script>", "`$`")


async def test_what_people_write_shows_as_written_and_does_nothing(
    stage: Guldkorn, sandbox: Sandbox, channel: str
) -> None:
    for name in ("odense-mette", "odense-anne"):
        sandbox.world.people[name].name = NASTY_NAME + UNSEEN
    mette, anne = Person(stage, "odense-mette"), Person(stage, "odense-anne", channel)
    await mette.installs_the_app()
    nasty = {"title": NASTY[:65], "long_description": NASTY + UNSEEN, "it_systems": NASTY[:60]}
    await suggests(mette, ANSWERS | nasty)
    await mette.taps("submit")
    await mette.says("mine")
    await anne.taps("claim")
    await anne.taps("more")
    shown = [anne.answered["shown"]["card"]]
    await anne.taps("ask")
    await anne.fills_in("ask", text=NASTY + UNSEEN)
    await mette.says(NASTY + UNSEEN)
    await anne.taps("reject")
    await anne.fills_in("reject", reason=NASTY + UNSEEN)
    told = [message["activity"] for message in (*await mette.told(), *await anne.told())]
    shown += [message["attachments"][0]["content"] for message in told if "attachments" in message]
    assert all("entities" not in message for message in told)
    assert {message["textFormat"] for message in told if "text" in message} == {"plain"}
    runs = [part["text"] for card in shown for part in parts_of(card) if part.get("type") == "TextRun"]
    for words in SHOWN_LITERALLY:
        assert sum(words in run for run in runs) >= 4
    assert any("**Chef** <script>" in run for run in runs)
    assert not [run for run in runs if re.search(r"</?at\b|\{\{|[\u202e\u2066\u200b\x07]", run)]
    # Nothing but TextRuns, buttons and fields has words in it, and none of these know Markdown or mentions.
    kinds = {part.get("type") for card in shown for part in parts_of(card) if "text" in part}
    assert kinds == {"TextRun"}
