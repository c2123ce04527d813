"""What is owed because of a review: to whom it comes, where, and how it looks by then."""

from sqlalchemy import select

from storage.tables import DeliveryRow
from tests.actors import Person, words_of
from tests.journeys.rpa_team import (
    TEAM,
    calls_so_far,
    channel_of_the_team,
    connector_calls,
    offers_to_review,
    review_cards,
    suggests_on_the_page,
)
from tests.service import Guldkorn

MINUTES = 60


def owed(guldkorn: Guldkorn) -> list[tuple[str, str]]:
    """What has not been sent and still shall be: the operation and what it shows."""
    with guldkorn.service.database.session(None) as session:
        rows = session.scalars(
            select(DeliveryRow).where(DeliveryRow.status == "owed").order_by(DeliveryRow.id)
        )
        return [(row.operation, row.kind) for row in rows]


async def fails(guldkorn: Guldkorn, operation: str, conversation: str | None = None) -> None:
    """Let Teams ask for patience once."""
    strike = {"operation": operation, "conversation": conversation}
    await guldkorn.api.post("faults", kind="status", status=429, retry_after=5, **strike)


async def test_several_changes_while_teams_is_busy_become_one_update_with_the_newest_state(
    stage: Guldkorn, mette: Person, anne: Person, channel: str
) -> None:
    await suggests_on_the_page(mette)
    card = (await review_cards(anne))[0]["id"]
    await fails(stage, "update", channel)
    await anne.taps("claim", card)
    assert owed(stage) == [("update", "review")]
    await anne.taps("release", card)
    await anne.taps("accept", card)
    assert owed(stage) == [("update", "review")]
    calls = await calls_so_far(stage)
    await stage.later(10)
    assert owed(stage) == []
    updates = [call for call in await connector_calls(stage, calls) if call["operation"] == "update"]
    assert [call["activity"] for call in updates] == [card]
    assert "I foranalyse hos Anne Bundgaard" in words_of(
        (await review_cards(Person(stage, "odense-peter", channel)))[0]
    )


async def test_a_card_that_could_not_be_posted_comes_as_the_process_stands_by_then(
    stage: Guldkorn, mette: Person, anne: Person, channel: str
) -> None:
    await fails(stage, "create")
    await suggests_on_the_page(mette)
    await mette.taps("withdraw")
    assert await review_cards(anne) == []
    await stage.later(10)
    (card,) = await review_cards(anne)
    assert "Trukket tilbage af den, der sendte det" in words_of(card)
    assert owed(stage) == []


async def test_a_card_goes_out_also_when_teams_does_not_say_who_reviews(
    stage: Guldkorn, mette: Person, anne: Person, channel: str
) -> None:
    await stage.later(10 * MINUTES)
    await stage.api.post("faults", kind="status", status=403, operation="paged_members", times=1)
    await suggests_on_the_page(mette)
    (card,) = await review_cards(anne)
    assert not card["refresh"]
    await stage.later(30)
    await anne.taps("claim", card["id"])
    (card,) = await review_cards(Person(stage, "odense-peter", channel))
    assert card["refresh"]
    assert "Anne Bundgaard har den" in words_of(card)


async def test_when_the_review_channel_is_deleted_submissions_wait_for_the_next(
    stage: Guldkorn, mette: Person, susanne: Person, channel: str
) -> None:
    await suggests_on_the_page(mette, title="Flyttesager")
    await stage.api.delete("channels", channel, by=susanne.name)
    await mette.says("hej")
    await suggests_on_the_page(mette, title="Rykkere")
    await mette.says("hej")
    await suggests_on_the_page(mette, title="Kørsel")
    assert owed(stage) != []
    for _ in range(2):
        # Teams may not know a conversation for a moment only.
        await stage.later(10)
    assert owed(stage) == []
    await stage.api.post("teams", TEAM, "channels", name="Automatisering", by=susanne.name)
    there = Person(stage, susanne.name, await channel_of_the_team(stage, "Automatisering"))
    await offers_to_review(there)
    await there.taps("make_review_channel")
    assert [card["summary"] for card in await review_cards(there)] == [
        "Forslag: Nr. 1 · Flyttesager",
        "Forslag: Nr. 2 · Rykkere",
        "Forslag: Nr. 3 · Kørsel",
    ]


async def test_who_muted_everything_is_told_nothing_but_the_receipt_follows(
    stage: Guldkorn, mette: Person, anne: Person, channel: str
) -> None:
    await suggests_on_the_page(mette)
    await mette.says("lydløs")
    await mette.taps("mute", claimed="false", asked="false", moved="false", rejected="false")
    before = len(await mette.told())
    await anne.taps("claim")
    await anne.taps("accept")
    assert len(await mette.told()) == before
    receipt = next(words_of(message) for message in await mette.told() if "går videre" in words_of(message))
    assert "Forslag nr. 1 går videre" in receipt


async def test_a_reviewer_who_submits_is_not_told_of_what_they_do_themselves(
    stage: Guldkorn, anne: Person, channel: str
) -> None:
    chat = Person(stage, anne.name)
    await chat.installs_the_app()
    await suggests_on_the_page(chat)
    before = len(await chat.told())
    await anne.taps("claim")
    await anne.taps("accept")
    assert len(await chat.told()) == before


async def test_each_reads_in_their_own_language_and_the_channel_in_the_organisations(
    stage: Guldkorn, mette: Person, anne: Person, channel: str
) -> None:
    await mette.says("language english")
    anne.locale = "en-GB"
    await suggests_on_the_page(mette)
    await anne.taps("claim")
    assert "Anne Bundgaard has it" in words_of(anne.answered["shown"])
    assert "The RPA team has begun on your suggestion no. 1" in await mette.reads()
    (card,) = await review_cards(Person(stage, "odense-peter", channel))
    assert "Anne Bundgaard har den" in words_of(card)
