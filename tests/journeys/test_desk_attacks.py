"""The review desk at its doors: who may not come in, what is overtaken, what no page would send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.desk import DESK
from bot.taps import REVIEWS
from bot.views.lists import VIEWS
from cards.message import CARD_BYTES, size
from domain.assessment import CRITERIA
from domain.bookkeeping import CASE_QUESTIONS
from domain.legal import LEGAL_ITEMS, note_of
from domain.process import Phase, Status, Visibility
from domain.questions import Section
from domain.settings_form import CATALOGUES, PAGE
from storage.tables import (
    AssessmentRow,
    CoordinatorRow,
    DraftRow,
    EventRow,
    FollowerRow,
    GainRow,
    LegalAnswerRow,
    PersonRow,
    ProcessRow,
    ProposalRow,
    RemarkRow,
    SettingsRow,
)
from tests.actors import Person, parts_of, words_of
from tests.journeys.door import Answer, Json, invoke, logged, nothing_fails, press
from tests.journeys.rpa_team import TEAM, invitation, suggests_on_the_page
from tests.service import GLADSAXE, Guldkorn

KEPT = (
    *(ProcessRow, DraftRow, RemarkRow, EventRow, AssessmentRow, LegalAnswerRow, GainRow, ProposalRow),
    *(FollowerRow, SettingsRow, CoordinatorRow, PersonRow),
)
NOT_FOUND = "Det kan jeg ikke finde. Skriv »mine«, så ser du dine forslag."
TITLE, TWIN = "Guldkaret i kælderen", "Sølvfadet på loftet"
CPR = "010190-1234"
JUDGED = {criterion.key: "some" for criterion in CRITERIA}
LINE = LEGAL_ITEMS[0]
SYSTEMS = CATALOGUES["systems"].key
PROFITABLE = {each.key: "100" for each in CASE_QUESTIONS}
IDEA = {"phase": Phase.IDEA.value, "holder_id": None, "status": Status.NOT_RATED.value}
IN_OPERATION = {"phase": Phase.OPERATION.value, "answers": {"put_into_operation": "2026-01-01"}}


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something done on the desk: what is sent, by whom, and how the process stands then.

    What is not `versioned` counts whatever the card showed; `typed` is the field people write freely in;
    `after` is done before it, by Anne.
    """

    sent: Json = field(default_factory=dict)
    stands: Json = field(default_factory=dict)
    by: str = "anne"
    after: str | None = None
    typed: str | None = None
    versioned: bool = True


DEEDS: Mapping[str, Deed] = {
    "assess_save": Deed(sent=JUDGED, typed="expected_development_hours", versioned=False),
    "assess_give": Deed(sent=JUDGED, typed="expected_development_hours"),
    "move": Deed(sent={"into": "preanalysis"}, stands=IDEA),
    "move_with_reason": Deed(sent={"filled": 1, "into": "idea", "reason": "Nej."}, typed="reason"),
    "override": Deed(
        sent={"filled": 1, "reason": "Fast regel."},
        stands={"answers": {"professional_judgement": "high"}},
        typed="reason",
        versioned=False,
    ),
    "set_aside": Deed(sent={"filled": 1, "look_again_on": "2030-01-01"}, typed="look_again_on"),
    "reject": Deed(sent={"filled": 1, "reason": "Nej."}, typed="reason"),
    "take_up": Deed(stands={"status": "pending"}),
    "release": Deed(versioned=False),
    "merge": Deed(sent={"into": "TWIN"}),
    "unmerge": Deed(after="merge"),
    "business_case_save": Deed(sent=PROFITABLE, typed="licence_per_year"),
    "legal_save": Deed(sent={LINE: "yes", note_of(LINE): "Ja."}, typed=note_of(LINE)),
    "legal_verify": Deed(stands={"answers": {"legal_clause": "§ 85"}}, versioned=False),
    "operation_save": Deed(
        sent={"month": "2026-11-01", "hours_saved": "10"}, stands=IN_OPERATION, typed="hours_saved"
    ),
    "section_save": Deed(
        sent={"section": Section.NOTES, "shown": "internal_notes", "internal_notes": "Obs."},
        typed="internal_notes",
    ),
    "suggest_edits_send": Deed(sent={"shown": "title", "title": "Et andet navn"}, typed="title"),
    "proposal_decide": Deed(
        sent={"proposals": "PROPOSAL", "accept": 1}, by="mette", after="suggest_edits_send", versioned=False
    ),
    "people_save": Deed(sent={"part": "deputy", "person": "PETER"}),
    "comment": Deed(sent={"text": "Godt set.", "mentioned": "PETER"}, typed="text", versioned=False),
    "follow": Deed(versioned=False),
    "unfollow": Deed(after="follow", versioned=False),
    "bulk_do": Deed(sent={"processes": "CHOSEN", "action": "reject", "reason": "Nej."}, typed="reason"),
    "settings_save": Deed(
        sent={question.key: "50" for question in PAGE.values()}
        | {PAGE["domains"].key: "Administration", PAGE["language"].key: "en"}
        | {PAGE["reassurance"].key: "yes", "version": 0},
        by="susanne",
        typed=PAGE["hourly_rate"].key,
    ),
    "catalogue_save": Deed(
        sent={"of": "systems", SYSTEMS: "Nexus", "version": 0}, by="susanne", typed=SYSTEMS
    ),
    "ask": Deed(sent={"filled": 1, "text": "Hvorfor?"}, typed="text", versioned=False),
    "name_coordinator": Deed(sent={"colleague": "PETER"}, by="susanne", versioned=False),
}
LOOKS = (
    *("assess", "figures", "more", "steer", "business_case", "business_case_export", "legal", "operation"),
    *("section", "suggest_edits", "proposals", "people", "comments", "history", "bulk", "settings"),
    *("catalogue", "coordinators", "files", "next"),
)
FOR_COLLEAGUES = ("more", "files", "comments", "comment", "follow", "unfollow", "history")
"""What anybody of the organisation may do with a process they may read."""
ABOUT_NO_PROCESS = (
    *("bulk", "bulk_do", "settings", "settings_save", "catalogue", "catalogue_save"),
    *("coordinators", "name_coordinator"),
)
UNREADABLE = {"reason": CPR, "text": CPR, LINE: "?", "expected_development_hours": "?", "person": "?"}
"""What brings a page back, if it may be seen at all."""
NUMBERS: tuple[Any, ...] = (7, -1, 3.5, float("nan"), 10**30, True)
ODD = (*NUMBERS, None, [], ["high"], {"high": 1}, "42", "x" * 100_000)


def test_every_verb_of_the_desk_is_attacked() -> None:
    assert set(DESK) <= {*DEEDS, *LOOKS}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Two suggestions of Mette's, the first in preanalysis with Anne, and the people around it."""

    stage: Guldkorn
    mette: Person
    anne: Person
    susanne: Person

    def rows(self) -> str:
        """All that is kept of Odense's work, and whom we know there."""
        with self.stage.service.database.session(None) as session:
            odense = select(ProcessRow.organisation_id)
            tables = [select(row.__table__).where(row.organisation_id.in_(odense)) for row in KEPT]
            return repr([sorted(map(repr, session.execute(table).all())) for table in tables])

    def puts(self, stands: Json) -> None:
        """Let the first suggestion stand like this."""
        with self.stage.service.database.session(None) as session:
            row = session.scalars(select(ProcessRow).where(ProcessRow.number == 1)).one()
            for column, value in stands.items():
                setattr(row, column, {**row.answers, **value} if column == "answers" else value)

    def placed(self, sent: Json) -> Json:
        """What is sent about the first suggestion as it is now, with ids in the place of names."""
        with self.stage.service.database.session(None) as session:
            first, twin = session.scalars(select(ProcessRow).order_by(ProcessRow.number)).all()[:2]
            proposal = session.scalars(select(ProposalRow.id)).first()
            peter = session.scalar(select(PersonRow.aad_object_id).where(PersonRow.name.startswith("Peter")))
            ids = {
                "TWIN": str(twin.id),
                "PETER": peter,
                "PROPOSAL": str(proposal),
                "CHOSEN": f"{first.id}:{first.version}",
            }
            named = {key: ids[value] for key, value in sent.items() if value in ids}
            return {"process": str(first.id), "version": first.version, **sent, **named}

    def first(self) -> str:
        return str(self.placed({})["process"])

    def twin(self) -> str:
        return str(self.placed({"twin": "TWIN"})["twin"])

    async def does(self, verb: str, person: Person | None = None, /, **other: Any) -> Answer:
        """Do a deed, or look at a page, with some of what is sent made other."""
        deed = DEEDS.get(verb, Deed())
        person = person or getattr(self, deed.by)
        return await invoke(person, "task/submit", {"data": self.placed(deed.sent) | {"verb": verb} | other})

    async def prepares(self, deed: Deed) -> None:
        self.puts(deed.stands)
        if deed.after:
            await self.does(deed.after, self.anne)


@pytest.fixture
async def desk(stage: Guldkorn, mette: Person, susanne: Person, anne: Person, peter: Person) -> Desk:
    for title in (TITLE, TWIN):
        await suggests_on_the_page(mette, title=title, visibility="organisation")
    await Person(stage, peter.name).installs_the_app()
    desk = Desk(stage=stage, mette=mette, anne=anne, susanne=susanne)
    await press(anne, "accept", **desk.placed({}))
    return desk


async def comes_in(stage: Guldkorn, name: str) -> Person:
    person = Person(stage, name)
    await person.installs_the_app()
    return person


def told(answer: Answer) -> str | None:
    """The sentence somebody is answered with; None if it is a card, which must not be too large."""
    assert answer.status == 200
    value = answer.body["task"]["value"] if answer.body else ""
    if isinstance(value, str):
        return value
    assert size(value["card"]["content"]) <= CARD_BYTES
    return None


async def test_another_organisation_learns_of_no_process(desk: Desk) -> None:
    helle = await comes_in(desk.stage, "gladsaxe-helle")
    await helle.says(f"koordinator {invitation(desk.stage, GLADSAXE, 'Gladsaxe Kommune')}")
    rows = desk.rows()
    for verb in (*DEEDS, *LOOKS):
        with nothing_fails():
            answer = await desk.does(verb, helle, **UNREADABLE)
        assert verb in ABOUT_NO_PROCESS or told(answer) == NOT_FOUND, verb
        assert TITLE not in str(answer.body), verb
    assert desk.rows() == rows


async def test_of_what_is_everybodys_another_organisation_sees_no_more_than_that(desk: Desk) -> None:
    for verb in ("business_case_save", "legal_save", "comment", "assess_give"):
        await desk.does(verb, desk.anne)
    hidden = {"internal_notes": "Hemmeligt", "case_reference": "S-2026-1", "vendor": "Robotfirmaet"}
    desk.puts({"visibility": Visibility.EVERYONE.value, "answers": hidden})
    helle = await comes_in(desk.stage, "gladsaxe-helle")
    rows = desk.rows()
    for verb in (*DEEDS, *LOOKS):
        with nothing_fails():
            answer = await desk.does(verb, helle, **UNREADABLE)
        assert verb in (*ABOUT_NO_PROCESS, "more", "files") or told(answer), verb
        for word in ("Hemmeligt", "S-2026-1", "Godt set.", "Anne", "Mette", "Ja."):
            assert word not in str(answer.body), verb
    assert "Robotfirmaet" in str((await desk.does("more", helle)).body)
    assert desk.rows() == rows


@pytest.mark.parametrize("name", ["odense-jonas", "odense-peter"])
async def test_who_is_not_of_the_team_or_has_just_left_it_does_none_of_its_work(
    desk: Desk, name: str
) -> None:
    somebody = await comes_in(desk.stage, name)
    await desk.stage.api.delete("teams", TEAM, "members", "odense-peter")
    rows = desk.rows()
    for verb in {*DEEDS, *LOOKS}.difference(FOR_COLLEAGUES):
        for sent in ({}, UNREADABLE):
            with nothing_fails():
                answer = await desk.does(verb, somebody, **sent)
            assert told(answer), verb
    assert desk.rows() == rows


async def test_a_reviewer_learns_of_nothing_private_that_is_not_theirs(desk: Desk) -> None:
    await desk.does("comment", desk.anne)
    desk.puts({"visibility": Visibility.PRIVATE.value})
    peter = Person(desk.stage, "odense-peter")
    rows = desk.rows()
    for verb in (*DEEDS, *LOOKS):
        with nothing_fails():
            answer = await desk.does(verb, peter, **({} if verb == "bulk_do" else UNREADABLE))
        assert verb in ABOUT_NO_PROCESS or told(answer) == NOT_FOUND, verb
        assert TITLE not in str(answer.body), verb
    for verb in (*REVIEWS, *VIEWS, "follow", "unfollow", "proposal_decide"):
        answer = await press(peter, verb, **desk.placed({}))
        assert TITLE not in str(answer.body), verb
    merging = await desk.does("merge", peter, process=desk.twin(), into=None, number="1", filled=1)
    assert TITLE not in str(merging.body)
    assert desk.rows() == rows


async def test_who_follows_from_another_organisation_hears_of_no_comment_and_no_reason(desk: Desk) -> None:
    desk.puts({"visibility": Visibility.EVERYONE.value})
    helle = await comes_in(desk.stage, "gladsaxe-helle")
    await press(helle, "follow", **desk.placed({}))
    with nothing_fails():
        await desk.does("comment")
        await desk.does("move_with_reason")
        heard = "\n".join([words_of(message) for message in await helle.told()])
    assert "et skridt tilbage" in heard
    assert "Godt set." not in heard
    assert "Nej." not in heard


async def test_a_consent_of_ones_own_making_brings_nobody_a_business_case(desk: Desk) -> None:
    await desk.does("business_case_save")
    jonas = await comes_in(desk.stage, "odense-jonas")
    context = {"case": desk.placed({})["process"], "size": 500}
    consent = {"type": "fileUpload", "action": "accept", "context": context, "uploadInfo": {}}
    with logged(refusal="NotAReviewer"):
        await invoke(jonas, "fileConsent/invoke", consent)


async def test_a_list_that_is_too_long_to_be_shown_again_deletes_no_catalogue(desk: Desk) -> None:
    await desk.does("catalogue_save")
    again = await desk.does("catalogue_save", **{SYSTEMS: "x" * 100_000, "version": 1})
    shown = [part for part in parts_of(again.body) if part.get("id") == SYSTEMS]
    assert [part["value"] for part in shown] == ["Nexus"]


@pytest.mark.parametrize("verb", DEEDS)
async def test_what_is_overtaken_or_what_no_page_sends_changes_nothing_and_what_a_page_sends_does(
    desk: Desk, verb: str
) -> None:
    deed = DEEDS[verb]
    await desk.prepares(deed)
    rows = desk.rows()
    with nothing_fails():
        for version in (1, *ODD) if deed.versioned else ():
            old = (
                {"processes": f"{desk.first()}:{version!r:.9}"} if verb == "bulk_do" else {"version": version}
            )
            told(await desk.does(verb, **old))
            assert desk.rows() == rows, version
        for process in () if verb in ABOUT_NO_PROCESS else (*ODD, desk.twin()[:-1], str(UUID(int=0))):
            assert told(await desk.does(verb, process=process)) == NOT_FOUND
        for text in (CPR, f"Ring {CPR} i dag", "x" * 100_000, "👩🏽‍🚒" * 20_000) if deed.typed else ():
            answer = await desk.does(verb, **{str(deed.typed): text})
            assert told(answer) is None
            assert CPR not in str(answer.body)
        assert desk.rows() == rows
        await desk.does(verb)
    assert desk.rows() != rows
