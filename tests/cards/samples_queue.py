"""The team's lists as they might be: the queue, the stand-up, the dashboard."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from bot.desk.bulk import DEEDS
from cards.bulk import bulk_card, done_card
from cards.fields import FilledIn
from cards.message import Message
from cards.overview import dashboard_card, stand_up_card
from cards.queue import queue_card
from cards.say import Say
from domain.gates import GATES
from domain.people import Person
from domain.process import Phase, Status
from domain.queue import MOST_HOLDERS, Blocked, Dashboard, Filter, Listed, Queue, Queued, StandUp
from domain.reading.parsed import Refused
from domain.sight import SeenProcess
from services.bulk import MOST

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
READER = UUID(int=7)
NOBODY = UUID(int=0)
NARROW = Filter(
    phase=Phase.IMPLEMENTATION,
    status=Status.IN_PROGRESS,
    domain="Beskæftigelse",
    holder=READER,
    stars=3,
    waiting=14,
)


def cards_of_the_queue(say: Say, process: SeenProcess) -> dict[str, Message]:
    """Lists and charts, empty and full."""
    holder = process.holder or Person(id=READER, name="Mette Holm")
    first = Queued(
        id=process.id,
        number=process.number,
        version=process.version,
        title=process.title,
        phase=Phase.IMPLEMENTATION,
        status=Status.PENDING,
        stars=3,
        priority=64.4,
        holder=holder.name,
        since=process.phase_since,
    )
    free = replace(
        first,
        phase=Phase.IDEA,
        status=Status.NOT_RATED,
        stars=None,
        priority=None,
        holder=None,
        since=NOW - timedelta(days=1),
    )
    rows = [first, free] * 5
    holders = [
        Person(id=READER, name=holder.name),
        *[Person(id=process.id, name=holder.name)] * (MOST_HOLDERS - 1),
    ]
    full = Queue(rows=rows, total=200, more=True, page=3, holders=holders)
    few = Listed(rows=rows[:2], total=2, more=False)
    many = Listed(rows=rows[:5], total=200, more=True)
    none = Listed(rows=[], total=0, more=False)
    three, two = Blocked(numbers=[3, 1, 7], more=False), Blocked(numbers=[2, 4], more=False)
    uncounted = Blocked(numbers=range(1_000_000, 1_000_200), more=True)
    lines = [line.key for gate in GATES.values() for line in gate]
    months = [date(2026, month, 1) for month in range(1, 13)]
    return {
        "queue": queue_card(
            say, Queue(**vars(few), page=0, holders=holders[:1]), Filter(), NOW, reader_id=NOBODY
        ),
        "queue, a page of many": queue_card(say, full, NARROW, NOW, reader_id=READER),
        "queue, empty": queue_card(
            say,
            Queue(**vars(none), page=0, holders=[]),
            Filter(holder="free"),
            NOW,
            reader_id=READER,
        ),
        "several at once": bulk_card(
            say,
            [first, replace(free, id=UUID(int=1), number=first.number + 1)],
            Filter(),
            DEEDS,
            {"7d9e": holder.name, "ed95": f"{holder.name} 2"},
        ),
        "several at once, with problems": bulk_card(
            say,
            [replace(first, id=UUID(int=place), number=first.number + place) for place in range(MOST)],
            NARROW,
            DEEDS,
            {str(UUID(int=number)): holder.name for number in range(60)},
            more=True,
            filled=FilledIn(
                raw={
                    "processes": ",".join(f"{first.id}:9" for _ in range(MOST + 1)),
                    "action": "assign",
                    "reason": (first.title * 40)[:2000],
                },
                problems={
                    "processes": Refused("too-many", {"count": MOST + 1, "max": MOST}),
                    "action": Refused("empty"),
                    "reason": Refused("empty"),
                    "colleague": Refused("not-in-the-team"),
                },
            ),
        ),
        "several done": done_card(say, "move", [3, 17, 42], [], Filter()),
        "several refused": done_card(
            say,
            "reject",
            [],
            [say("refused-held-by-another", number=first.number, holder=holder.name)] * MOST,
            NARROW,
        ),
        "stand-up": stand_up_card(
            say, StandUp(new=few, late=few, blocked={"claimed": three, "legal": two}), NOW
        ),
        "stand-up, much of all": stand_up_card(
            say,
            StandUp(new=many, late=many, blocked=dict.fromkeys(lines, uncounted)),
            NOW,
        ),
        "stand-up, nothing": stand_up_card(say, StandUp(new=none, late=none, blocked={}), NOW),
        "dashboard": dashboard_card(
            say,
            Dashboard(
                phases={phase: 4 * place for place, phase in enumerate(Phase)},
                promised=12_345.6,
                promised_in_operation=4_321.0,
                saved={month: 9.5 * month.month for month in months},
                days=dict.fromkeys(Phase, 12.5),
                waiting=rows[:3],
            ),
            NOW,
        ),
        "dashboard, on the first day": dashboard_card(
            say,
            Dashboard(
                phases=dict.fromkeys(Phase, 0),
                promised=0,
                promised_in_operation=0,
                saved={},
                days={},
                waiting=[],
            ),
            NOW,
        ),
    }
