"""Who coordinates, and how a channel comes to be where an organisation reviews."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from sandbox.world import Json
from tests.actors import Person, verbs_of, words_of
from tests.journeys.door import logged
from tests.journeys.rpa_team import (
    TEAM,
    becomes_coordinator,
    calls_so_far,
    channel_of_the_team,
    connector_calls,
    invitation,
    offers_to_review,
    review_cards,
    suggests_on_the_page,
)
from tests.service import GLADSAXE, ODENSE, ODENSE_BOT, Guldkorn

WRONG_CODE = "Koden passer ikke"
DAY = 24 * 3600
MAKE_REVIEW_CHANNEL = {
    "type": "Action.Execute",
    "verb": "make_review_channel",
    "fallback": {"type": "Action.Submit", "data": {"verb": "make_review_channel"}},
}


@pytest.fixture
async def newcomer(stage: Guldkorn) -> Person:
    """Susanne, whom nobody has named yet."""
    person = Person(stage, "odense-susanne")
    await person.installs_the_app()
    return person


async def is_coordinator(person: Person) -> bool:
    await person.says("hjælp")
    return "Du er koordinator" in await person.reads()


async def adds_the_app(stage: Guldkorn, by: str = "odense-susanne") -> str:
    channel = await channel_of_the_team(stage)
    await stage.api.put("teams", TEAM, "app", by=by, channel=channel)
    await stage.settle()
    return channel


async def choices_of(person: Person) -> list[str]:
    choices: list[Json] = next(
        (part["choices"] for part in person.page["body"] if part["type"] == "Input.ChoiceSet"), []
    )
    return [choice["title"] for choice in choices]


@pytest.mark.slow
async def test_the_code_that_the_command_prints_makes_its_speaker_coordinator(
    stage: Guldkorn, newcomer: Person, database_url: str
) -> None:
    inviting = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("guldkorn"),
        *("coordinator", "invite", "--tenant", ODENSE.upper(), "--name", "Odense Kommune"),
        env=os.environ
        | {
            "GULDKORN_DATABASE_URL": database_url,
            "GULDKORN_BOTS": json.dumps([{"app_id": ODENSE_BOT, "tenant_id": ODENSE, "serves": [ODENSE]}]),
            "GULDKORN_CHANNEL_OPENID_URL": stage.sandbox.openid_url,
        },
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await inviting.communicate()
    assert inviting.returncode == 0
    await newcomer.says(f"koordinator {printed.decode().strip()}")
    assert "Du er nu koordinator" in await newcomer.reads()
    assert await is_coordinator(newcomer)


async def test_a_code_is_understood_as_people_type_it(stage: Guldkorn, newcomer: Person) -> None:
    code = invitation(stage)
    newcomer.locale = "en-GB"
    await newcomer.says(f"  Coordinator  {code.lower().replace('-', ' ')} ")
    assert "You are now a coordinator" in await newcomer.reads()


async def test_a_code_is_good_for_one_person_once(stage: Guldkorn, newcomer: Person, mette: Person) -> None:
    code = invitation(stage)
    await newcomer.says(f"koordinator {code}")
    for person in (mette, newcomer):
        await person.says(f"koordinator {code}")
        assert WRONG_CODE in await person.reads()
    assert not await is_coordinator(mette)


async def test_a_code_is_good_for_a_week(stage: Guldkorn, newcomer: Person) -> None:
    code = invitation(stage)
    await stage.later(7 * DAY)
    await newcomer.says(f"koordinator {code}")
    assert WRONG_CODE in await newcomer.reads()
    assert not await is_coordinator(newcomer)


async def test_a_wrong_code_and_another_organisations_code_are_refused(
    stage: Guldkorn, newcomer: Person
) -> None:
    for code in ("ABCD-1234", invitation(stage, GLADSAXE, "Gladsaxe Kommune")):
        await newcomer.says(f"koordinator {code}")
        assert WRONG_CODE in await newcomer.reads()
    assert not await is_coordinator(newcomer)


async def test_who_is_no_coordinator_cannot_choose_the_channel(stage: Guldkorn, mette: Person) -> None:
    channel = await adds_the_app(stage)
    peter = Person(stage, "odense-peter", channel)
    await suggests_on_the_page(mette)
    await peter.taps("make_review_channel")
    assert peter.answered["shown"] == {"kind": "message", "text": "Det er der kun koordinatorer, der kan."}
    peter.locale, peter.old_client = "en-GB", True
    await peter.taps("make_review_channel")
    assert "Only coordinators can do that." in await peter.reads()
    assert await review_cards(peter) == []


async def test_what_was_submitted_before_there_was_a_channel_is_posted_in_order(
    stage: Guldkorn, mette: Person, susanne: Person
) -> None:
    channel = await adds_the_app(stage)
    for title in ("Kørselsgodtgørelse", "Flyttesager", "Rykkere"):
        await mette.says("hej")
        await suggests_on_the_page(mette, title=title)
    here = Person(stage, susanne.name, channel)
    await here.taps("make_review_channel")
    titles = [card["summary"] for card in await review_cards(here)]
    assert titles == [
        "Forslag: Nr. 1 · Kørselsgodtgørelse",
        "Forslag: Nr. 2 · Flyttesager",
        "Forslag: Nr. 3 · Rykkere",
    ]
    said = [words_of(message) for message in await Person(stage, "odense-anne", channel).told()]
    assert any("Susanne Dam har valgt kanalen" in words for words in said)


@pytest.mark.parametrize("old_client", [False, True])
async def test_choosing_the_channel_twice_posts_nothing_twice(
    stage: Guldkorn, mette: Person, susanne: Person, old_client: bool
) -> None:
    channel = await adds_the_app(stage)
    await suggests_on_the_page(mette)
    here = Person(stage, susanne.name, channel)
    here.old_client = old_client
    offer = (await here.card_with("make_review_channel"))["id"]
    for _ in range(2):
        await here.presses(MAKE_REVIEW_CHANNEL, offer)
    assert len(await review_cards(here)) == 1


async def test_the_review_channel_can_move(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person
) -> None:
    await suggests_on_the_page(mette, title="Flyttesager")
    new = await stage.api.post("teams", TEAM, "channels", name="Automatisering", by="odense-susanne")
    there = Person(stage, susanne.name, await channel_of_the_team(stage, "Automatisering"))
    assert new["conversation"]
    await offers_to_review(there)
    await there.taps("make_review_channel")
    assert [card["summary"] for card in await review_cards(there)] == ["Forslag: Nr. 1 · Flyttesager"]
    await mette.says("hej")
    await suggests_on_the_page(mette, title="Rykkere")
    assert len(await review_cards(there)) == 2
    assert len(await review_cards(anne)) == 1
    first = (await review_cards(there))[0]
    await there.taps("claim", first["id"])
    assert "Susanne Dam har den" in words_of((await review_cards(anne))[0])


async def test_only_coordinators_are_offered_the_channel_when_they_mention_the_bot(
    stage: Guldkorn, susanne: Person
) -> None:
    channel = await adds_the_app(stage)
    for name, offers in (("odense-peter", 0), ("odense-susanne", 1)):
        person = Person(stage, name, channel)
        before = len(await person.told())
        await person.says("hjælp", mention=True)
        said = (await person.told())[before:]
        offered = [message for message in said if "make_review_channel" in verbs_of(message["card"])]
        assert len(offered) == offers
        thread = (await person.wrote())["id"]
        assert {message["thread"] for message in said} == {thread}


async def test_in_the_review_channel_a_coordinator_reads_what_works_there_and_is_offered_no_choice(
    stage: Guldkorn, susanne: Person, channel: str
) -> None:
    here = Person(stage, susanne.name, channel)
    before = len(await here.told())
    await here.says("hjælp", mention=True)
    said = (await here.told())[before:]
    assert not any("make_review_channel" in verbs_of(message["card"]) for message in said)
    assert "Forslagene samles her i kanalen. Nævn mig, og skriv »kø«" in await here.reads()


async def test_a_coordinator_names_a_colleague_of_the_review_team(
    stage: Guldkorn, susanne: Person, peter: Person
) -> None:
    chat = Person(stage, peter.name)
    await chat.installs_the_app()
    await susanne.says("hjælp")
    await susanne.taps("coordinators")
    assert "Susanne Dam" in words_of({"card": susanne.page})
    assert await choices_of(susanne) == ["Anne Bundgaard", "Peter Vestergaard"]
    peters_key = stage.sandbox.world.person(peter.name).aad_id
    await susanne.fills_in("name_coordinator", colleague=peters_key)
    assert "Peter Vestergaard, Susanne Dam" in words_of({"card": susanne.page})
    assert await choices_of(susanne) == ["Anne Bundgaard"]
    assert "Du er nu koordinator" in await chat.reads()
    assert await is_coordinator(chat)


async def test_a_colleague_the_bot_has_never_met_can_be_named(
    stage: Guldkorn, susanne: Person, anne: Person
) -> None:
    await susanne.says("hjælp")
    await susanne.taps("coordinators")
    await susanne.fills_in("name_coordinator", colleague=stage.sandbox.world.person(anne.name).aad_id)
    chat = Person(stage, anne.name)
    await chat.installs_the_app()
    assert await is_coordinator(chat)


async def test_a_colleagues_name_with_a_cpr_number_is_not_shown(
    stage: Guldkorn, susanne: Person, channel: str
) -> None:
    stage.sandbox.world.people["odense-anne"].name = "Anne 010190-1234"
    await susanne.says("hjælp")
    await susanne.taps("coordinators")
    assert await choices_of(susanne) == ["?", "Peter Vestergaard"]


async def test_nobody_outside_the_review_team_can_be_named(
    stage: Guldkorn, susanne: Person, mette: Person, channel: str
) -> None:
    await susanne.says("hjælp")
    await susanne.taps("coordinators")
    outside = {
        "type": "Action.Submit",
        "data": {"verb": "name_coordinator", "colleague": stage.sandbox.world.person(mette.name).aad_id},
    }
    for pressed in ({"action": outside}, {"press": {"verb": "name_coordinator"}}):
        answer = await stage.api.post("people", susanne.name, "task", locale="da-DK", **pressed)
        assert "Her mangler der et svar." in words_of({"card": answer["shown"]["card"]})
    assert not await is_coordinator(mette)


async def test_coordinators_are_named_by_coordinators_only(
    stage: Guldkorn, mette: Person, channel: str
) -> None:
    await mette.says("hjælp")
    assert "coordinators" not in verbs_of((await mette.last())["card"])
    forged = {"msteams": {"type": "task/fetch"}, "verb": "coordinators"}
    await mette.presses({"type": "Action.Submit", "data": forged}, (await mette.last())["id"])
    assert mette.answered["shown"] == {"kind": "message", "text": "Det er der kun koordinatorer, der kan."}


async def test_without_a_review_channel_there_is_nobody_to_name_yet(susanne: Person) -> None:
    await susanne.says("hjælp")
    await susanne.taps("coordinators")
    assert susanne.answered["shown"]["text"].startswith("Vælg først den kanal")


async def test_help_comes_also_when_teams_does_not_say_who_reviews(
    stage: Guldkorn, susanne: Person, channel: str
) -> None:
    await stage.later(10 * 60)
    await stage.api.post("faults", kind="status", status=403, operation="paged_members", times=9)
    with logged(event="who is in a team is not known"):
        assert await is_coordinator(susanne)
    assert "RPA-teamet: Nye forslag" not in await susanne.reads()


async def test_becoming_coordinator_twice_is_told_once(stage: Guldkorn, susanne: Person) -> None:
    calls = await calls_so_far(stage)
    await becomes_coordinator(susanne)
    assert [call["operation"] for call in await connector_calls(stage, calls)] == ["send"]
