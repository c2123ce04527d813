"""The demo as `make run` plays it: employees suggest, and reviewers take some of it on its way."""

import pytest
from sqlalchemy import select

from sandbox.demo import play
from sandbox.reviewing import COURSES, review
from storage.tables import GainRow, ProcessRow
from tests.journeys.rpa_team import invitation
from tests.service import Guldkorn


@pytest.mark.slow
async def test_the_reviewers_take_the_first_suggestions_on_their_way(stage: Guldkorn) -> None:
    async def invite(tenant_id: str, name: str) -> str:
        return invitation(stage, tenant_id, name)

    odense = (await stage.api.get("world"))["organisations"][0]
    await play(stage.api, odense, invite)
    await review(stage.api, odense)
    with stage.service.database.session(None) as session:
        rows = session.scalars(select(ProcessRow).order_by(ProcessRow.number)).all()
        gains = session.scalars(select(GainRow.hours)).all()
    assert [(row.phase, row.status) for row in rows[: len(COURSES)]] == [
        ("operation", "in_progress"),
        ("development", "in_progress"),
        ("specification", "in_progress"),
        ("preanalysis", "in_progress"),
        ("preanalysis", "in_progress"),
        ("idea", "rejected"),
    ]
    assert all(row.phase == "idea" and row.stars is None for row in rows[len(COURSES) :])
    assert [row.stars is not None for row in rows[: len(COURSES)]] == [True] * len(COURSES)
    assert gains == [18.5]
