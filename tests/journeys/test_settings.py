"""What a coordinator settles, in the personal chat and in a channel."""

import pytest

from tests.actors import Person, parts_of, verbs_of, words_of
from tests.journeys.door import nothing_comes_of_it, nothing_fails
from tests.journeys.suggesting import suggests
from tests.service import Guldkorn

ONLY_COORDINATORS = {"kind": "message", "text": "Det er der kun koordinatorer, der kan."}
OPENS = {"msteams": {"type": "task/fetch"}}


async def opens(person: Person, verb: str, **data: object) -> None:
    """Open a page by a button of one's own making, which need not be on any card."""
    pressed = {"type": "Action.Submit", "data": {**OPENS, "verb": verb, **data}}
    await person.presses(pressed, (await person.card_with("suggest"))["id"])


def value_of(person: Person, field: str) -> object:
    """What stands in a field of the page that is open."""
    return next(part.get("value") for part in parts_of(person.page) if part.get("id") == field)


def shown(person: Person) -> str:
    return words_of({"card": person.page})


async def test_a_coordinator_settles_the_weights_and_is_told_so(stage: Guldkorn, susanne: Person) -> None:
    await susanne.says("indstillinger")
    told = await susanne.reads()
    assert "Egnethed 40 · gevinst 20 · rækkevidde 40" in told
    assert "Ikke valgt endnu. Skriv »@Guldkorn hjælp«" in told
    await susanne.taps("settings")
    assert value_of(susanne, "setting_reach_weight") == "40"
    await susanne.fills_in("settings_save", setting_reach_weight="60", setting_hourly_rate="412,50 kr.")
    assert "Det er gemt." in shown(susanne)
    assert value_of(susanne, "setting_hourly_rate") == "412,5"
    await susanne.fills_in("settings_save", setting_reach_weight="70")
    assert "Det er gemt." in shown(susanne)
    await susanne.says("indstilinger")
    told = await susanne.reads()
    assert "Egnethed 40 · gevinst 20 · rækkevidde 70" in told
    assert "Medarbejder 412,5 kr." in told


async def test_who_suggests_a_task_is_reassured_where_the_organisation_wants_it(
    susanne: Person, mette: Person
) -> None:
    reassures = "Robotter overtager opgaver, ikke job."
    await suggests(mette)
    await mette.says("send")
    assert reassures not in await mette.reads()
    await susanne.says("indstillinger")
    await susanne.taps("settings")
    await susanne.fills_in("settings_save", setting_reassurance="yes")
    await suggests(mette)
    await mette.says("send")
    assert reassures in await mette.reads()


async def test_what_cannot_be_settled_is_said_beside_all_fields_at_once(susanne: Person) -> None:
    await susanne.says("indstillinger")
    await susanne.taps("settings")
    await susanne.fills_in(
        "settings_save",
        setting_bar="mange",
        setting_reach_weight="500",
        setting_waiting_limit_idea="010190-1234",
        setting_hourly_rate="400",
    )
    told = shown(susanne)
    assert "Her skal jeg bruge et tal." in told
    assert "Tallet skal være mellem 0 og 100." in told
    assert "CPR" in told
    assert "010190-1234" not in told
    assert value_of(susanne, "setting_hourly_rate") == "400"
    assert value_of(susanne, "setting_bar") == "mange"
    weights = ("suitability", "benefit", "reach")
    await susanne.fills_in(
        "settings_save",
        setting_bar="100",
        setting_waiting_limit_idea="14",
        **{f"setting_{weight}_weight": "0" for weight in weights},
    )
    assert "Mindst en af de tre vægte skal tælle med" in shown(susanne)
    await opens(susanne, "settings")
    assert value_of(susanne, "setting_hourly_rate") == "350"


async def test_a_catalogue_is_pasted_and_then_offered_in_the_chat(
    stage: Guldkorn, susanne: Person, mette: Person
) -> None:
    await susanne.says("indstillinger")
    await susanne.taps("catalogue", press={"title": "Systemer"})
    await susanne.fills_in("catalogue_save", setting_systems="System;Ejer\nSBSYS;Anne\nNexus;Bo")
    assert "Der er 2 på listen." in shown(susanne)
    assert value_of(susanne, "setting_systems") == "SBSYS\nNexus"
    many = "\n".join(f"System {number}" for number in range(300))
    await susanne.fills_in("catalogue_save", setting_systems=many)
    assert "Det er 300 i alt, og der er plads til 200." in shown(susanne)
    assert "Der er 2 på listen." in shown(susanne)
    assert value_of(susanne, "setting_systems") == many
    await mette.says("forslag")
    for said in ("Bopælskontrol", "Jeg slår op.", "20 om ugen", "10 min"):
        await mette.says(said)
    assert await mette.is_asked() == "it_systems"
    assert "SBSYS" in await mette.reads()


REGISTER = (
    "Systemer i Odense Kommune\n\n"
    "Status\tStatus (Datofelter)\tIT System\tLeverandør\n"
    "Aktivt\tAktivt\tNexus\tKMD\n"
    "Ikke aktivt\tIkke aktivt\tSBSYS\tFællesskabet"
)
PRODUCTS = "Status;Produkt\nAktivt;Nexus\nAktivt;Opus"


async def test_of_the_register_of_systems_the_systems_become_the_list(susanne: Person) -> None:
    await opens(susanne, "catalogue", of="systems")
    await susanne.fills_in("catalogue_save", setting_systems=REGISTER)
    assert "Der er 2 på listen." in shown(susanne)
    assert value_of(susanne, "setting_systems") == "Nexus\nSBSYS"


async def test_a_table_without_a_known_heading_is_shown_as_it_was_read_before_it_becomes_the_list(
    susanne: Person,
) -> None:
    await opens(susanne, "catalogue", of="systems")
    await susanne.fills_in("catalogue_save", setting_systems="SBSYS")
    await susanne.fills_in("catalogue_save", setting_systems=PRODUCTS)
    assert "Der er 3 navne på den nye liste. Listen har stadig 1" in shown(susanne)
    assert value_of(susanne, "setting_systems") == "Produkt\nNexus\nOpus"
    await susanne.fills_in("catalogue", press={"title": "Tilbage"})
    assert value_of(susanne, "setting_systems") == PRODUCTS
    assert "Der er 1 på listen." in shown(susanne)
    await susanne.fills_in("catalogue_save")
    await susanne.fills_in("catalogue_save", setting_systems="Nexus\nOpus", press={"title": "Brug dem"})
    assert "Det er gemt." in shown(susanne)
    assert value_of(susanne, "setting_systems") == "Nexus\nOpus"


async def test_the_way_back_from_a_table_too_large_to_be_shown_leads_to_the_list_there_is(
    susanne: Person,
) -> None:
    await opens(susanne, "catalogue", of="systems")
    await susanne.fills_in("catalogue_save", setting_systems="SBSYS")
    large = "\n".join(f"{'Beskrivelse ' * 20};System {number}" for number in range(100))
    await susanne.fills_in("catalogue_save", setting_systems=large)
    assert "Der er 100 navne på den nye liste." in shown(susanne)
    await susanne.fills_in("catalogue", press={"title": "Tilbage"})
    assert value_of(susanne, "setting_systems") == "SBSYS"


async def test_a_list_changed_by_a_colleague_is_not_replaced_by_what_was_read_before(
    stage: Guldkorn, susanne: Person
) -> None:
    await opens(susanne, "catalogue", of="systems")
    await susanne.fills_in("catalogue_save", setting_systems=PRODUCTS)
    read = susanne.page
    await opens(susanne, "catalogue", of="systems")
    await susanne.fills_in("catalogue_save", setting_systems="SBSYS")
    use = next(part for part in parts_of(read) if part.get("title") == "Brug dem")
    async with nothing_comes_of_it(stage):
        await opens(susanne, **use["data"], setting_systems="Nexus")
    assert "En kollega har ændret noget, mens du skrev." in shown(susanne)


async def test_a_long_list_is_not_replaced_by_one_that_lacks_most_of_it_before_that_is_meant(
    susanne: Person,
) -> None:
    await opens(susanne, "catalogue", of="systems")
    long = "\n".join(f"System {number}" for number in range(30))
    await susanne.fills_in("catalogue_save", setting_systems=long)
    for said, told in (("Nexus", "Der er 1 navn"), ("", "Der er ingen navne")):
        await susanne.fills_in("catalogue_save", setting_systems=said)
        assert f"{told} på den nye liste. Listen har stadig 30 navne" in shown(susanne)
        await opens(susanne, "catalogue", of="systems")
        assert value_of(susanne, "setting_systems") == long
    await susanne.fills_in("catalogue_save", setting_systems="Nexus")
    await susanne.fills_in("catalogue_save", press={"title": "Brug dem"})
    assert value_of(susanne, "setting_systems") == "Nexus"


async def test_only_the_domains_in_use_are_offered_and_others_can_still_be_written(
    stage: Guldkorn, susanne: Person, mette: Person
) -> None:
    await susanne.says("indstillinger")
    await susanne.taps("settings")
    await susanne.fills_in("settings_save", setting_domains="HR,IT")
    assert "Det er gemt." in shown(susanne)
    await mette.taps("form")
    field = next(part for part in parts_of(mette.page) if part.get("id") == "domains")
    assert [choice["value"] for choice in field["choices"]] == ["HR", "IT"]
    await mette.fills_in("form_save", domains="Økonomi")
    await mette.taps("form")
    field = next(part for part in parts_of(mette.page) if part.get("id") == "domains")
    assert [choice["value"] for choice in field["choices"]] == ["HR", "IT", "Økonomi"]


async def test_of_two_coordinators_the_slower_one_sees_what_was_settled_and_keeps_what_they_wrote(
    stage: Guldkorn, susanne: Person
) -> None:
    await opens(susanne, "settings")
    filled = {part["id"]: part["value"] for part in parts_of(susanne.page) if {"id", "value"} <= part.keys()}
    await susanne.fills_in("settings_save", setting_bar="200")
    await opens(susanne, "settings_save", **filled | {"version": 0, "setting_bar": "300"})
    assert "En kollega har ændret noget, mens du skrev." in shown(susanne)
    assert value_of(susanne, "setting_bar") == "300"
    await susanne.fills_in("settings_save", setting_hourly_rate="400")
    assert "Det er gemt." in shown(susanne)
    assert value_of(susanne, "setting_bar") == "300"


async def test_the_settings_are_shown_in_a_channel_too(
    stage: Guldkorn, susanne: Person, channel: str
) -> None:
    here = Person(stage, susanne.name, channel)
    await here.says("indstillinger", mention=True)
    assert "Valgt. Skal den flyttes" in await here.reads()
    await here.taps("catalogue", press={"title": "Teknologier"})
    await here.fills_in("catalogue_save", setting_technologies="Power Automate\nUiPath")
    assert "Det er gemt." in shown(here)


async def test_a_settings_button_of_ones_own_making_settles_nothing_for_who_is_no_coordinator(
    stage: Guldkorn, susanne: Person, channel: str
) -> None:
    anne = Person(stage, "odense-anne")
    await anne.installs_the_app()
    await anne.says("indstillinger")
    assert "Det er der kun koordinatorer, der kan." in await anne.reads()
    async with nothing_comes_of_it(stage):
        for verb in ("settings", "settings_save", "catalogue", "catalogue_save"):
            await opens(anne, verb, of="systems", setting_systems="Nexus")
            assert anne.answered["shown"] == ONLY_COORDINATORS


@pytest.mark.parametrize("of", [None, "", "processes", ["systems"], 7])
async def test_a_catalogue_nobody_knows_is_refused(stage: Guldkorn, susanne: Person, of: object) -> None:
    async with nothing_comes_of_it(stage):
        with nothing_fails():
            for verb in ("catalogue", "catalogue_save"):
                await opens(susanne, verb, of=of)
                assert susanne.answered["shown"]["kind"] == "message"


@pytest.mark.parametrize("version", [None, -1, "1", 2**40, 7])
async def test_a_mistyped_version_settles_nothing_once_something_is_settled(
    stage: Guldkorn, susanne: Person, version: object
) -> None:
    await opens(susanne, "catalogue", of="systems")
    await susanne.fills_in("catalogue_save", setting_systems="Nexus")
    async with nothing_comes_of_it(stage):
        await opens(susanne, "catalogue_save", of="systems", setting_systems="Opus", version=version)
    assert "En kollega har ændret noget, mens du skrev." in shown(susanne)
    assert value_of(susanne, "setting_systems") == "Opus"


async def test_help_tells_coordinators_of_the_settings(susanne: Person) -> None:
    await susanne.says("hjælp")
    assert "Vælg vægte, priser, frister og lister" in await susanne.reads()
    assert "settings" not in verbs_of((await susanne.last())["card"])
