"""The machine's clock is set back by two hours, and nothing waits until it shows the old time again."""

import pytest
from sqlalchemy import select, update

from storage.tables import DeliveryRow, FlowKeyRow, TransferRow
from tests.actors import Person, words_of
from tests.journeys.flows import Flow, new_key
from tests.service import Guldkorn

TWO_HOURS = 7200
NOBODY = "e2f9f1f6-7c1b-4f3e-9a55-2f6d0c6a0b11"


async def test_a_message_that_teams_did_not_take_leaves_when_it_would_have(
    stage: Guldkorn, mette: Person
) -> None:
    await stage.api.post("faults", kind="status", status=429, retry_after=30, operation="send")
    before = len(await mette.told())
    await mette.says("sprog")
    assert len(await mette.told()) == before
    stage.clock.set_back(TWO_HOURS)
    await stage.later(40)
    assert len(await mette.told()) == before + 1


async def test_a_chat_in_which_a_sender_died_is_answered_at_once(stage: Guldkorn, mette: Person) -> None:
    await stage.api.post("faults", kind="status", status=429, retry_after=30, operation="send")
    before = len(await mette.told())
    await mette.says("sprog")
    with stage.service.database.session(None) as session:
        lease = stage.clock.now().replace(hour=stage.clock.now().hour + 1)
        session.execute(update(DeliveryRow).where(DeliveryRow.status == "owed").values(leased_until=lease))
    stage.clock.set_back(TWO_HOURS)
    await mette.says("mine")
    assert len(await mette.told()) == before + 2


async def test_a_file_that_could_not_be_fetched_is_fetched_when_it_would_have_been(
    stage: Guldkorn, mette: Person
) -> None:
    await stage.api.post("faults", kind="status", status=503, operation="download")
    await mette.sends("film.mp4")
    with stage.service.database.session(None) as session:
        assert [row.kind for row in session.scalars(select(TransferRow))] == ["fetch"]
    stage.clock.set_back(TWO_HOURS)
    await stage.later(10)
    with stage.service.database.session(None) as session:
        assert session.scalars(select(TransferRow)).all() == []


@pytest.mark.parametrize("stage", [{"flow_rate": 3}], indirect=True, ids=["impatient"])
async def test_a_flow_that_called_too_often_may_call_again_when_it_was_told(
    stage: Guldkorn, mette: Person
) -> None:
    flow = Flow(stage, new_key(stage))
    assert [(await flow.asks(NOBODY)).status for _ in range(4)] == [404, 404, 404, 429]
    stage.clock.set_back(TWO_HOURS)
    stage.clock.advance(20)
    answers = [await flow.asks(NOBODY) for _ in range(2)]
    assert [answer.status for answer in answers] == [404, 429]
    assert answers[-1].headers["Retry-After"] == "20"
    with stage.service.database.session(None) as session:
        assert session.scalar(select(FlowKeyRow.last_used_at)) == stage.clock.now()


async def test_whose_mail_nobody_wanted_to_know_is_asked_for_an_hour_later(
    stage: Guldkorn, mette: Person
) -> None:
    flow, to = Flow(stage, new_key(stage)), {"mail": "mette@odense.example"}
    await mette.says("hej")
    assert (await flow.posts(to, text="Hej")).problem == "unknown-person"
    stage.clock.set_back(TWO_HOURS)
    await stage.later(3600)
    await mette.says("hej")
    assert (await flow.posts(to, text="Hej med dig")).status == 202
    assert "Hej med dig" in words_of(await mette.last())
