"""The pages on which answers are changed, and the proposals to change them, in every state they can show."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from cards import proposals
from cards.editing import Questionnaire, editing_card, sections_card
from cards.fields import FilledIn
from cards.message import Message
from cards.own import receipt_card, status_card
from cards.say import Say
from domain.form import REVIEW_FORM, questions_of
from domain.people import Person
from domain.process import Answer, Phase, Proposal, Status, Visibility
from domain.proposals import PROPOSABLE
from domain.questions import Section, Text
from domain.reading.parsed import Refused
from domain.sight import SeenProcess
from tests.domain.processes import seen_by_team

METTE = Person(id=UUID("01930000-0000-7000-8000-000000000003"), name="Mette Holm")
FILLED: dict[str, Answer] = {
    "citizens_affected": "yes",
    "companies_affected": "no",
    "automation_degree": 80,
    "expected_development_hours": 37.5,
    "kle": "27.12.16",
    "form_number": "27.12.16.05",
    "kla": "27.12.16",
    "legal_clause_verified": "2026-03-01",
    "schedule": "daily",
    "code_repository": "https://github.com/odense/bopaelskontrol",
    "put_into_operation": "2026-03-01",
    "rating": "three",
}
OFFERED = {
    "it_systems": tuple(f"Fagsystem nr. {number}" for number in range(200)),
    "domains": ("Administration", "HR", "IT"),
}


def section_form(section: Section) -> Questionnaire:
    """A section in the last phase, when everything is asked."""
    return Questionnaire(
        shows="section",
        saves="section_save",
        told=f"card-section-{section}",
        data={"section": section},
        questions=questions_of(section, Phase.DECOMMISSIONED),
    )


def suggestion_form(help_key: str = "card-suggest.to_submitter") -> Questionnaire:
    """What may be proposed."""
    return Questionnaire(
        shows="suggest_edits",
        saves="suggest_edits_send",
        told="card-suggest",
        help=help_key,
        data={},
        questions=PROPOSABLE,
    )


def cards_of_editing(say: Say, process: SeenProcess) -> dict[str, Message]:
    """The cards, about a process with these facts."""
    words = str(process.answers["long_description"])
    said = {each.key: words[: each.max_length] for each in REVIEW_FORM if isinstance(each, Text)}
    named = process.answers["it_systems"]
    given = {**process.answers, **said, **FILLED, "technologies": named, "target_systems": named}
    filled = replace(process, status=Status.IN_PROGRESS, answers=given)
    systems = tuple(named) if isinstance(named, list) else ()
    offered = {**OFFERED, "technologies": systems, "target_systems": systems}
    answers, solution = section_form(Section.ANSWERS), section_form(Section.SOLUTION)
    wrong = {
        "title": Refused("too-long", {"max": 65, "length": 80}),
        "annual_occurrences": Refused("unclear"),
    }
    overtaken = say("card-edit-overtaken", number=process.number)
    long_ones = replace(answers, questions=[each for each in answers.questions if each.key == "challenges"])
    return {
        "sections": sections_card(say, filled, tuple(Section)),
        **{
            f"section {section}": editing_card(say, filled, section_form(section), offered=offered)
            for section in Section
        },
        **{
            f"section {section}, empty": editing_card(say, process, section_form(section))
            for section in Section
        },
        "section with problems": editing_card(
            say,
            process,
            answers,
            FilledIn(raw={"title": "B" * 80, "annual_occurrences": "20"}, problems=wrong),
        ),
        "section overtaken": editing_card(
            say,
            filled,
            solution,
            FilledIn(raw={"schedule": "weekly", "technologies": "Flow"}, notice=overtaken),
        ),
        "section overtaken all over": editing_card(
            say,
            process,
            answers,
            FilledIn(
                raw={
                    each.key: f"Nyt: {words}"[: each.max_length]
                    for each in answers.questions
                    if isinstance(each, Text)
                },
                notice=overtaken,
            ),
            offered=offered,
        ),
        "section saved": editing_card(say, filled, solution, done=say("card-edit-saved")),
        "section unchanged": editing_card(say, filled, solution, notice=say("card-nothing-changed")),
        "section of one question": editing_card(say, process, long_ones),
        "section of one question, written": editing_card(
            say,
            process,
            long_ones,
            FilledIn(
                raw={"challenges": words},
                problems={"challenges": Refused("too-long", {"max": 1, "length": 2})},
            ),
        ),
        "suggest": editing_card(say, process, suggestion_form(), offered=offered),
        "suggest as the submitter": editing_card(say, process, suggestion_form("card-suggest.to_team")),
        "suggest, sent": editing_card(
            say,
            process,
            replace(suggestion_form(), questions=()),
            done=say("card-suggest-sent"),
        ),
        **_of_proposals(say, filled),
    }


def _of_proposals(say: Say, process: SeenProcess) -> dict[str, Message]:
    words = str(process.answers["long_description"])
    new: dict[str, Answer] = {
        "title": f"{process.title[:60]} mv.",
        "annual_occurrences": None,
        "domains": ["Administration", "Social"],
        "long_description": f"Nyt: {words}",
    }
    new |= {each.key: process.answers.get(each.key) for each in PROPOSABLE if each.key not in new}

    def proposed(by: Person | None, accepted: bool | None = None) -> SeenProcess:
        several = tuple(
            Proposal(
                id=UUID(int=number),
                key=key,
                answer=answer,
                instead_of=None if key == "domains" else process.answers.get(key),
                by=by,
                at=datetime(2026, 3, 4, tzinfo=UTC),
                accepted=accepted,
            )
            for number, (key, answer) in enumerate(new.items(), 100)
        )
        return replace(process, proposals=several)

    waits, offers = proposed(process.holder or METTE), proposed(process.submitter)
    one = replace(waits, proposals=waits.proposals[:1])
    overtaken = replace(waits, proposals=waits.proposals[2:4])
    decided = [replace(each, accepted=each.key != "domains") for each in waits.proposals[:3]]
    outdated = say("refused-outdated", number=process.number)
    private = seen_by_team(offers, visibility=Visibility.PRIVATE)
    return {
        "proposals": proposals.proposals_card(say, waits),
        "proposal, only one": proposals.proposals_card(say, one),
        "proposal overtaken": proposals.proposals_card(say, overtaken, notice=outdated),
        "proposals, all decided": proposals.proposals_card(
            say, replace(process, proposals=tuple(decided)), done=say("card-proposals.done")
        ),
        "proposals page": proposals.proposals_page(say, waits, offered=False),
        "proposals page, a long one": proposals.proposals_page(say, waits, offered=False, page=3),
        "proposals page, decided": proposals.proposals_page(
            say, process, offered=False, done=say("card-proposals.done")
        ),
        "offered page": proposals.proposals_page(say, offers, offered=True, page=1),
        "offered": proposals.offered_reply(say, seen_by_team(offers)) or _nothing(),
        "offered privately": proposals.offered_reply(say, private) or _nothing(),
        "proposals decided": proposals.proposals_decided_reply(say, process, decided),
        "proposals decided privately": proposals.proposals_decided_reply(say, process, ()),
        "told offers decided": proposals.told_offers_decided(say, process, decided),
        "receipt with proposals": receipt_card(say, waits),
        "status with proposals": status_card(say, waits),
    }


def _nothing() -> Message:
    raise AssertionError("nothing waits")
