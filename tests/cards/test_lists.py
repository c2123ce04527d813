"""What the team's lists and charts tell, where no chart is drawn as well."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from cards.bulk import bulk_card
from cards.charts import bar_chart, line_chart
from cards.fields import FilledIn
from cards.queue import queue_card
from domain.people import Person
from domain.queue import MOST_HOLDERS, PAGE, Filter, Queue, Queued
from services.bulk import MOST
from tests.cards.samples import KAREN, METTE, WAITING
from tests.cards.samples_queue import NOW, cards_of_the_queue
from tests.cards.test_cards import of_type, words
from texts import sayer

DANISH, ENGLISH = sayer("da"), sayer("en")
ROW = Queued(
    id=WAITING.id,
    number=42,
    version=1,
    title=WAITING.title,
    phase=WAITING.phase,
    status=WAITING.status,
    stars=2,
    priority=61.4,
    holder=METTE.name,
    since=WAITING.phase_since,
)


def shown(element: Any) -> dict[str, Any]:
    chart: dict[str, Any] = element.model_dump(by_alias=True, exclude_none=True)
    return chart


def rows(chart: dict[str, Any]) -> list[list[str]]:
    """The words of the table that stands where no chart is drawn."""
    return [[words(cell) for cell in row["cells"]] for row in of_type(chart["fallback"], "TableRow")]


def test_a_bar_chart_is_also_a_table() -> None:
    chart = shown(bar_chart(DANISH, "Timer", [("Idé", 1234.6), ("I drift", 9.46)]))
    assert [(bar["x"], bar["y"]) for bar in chart["data"]] == [("Idé", 1235), ("I drift", 9.5)]
    assert rows(chart) == [["Idé", "1.235"], ["I drift", "9,5"]]


def test_lines_over_months_stand_beside_each_other_in_their_table() -> None:
    january, march = date(2026, 1, 1), date(2026, 3, 1)
    lines = {"Expected": [(january, 20.0), (march, 20.0)], "Saved": [(march, 3.0)]}
    chart = shown(line_chart(ENGLISH, "Hours", "Month", lines))
    assert [value["x"] for value in chart["data"][0]["values"]] == ["2026-01-01", "2026-03-01"]
    assert rows(chart) == [
        ["Month", "Expected", "Saved"],
        ["Jan 2026", "20", "–"],
        ["Mar 2026", "20", "3"],
    ]


def test_lines_over_years_keep_the_years_in_order() -> None:
    years = [(year, -1000.0 * year) for year in (10, 9, 1)]
    chart = shown(line_chart(DANISH, "Gevinst", "År", {"Netto": years}))
    assert rows(chart)[1:] == [["1", "-1.000"], ["9", "-9.000"], ["10", "-10.000"]]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_chart_of_nothing_is_a_table_of_nothing(count: int) -> None:
    chart = shown(line_chart(DANISH, "x", "År", {"Netto": [(year, 0.0) for year in range(count)]}))
    assert len(rows(chart)) == count + 1


def queue_of(page: int, total: int, *, more: bool = False, holders: list[Person] | None = None) -> Queue:
    here = min(PAGE, max(total - page * PAGE, 0)) if not more else PAGE
    return Queue(rows=[ROW] * here, total=total, more=more, page=page, holders=holders or [])


@pytest.mark.parametrize(
    ("found", "pages"),
    [
        (queue_of(0, 10), []),
        (queue_of(0, 11), [1]),
        (queue_of(1, 11), [0]),
        (queue_of(1, 40), [0, 2]),
        (queue_of(30, 200, more=True), [29, 31]),
        (replace(queue_of(30, 200, more=True), rows=[ROW]), [29]),
    ],
)
def test_one_turns_to_the_pages_there_are_with_the_filter_kept(found: Queue, pages: list[int]) -> None:
    message = queue_card(DANISH, found, Filter(stars=2), NOW, reader_id=KAREN.id)
    turns = [action["data"] for action in of_type(message.card, "Action.Execute") if "page" in action["data"]]
    assert turns == [{"stars": "2", "page": page} for page in pages]


def test_the_filter_offers_the_reader_their_own_as_mine() -> None:
    found = queue_of(0, 1, holders=[KAREN, METTE])
    message = queue_card(DANISH, found, Filter(holder=KAREN.id), NOW, reader_id=KAREN.id)
    [holder] = [field for field in of_type(message.card, "Input.") if field["id"] == "holder"]
    assert holder["value"] == "mine"
    assert [choice["value"] for choice in holder["choices"]] == ["all", "mine", "free", str(METTE.id)]
    everybody = queue_card(DANISH, found, Filter(holder=KAREN.id), NOW, reader_id=UUID(int=0))
    [holder] = [field for field in of_type(everybody.card, "Input.") if field["id"] == "holder"]
    assert holder["value"] == str(KAREN.id)


def test_as_many_as_can_be_chosen_at_once_stay_chosen_by_id() -> None:
    several = [replace(ROW, id=UUID(int=number), version=9_999) for number in range(MOST)]
    chosen = ",".join(f"{row.id}:{row.version}" for row in several)
    card = bulk_card(DANISH, several, Filter(), ["move"], {}, filled=FilledIn(raw={"processes": chosen})).card
    [field] = [field for field in of_type(card, "Input.") if field["id"] == "processes"]
    assert field["value"] == ",".join(choice["value"] for choice in field["choices"]) == chosen


@pytest.mark.parametrize("holders", [MOST_HOLDERS - 1, MOST_HOLDERS])
def test_a_filter_that_may_lack_somebody_says_so(holders: int) -> None:
    found = queue_of(0, 1, holders=[METTE] * holders)
    told = words(queue_card(DANISH, found, Filter(), NOW, reader_id=KAREN.id).card)
    assert ("Listen har plads til 25 navne." in told) == (holders == MOST_HOLDERS)


def test_the_stand_up_says_at_least_how_many_where_it_has_not_counted_all() -> None:
    cards = cards_of_the_queue(DANISH, WAITING)
    counted, beyond = (words(cards[name].card) for name in ("stand-up", "stand-up, much of all"))
    assert "(3)" in counted
    assert "mindst" not in counted
    assert "(mindst 200)" in beyond
    assert "1000011 og mindst 188 til" in beyond


def test_a_row_says_all_that_one_ranks_by() -> None:
    told = words(queue_card(DANISH, queue_of(0, 1), Filter(), NOW, reader_id=KAREN.id).card)
    assert "★★ · Prioritet 61 · Idé · Mette Holm · 262 dage" in told.replace("\xa0", " ")
