"""The queue, the stand-up, the dashboard and bulk, as a team meets them in its channel and its chats."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.teams.incoming import LOOKS
from bot.views.lists import VIEWS
from storage.tables import ProcessRow
from tests.actors import Person, verbs_of, words_of
from tests.journeys.door import invoke, press
from tests.journeys.rpa_team import TEAM, review_cards, suggests_on_the_page
from tests.service import Guldkorn

ONE = f"{UUID(int=1)}:1"
UNREADABLE = "Der er et felt, jeg ikke kunne læse."


@pytest.fixture
async def waiting(stage: Guldkorn, mette: Person, channel: str) -> Person:
    """Mette, who has suggested three tasks; the second takes the most time, the third is private."""
    await suggests_on_the_page(mette, title="Flyttesager", annual_occurrences="300 om året")
    for title, often, visibility in (
        ("Rykkere", "40000 om året", "organisation"),
        ("Hemmelige sager", "60000 om året", "private"),
    ):
        await mette.says("hej")
        await suggests_on_the_page(mette, title=title, annual_occurrences=often, visibility=visibility)
    return mette


def rows(stage: Guldkorn) -> list[ProcessRow]:
    with stage.service.database.session(None) as session:
        return list(session.scalars(select(ProcessRow).order_by(ProcessRow.number)))


def listed(row: ProcessRow) -> str:
    """How a list names a process that can be chosen."""
    return f"{row.id}:{row.version}"


def seen(person: Person) -> str:
    """What the last tap showed."""
    return words_of(person.answered["shown"])


async def asks_for_the_queue(person: Person) -> str:
    await person.says("kø", mention=person.conversation is not None)
    return await person.reads()


def order(told: str, *titles: str) -> list[str]:
    """The titles that are seen, in their order."""
    return sorted((title for title in titles if title in told), key=told.index)


TITLES = ("Flyttesager", "Rykkere", "Hemmelige sager")


async def test_the_channel_sees_the_queue_and_everybody_turns_their_own_view_of_it(
    waiting: Person, anne: Person, peter: Person
) -> None:
    told = await asks_for_the_queue(anne)
    assert order(told, *TITLES) == ["Rykkere", "Flyttesager"]
    assert "Køen: 2 processer" in told
    card = await anne.last()
    await peter.taps("claim", (await review_cards(peter))[1]["id"])
    await anne.taps("queue", card["id"], press={"title": "Vis"}, holder="free", phase="idea")
    assert anne.answered["shown"]["kind"] == "card"
    assert "Idé · Ledige" in seen(anne)
    assert "Køen: 1 proces" in seen(anne)
    assert (await peter.last())["card"] == card["card"]
    await anne.taps("queue", card["id"], press={"title": "Vis"}, holder="mine")
    assert "Der er ingen processer her" in seen(anne)


async def test_a_coordinator_sees_private_ones_in_her_own_chat(waiting: Person, susanne: Person) -> None:
    told = await asks_for_the_queue(susanne)
    assert order(told, *TITLES) == ["Hemmelige sager", "Rykkere", "Flyttesager"]


async def test_a_row_opens_the_process(waiting: Person, susanne: Person) -> None:
    await asks_for_the_queue(susanne)
    await susanne.taps("more", press={"verb": "more", "title": "Nr.\N{NO-BREAK SPACE}2"})
    assert "Rykkere" in words_of({"card": susanne.page})


async def test_an_employee_is_told_for_whom_the_queue_is(waiting: Person) -> None:
    assert "Det er RPA-teamet, der tager sig af forslagene." in await asks_for_the_queue(waiting)
    answered = await press(waiting, "queue")
    assert "RPA-teamet" in answered.body["value"]


async def test_an_older_client_gets_the_queue_anew(waiting: Person, anne: Person) -> None:
    await asks_for_the_queue(anne)
    anne.old_client = True
    await anne.taps("queue", press={"title": "Vis"}, stars="all", waiting="all", phase="preanalysis")
    assert "Køen er tom" in await anne.reads()
    assert "Foranalyse" in await anne.reads()


@pytest.mark.parametrize(
    "fields",
    [
        {"phase": "Idé"},
        {"holder": "Mette"},
        {"stars": 7},
        {"status": ["rejected"]},
        {"domain": {"$ne": ""}},
        {"waiting": "-1"},
    ],
)
async def test_a_filter_that_is_none_changes_nothing(waiting: Person, anne: Person, fields: Any) -> None:
    answered = await press(anne, "queue", **fields)
    assert answered.body["value"].startswith(UNREADABLE)


@pytest.mark.parametrize("page", [-1, "2", None, 10**12, 2**31 - 1, [1]])
async def test_a_page_that_is_none_is_answered(waiting: Person, anne: Person, page: Any) -> None:
    answered = await press(anne, "queue", page=page)
    assert answered.body["type"] == "application/vnd.microsoft.card.adaptive"


async def test_the_team_talks_about_what_is_new_and_what_stands_in_the_way(
    stage: Guldkorn, waiting: Person, anne: Person
) -> None:
    await asks_for_the_queue(anne)
    await anne.taps("standup")
    assert "Nye den seneste uge: 2" in seen(anne)
    assert "Ingen har ventet for længe" in seen(anne)
    assert "Mangler en, der tager den (2)" in seen(anne)
    stage.clock.advance(15 * 24 * 3600)
    await anne.says("tavlemøde", mention=True)
    told = await anne.reads()
    assert "Har ventet for længe: 2" in told
    assert "Ingen nye den seneste uge" in told


async def test_a_manager_sees_the_pipeline(waiting: Person, susanne: Person) -> None:
    await susanne.says("overblik")
    told = await susanne.reads()
    assert "Processer i hver fase" in str((await susanne.last())["card"])
    assert "Forventet gevinst" in told
    assert {"queue", "standup"} <= verbs_of((await susanne.last())["card"])


async def test_several_are_rejected_with_one_reason(
    stage: Guldkorn, waiting: Person, anne: Person, peter: Person
) -> None:
    await asks_for_the_queue(anne)
    await peter.taps("claim", (await review_cards(peter))[1]["id"])
    await anne.taps("bulk")
    chosen = ",".join(listed(row) for row in rows(stage)[:2])
    await anne.fills_in("bulk_do", processes=chosen, action="reject")
    told = words_of({"card": anne.page})
    assert "Her mangler der et svar." in told
    await anne.fills_in("bulk_do", processes=chosen, action="reject", reason="Se 010190-1234.")
    assert "CPR-nummer" in words_of({"card": anne.page})
    assert "010190-1234" not in str(anne.page)
    await anne.fills_in("bulk_do", processes=chosen, action="reject", reason="Reglerne ændres.")
    told = words_of({"card": anne.page})
    assert "er afvist" in told
    assert "Peter" in told
    assert sorted(row.status for row in rows(stage)) == ["in_progress", "not_rated", "rejected"]
    assert "Reglerne ændres." in words_of(
        next(each for each in reversed(await waiting.told()) if "Reglerne" in words_of(each))
    )
    await anne.fills_in("bulk")
    assert "Hvilke?" in words_of({"card": anne.page})


async def test_several_are_given_to_somebody_of_the_team_only(
    stage: Guldkorn, waiting: Person, anne: Person, peter: Person
) -> None:
    await asks_for_the_queue(anne)
    await anne.taps("bulk")
    first, second, _ = map(listed, rows(stage))
    assigned = {"processes": f"{first},{second}", "action": "assign"}
    await anne.fills_in("bulk_do", **assigned, colleague=stage.sandbox.world.person("odense-mette").aad_id)
    assert "med i RPA-teamet" in words_of({"card": anne.page})
    await stage.api.delete("teams", TEAM, "members", peter.name)
    await anne.fills_in("bulk_do", **assigned, colleague=stage.sandbox.world.person("odense-peter").aad_id)
    assert "med i RPA-teamet" in words_of({"card": anne.page})
    await anne.fills_in("bulk_do", **assigned, colleague=stage.sandbox.world.person("odense-anne").aad_id)
    assert "2 har fået en ny ansvarlig: nr. 1, 2" in words_of({"card": anne.page})
    again = {"verb": "bulk_do", "processes": first, "action": "reject", "reason": "Reglerne ændres."}
    answered = await invoke(anne, "task/submit", {"data": again})
    assert "Nr. 1 har ændret sig, siden listen blev vist." in str(answered.body)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"processes": ONE},
        {"processes": "1:1", "action": "move"},
        {"processes": "1;DROP", "action": "move"},
        {"processes": str(UUID(int=1)), "action": "move"},
        {"processes": f"{ONE}1" * 2, "action": "move"},
        {"processes": f"{ONE:9<5000}", "action": "move"},
        {"processes": [ONE], "action": "move"},
        {"processes": ONE, "action": "erase"},
        {"processes": ONE, "action": "assign", "colleague": "x" * 100_000},
        {"processes": ",".join(f"{UUID(int=number)}:1" for number in range(30)), "action": "move"},
        {"processes": ONE, "action": "reject", "reason": "æ" * 100_000},
    ],
)
async def test_what_cannot_be_done_with_several_is_said_beside_its_field(
    stage: Guldkorn, waiting: Person, anne: Person, fields: Any
) -> None:
    before = [(row.version, row.status) for row in rows(stage)]
    answered = await invoke(anne, "task/submit", {"data": {"verb": "bulk_do", **fields}})
    assert answered.body["task"]["value"]["card"]["content"]["body"][0]
    assert "Flere på én gang" in str(answered.body)
    assert [(row.version, row.status) for row in rows(stage)] == before


async def test_who_has_left_the_team_does_nothing_with_several(
    stage: Guldkorn, waiting: Person, anne: Person
) -> None:
    await asks_for_the_queue(anne)
    await anne.taps("bulk")
    await stage.api.delete("teams", TEAM, "members", anne.name)
    await anne.fills_in("bulk_do", processes=listed(rows(stage)[0]), action="reject", reason="Nej.")
    assert "Det er RPA-teamet, der tager sig af forslagene." in anne.answered["shown"]["text"]
    assert {row.status for row in rows(stage)} == {"not_rated"}


def test_whoever_turns_a_page_of_a_list_only_looks() -> None:
    assert set(VIEWS) < set(LOOKS)
