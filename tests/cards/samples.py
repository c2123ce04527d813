"""Every card, from facts as they might be; for the tests and for looking at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from cards import drafts, own, question, review, welcome
from cards.coordinators import coordinators_card, told_coordinator
from cards.digest import digest_card, digest_settings_card
from cards.fields import FilledIn
from cards.files import file_card, files_card
from cards.flows import flow_process_card, flow_text_card
from cards.form import form_card
from cards.message import Message, noted
from cards.own import DraftLine
from cards.privacy import forget_me_card, forgotten_card
from cards.say import Say
from cards.steering import field_page
from cards.summary import summary_card
from cards.undelivered import REASONS, told_channel_closed, undelivered_card
from domain import form
from domain.events import CALLED
from domain.people import Person, Role
from domain.process import PHASES, Answer, Answers, Asset, Phase, Remark, Status, Twin, Visibility
from domain.questions import Text
from domain.reading.choices import DOMAINS
from domain.reading.parsed import Refused, Unclear
from domain.scoring import score
from domain.settings import Settings
from domain.sight import SeenProcess
from domain.undelivered import Undelivered
from services.flows import TEXT_LENGTH
from tests.cards.samples_assessing import cards_of_assessing
from tests.cards.samples_editing import cards_of_editing
from tests.cards.samples_people import cards_of_people
from tests.cards.samples_queue import cards_of_the_queue
from tests.cards.samples_robots import cards_of_robots
from tests.cards.samples_settings import cards_of_settings
from tests.cards.samples_steering import cards_of_news, cards_of_steering
from tests.domain.processes import seen_by_team

DRAFT = UUID("01930000-0000-7000-8000-000000000001")
KAREN = Person(id=UUID("01930000-0000-7000-8000-000000000002"), name="Karen Vestergaard")
METTE = Person(id=UUID("01930000-0000-7000-8000-000000000003"), name="Mette Holm")
REVIEWERS = [f"29:1{'x' * 60}{number:03}" for number in range(80)]

ANSWERS: Answers = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": (
        "Jeg slår borgeren op i CPR-registret og sammenholder adressen med flytteanmeldelsen. "
        "Passer den ikke, skriver jeg til borgeren og lægger en påmindelse i Outlook.\n\n"
        "Efter 14 dage ser jeg efter igen. Det tager 10 min, og jeg gør det 15 gange om ugen."
    ),
    "annual_occurrences": 690,
    "seconds_per_occurrence": 600,
    "it_systems": ["Nexus", "Outlook"],
    "professional_judgement": "not_at_all",
    "personal_data": "ordinary",
    "domains": ["Administration"],
    "short_description": "Robotten sammenholder adressen i CPR-registret med flytteanmeldelsen.",
    "org_unit": "Borgerservice",
}
NOT_KNOWN: Answers = {"annual_occurrences": None, "seconds_per_occurrence": None}
UNKNOWN: Answers = {**ANSWERS, **NOT_KNOWN}

TOO_LONG = "Bopælskontrol ved tilflytning fra udlandet, fra andre kommuner og inden for kommunen"

ASKED = Remark(
    id=UUID(int=1),
    kind="question",
    author=METTE,
    text="Hvor får du adressen fra?",
    at=datetime(2026, 3, 3, 9, 30, tzinfo=UTC),
)
ANSWERED = Remark(
    id=UUID(int=2),
    kind="answer",
    author=KAREN,
    text="Fra flytteanmeldelsen i selvbetjeningen.",
    at=datetime(2026, 3, 3, 11, 5, tzinfo=UTC),
)
REASON = Remark(
    id=UUID(int=3),
    kind="reason",
    author=METTE,
    text="Reglerne ændres 1. juli. Vi ser på det igen til efteråret.",
    at=datetime(2026, 3, 5, 8, 0, tzinfo=UTC),
)

FILM = Asset(
    id=UUID(int=4),
    name="Sådan gør vi.mp4",
    size=12_345_678,
    open=False,
    status="stored",
    reason=None,
    uploader=KAREN,
    at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
)
WAITING = SeenProcess(
    id=UUID("01930000-0000-7000-8000-000000000004"),
    organisation_id=UUID("01930000-0000-7000-8000-000000000005"),
    number=42,
    version=1,
    phase=Phase.IDEA,
    status=Status.NOT_RATED,
    visibility=Visibility.ORGANISATION,
    submitter=KAREN,
    expert=KAREN,
    holder=None,
    answers=ANSWERS,
    submitted_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
    phase_since=datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
    changed_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC),
    hidden=frozenset(),
)


def longest(words: str) -> SeenProcess:
    """A process whose every text is as long as its question allows, made of `words`."""

    def text(length: int) -> str:
        return (words * (length // len(words) + 1))[:length].strip() or "x"

    said: dict[str, str] = {
        asked.key: text(asked.max_length) for asked in form.SUBMISSION_FORM if isinstance(asked, Text)
    }
    remarks = tuple(replace(remark, text=text(2000)) for remark in (ASKED, ANSWERED, REASON) * 4)
    person = Person(id=KAREN.id, name=text(200))
    return replace(
        WAITING,
        number=1_234_567,
        submitter=person,
        holder=person,
        answers={
            **ANSWERS,
            **said,
            "annual_occurrences": 10_000_000,
            "seconds_per_occurrence": 5_999_999,
            "it_systems": [f"{number} {text(57)}" for number in range(30)],
            "domains": list(DOMAINS),
            "employees": 1_000_000,
        },
        remarks=remarks,
        assets=tuple(replace(FILM, name=f"{text(250)}.mp4", uploader=person) for _ in range(10)),
    )


def named(process: SeenProcess) -> Sequence[str]:
    """The systems that were named."""
    systems = process.answers["it_systems"]
    assert isinstance(systems, list)
    return systems


def _of_files(say: Say, process: SeenProcess) -> dict[str, Message]:
    film = process.assets[0] if process.assets else FILM
    coming = replace(film, status="waiting", size=None)
    reasons = ("expired", "unreachable", "untrusted", "large", "type")
    verbs = ["fetch_file", "open_file", "remove_file"]
    return {
        "file coming": file_card(say, coming, in_draft=True, actions=["remove_file"]),
        "file coming later": file_card(say, replace(coming, reason="unreachable"), process=process),
        **{
            f"file not fetched, {reason}": file_card(
                say, replace(coming, status="failed", reason=reason), limit="mp4, pdf", actions=["retry_file"]
            )
            for reason in reasons
        },
        "file received": file_card(say, film, process=process, received=True, actions=verbs),
        "file to place": file_card(say, film, places=[process] * 5, received=True, actions=verbs),
        "file open, not sent": file_card(say, replace(film, open=True), process=process, unsent=True),
        "files": files_card(say, process),
    }


def every_card(say: Say, process: SeenProcess = WAITING) -> dict[str, Message]:
    """Every card there is, by the name of its picture; `process` gives the facts."""
    return {
        **_of_a_person(say, process),
        **_of_a_draft(say, process),
        **_of_a_submitter(say, process),
        **_of_the_reviewers(say, process),
        **cards_of_steering(say, process),
        **cards_of_news(say, process, _in_every_standing(process)["rejected"]),
        **cards_of_assessing(say, process),
        **_of_files(say, process),
        **_of_a_flow(say, process),
        **_of_a_coordinator(say, process),
        **cards_of_settings(say, process),
        **cards_of_editing(say, process),
        **cards_of_robots(say, process),
        **cards_of_people(say, process),
        **cards_of_the_queue(say, process),
    }


def _of_a_coordinator(say: Say, process: SeenProcess) -> dict[str, Message]:
    who = process.submitter or KAREN
    several = [
        Undelivered(
            conversation_id=UUID(int=number),
            reason=reason,
            person=None if number % 3 else who.name * 10,
            reviews=number % 3 == 1,
            messages=[(kind, number) for kind in (*CALLED, "note")],
        )
        for number, reason in enumerate((*REASONS, "KeyError", *REASONS))
    ]
    return {
        "undelivered": undelivered_card(say, several),
        "nothing undelivered": undelivered_card(say, []),
        "told that the channel is closed": told_channel_closed(say, "Blocked"),
        "told that the channel is gone": told_channel_closed(say, "ConversationGone"),
        "undelivered tried again": undelivered_card(say, several[:1], trying=2),
    }


def _of_a_flow(say: Say, process: SeenProcess) -> dict[str, Message]:
    words = str(process.answers["long_description"])
    return {
        "flow text": flow_text_card(say, words[:100], words[:TEXT_LENGTH]),
        "flow process": flow_process_card(say, words[:100], process, opens=True),
        "flow process in a channel": flow_process_card(say, words[:100], process, opens=False),
    }


def _of_a_person(say: Say, process: SeenProcess) -> dict[str, Message]:
    return {
        "welcome": welcome.welcome(say),
        "help": welcome.help_card(say, ()),
        "help for a coordinator": welcome.help_card(say, frozenset(Role)),
        "language": welcome.language_card(say),
        "mute": welcome.mute_card(say, {"asked"}),
        "mute everything": welcome.mute_card(say, {"everything"}),
        "did you mean": welcome.did_you_mean_card(say, "mine"),
        "notice": welcome.notice_card(f"Du skrev: {', '.join(named(process))}."),
        "form of which nothing came": noted(form_card(say, {}, draft_id=DRAFT), say("refused-nothing-came")),
        "team": welcome.review_channel_card(say),
        "review channel made": welcome.review_channel_card(say, (process.submitter or KAREN).name),
    }


def _of_a_draft(say: Say, process: SeenProcess) -> dict[str, Message]:
    cards, answers = {}, process.answers
    for number, asked in enumerate(form.SUBMISSION_FORM, 1):
        cards[f"question {asked.key}"] = question.question_card(
            say, asked, {}, draft_id=DRAFT, number=number if number <= 8 else None, total=8
        )
        if asked.key in answers:
            cards[f"question {asked.key} again"] = question.question_card(
                say, asked, answers, draft_id=DRAFT, number=None
            )
            cards[f"answered {asked.key}"] = question.answered_card(
                say, asked, answers[asked.key], draft_id=DRAFT
            )
    often, systems = form.question("annual_occurrences"), form.question("it_systems")
    too_long = Refused("too-long", {"max": 65, "length": len(TOO_LONG)})
    which_period: Unclear[Answer] = Unclear(("20/day", "20/week", "20/month", "20/year"), "which-period")
    cards |= {
        "question with a problem": question.question_card(
            say,
            form.question("title"),
            {},
            draft_id=DRAFT,
            number=1,
            total=8,
            problem=too_long,
            typed=TOO_LONG,
        ),
        "question asked back": question.question_card(
            say, often, {}, draft_id=DRAFT, number=3, total=8, unclear=which_period, typed="20"
        ),
        "question after a typed quantity": question.question_card(
            say, systems, answers, draft_id=DRAFT, number=5, total=8, answered=often
        ),
        "question with systems": question.question_card(
            say, systems, {}, draft_id=DRAFT, number=5, total=8, systems=("KMD Opus", *named(process))
        ),
        "question with a guess": question.question_card(
            say,
            form.question("domains"),
            {},
            draft_id=DRAFT,
            number=8,
            total=8,
            guess=["Administration"],
        ),
        "read back": question.read_back_card(
            say, {"annual_occurrences": "15/week", "seconds_per_occurrence": "600s"}, draft_id=DRAFT
        ),
        "read back how long": question.read_back_card(
            say, {"seconds_per_occurrence": "5400s"}, draft_id=DRAFT
        ),
        "recalled": question.recalled_card(say, systems, answers["it_systems"], draft_id=DRAFT),
        "recalled long": question.recalled_card(
            say, form.question("long_description"), answers["long_description"], draft_id=DRAFT
        ),
        "summary": summary_card(say, answers, draft_id=DRAFT),
        "summary with unknowns": summary_card(say, {**answers, **NOT_KNOWN}, draft_id=DRAFT),
        "form": form_card(say, {}, draft_id=DRAFT),
        "form filled": form_card(say, answers, draft_id=DRAFT),
        "form with problems": form_card(
            say,
            answers,
            draft_id=DRAFT,
            raw={"title": TOO_LONG, "annual_occurrences": "20"},
            problems={
                "title": too_long,
                "annual_occurrences": which_period,
                "long_description": Refused("cpr"),
            },
        ),
        "resume": drafts.resume_card(say, str(answers["title"]), draft_id=DRAFT),
        "resume untitled": drafts.resume_card(say, None, draft_id=DRAFT),
        "cancel": drafts.cancel_card(say, str(answers["title"]), draft_id=DRAFT),
        "cancel untitled": drafts.cancel_card(say, None, draft_id=DRAFT),
    }
    return cards


def _in_every_standing(process: SeenProcess) -> dict[str, SeenProcess]:
    claimed = replace(process, holder=process.holder or METTE, status=Status.IN_PROGRESS)
    remarks = process.remarks or (ASKED, ANSWERED)
    decided = replace(claimed, remarks=(*remarks, process.remarks[-1] if process.remarks else REASON))
    return {
        "waiting": replace(process, holder=None),
        "claimed": claimed,
        "asked": replace(claimed, remarks=remarks[:1]),
        "answered": replace(claimed, remarks=remarks),
        "pending": replace(claimed, status=Status.PENDING, look_again_on=date(2026, 9, 1)),
        **{phase.value: replace(claimed, phase=phase) for phase in PHASES[1:]},
        "rejected": replace(decided, status=Status.REJECTED, look_again_on=date(2026, 9, 1)),
        "failed": replace(decided, status=Status.FAILED),
        "not relevant": replace(decided, status=Status.NOT_RELEVANT),
        "withdrawn": replace(process, holder=None, status=Status.WITHDRAWN),
        "merged": replace(decided, status=Status.MERGED, twin=Twin(number=17, title=process.title)),
        "merged with a private one": replace(decided, status=Status.MERGED),
        "erased": replace(process, submitter=None, expert=None, holder=None),
    }


def _of_a_submitter(say: Say, process: SeenProcess) -> dict[str, Message]:
    stands = _in_every_standing(process)
    asked = stands["asked"]
    lines = [
        DraftLine(id=DRAFT, title=None, answered=0, total=8),
        DraftLine(id=DRAFT, title=process.title, answered=3, total=8),
    ]
    many = list(stands.values()) * 3
    return {
        **{f"receipt {name}": own.receipt_card(say, stand, reassures=True) for name, stand in stands.items()},
        **{f"status {name}": own.status_card(say, stand) for name, stand in stands.items()},
        "status for a colleague": own.status_card(say, stands["waiting"], own=False),
        "status for the expert": own.status_card(
            say, replace(stands["operation"], remarks=asked.remarks), own=False, expert=True, watches=True
        ),
        "mine": own.mine_card(say, lines, list(stands.values())[:3]),
        "mine, the middle page": own.mine_card(say, lines, many, page=1),
        "mine, nothing": own.mine_card(say, [], []),
        "told coordinator": told_coordinator(say),
        "asked": own.asked_card(say, asked, asked.remarks[0]),
        "asked as the expert": own.asked_card(say, asked, asked.remarks[0], own=False),
        "asked in the middle of a dialog": own.asked_card(
            say, asked, asked.remarks[0], draft_title=process.title
        ),
    }


def _of_the_reviewers(say: Say, process: SeenProcess) -> dict[str, Message]:
    stands = _in_every_standing(process)
    free = ("claim", "accept", "assess", "ask", "reject", "more")
    held = ("release", "accept", "assess", "ask", "reject", "more")
    remarks, who = stands["answered"].remarks, (process.submitter or KAREN).name
    return {
        **{
            f"review {name}": review.review_card(
                say,
                seen_by_team(stand),
                score(stand, Settings()),
                (free if stand.holder is None else held) if stand.status.is_open else ("more",),
                reviewer_ids=REVIEWERS,
            )
            for name, stand in stands.items()
        },
        "review private": review.review_card(
            say, seen_by_team(process, visibility=Visibility.PRIVATE), score(process, Settings()), ("claim",)
        ),
        "ask": field_page(say, process, "ask", "text"),
        "ask with a problem": field_page(
            say, process, "ask", "text", FilledIn(raw={"text": ""}, problems={"text": Refused("empty")})
        ),
        "answered in the thread": review.answered_reply(say, process, remarks[0], remarks[1]),
        "answered privately": review.answered_privately(say, process),
        "digest": digest_card(say, [*stands.values()][:3], 3),
        "digest of one": digest_card(say, [process], 1),
        "digest of many, before its time": digest_card(say, [process] * 10, 1_234, preview=True),
        "digest turned off": digest_settings_card(say),
        "digest turned on": digest_settings_card(say, weekday=4, at=time(14, 30), next_on=ASKED.at),
        "coordinators": coordinators_card(say, [who], {"7d9e": who, "ed95": f"{who} 2"}),
        "coordinators, nobody chosen": coordinators_card(say, [who], {"7d9e": who}, problem=Refused("empty")),
        "coordinators, all": coordinators_card(say, [who, f"{who} 2"], {}),
        "forget me": forget_me_card(
            say, {"suggestions": 2, "drafts": 1, "holds": 12, "remarks": 3, "coordinator": 1}
        ),
        "forget me, of whom there is little": forget_me_card(say, {"drafts": 0, "coordinator": 0}),
        "forgotten": forgotten_card(say),
    }
