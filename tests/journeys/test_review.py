"""A submission in the review channel: claimed, asked about, decided, by one or by two at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.taps import VERBS
from sandbox.app import Sandbox
from storage.tables import EventRow, ProcessRow, RemarkRow
from tests.actors import Card, Person, fields_of, inputs_of, parts_of, verbs_of, words_of
from tests.journeys.door import invoke, press
from tests.journeys.rpa_team import (
    TEAM,
    calls_so_far,
    connector_calls,
    review_cards,
    suggests_on_the_page,
)
from tests.journeys.stored import everything
from tests.journeys.suggesting import is_asked_for
from tests.service import ODENSE, ODENSE_BOT, Guldkorn, guldkorn

CPR = "010190-1234"
FREE = {"claim", "assess", "ask", "accept", "reject", "more", "refresh"}
HELD_BY_ME = {"release", "assess", "ask", "accept", "reject", "more", "refresh"}
HELD_BY_ANOTHER = {"assess", "ask", "more", "refresh"}
FOR_OUTSIDERS = {"more", "refresh"}
MINUTES = 60
HOURS = 60 * MINUTES


@pytest.fixture
async def card(mette: Person, anne: Person) -> str:
    """The message that carries Mette's submission in the channel."""
    await suggests_on_the_page(mette)
    return await newest_card(anne)


async def newest_card(reader: Person) -> str:
    return str((await review_cards(reader))[-1]["id"])


async def stands(reader: Person, card: str) -> str:
    """All words of the card as everyone sees it, whoever reads."""
    cards = {message["id"]: message for message in await review_cards(reader)}
    return words_of({"card": attached(cards[card])})


def attached(message: dict[str, Any]) -> Card:
    content: Card = message["activity"]["attachments"][0]["content"]
    return content


def stored_process(guldkorn: Guldkorn, number: int = 1) -> ProcessRow:
    with guldkorn.service.database.session(None) as session:
        return session.scalars(select(ProcessRow).where(ProcessRow.number == number)).one()


def remarks(guldkorn: Guldkorn) -> list[tuple[str, str]]:
    with guldkorn.service.database.session(None) as session:
        return [(row.kind, row.text) for row in session.scalars(select(RemarkRow).order_by(RemarkRow.id))]


def events(guldkorn: Guldkorn) -> list[str]:
    with guldkorn.service.database.session(None) as session:
        told = session.scalars(select(EventRow.kind).where(EventRow.process_id.is_not(None)))
        return list(told)


async def asks(reviewer: Person, card: str, text: str) -> None:
    await reviewer.taps("ask", card)
    await reviewer.fills_in("ask", text=text)


async def rejects(reviewer: Person, card: str, reason: str, again: str = "") -> None:
    await reviewer.taps("reject", card)
    await reviewer.fills_in("reject", reason=reason, look_again_on=again)


def shown(person: Person) -> str:
    """All words the person is shown in answer to what they did."""
    answer = person.answered["shown"]
    return words_of(answer) if answer.get("card") else str(answer["text"])


async def test_the_card_has_what_is_needed_to_judge(anne: Person, card: str) -> None:
    told = await stands(anne, card)
    for said in (
        "Nr. 1 · Bopælskontrol ved tilflytning",
        "Mette Holm",
        "690 gange om året × 10 min = 115 timer",
        "Faglig vurdering: Slet ikke",
        "Personoplysninger: Almindelige",
        "Systemer: nexus, outlook",
        "Jeg slår borgeren op og sammenholder adressen.",
        "Ingen har taget den endnu",
    ):
        assert said in told


async def test_everyone_sees_who_claimed_it_and_the_submitter_is_told(
    mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("claim", card)
    assert "Anne Bundgaard har den" in shown(anne)
    assert "Anne Bundgaard har den" in await stands(peter, card)
    words = [words_of(message) for message in await mette.told()]
    assert any("RPA-teamet er gået i gang med dit forslag nr. 1" in said for said in words)
    assert any("RPA-teamet er gået i gang med forslag nr. 1" in said for said in words), "the receipt"


async def test_each_looks_at_the_card_with_the_buttons_they_may_press(
    stage: Guldkorn, susanne: Person, anne: Person, peter: Person, card: str
) -> None:
    assert verbs_of(await anne.looks_at(card)) == FREE
    await anne.taps("claim", card)
    assert verbs_of(await anne.looks_at(card)) == HELD_BY_ME
    assert verbs_of(await peter.looks_at(card)) == HELD_BY_ANOTHER
    coordinator = Person(stage, susanne.name, anne.conversation)
    assert verbs_of(await coordinator.looks_at(card)) == HELD_BY_ME


async def test_looking_at_a_card_edits_no_message_and_stores_nothing(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    calls, before = await calls_so_far(stage), stored_process(stage).version
    for _ in range(3):
        await anne.looks_at(card)
    assert await connector_calls(stage, calls) == []
    assert stored_process(stage).version == before


@pytest.mark.parametrize("language", ["da", "en"])
async def test_a_reviewer_sees_the_card_in_their_own_language(
    stage: Guldkorn, anne: Person, card: str, language: str
) -> None:
    anne.locale = {"da": "da-DK", "en": "en-GB"}[language]
    answer = await stage.api.post(
        "people", anne.name, "refresh", message=card, conversation=anne.conversation, locale=anne.locale
    )
    said = {"da": "Ingen har taget den endnu", "en": "Nobody has taken it yet"}[language]
    assert said in words_of(answer["shown"])


async def test_of_two_reviewers_at_once_one_wins_and_the_other_reads_who(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await asyncio.gather(anne.taps("claim", card), peter.taps("claim", card))
    holder = stored_process(stage).holder_id
    assert holder is not None
    losers = [person for person in (anne, peter) if "Tal med" in shown(person)]
    winners = [person for person in (anne, peter) if person not in losers]
    assert len(losers) == len(winners) == 1
    names = {"odense-anne": "Anne Bundgaard", "odense-peter": "Peter Vestergaard"}
    assert f"{names[winners[0].name]} har taget nr. 1." in shown(losers[0])
    assert f"{names[winners[0].name]} har den" in shown(losers[0])
    assert verbs_of(losers[0].answered["shown"]["card"]) == HELD_BY_ANOTHER
    assert events(stage).count("claimed") == 1


async def test_who_claims_twice_has_claimed_once(stage: Guldkorn, anne: Person, card: str) -> None:
    claim = {"type": "Action.Execute", "verb": "claim", "data": {"process": str(stored_process(stage).id)}}
    for _ in range(2):
        await anne.presses(claim, card)
    assert events(stage) == ["submitted", "claimed"]


async def test_a_process_that_is_let_go_can_be_claimed_by_a_colleague(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("claim", card)
    await anne.taps("release", card)
    assert "Ingen har taget den endnu" in await stands(peter, card)
    await peter.taps("claim", card)
    assert "Peter Vestergaard har den" in await stands(anne, card)
    assert events(stage) == ["submitted", "claimed", "released", "claimed"]


async def test_a_question_goes_to_the_submitter_and_the_answer_to_the_thread(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    assert anne.answered["shown"]["kind"] == "closed"
    asked = await mette.reads()
    for said in (
        "Anne Bundgaard spørger om dit forslag nr. 1",
        "Hvor får du adressen fra?",
        "bare svare her",
    ):
        assert said in asked
    await mette.says("fra flytteanmeldelsen i selvbetjeningen")
    assert (
        "Dit svar er sendt til RPA-teamet. Vil du tilføje noget, så skriv »status 1«" in await mette.reads()
    )
    reply = await anne.last()
    assert reply["thread"] == card
    for said in ("Mette Holm har svaret om nr. 1", "Hvor får du adressen fra?", "fra flytteanmeldelsen"):
        assert said in words_of(reply)
    assert remarks(stage) == [
        ("question", "Hvor får du adressen fra?"),
        ("answer", "fra flytteanmeldelsen i selvbetjeningen"),
    ]
    assert "fra flytteanmeldelsen" in await stands(anne, card)
    await mette.says("status 1")
    assert "fra flytteanmeldelsen" in await mette.reads()


async def test_who_asks_has_claimed_it(anne: Person, peter: Person, card: str) -> None:
    await asks(anne, card, "Hvor tit sker det?")
    assert "Anne Bundgaard har den" in await stands(peter, card)


async def test_a_question_in_the_middle_of_a_dialog_is_answered_first_and_the_dialog_goes_on(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await is_asked_for(mette, "annual_occurrences")
    await asks(anne, card, "Hvor får du adressen fra?")
    assert "Bagefter fortsætter vi med »Bopælskontrol ved tilflytning«." in await mette.reads()
    await mette.says("20 om ugen")
    assert remarks(stage)[-1] == ("answer", "20 om ugen")
    assert await mette.is_asked() == "annual_occurrences"
    await mette.says("5 om ugen")
    assert await mette.is_asked() == "seconds_per_occurrence"


async def test_a_dialog_begun_while_a_question_waits_gets_the_answers_and_the_question_comes_again(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    await is_asked_for(mette, "annual_occurrences")
    await mette.says("annuller")
    await mette.says("slet")
    assert not [text for kind, text in remarks(stage) if kind == "answer"]
    assert "Hvor får du adressen fra?" in await mette.reads()
    await mette.says("Fra flytteanmeldelsen")
    assert remarks(stage)[-1] == ("answer", "Fra flytteanmeldelsen")


async def test_while_a_question_waits_commands_are_still_commands(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    await mette.says("status 1")
    await mette.says("Fra flytteanmeldelsen")
    assert [kind for kind, _ in remarks(stage)] == ["question", "answer"]


async def test_the_newest_of_several_questions_is_answered_and_then_the_one_before(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await mette.says("hej")
    await suggests_on_the_page(mette, title="Rykkere")
    second = await newest_card(anne)
    await asks(anne, card, "Hvor får du adressen fra?")
    await asks(peter, second, "Hvem sender rykkerne?")
    await mette.says("Det gør Anja")
    assert "Hvor får du adressen fra?" in await mette.reads()
    await mette.says("Fra flytteanmeldelsen")
    assert "Dit svar er sendt" in await mette.reads()
    assert remarks(stage)[2:] == [("answer", "Det gør Anja"), ("answer", "Fra flytteanmeldelsen")]
    replies = {message["thread"]: words_of(message) for message in await anne.told() if message["thread"]}
    assert "Fra flytteanmeldelsen" in replies[card]
    assert "Det gør Anja" in replies[second]
    await mette.says("Og mere har jeg ikke")
    assert len(remarks(stage)) == 4


async def test_a_question_to_somebody_who_muted_questions_waits_where_they_look(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await mette.says("lydløs")
    await mette.taps("mute", claimed="true", asked="false", moved="true", rejected="true")
    before = len(await mette.told())
    await asks(anne, card, "Hvor får du adressen fra?")
    assert len(await mette.told()) == before
    await mette.says("status 1")
    assert "Hvor får du adressen fra?" in await mette.reads()
    await mette.taps("answer_question")
    assert "Du kan bare svare her." in await mette.reads()
    await mette.says("Fra flytteanmeldelsen")
    assert remarks(stage)[-1] == ("answer", "Fra flytteanmeldelsen")
    await mette.says("status 1")
    assert "answer_question" not in verbs_of((await mette.last())["card"])


async def test_a_question_can_only_be_taken_up_by_the_one_it_was_put_to(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    answer = await press(jonas, "answer_question", process=str(stored_process(stage).id))
    assert answer.body["value"] == "Det kan kun den, der har sendt det."
    await jonas.says("Jeg ved det godt")
    assert [kind for kind, _ in remarks(stage)] == ["question"]


async def test_a_cpr_number_in_an_answer_is_refused_and_the_question_still_waits(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    await mette.says(f"Fra borgeren {CPR}")
    assert "Det ligner et CPR-nummer" in await mette.reads()
    await mette.says("Fra borgeren selv")
    assert remarks(stage)[-1] == ("answer", "Fra borgeren selv")
    assert CPR not in everything(stage)


async def test_what_is_typed_after_the_decision_is_no_answer(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    await rejects(anne, card, "Reglerne ændres.")
    await mette.says("Fra flytteanmeldelsen")
    assert [kind for kind, _ in remarks(stage)] == ["question", "reason"]
    assert "Det kan jeg hjælpe med" in await mette.reads()


async def test_a_question_that_arrives_after_the_decision_is_not_waited_for_forever(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    chat = (await mette.messages())[0]["conversation"]
    await stage.api.post("faults", kind="status", status=503, conversation=chat, times=1000)
    await asks(anne, card, "Hvor får du adressen fra?")
    await rejects(anne, card, "Reglerne ændres.")
    await stage.api.delete("faults")
    await stage.later(HOURS)
    await stage.later(HOURS)
    await mette.says("Fra flytteanmeldelsen")
    assert await mette.reads() == "Nr. 1 er allerede afvist."
    await mette.says("Så hører jeg fra jer")
    assert "Det kan jeg hjælpe med" in await mette.reads()
    assert [kind for kind, _ in remarks(stage)] == ["question", "reason"]


async def test_an_accepted_submission_goes_to_preanalysis_and_its_submitter_hears(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    await anne.taps("accept", card)
    assert "I foranalyse hos Anne Bundgaard" in await stands(peter, card)
    assert "Godt nyt om dit forslag nr. 1: Det går videre" in await mette.reads()
    process = stored_process(stage)
    assert (process.phase, process.status) == ("preanalysis", "in_progress")
    assert events(stage) == ["submitted", "claimed", "moved"]


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("da-DK", ("RPA-teamet har set på dit forslag nr. 1", "Det bliver taget op igen 1. september 2027.")),
        ("en-GB", ("The RPA team has looked at your suggestion no. 1", "1 September 2027")),
    ],
)
async def test_a_rejection_is_told_with_its_reason_and_when_it_is_looked_at_again(
    mette: Person, anne: Person, card: str, locale: str, told: tuple[str, ...]
) -> None:
    if locale == "en-GB":
        await mette.says("language english")
    await rejects(anne, card, "Reglerne ændres 1. juli.\nVi ser på det igen.", "2027-09-01")
    said = await mette.reads()
    for words in (*told, "Reglerne ændres 1. juli.\nVi ser på det igen."):
        assert words in said
    stands_there = await stands(anne, card)
    assert "Afvist" in stands_there
    assert "Reglerne ændres 1. juli." in stands_there
    assert "2027" in stands_there


@pytest.mark.parametrize(
    ("reason", "again", "problems", "kept"),
    [
        ("", "2027-09-01", ["Her mangler der et svar."], {"look_again_on": "2027-09-01"}),
        ("Reglerne ændres.", "2020-01-01", ["ligger længere fremme"], {"reason": "Reglerne ændres."}),
        ("Reglerne ændres.", "2026-11-20", ["ligger længere fremme"], {"reason": "Reglerne ændres."}),
        (
            "Reglerne ændres.",
            "i morgen",
            ["Den dato kan jeg ikke læse."],
            {"reason": "Reglerne ændres.", "look_again_on": None},
        ),
        ("", "2020-01-01", ["Her mangler der et svar.", "ligger længere fremme"], {}),
        (
            f"Se {CPR}",
            "2027-09-01",
            ["ligner et CPR-nummer"],
            {"look_again_on": "2027-09-01", "reason": None},
        ),
        (
            f"Se {CPR}",
            "i morgen",
            ["ligner et CPR-nummer", "Den dato kan jeg ikke læse."],
            {"look_again_on": None, "reason": None},
        ),
        ("x" * 100_000, "2027-09-01", ["fylder 100.000 tegn"], {"look_again_on": "2027-09-01"}),
        ("x" * 2_001, "", ["fylder 2.001 tegn"], {"reason": "x" * 2_001}),
    ],
)
async def test_what_is_wrong_with_a_rejection_stands_beside_its_field_and_the_rest_is_kept(
    stage: Guldkorn,
    anne: Person,
    card: str,
    reason: str,
    again: str,
    problems: list[str],
    kept: dict[str, str | None],
) -> None:
    await rejects(anne, card, reason, again)
    page = words_of({"card": anne.page})
    for problem in problems:
        assert problem in page
    assert len(warnings(anne.page)) == len(problems)
    written = {part["id"]: part.get("value") for part in fields_of(anne.page)}
    assert kept.items() <= written.items()
    assert list(inputs_of(anne.page)) == ["status", "reason", "look_again_on"]
    assert CPR not in page
    assert remarks(stage) == []
    assert CPR not in everything(stage)
    await anne.fills_in("reject", reason="Reglerne ændres.", look_again_on="2027-09-01")
    assert stored_process(stage).status == "rejected"


@pytest.mark.parametrize(
    ("text", "problem", "kept"),
    [
        ("  ", "Her mangler der et svar.", "  "),
        (f"Er det {CPR}?", "ligner et CPR-nummer", None),
        ("x" * 100_000, "fylder 100.000 tegn", None),
    ],
)
async def test_what_is_wrong_with_a_question_stands_beside_it(
    stage: Guldkorn, anne: Person, card: str, text: str, problem: str, kept: str | None
) -> None:
    await asks(anne, card, text)
    assert problem in words_of({"card": anne.page})
    written = {part["id"]: part.get("value") for part in fields_of(anne.page)}
    assert written == {"text": kept}
    assert remarks(stage) == []


def warnings(card: Card) -> list[str]:
    """What stands in the way, as the card says it."""
    return [part["text"] for part in parts_of(card) if part.get("color") == "Attention"]


async def test_a_reason_written_while_something_happened_is_kept_and_must_be_sent_again(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await asks(anne, card, "Hvor får du adressen fra?")
    await anne.taps("reject", card)
    await mette.says("Det gør jeg slet ikke mere")
    await anne.fills_in("reject", reason="Vi fik intet svar.")
    assert "Der er sket noget med forslaget, mens du skrev." in words_of({"card": anne.page})
    assert stored_process(stage).status == "in_progress"
    await anne.fills_in("reject", reason="Den laves ikke mere.")
    assert stored_process(stage).status == "rejected"


@pytest.mark.parametrize("verb", ["ask", "reject", "accept", "claim", "release"])
async def test_after_the_decision_nothing_more_can_be_done(
    stage: Guldkorn, anne: Person, peter: Person, card: str, verb: str
) -> None:
    await rejects(anne, card, "Reglerne ændres.")
    process = stored_process(stage)
    await presses_anyway(peter, verb, card, process)
    assert "Nr. 1 er allerede afvist." in shown(peter)
    assert stored_process(stage).version == process.version
    assert "Afvist" in await stands(peter, card)


async def presses_anyway(person: Person, verb: str, card: str, process: ProcessRow) -> None:
    """Press a button of a card that was shown before."""
    data = {"process": str(process.id), "version": process.version}
    if verb in ("ask", "reject", "more"):
        opening = {"msteams": {"type": "task/fetch"}, "verb": verb, **data}
        await person.presses({"type": "Action.Submit", "data": opening}, card)
    else:
        submit = {"type": "Action.Submit", "data": {"verb": verb, **data}}
        await person.presses({"type": "Action.Execute", "verb": verb, "data": data, "fallback": submit}, card)


@pytest.mark.parametrize("verb", ["ask", "reject", "accept", "claim", "release"])
async def test_an_outsiders_click_changes_nothing_and_says_why(
    stage: Guldkorn, peter: Person, card: str, verb: str
) -> None:
    process = stored_process(stage)
    await stage.api.delete("teams", TEAM, "members", peter.name)
    said = await presses_from_outside(peter, verb, process)
    assert "Det er RPA-teamet, der tager sig af forslagene." in said
    assert stored_process(stage).version == process.version


async def presses_from_outside(person: Person, verb: str, process: ProcessRow, **filled_in: str) -> str:
    """Press a button without standing on the roster; what is said in answer."""
    data = {"process": str(process.id), "version": process.version, **filled_in}
    if filled_in:
        answer = await invoke(person, "task/submit", {"data": {"verb": verb, **data}})
    elif verb in ("ask", "reject", "more"):
        answer = await invoke(person, "task/fetch", {"data": {"verb": verb, **data}})
    else:
        answer = await press(person, verb, **data)
    return str(answer.body)


@pytest.mark.parametrize(
    ("verb", "filled_in"),
    [("ask", {"text": "Hvorfor?"}), ("reject", {"reason": "Nej.", "look_again_on": ""})],
)
async def test_who_left_the_team_with_a_window_open_changes_nothing_with_it(
    stage: Guldkorn, peter: Person, card: str, verb: str, filled_in: dict[str, str]
) -> None:
    await peter.taps(verb, card)
    await stage.api.delete("teams", TEAM, "members", peter.name)
    said = await presses_from_outside(peter, verb, stored_process(stage), **filled_in)
    assert "Det er RPA-teamet, der tager sig af forslagene." in said
    assert remarks(stage) == []


@pytest.mark.parametrize("told_to_another", [False, True])
async def test_who_left_the_team_is_no_reviewer_any_more_whichever_replica_teams_told_of_it(
    stage: Guldkorn, database_url: str, sandbox: Sandbox, peter: Person, card: str, told_to_another: bool
) -> None:
    await peter.taps("claim", card)
    await peter.taps("release", card)
    async with guldkorn(database_url, sandbox, stage.clock) as replica:
        if not told_to_another:
            sandbox.connect(ODENSE_BOT, f"{stage.url}/api/messages", [ODENSE])
        await stage.api.delete("teams", TEAM, "members", peter.name)
        await replica.settle()
    sandbox.connect(ODENSE_BOT, f"{stage.url}/api/messages", [ODENSE])
    process = stored_process(stage)
    assert "Det er RPA-teamet, der tager sig af forslagene." in await presses_from_outside(
        peter, "claim", process
    )
    assert stored_process(stage).version == process.version


async def test_who_joins_while_teams_says_who_is_in_the_team_keeps_no_reviewer_from_it(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    stage.clock.advance(301)
    await stage.api.post("faults", kind="slow", operation="paged_members")
    claiming = asyncio.create_task(anne.taps("claim", card))
    await stage.api.get("faults", held=1, wait=20)
    await stage.api.put("teams", TEAM, "members", "odense-jonas")
    await stage.api.delete("faults")
    await claiming
    assert "Anne Bundgaard har den" in await stands(anne, card)


async def test_an_outsider_reads_why_in_their_own_language(stage: Guldkorn, anne: Person, card: str) -> None:
    jonas = Person(stage, "odense-jonas")
    await jonas.installs_the_app()
    await jonas.says("language english")
    answer = await press(jonas, "claim", process=str(stored_process(stage).id))
    assert answer.body["value"].startswith("The RPA team looks after the suggestions.")


async def test_another_organisations_reviewer_learns_nothing(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    birgit = Person(stage, "gladsaxe-birgit")
    await birgit.installs_the_app()
    process, welcome = stored_process(stage), (await birgit.last())["id"]
    for verb in ("refresh", "claim", "accept", "release", "withdraw"):
        data = {"process": str(process.id), "version": process.version}
        await birgit.presses({"type": "Action.Execute", "verb": verb, "data": data}, welcome)
        assert shown(birgit).startswith("Det kan jeg ikke finde.")
    assert stored_process(stage).version == process.version


async def test_who_joins_the_team_is_a_reviewer_at_once(stage: Guldkorn, anne: Person, card: str) -> None:
    await anne.taps("claim", card)
    await anne.taps("release", card)
    await stage.api.put("teams", TEAM, "members", "odense-jonas")
    jonas = Person(stage, "odense-jonas", anne.conversation)
    await jonas.taps("claim", card)
    assert "Jonas Kirkegaard har den" in await stands(anne, card)


async def test_teams_is_asked_who_reviews_once_in_some_minutes(
    stage: Guldkorn, anne: Person, peter: Person, card: str
) -> None:
    await stage.later(10 * MINUTES)
    calls = await calls_so_far(stage)
    await anne.looks_at(card)
    await peter.looks_at(card)
    await anne.taps("claim", card)
    asked = [call["operation"] for call in await connector_calls(stage, calls)].count("paged_members")
    assert asked == 1
    await stage.later(10 * MINUTES)
    calls = await calls_so_far(stage)
    await peter.looks_at(card)
    assert [call["operation"] for call in await connector_calls(stage, calls)] == ["paged_members"]


async def test_while_teams_does_not_say_who_reviews_nobody_does(
    stage: Guldkorn, anne: Person, card: str
) -> None:
    await stage.later(10 * MINUTES)
    await stage.api.post("faults", kind="status", status=403, operation="paged_members")
    await anne.taps("claim", card)
    assert shown(anne) == "Teams svarer ikke på, hvem der er med i RPA-teamet. Prøv igen om lidt."
    called = await calls_so_far(stage)
    await anne.taps("reject", card)
    assert shown(anne) == "Teams svarer ikke på, hvem der er med i RPA-teamet. Prøv igen om lidt."
    assert await connector_calls(stage, called) == []
    await stage.later(30)
    await anne.taps("claim", card)
    assert "Anne Bundgaard har den" in await stands(anne, card)


async def test_who_needs_no_reviewers_rights_goes_on_while_teams_does_not_say_who_reviews(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person, card: str
) -> None:
    await stage.later(10 * MINUTES)
    await stage.api.post("faults", kind="status", status=403, operation="paged_members", times=1000)
    await mette.says("status 1")
    await mette.taps("section")
    await mette.fills_in("section_save", title="Adressekontrol")
    assert stored_process(stage).answers["title"] == "Adressekontrol"
    await Person(stage, susanne.name, anne.conversation).taps("claim", card)
    assert "Susanne Dam har den" in await stands(anne, card)
    await mette.says("status 1")
    await mette.taps("suggest_edits")
    await mette.fills_in("suggest_edits_send", title="Bopælskontrol")
    assert "offered" in events(stage)
    said = await presses_from_outside(mette, "reject", stored_process(stage), reason="Nej.", look_again_on="")
    assert "Teams svarer ikke på, hvem der er med i RPA-teamet." in said
    assert stored_process(stage).status == "in_progress"


async def test_everything_about_a_submission_is_read_page_by_page(
    mette: Person, anne: Person, channel: str
) -> None:
    steps = " ".join(f"Trin {number}: slå op og sammenhold." for number in range(1, 280))
    await suggests_on_the_page(mette, long_description=steps)
    card = await newest_card(anne)
    assert "Trin 200" not in await stands(anne, card)
    await anne.taps("more", card)
    read = [words_of({"card": anne.page})]
    while "Næste side" in read[-1]:
        await anne.fills_in("more", press={"title": "Næste side"})
        read.append(words_of({"card": anne.page}))
    assert len(read) > 1
    for number in range(1, 280):
        assert any(f"Trin {number}:" in page for page in read)
    await anne.fills_in("more", press={"title": "Forrige side"})
    assert words_of({"card": anne.page}) == read[-2]


async def test_a_submission_is_withdrawn_while_nobody_has_claimed_it(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    await mette.taps("withdraw")
    assert "Forslag nr. 1 er trukket tilbage" in await mette.reads()
    assert "Trukket tilbage af den, der sendte det" in await stands(anne, card)
    assert verbs_of(await anne.looks_at(card)) == FOR_OUTSIDERS
    process = stored_process(stage)
    await presses_anyway(anne, "claim", card, process)
    assert "Nr. 1 er trukket tilbage." in shown(anne)


async def test_a_submission_that_is_claimed_is_not_withdrawn(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    withdraw = {
        "type": "Action.Execute",
        "verb": "withdraw",
        "data": {"process": str(stored_process(stage).id)},
    }
    receipt = (await mette.card_with("withdraw"))["id"]
    await anne.taps("claim", card)
    await mette.presses(withdraw, receipt)
    assert "RPA-teamet er gået i gang med nr. 1." in shown(mette)
    assert "withdraw" not in verbs_of((await mette.card_with("status"))["card"])
    assert stored_process(stage).status == "in_progress"


async def test_withdrawing_twice_is_answered_with_a_sentence_and_no_reviewers_card(
    stage: Guldkorn, mette: Person, card: str
) -> None:
    receipt = await mette.card_with("withdraw")
    withdraw = next(act for act in receipt["card"]["actions"] if act.get("verb") == "withdraw")
    for _ in range(2):
        await mette.presses(withdraw, receipt["id"])
    assert mette.answered["shown"] == {"kind": "message", "text": "Nr. 1 er trukket tilbage."}


async def test_a_card_is_updated_where_it_stands_and_posted_once(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    receipt = (await mette.card_with("withdraw"))["id"]
    calls = await calls_so_far(stage)
    await anne.taps("claim", card)
    made = await connector_calls(stage, calls)
    updated = {call["activity"] for call in made if call["operation"] == "update"}
    assert updated == {card, receipt}
    assert sorted(call["operation"] for call in made) == ["send", "update", "update"]
    assert [message["id"] for message in await review_cards(anne)] == [card]


PRIVATE = {"visibility": "private", "title": "Sygefravær", "long_description": "Jeg ringer til den syge."}


async def test_of_a_private_submission_the_channel_is_shown_that_there_is_one(
    stage: Guldkorn, mette: Person, susanne: Person, anne: Person, peter: Person
) -> None:
    await suggests_on_the_page(mette, **PRIVATE)
    card = await newest_card(anne)
    coordinator = Person(stage, susanne.name, anne.conversation)
    for words in (await stands(anne, card), words_of({"card": await anne.looks_at(card)})):
        assert "Nr. 1 · Privat forslag" in words
        assert "Ingen har taget den endnu" in words
    assert verbs_of(await anne.looks_at(card)) == {"refresh"}
    assert "Jeg ringer til den syge." in words_of({"card": await coordinator.looks_at(card)})
    await coordinator.taps("more", card)
    assert "Jeg ringer til den syge." in words_of({"card": coordinator.page})
    await coordinator.taps("claim", card)
    assert "Susanne Dam har den" in await stands(peter, card)
    await asks(coordinator, card, "Hvem ringer du til?")
    await mette.says("Til den syge selv")
    await coordinator.taps("reject", card)
    await coordinator.fills_in("reject", reason="Det skal et menneske gøre.")
    assert "Det skal et menneske gøre." in await mette.reads()
    told = "\n".join(
        [message["text"] or "" for message in await peter.told()]
        + [str(message["activity"]) for message in await peter.told()]
    )
    for secret in ("Sygefravær", "den syge", "Mette Holm", "Hvem ringer", "et menneske", "690"):
        assert secret not in told
    assert "Der er svar om nr. 1" in told


@pytest.mark.parametrize("verb", ["ask", "reject", "accept", "claim", "release", "more"])
async def test_a_private_submission_is_closed_to_reviewers(
    stage: Guldkorn, mette: Person, anne: Person, verb: str
) -> None:
    await suggests_on_the_page(mette, **PRIVATE)
    process = stored_process(stage)
    said = await presses_from_outside(anne, verb, process)
    assert "Det kan jeg ikke finde." in said
    assert stored_process(stage).version == process.version


OLD_CLIENT: dict[str, tuple[Callable[[Person, str], Awaitable[None]], str]] = {
    "claim": (lambda person, card: person.taps("claim", card), "Anne Bundgaard har den"),
    "accept": (lambda person, card: person.taps("accept", card), "I foranalyse hos Anne Bundgaard"),
    "ask": (lambda person, card: asks(person, card, "Hvorfor?"), "Hvorfor?"),
    "reject": (lambda person, card: rejects(person, card, "Reglerne ændres."), "Afvist"),
}


@pytest.mark.parametrize("verb", OLD_CLIENT)
async def test_an_older_client_can_do_the_same(anne: Person, peter: Person, card: str, verb: str) -> None:
    act, told = OLD_CLIENT[verb]
    anne.old_client = True
    await act(anne, card)
    assert told in await stands(peter, card)


async def test_an_older_client_can_let_go_and_reads_why_something_is_refused(
    stage: Guldkorn, mette: Person, anne: Person, peter: Person, card: str
) -> None:
    anne.old_client = peter.old_client = mette.old_client = True
    await anne.taps("claim", card)
    await presses_anyway(peter, "claim", card, stored_process(stage))
    refused = await peter.last()
    assert "Anne Bundgaard har taget nr. 1." in words_of(refused)
    assert refused["thread"] == card
    await anne.taps("release", card)
    assert "Ingen har taget den endnu" in await stands(peter, card)
    await mette.taps("withdraw")
    assert "Trukket tilbage" in await stands(peter, card)


NO_PROCESS: tuple[dict[str, object], ...] = (
    {},
    {"process": None},
    {"process": "42"},
    {"process": "00000000-0000-0000-0000-000000000000"},
    {"process": {"id": "x"}},
)


@pytest.mark.parametrize("verb", ["claim", "release", "accept", "refresh", "withdraw", "answer_question"])
async def test_a_card_that_names_no_process_is_answered_with_a_sentence(
    mette: Person, anne: Person, verb: str
) -> None:
    for data in NO_PROCESS:
        answer = await press(anne if VERBS[verb].among_others else mette, verb, version=1, **data)
        assert answer.status == 200
        assert answer.body["value"].startswith("Det kan jeg ikke finde.")


async def test_a_card_that_names_no_version_decides_nothing(stage: Guldkorn, anne: Person, card: str) -> None:
    for version in (None, "1", True, 1.5):
        answer = await press(anne, "accept", process=str(stored_process(stage).id), version=version)
        assert answer.body["value"].startswith("Der er et felt, jeg ikke kunne læse.")
    assert stored_process(stage).phase == "idea"


async def test_a_decision_on_an_older_card_shows_the_card_as_it_is(
    stage: Guldkorn, mette: Person, anne: Person, card: str
) -> None:
    before = stored_process(stage)
    await asks(anne, card, "Hvor får du adressen fra?")
    await mette.says("Fra flytteanmeldelsen")
    await presses_anyway(anne, "accept", card, before)
    assert "Nr. 1 har ændret sig, siden kortet blev vist." in shown(anne)
    assert "Fra flytteanmeldelsen" in shown(anne)
    assert stored_process(stage).phase == "idea"
    await anne.presses(
        next(
            action for action in anne.answered["shown"]["card"]["actions"] if action.get("verb") == "accept"
        ),
        card,
    )
    assert stored_process(stage).phase == "preanalysis"


async def test_whoever_suggested_it_reads_all_of_it_from_its_status(mette: Person) -> None:
    told = "Jeg slår borgeren op i registret. " * 20 + "Til sidst lukker jeg sagen."
    await suggests_on_the_page(mette, long_description=told)
    await mette.says("status 1")
    assert told not in words_of(await mette.last())
    await mette.taps("more")
    assert told in words_of({"card": mette.page})
