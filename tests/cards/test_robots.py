"""The pages of what a robot costs, must comply with and saves."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.case_file import as_cell
from cards.business_case import business_case_card, case_as_written
from cards.fields import BLANK
from cards.gains import say_saved
from cards.legal import legal_card
from domain.bookkeeping import CASE_QUESTIONS, HOURS_SAVED
from domain.business_case import BusinessCase
from domain.gains import Gain, GainSource
from domain.legal import LEGAL_ITEMS
from domain.reading.parsed import Understood
from tests.cards.samples import WAITING
from tests.cards.samples_robots import CASE, TODAY, cards_of_robots
from tests.cards.test_cards import buttons, of_type, words
from texts import sayer

AMOUNTS = st.floats(0, 100_000).map(lambda amount: round(amount, 2))


@pytest.mark.parametrize("language", ["da", "en"])
@given(costs=st.tuples(*[AMOUNTS] * len(CASE_QUESTIONS)))
def test_what_stands_in_the_fields_is_read_as_what_was_put_in(
    language: str, costs: tuple[float, ...]
) -> None:
    put_in = dict(zip((each.key for each in CASE_QUESTIONS), costs, strict=True))
    written = case_as_written(sayer(language), BusinessCase(**put_in).as_json())
    for question in CASE_QUESTIONS:
        assert question.parse(written[question.key]) == Understood(put_in[question.key])
        assert question.reread(put_in[question.key]) == Understood(put_in[question.key])


@given(AMOUNTS)
def test_a_number_and_its_words_are_one_amount(amount: float) -> None:
    assert HOURS_SAVED.parse(amount) == HOURS_SAVED.parse(f"{amount:.2f}".replace(".", ","))


def test_a_loss_is_said_as_such() -> None:
    say = sayer("da")
    loses = replace(WAITING, business_case=replace(CASE, operation_per_year=100_000))
    said = words(business_case_card(say, loses, BLANK).card)
    assert "Tjener sig ikke ind" in said
    assert "-72.800 kr." in said


def test_what_cannot_be_reckoned_yet_is_no_figure_and_no_file() -> None:
    card = cards_of_robots(sayer("da"), WAITING)["business case without hours"]
    assert "Resultatet kan ikke regnes ud" in words(card.card)
    assert "business_case_export" not in buttons(card)
    assert not of_type(card.card, "Chart.")


def test_each_legal_line_is_a_field_or_a_row_that_opens_it() -> None:
    for asked in (LEGAL_ITEMS[:4], LEGAL_ITEMS[7:], ()):
        card = legal_card(sayer("da"), WAITING, asked).card
        body = card["body"]
        assert isinstance(body, list)
        fields = [field["id"] for field in of_type(card, "Input.ChoiceSet")]
        rows = [part["selectAction"]["data"].get("line") for part in body if "selectAction" in part]
        assert fields == list(asked)
        assert sorted([*fields, *filter(None, rows)]) == sorted(LEGAL_ITEMS)


def test_the_chart_shows_the_last_year_and_leaves_open_what_nobody_has_told() -> None:
    card = cards_of_robots(sayer("da"), WAITING)["operation"].card
    [chart] = of_type(card, "Chart.Line")
    expected, saved = chart["data"]
    assert [len(expected["values"]), len(saved["values"])] == [12, 10]
    assert expected["values"][-1]["x"] == TODAY.replace(day=1).isoformat()
    assert len(of_type([chart["fallback"]], "TableRow")) == 13


def test_nothing_is_said_to_be_saved_before_anybody_has_told_of_it() -> None:
    say = sayer("da")
    gain = Gain(month=TODAY.replace(day=1), source=GainSource.RUNS, hours=340, runs=2000)
    assert say_saved(say, WAITING) is None
    assert say_saved(say, replace(WAITING, gains=(gain,))) == "Robotten har indtil nu sparet 340 timer."


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Rykkere", "Rykkere"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+45 12", "'+45 12"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("  =1", "'  =1"),
        (" \rRykkere", "' \rRykkere"),
        ('Fakturaer,=HYPERLINK("https://eksempel.dk")', 'Fakturaer,\'=HYPERLINK("https://eksempel.dk")'),
        ('Fakturaer; "+1|@SUM(A1)', "Fakturaer; \"'+1|'@SUM(A1)"),
        ("Fakturaer\n -1", "Fakturaer\n' -1"),
        ("\uff1d1", "'\uff1d1"),
        ("E-mail = 2, altså 1-2", "E-mail = 2, altså 1-2"),
        (-1234.5, "-1234,50"),
        (0.0, "0"),
        (12, "12"),
        (None, ""),
    ],
)
def test_no_text_computes_in_a_spreadsheet_and_numbers_have_a_comma(
    value: str | float | None, cell: str
) -> None:
    assert as_cell(value) == cell


@given(st.text("=+-@,;|\"\t\r\n 'ab1"))
def test_no_part_of_a_text_computes_whatever_ends_a_cell(text: str) -> None:
    parts = re.split('[,;|"\t\r\n]', as_cell(text))
    assert not [part for part in parts if part.strip().startswith(("=", "+", "-", "@"))]
