import json
from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from domain.errors import ContainsCpr, NotACoordinator, Refusal, SettingsOutdated, Unreadable
from domain.people import Actor, Role
from domain.process import Phase, Process
from domain.reading.choices import DOMAINS
from domain.scoring import score
from domain.settings import Settings
from domain.settings_form import SETTINGS_FORM, settle, settled
from services.holding import claim
from services.settings import AT_ONCE, change_settings
from services.submission import withdraw
from storage.processes import load, named_systems
from storage.settings import settings_of
from storage.tables import EventRow, OrganisationRow, ProcessRow, SettingsRow
from tests.municipality import ANSWERS, Municipality, at_once, reject


@pytest.fixture
def mette(odense: Municipality) -> Actor:
    return odense.person("Mette")


def changes(odense: Municipality) -> list[dict[str, str]]:
    """What every change of the settings has put on the record."""
    with odense.database.session(None) as session:
        recorded = select(EventRow.data).where(EventRow.kind == "settings_changed").order_by(EventRow.id)
        return list(session.scalars(recorded))


def held(odense: Municipality) -> Settings:
    with odense.database.session(None) as session:
        return settings_of(session, odense.id)


def priority_of(odense: Municipality, process: Process) -> float | None:
    with odense.database.session(None) as session:
        return session.get_one(ProcessRow, process.id).priority


def test_what_is_settled_holds_and_the_rest_stays(odense: Municipality, karen: Actor) -> None:
    odense.does(
        change_settings, karen, {"bar": "1.200", "waiting_limit_idea": "7", "hourly_rate": "350,50 kr."}
    )
    odense.does(change_settings, karen, {"domains": "HR,Økonomi", "systems": "Nexus\nKMD Opus"})
    settings = held(odense)
    assert (settings.bar, settings.hourly_rate, settings.suitability_weight) == (1200, 350.5, 40)
    assert settings.waiting_limits == {**Settings().waiting_limits, Phase.IDEA: 7}
    assert settings.domains == ("HR", "Økonomi")
    assert settings.systems == ("Nexus", "KMD Opus")


def test_every_change_is_on_the_record_without_what_was_written(odense: Municipality, karen: Actor) -> None:
    odense.does(change_settings, karen, {"bar": "250", "hourly_rate": "400", "systems": "Nexus;SBSYS"})
    odense.does(change_settings, karen, {"domains": "HR, IT", "language": "en", "bar": "250"})
    assert changes(odense) == [
        {"bar": "100 → 250", "hourly_rate": "350 → 400", "systems": "0 → 2"},
        {"domains": f"{', '.join(DOMAINS)} → HR, IT", "language": "da → en"},
    ]


def test_what_changes_nothing_is_no_change(odense: Municipality, karen: Actor) -> None:
    odense.does(
        change_settings, karen, {"bar": "100", "hourly_rate": "350", "systems": " ", "language": "da"}
    )
    assert changes(odense) == []
    with odense.database.session(None) as session:
        assert session.get(SettingsRow, odense.id) is None


def test_the_language_is_the_organisations_own(odense: Municipality, karen: Actor) -> None:
    odense.does(change_settings, karen, {"language": "en"})
    with odense.database.session(None) as session:
        assert session.get_one(OrganisationRow, odense.id).language == "en"


def test_a_default_is_not_kept_so_that_a_better_one_reaches_who_never_chose(
    odense: Municipality, karen: Actor
) -> None:
    odense.does(change_settings, karen, {"bar": "250"})
    odense.does(change_settings, karen, {"bar": "100", "hourly_rate": "300"})
    with odense.database.session(None) as session:
        assert session.get_one(SettingsRow, odense.id).chosen == {"hourly_rate": 300}


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"suitability_weight": "0", "benefit_weight": "0", "reach_weight": "0"}, "no-weight"),
        ({"suitability_weight": "101"}, "out-of-range"),
        ({"benefit_weight": "-1"}, "out-of-range"),
        ({"reach_weight": "40,5"}, "not-a-number"),
        ({"reach_weight": "mellem 30 og 40"}, "unclear"),
        ({"bar": "0"}, "out-of-range"),
        ({"bar": "100001"}, "out-of-range"),
        ({"hourly_rate": "-1"}, "out-of-range"),
        ({"development_rate": "dyr"}, "not-a-number"),
        ({"waiting_limit_idea": "0"}, "out-of-range"),
        ({"waiting_limit_development": "3651"}, "out-of-range"),
        ({"language": "de"}, "not-a-choice"),
        ({"domains": ""}, "empty"),
        ({"domains": "Rumfart"}, "not-a-choice"),
        ({"systems": "\n".join(f"System {number}" for number in range(300))}, "too-many"),
        ({"technologies": "x" * 101}, "too-long"),
        ({"technologies": None}, "empty"),
        ({"systems": "Status;Produkt\nAktivt;Nexus"}, "unclear"),
        ({"bar": ["100"] * 2}, "unclear"),
        ({"bar": {"hours": 100}}, "type"),
    ],
)
def test_what_cannot_be_settled_is_refused_and_nothing_changes(
    odense: Municipality, karen: Actor, raw: Mapping[str, Any], problem: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        odense.does(change_settings, karen, {"licence_per_year": "500", **raw})
    assert refused.value.args_for_text["problem"] == problem
    assert held(odense) == Settings()
    assert changes(odense) == []


def test_a_weight_of_zero_is_refused_only_if_no_other_counts(odense: Municipality, karen: Actor) -> None:
    odense.does(change_settings, karen, {"suitability_weight": "0", "benefit_weight": "0"})
    with pytest.raises(Unreadable):
        odense.does(change_settings, karen, {"reach_weight": "0"})
    assert held(odense).reach_weight == 40


def test_a_cpr_number_is_kept_in_no_catalogue(odense: Municipality, karen: Actor) -> None:
    with pytest.raises(ContainsCpr):
        odense.does(change_settings, karen, {"systems": "Nexus\nBorger 010190-1234"})
    assert held(odense).systems == ()


@pytest.mark.parametrize("roles", [(), (Role.REVIEWER,)])
def test_only_coordinators_settle_anything(odense: Municipality, roles: tuple[Role, ...]) -> None:
    with pytest.raises(NotACoordinator):
        odense.does(change_settings, odense.person("Peter", *roles), {"bar": "250"})
    assert held(odense) == Settings()


def test_another_organisation_goes_by_its_own(odense: Municipality, karen: Actor) -> None:
    gladsaxe = Municipality(odense.database, "tenant-gladsaxe")
    suggested = gladsaxe.suggests(gladsaxe.person("Gitte"))
    before = priority_of(gladsaxe, suggested)
    odense.does(change_settings, karen, {"bar": "9000"})
    assert held(gladsaxe) == Settings()
    assert priority_of(gladsaxe, suggested) == before


def test_what_was_changed_meanwhile_is_not_overwritten(odense: Municipality, karen: Actor) -> None:
    odense.does(change_settings, karen, {"bar": "250"}, version=0)
    with pytest.raises(SettingsOutdated):
        odense.does(change_settings, karen, {"bar": "300"}, version=0)
    odense.does(change_settings, karen, {"bar": "300"}, version=1)
    assert held(odense).bar == 300


def test_of_two_who_settle_in_the_same_moment_one_is_told(odense: Municipality, karen: Actor) -> None:
    susanne = odense.person("Susanne", Role.COORDINATOR)
    change = partial(odense.does, change_settings, version=0)
    outcomes = at_once(*(partial(change, actor, {"bar": "250"}) for actor in (karen, susanne)))
    assert [type(each) for each in outcomes if isinstance(each, Refusal)] == [SettingsOutdated]
    assert len(changes(odense)) == 1


@pytest.mark.parametrize("raw", [{"bar": "1000"}, {"reach_weight": "0"}, {"suitability_weight": "90"}])
def test_other_weights_and_bars_give_every_open_process_its_figures_anew(
    odense: Municipality, karen: Actor, mette: Actor, raw: Mapping[str, str]
) -> None:
    peter = odense.person("Peter", Role.REVIEWER)
    standing = [odense.suggests(mette, professional_judgement="some") for _ in range(3)]
    claimed = odense.does(claim, peter, standing[0].id)
    over = [
        odense.does(withdraw, mette, standing[1].id),
        odense.does(reject, peter, standing[2].id, "Nej.", None),
    ]
    before = [priority_of(odense, process) for process in standing]
    settings = odense.does(change_settings, karen, raw)
    assert priority_of(odense, claimed) == pytest.approx(score(claimed, settings).priority)
    assert priority_of(odense, claimed) != before[0]
    assert [priority_of(odense, process) for process in over] == before[1:]
    assert odense.events(claimed) == ["submitted", "claimed"]


def test_figures_made_anew_overtake_no_card(odense: Municipality, karen: Actor, mette: Actor) -> None:
    suggested = odense.suggests(mette)
    odense.does(change_settings, karen, {"bar": "1000"})
    with odense.database.session(None) as session:
        assert session.get_one(ProcessRow, suggested.id).version == suggested.version


def test_processes_are_loaded_some_at_a_time(odense: Municipality, karen: Actor, mette: Actor) -> None:
    with odense.database.session(None) as session:
        session.add_all(_processes(odense, mette, 2 * AT_ONCE + 1))
    statements: list[str] = []
    with odense.database.session(karen) as session:
        event.listen(session.connection(), "before_cursor_execute", lambda *said: statements.append(said[2]))
        change_settings(session, karen, {"bar": "1000"}, odense.now)
    assert sum(statement.startswith("SELECT process.id, process.org") for statement in statements) == 3
    with odense.database.session(None) as session:
        assert len(set(session.scalars(select(ProcessRow.priority)))) == 1


def test_a_process_submitted_in_the_same_moment_goes_by_what_is_settled(
    odense: Municipality, karen: Actor, mette: Actor
) -> None:
    draft = odense.draft(mette)
    at_once(
        partial(odense.submits, mette, draft),
        partial(odense.does, change_settings, karen, {"bar": "1000"}),
    )
    with odense.database.session(None) as session:
        process = load(session, draft)
        assert process is not None
        expected = score(process, settings_of(session, odense.id)).priority
    assert priority_of(odense, process) == pytest.approx(expected)


def test_the_catalogue_is_offered_before_what_others_named(
    odense: Municipality, karen: Actor, mette: Actor
) -> None:
    odense.suggests(mette, it_systems=["nexus", "Excel", "Excel-ark"])
    odense.suggests(mette, it_systems=["Excel"])
    odense.does(change_settings, karen, {"systems": "SBSYS\nNexus\nByg og Miljø"})
    with odense.database.session(None) as session:
        assert named_systems(session, odense.id) == ("Nexus", "SBSYS", "Byg og Miljø", "Excel", "Excel-ark")
        assert named_systems(session, odense.id, limit=1) == ("Nexus",)


@given(st.data())
def test_settings_are_the_answers_they_are_made_of(data: st.DataObject) -> None:
    weights = st.integers(0, 100)
    limits = st.fixed_dictionaries({phase: st.integers(1, 3650) for phase in Settings().waiting_limits})
    names = st.lists(st.text(), max_size=3).map(tuple)
    settings = data.draw(
        st.builds(Settings, suitability_weight=weights, waiting_limits=limits, systems=names, domains=names)
    )
    stored = json.loads(json.dumps(settled(settings)))
    assert settle(stored) == settings
    assert stored.keys() == SETTINGS_FORM.keys() - {"language"}


def _processes(odense: Municipality, submitter: Actor, count: int) -> list[ProcessRow]:
    return [
        ProcessRow(
            organisation_id=odense.id,
            number=number,
            phase="idea",
            status="not_rated",
            submitter_id=submitter.person_id,
            answers=ANSWERS,
            form_version=1,
            visibility="organisation",
            domains=["Administration"],
            professional_judgement="not_at_all",
            personal_data="ordinary",
            submitted_at=odense.now,
            phase_since=odense.now,
            changed_at=odense.now,
        )
        for number in range(1, count + 1)
    ]
