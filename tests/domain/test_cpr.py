"""CPR numbers are found however they are written, and nothing else is taken for one."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.cpr import contains_cpr

ANSWERS = (Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text("utf-8")

SEPARATORS = (
    "",
    "-",
    " ",
    "–",
    "‑",
    "−",
    "\N{SOFT HYPHEN}",
    "\N{NO-BREAK SPACE}",
    " - ",
    ".",
    "/",
    "_",
    "   ",
)
UNSEEN = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{LEFT-TO-RIGHT MARK}"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
births = st.dates(date(1900, 1, 1), date(2057, 12, 31))
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    "text",
    [
        "Borgeren 010190-1234 ringer hver uge",
        "0101901234",
        "CPR010190-1234",
        "cpr:0101901234.",
        "(010190-1234)",
        "sag 12 010190-1234",
        "42,010190-1234,Hansen",
        "nr.010190-1234",
        "01 01 90 1234",
        "01.01.90-1234",
        "01/01/90 1234",
        "01-01-1990-1234",
        "01.01.1990 1234",
        "01.01.1990-1234",
        "01011990-1234",
        "01011990 1234",
        "010119901234",
        "010190\n1234",
        "010190\r\n1234",
        "010190:1234",
        "010190: 1234",
        "010190-12 34",
        "010190 12 34",
        "(010190)1234",
        "(010190) 1234",
        "610190-1234",
        "290200-1234",
        "290296-1234",
        "0️⃣1️⃣0️⃣1️⃣9️⃣0️⃣1️⃣2️⃣3️⃣4️⃣",
        "1234 010190-1234",
    ],
)
def test_a_cpr_number_is_found(text: str) -> None:
    assert contains_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ring på +45 12345678 eller 12 12 34 56",
        "Ring på 12 12 34 56 eller 78 90 12 34",
        "12 12 34 56 78 90 12 34",
        "tlf. 12121234 5678",
        "CVR 10101234 1200",
        "EAN 5790010190123",
        "EAN 5790 0012 3456 7",
        "faktura 101290123412",
        "10.000 1234",
        "kr. 100.000 2000",
        "1.012.901.234 kr.",
        "321390-1234",
        "011390-1234",
        "310490-1234",
        "290201-1234",
        "000190-1234",
        "920190-1234",
        "010190-123",
        "010190-12345",
        "1010190-1234",
        "31.12.2024",
        "01.01.1990",
        "01011990",
        "01.01.2024 12:00",
        "31.12.24\n1200 sager",
        "01.01.2024\n1200 sager",
        "01.01.2024: 1200 sager",
        "01.01.2024, 1200 sager",
        "010190, 1234",
        "010190-12 345",
        "2-300",
        "1010-1200",
        "01.01.2024-31.12.2024",
        "2024-01-01 1200",
        "123e4567-e89b-12d3-a456-426614174000",
        "00000000-0101-9012-3456-0101901234ab",
        "20 om ugen, 10 min, 1.200 om året",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not contains_cpr(text)


def test_no_real_case_is_refused() -> None:
    said = [str(value) for case in json.loads(ANSWERS).values() for value in case["said"].values()]
    assert not any(map(contains_cpr, said))


@given(
    born=births,
    serial=st.integers(0, 9999),
    separator=st.sampled_from(SEPARATORS),
    replacement=st.booleans(),
    digits=st.sampled_from([{}, FULL_WIDTH, ARABIC]),
    before=st.text(max_size=20).filter(lambda text: not text[-1:].isdecimal()),
    after=st.text(max_size=20).filter(lambda text: not text[:1].isdecimal()),
)
def test_a_cpr_number_is_found_wherever_it_stands(
    born: date,
    serial: int,
    separator: str,
    replacement: bool,
    digits: dict[int, int],
    before: str,
    after: str,
) -> None:
    day = born.day + 60 * replacement
    number = f"{day:02}{born:%m%y}{separator}{serial:04}".translate(digits)
    assert contains_cpr(f"{before} {number} {after}")


@given(
    born=births,
    serial=st.integers(0, 9999),
    within=st.sampled_from(["", "-", ".", "/", " "]),
    separator=st.sampled_from(["", "-", " "]),
)
def test_a_cpr_number_is_found_with_the_year_in_full(
    born: date, serial: int, within: str, separator: str
) -> None:
    assert contains_cpr(f"nr. {born:%d{within}%m{within}%Y}{separator}{serial:04}.")


@given(born=births, at=st.integers(0, 11), unseen=st.sampled_from(UNSEEN))
def test_characters_nobody_sees_do_not_hide_it(born: date, at: int, unseen: str) -> None:
    number = f"{born:%d%m%y}-1234"
    assert contains_cpr(number[:at] + unseen + number[at:])


@given(st.integers(10**10, 10**11 - 1) | st.integers(10**12, 10**40))
def test_a_longer_run_of_digits_is_no_cpr_number(number: int) -> None:
    assert not contains_cpr(f"nr. {number}")


@pytest.mark.parametrize("piece", ["0", "01 ", "010190-", "01.01.", "x", "\N{ZERO WIDTH SPACE}"])
def test_a_very_long_text_is_read_to_its_end(piece: str) -> None:
    filler = (piece * 100_000)[:100_000]
    assert not contains_cpr(filler)
    assert contains_cpr(f"{filler} x 010190-1234")
