"""The business case: who makes it, when, and from what."""

from typing import Any

import pytest

from domain.bookkeeping import CASE_QUESTIONS
from domain.errors import NotAReviewer, NotFound, NotThisPhase, Outdated, Refusal, Unreadable
from domain.people import Role
from services.business_case import make_business_case
from services.seeing import read
from tests.municipality import Municipality, accept, at_once, reject

RAW: dict[str, Any] = {
    "hourly_rate": "350",
    "development_hours": "37,5",
    "development_rate": "700 kr.",
    "licence_per_year": "1.200",
    "operation_per_year": "0",
}


def test_what_is_put_in_is_kept_and_recorded_once(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(accept, rie, process.id)
    made = odense.does(make_business_case, rie, process.id, RAW)
    assert made.business_case
    assert dict(made.business_case.as_json()) == {
        "hourly_rate": 350.0,
        "development_hours": 37.5,
        "development_rate": 700.0,
        "licence_per_year": 1200.0,
        "operation_per_year": 0.0,
    }
    assert odense.does(make_business_case, rie, process.id, RAW, version=1) == made
    assert odense.events(process)[-1] == "business_case_made"
    assert odense.events(process).count("business_case_made") == 1
    changed = odense.does(make_business_case, rie, process.id, RAW | {"hourly_rate": 400})
    assert changed.business_case
    assert changed.business_case.hourly_rate == 400
    assert odense.events(process).count("business_case_made") == 2


def test_it_is_made_by_the_own_reviewers_from_preanalysis_on(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    elsewhere = Municipality(odense.database, "tenant-vejle").person("Vera", Role.REVIEWER)
    process = odense.suggests(anna)
    with pytest.raises(NotThisPhase):
        odense.does(make_business_case, rie, process.id, RAW)
    odense.does(accept, rie, process.id)
    with pytest.raises(NotAReviewer):
        odense.does(make_business_case, anna, process.id, RAW)
    with pytest.raises(NotFound):
        odense.does(make_business_case, elsewhere, process.id, RAW)
    odense.does(make_business_case, odense.person("Rita", Role.REVIEWER), process.id, RAW)
    odense.does(reject, rie, process.id, "Reglerne ændres.", None)
    with pytest.raises(Refusal):
        odense.does(make_business_case, rie, process.id, RAW | {"hourly_rate": "1"})


@pytest.mark.parametrize("field", [question.key for question in CASE_QUESTIONS])
@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "",
        "mange",
        "-1",
        "1e9",
        "999.999.999",
        True,
        ["350"] * 2,
        {},
        float("nan"),
        1e300,
        pytest.param("x" * 100_000, id="a book"),
    ],
    ids=str,
)
def test_what_cannot_be_reckoned_with_is_refused_by_its_field(
    odense: Municipality, field: str, wrong: object
) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(accept, rie, process.id)
    with pytest.raises(Unreadable) as refused:
        odense.does(make_business_case, rie, process.id, RAW | {field: wrong})
    assert refused.value.args_for_text["field"] == field
    with odense.database.session(rie) as session:
        assert read(session, rie, process.id).business_case is None


def test_other_organisations_never_see_it(odense: Municipality) -> None:
    rie, process = odense.person("Rie", Role.REVIEWER), odense.suggests(odense.person("Anna"))
    odense.does(accept, rie, process.id)
    odense.does(make_business_case, rie, process.id, RAW)
    colleague = odense.person("Carl")
    with odense.database.session(colleague) as session:
        assert read(session, colleague, process.id).business_case


def test_of_two_who_make_it_at_once_the_second_is_told(odense: Municipality) -> None:
    rie, rita = odense.person("Rie", Role.REVIEWER), odense.person("Rita", Role.REVIEWER)
    process = odense.suggests(odense.person("Anna"))
    shown = odense.does(accept, rie, process.id).version
    outcomes = at_once(
        lambda: odense.does(make_business_case, rie, process.id, RAW, version=shown),
        lambda: odense.does(
            make_business_case, rita, process.id, RAW | {"hourly_rate": "500"}, version=shown
        ),
    )
    assert sum(isinstance(outcome, Outdated) for outcome in outcomes) == 1
    assert odense.events(process).count("business_case_made") == 1
