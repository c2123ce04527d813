"""Words at any time: the welcome, commands and their typos, language, muting, mentions."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.app import Sandbox
from services.people import invite
from tests.actors import Person, Shown, verbs_of
from tests.journeys.door import deliver
from tests.journeys.stored import drafts, processes
from tests.journeys.suggesting import is_asked_for, suggests
from tests.service import ODENSE, Guldkorn

GROUP = "Frokostklubben"
MOVED = "Jeg har svaret dig i vores egen chat."


async def welcomes(person: Person) -> list[Shown]:
    return [
        each
        for each in await person.told()
        if "Jeg er Guldkorn" in (each["summary"] or "") + str(each["card"])
    ]


@pytest.fixture
async def group(stage: Guldkorn) -> Person:
    """Mette in a group chat that has the app."""
    world = await stage.api.get("world")
    odense = next(each for each in world["organisations"] if each["tenant_id"] == ODENSE)
    chat = next(each["id"] for each in odense["groups"] if each["name"] == GROUP)
    await stage.api.put("conversations", chat, "app")
    return Person(stage, "odense-mette", chat)


@pytest.fixture
async def jonas(stage: Guldkorn, sandbox: Sandbox) -> Person:
    """A colleague who has the app, of which Teams has not told yet."""
    chat = (await stage.api.get("people", "odense-jonas"))["person"]["chat"]
    sandbox.world.conversation(chat).app = "installed"
    return Person(stage, "odense-jonas")


@pytest.fixture
async def in_a_channel(stage: Guldkorn) -> Person:
    """Anne in a channel of the review team, which has the app."""
    await stage.api.put("teams", "odense-rpa", "app")
    world = await stage.api.get("world")
    odense = next(each for each in world["organisations"] if each["tenant_id"] == ODENSE)
    team = next(each for each in odense["teams"] if each["id"] == "odense-rpa")
    await stage.settle()
    return Person(stage, "odense-anne", team["channels"][0]["id"])


async def test_whoever_adds_the_app_is_welcomed_once(mette: Person) -> None:
    assert len(await mette.told()) == len(await welcomes(mette)) == 1
    welcome = await mette.last()
    assert {"suggest", "mine", "form"} <= verbs_of(welcome["card"])
    assert welcome["summary"]


async def test_whoever_removes_the_app_and_adds_it_again_is_not_welcomed_again_but_answered(
    mette: Person,
) -> None:
    await mette.guldkorn.api.delete("people", mette.name, "app")
    await mette.installs_the_app()
    assert len(await welcomes(mette)) == 1
    await mette.says("hjælp")
    assert "Det kan jeg hjælpe med" in await mette.reads()


async def installed(person: Person, action: str) -> None:
    """Teams tells that the app was added or renewed."""
    event = {"type": "installationUpdate", "action": action, "text": None}
    await deliver(person.guldkorn, event, **{"as": person.name})


@pytest.mark.parametrize("action", ["add", "add-upgrade"])
@pytest.mark.parametrize("said", ["hej", "forslag"])
async def test_who_has_spoken_before_teams_tells_of_the_installation_is_not_welcomed_again(
    jonas: Person, said: str, action: str
) -> None:
    await jonas.says(said)
    answered = len(await jonas.told())
    assert answered
    await installed(jonas, action)
    assert len(await jonas.told()) == answered


async def test_who_is_met_by_a_renewal_of_the_app_is_welcomed_once(jonas: Person) -> None:
    for action in ("add-upgrade", "add", "add-upgrade"):
        await installed(jonas, action)
        assert len(await jonas.told()) == len(await welcomes(jonas)) == 1


async def test_whoever_speaks_first_is_answered(stage: Guldkorn) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await jonas.says("hej")
    assert "suggest" in verbs_of((await jonas.last())["card"])


@pytest.mark.parametrize("said", ["hi", "Hi", "HELLO", "hello", "Hej", "HEJ!", "hej guldkorn"])
async def test_a_greeting_is_answered_with_what_one_can_do(mette: Person, said: str) -> None:
    await mette.says(said)
    assert {"suggest", "mine", "form"} <= verbs_of((await mette.last())["card"])


@pytest.mark.parametrize("said", ["help", "HELP", "hjælp", "Hjælp!", "hjlæp", "hvad kan du?"])
async def test_help_says_what_one_can_do(mette: Person, said: str) -> None:
    await mette.says(said)
    assert "spring over" in await mette.reads()
    assert {"suggest", "mine", "form", "language", "mute"} <= verbs_of((await mette.last())["card"])


COMMANDS = [
    (("forslag", "Foreslå", "SUGGEST", "forslga", "sugest"), "Hvad kalder I opgaven?"),
    (("mine", "my", "Mine forslag", "mine forslg"), "Her er ikke noget endnu"),
    (("status", "statsu"), "Her er ikke noget endnu"),
    (("status 12", "forslag 12", "#12", "nr. 12", "statsu 12"), "Det kan jeg ikke finde"),
    (("annuller", "cancel", "afbryd", "annulér"), "Vi er ikke i gang med noget"),
    (("tilbage", "back", "tilbgae"), "Vi er ikke i gang med noget"),
    (("spring over", "skip", "sprign over"), "Vi er ikke i gang med noget"),
    (("sprog", "language", "lanugage"), "Hvilket sprog skal vi bruge?"),
    (("lydløs", "mute", "lydløst"), "Hvad vil du høre om?"),
    (("lyd til", "unmute", "unmtue"), "Så hører du fra mig igen"),
]


@pytest.mark.parametrize(
    ("said", "answered"), [(word, answered) for words, answered in COMMANDS for word in words]
)
async def test_a_command_is_understood_in_both_languages_and_mistyped(
    mette: Person, said: str, answered: str
) -> None:
    await mette.says(said)
    assert answered in await mette.reads()


async def test_a_nearly_spelt_command_in_the_dialog_is_asked_about(mette: Person) -> None:
    await is_asked_for(mette, "long_description")
    await mette.says("tilbgae")
    assert "Mente du »tilbage«?" in await mette.reads()
    await mette.says("ja")
    assert await mette.is_asked() == "title"


async def test_a_send_that_may_be_an_answer_is_asked_about(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("send")
    assert "Mente du »send«?" in await mette.reads()
    await mette.says("ja")
    assert await mette.is_asked() == "it_systems"
    assert "it_systems" not in drafts(mette.guldkorn)[0]["answers"]


@pytest.mark.parametrize("by", ["word", "tap"])
async def test_what_only_looks_like_a_command_can_be_the_answer(mette: Person, by: str) -> None:
    await mette.says("forslag")
    await mette.says("tilbgae")
    await (mette.taps("not_meant") if by == "tap" else mette.says("nej"))
    assert await mette.is_asked() == "long_description"
    assert drafts(mette.guldkorn)[0]["answers"] == {"title": "tilbgae"}


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("hjælp", "Det kan jeg hjælpe med"),
        ("mine", "Mine forslag"),
        ("sprog", "Hvilket sprog skal vi bruge?"),
        ("lydløs", "Hvad vil du høre om?"),
    ],
)
async def test_a_command_in_the_dialog_is_answered_and_the_question_asked_again(
    mette: Person, said: str, answered: str
) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says(said)
    told = [each for each in mette.answered["messages"] if each["from"]["bot"]]
    assert answered in str(told[0]["card"])
    assert await mette.is_asked() == "it_systems"


async def test_a_number_nobody_knows_leaves_the_dialog_where_it_is(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("status 99")
    assert "Det kan jeg ikke finde" in str([each["text"] for each in mette.answered["messages"]])
    assert await mette.is_asked() == "it_systems"
    await mette.says("Nexus")
    assert await mette.is_asked() == "professional_judgement"


@pytest.mark.parametrize("title", ["Overblik", "Kø", "Opsamling", "Indstillingr"])
async def test_a_word_that_is_a_command_only_for_others_is_an_answer(mette: Person, title: str) -> None:
    await mette.says("forslag")
    await mette.says(title)
    assert await mette.is_asked() == "long_description"
    assert drafts(mette.guldkorn)[0]["answers"] == {"title": title}


async def test_a_command_of_ones_own_is_one_in_the_dialog_too(susanne: Person) -> None:
    await susanne.says("forslag")
    for word in ("overblik", "indstillinger"):
        await susanne.says(word)
        assert await susanne.is_asked() == "title"
        assert len([each for each in susanne.answered["messages"] if each["card"]]) == 2


async def test_what_is_no_command_gets_a_helpful_answer(mette: Person) -> None:
    await mette.says("kan man få en kop kaffe?")
    sentence, card = (await mette.told())[-2:]
    assert sentence["text"].startswith("Det er jeg ikke sikker på")
    assert "suggest" in verbs_of(card["card"])


ODD = [
    "",
    "   ",
    "\n",
    "?",
    "👍",
    "🤖🎉",
    "שלום",
    "‮tset",
    "<script>alert(1)</script>",
    "**fed** [x](y)",
    "a" * 3000,
]
WORDS = ["forslag", "nej", "ja", "20", "tilbage", "annuller", "mine", "status 1", "ved ikke", "slet", "send"]


@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=st.one_of(st.sampled_from(ODD), st.sampled_from(WORDS), st.text(min_size=1, max_size=60)))
async def test_no_message_is_met_with_silence(mette: Person, said: str) -> None:
    await mette.says(said)
    assert any(each["from"]["bot"] for each in mette.answered["messages"])
    assert [turn["status"] for turn in mette.answered["turns"]] == [200]


async def test_the_language_is_that_of_the_client_until_one_chooses(mette: Person) -> None:
    mette.locale = "en-GB"
    await mette.says("hello")
    assert "Tell me about a task" in await mette.reads()
    await mette.says("på dansk")
    assert await mette.reads() == "Så taler vi dansk."
    await mette.says("hello")
    assert "Fortæl mig om en opgave" in await mette.reads()


async def test_the_language_is_chosen_by_a_tap_and_holds_from_then_on(mette: Person) -> None:
    await mette.says("sprog")
    await mette.taps("language", press={"title": "English"})
    assert await mette.reads() == "We will speak English."
    await mette.says("suggest")
    assert "What do you call the task?" in await mette.reads()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("english", "We will speak English."),
        ("Engelsk tak", "We will speak English."),
        ("English, please!", "We will speak English."),
        ("dansk", "Så taler vi dansk."),
        ("Danish", "Så taler vi dansk."),
    ],
)
async def test_the_language_is_chosen_by_its_name_once_it_was_asked_for(
    mette: Person, said: str, told: str
) -> None:
    await mette.says("sprog")
    await mette.says(said)
    assert await mette.reads() == told
    await mette.says("forslag")
    await mette.says("sprog")
    assert await mette.is_asked() == "title"
    await mette.says(said)
    assert next(each["text"] for each in mette.answered["messages"] if each["from"]["bot"]) == told
    assert await mette.is_asked() == "title"


async def test_the_name_of_a_language_is_an_answer_where_no_language_was_asked_for(mette: Person) -> None:
    await mette.says("forslag")
    await mette.says("sprog")
    await mette.says("Engelske stile")
    await mette.says("English")
    assert await mette.is_asked() == "annual_occurrences"
    assert "Hvor ofte" in await mette.reads()


async def test_the_language_can_change_in_the_middle_of_the_dialog(mette: Person) -> None:
    await is_asked_for(mette, "it_systems")
    await mette.says("in English")
    told = [each for each in mette.answered["messages"] if each["from"]["bot"]]
    assert told[0]["text"] == "We will speak English."
    assert await mette.is_asked() == "it_systems"
    assert "Which systems do you use?" in await mette.reads()


async def test_the_whole_dialog_can_be_held_in_english(mette: Person) -> None:
    mette.locale = "en-GB"
    await suggests(
        mette,
        {
            "title": "Residence check",
            "long_description": "I look the citizen up and compare the address.",
            "annual_occurrences": "10,000 a year",
            "seconds_per_occurrence": "1 h 30 min",
            "it_systems": "Nexus and Outlook",
            "professional_judgement": "not at all",
            "personal_data": "ordinary",
            "domains": "Administration",
        },
    )
    assert "Everyone in your organisation" in await mette.reads()
    await mette.says("send")
    assert "no. 1" in (await mette.reads()).lower() or "number 1" in (await mette.reads()).lower()
    (kept,) = processes(mette.guldkorn)
    assert (kept["annual_occurrences"], kept["seconds_per_occurrence"]) == (10_000, 5400)


async def test_what_one_does_not_want_to_hear_of_is_switched_off_and_on_again(mette: Person) -> None:
    await mette.says("lydløs")
    await mette.taps("mute", press={"title": "Gem"}, claimed="false", rejected="false")
    assert "Det husker jeg" in await mette.reads()
    await mette.says("mute")
    switches = {
        part["id"]: part["value"]
        for part in (await mette.last())["card"]["body"]
        if part["type"] == "Input.Toggle"
    }
    assert {kind for kind, told in switches.items() if told == "false"} == {"claimed", "rejected"}
    assert {"asked", "moved", "flow"} <= switches.keys()
    await mette.says("lyd til")
    await mette.says("mute")
    assert '"false"' not in str((await mette.last())["card"]).replace("'", '"')


async def test_a_group_is_greeted_without_an_offer_that_only_a_team_can_take(group: Person) -> None:
    await group.guldkorn.settle()
    (hello,) = await group.told()
    assert "skriv til mig i vores egen chat" in hello["text"]
    assert hello["card"] is None


async def test_in_a_group_only_who_mentions_the_bot_is_answered(mette: Person, group: Person) -> None:
    before = len(await group.told())
    await group.says("hjælp")
    assert len(await group.told()) == before
    await group.says("hjælp", mention=True)
    assert "Skriv til mig i vores egen chat" in await group.reads()


async def test_what_is_personal_is_moved_from_a_group_to_the_personal_chat(
    mette: Person, group: Person
) -> None:
    await moves_to_the_personal_chat(group, mette)


async def test_what_is_personal_is_moved_from_a_channel_to_the_personal_chat(in_a_channel: Person) -> None:
    alone = Person(in_a_channel.guldkorn, in_a_channel.name)
    await alone.installs_the_app()
    await moves_to_the_personal_chat(in_a_channel, alone)


async def moves_to_the_personal_chat(here: Person, alone: Person) -> None:
    before = len(await here.told())
    await here.says("forslag", mention=True)
    assert [each["text"] for each in (await here.told())[before:]] == [MOVED]
    assert await alone.is_asked() == "title"
    await alone.says("Bopælskontrol")
    assert await alone.is_asked() == "long_description"
    assert await here.reads() == MOVED


async def test_a_mention_in_a_channel_is_answered_in_its_thread(in_a_channel: Person) -> None:
    await in_a_channel.says("hvad er du?", mention=True)
    asked, answer = (await in_a_channel.messages())[-2:]
    assert "Skriv til mig i vores egen chat" in answer["text"]
    assert answer["thread"] == asked["id"]


async def test_one_without_a_personal_chat_is_told_how_to_open_it(in_a_channel: Person) -> None:
    await in_a_channel.says("forslag", mention=True)
    assert "https://teams.microsoft.com/l/chat/" in await in_a_channel.reads()
    assert drafts(in_a_channel.guldkorn) == []


async def test_a_coordinator_is_told_what_coordinators_can_do(mette: Person) -> None:
    with mette.guldkorn.service.database.session(None) as session:
        code = invite(session, ODENSE, "Odense Kommune", mette.guldkorn.clock.now())
    await mette.says(f"koordinator {code}")
    await mette.says("hjælp")
    assert "Du er koordinator" in await mette.reads()
