"""How often and how long: what people type, and what is understood, asked back or refused."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.reading.parsed import Parsed, Refused, Unclear, Understood
from domain.reading.quantities import LONGEST, MOST_MINUTES, MOST_PER_YEAR, parse_duration, parse_occurrences
from domain.reading.rates import Period, Rate

ANSWERS = json.loads((Path(__file__).parents[2] / "sandbox" / "demo_answers.json").read_text("utf-8"))


def brief(parsed: Parsed[Rate | None] | Parsed[int | None]) -> str:
    """What came of reading, as the tables below write it."""
    if isinstance(parsed, Refused):
        return f"! {parsed.problem}"
    if isinstance(parsed, Unclear):
        return " ".join(["?", *map(str, parsed.readings), parsed.why])
    return "unknown" if parsed.value is None else str(parsed.value)


def rows(table: str) -> list[tuple[str, str]]:
    pairs = (line.rsplit("→", 1) for line in table.strip().splitlines())
    return [(said.strip(), result.strip()) for said, result in pairs]


OCCURRENCES = rows(
    """
    20 om ugen → 20/week
    20 i ugen → 20/week
    20/uge → 20/week
    20 pr. uge → 20/week
    20pr. uge → 20/week
    20 gange om ugen → 20/week
    20 fakturaer om ugen → 20/week
    20 e-mails om dagen → 20/day
    20 sager hver dag → 20/day
    20 på en uge → 20/week
    20 i løbet af en uge → 20/week
    ２０ om ugen → 20/week
    det sker vel en 20 gange om ugen → 20/week
    jeg tror, det er ca. 20 om ugen → 20/week
    I do it about 5 times a week → 5/week
    3 gange pr. dag → 3/day
    3x ugen → 3/week
    3 x om ugen → 3/week
    3 gange ugentligt → 3/week
    hver dag → 1/day
    HVER DAG! → 1/day
    hver eneste dag → 1/day
    alle hverdage → 1/day
    dagligt → 1/day
    5 dagligt → 5/day
    ca. 5 om dagen → 5/day
    ~5 om dagen → 5/day
    around 5 a day → 5/day
    fem om dagen → 5/day
    dagligt, ca. 5 → 5/day
    5 pr. arbejdsdag → 5/day
    en gang om ugen → 1/week
    engang om ugen → 1/week
    én gang om ugen → 1/week
    to gange om ugen → 2/week
    40 hver uge → 40/week
    ugentligt → 1/week
    hver mandag → 1/week
    hver mandag og torsdag → 2/week
    mandag og onsdag → 2/week
    mandage → 1/week
    on Mondays → 1/week
    20 om mandagen → 20/week
    20 hver mandag → 20/week
    3 gange hver mandag → 3/week
    hver mandag to gange → 2/week
    hver mandag til fredag → 5/week
    mon-fri → 5/week
    hver anden mandag → 23/year
    every Monday → 1/week
    hver 14. dag → 23/year
    hver fjortende dag → 23/year
    hver anden uge → 23/year
    every other week → 23/year
    every 2 weeks → 23/year
    every 2nd week → 23/year
    every fortnight → 23/year
    once a fortnight → 23/year
    40 hver anden uge → 920/year
    hver anden dag → 110/year
    hver tredje måned → 4/year
    hver måned → 1/month
    12 pr. måned → 12/month
    12 pr. md. → 12/month
    100 om måneden → 100/month
    once a month → 1/month
    månedligt → 1/month
    hvert kvartal → 1/quarter
    50 i kvartalet → 50/quarter
    quarterly → 1/quarter
    hvert halve år → 2/year
    halvårligt → 2/year
    2 gange i halvåret → 4/year
    hvert år → 1/year
    600 årligt → 600/year
    300 p.a. → 300/year
    20 pr. anno → 20/year
    20/d → 20/day
    4.800 om året → 4800/year
    10.000 om året → 10000/year
    10,000 a year → 10000/year
    10 000 om året → 10000/year
    1,200 per year → 1200/year
    1.200.000 om året → 1200000/year
    1.234,5 om året → 1234.5/year
    10k a year → 10000/year
    tusind om året → 1000/year
    to tusind fem hundrede om året → 2500/year
    tohundrede om året → 200/year
    hundredetyve om året → 120/year
    hundredeogfemogtyve om året → 125/year
    totusindfemhundrede om året → 2500/year
    titusind om året → 10000/year
    en halv million om året → 500000/year
    1,5 mio. om året → 1500000/year
    hundrede og halvtreds om måneden → 150/month
    one hundred and fifty a year → 150/year
    et halvt hundrede om ugen → 50/week
    a dozen a week → 12/week
    half a dozen a week → 6/week
    femogtyve om ugen → 25/week
    fem og tyve om ugen → 25/week
    twenty-five a week → 25/week
    twenty five a week → 25/week
    halvtreds om ugen → 50/week
    tres om ugen → 60/week
    twice a week → 2/week
    thrice a day → 3/day
    3 times a week → 3/week
    1,5 om ugen → 1.5/week
    1.5 om dagen → 1.5/day
    ,5 om dagen → 0.5/day
    .5 a week → 0.5/week
    halvanden gang om ugen → 1.5/week
    ½ gang om måneden → 0.5/month
    20 om ugen (920 om året) → 20/week
    20 om ugen = 920 om året → 20/week
    20 om ugen, altså 20/week → ? 20/week is-it-this
    5 om ugen og 5 om ugen → ? 5/week is-it-this

    20 → ? 20/day 20/week 20/month 20/year which-period
    20 om ugne → ? 20/day 20/week 20/month 20/year which-period
    20 i døgnet → ? 20/day 20/week 20/month 20/year which-period
    20 i dag → ? 20/day 20/week 20/month 20/year which-period
    ca. 20 stk. → ? 20/day 20/week 20/month 20/year which-period
    1.200 → ? 1200/day 1200/week 1200/month 1200/year which-period
    10 000 → ? 10000/day 10000/week 10000/month 10000/year which-period
    12 gange → ? 12/day 12/week 12/month 12/year which-period
    et halvt hundrede → ? 50/day 50/week 50/month 50/year which-period
    1,5 mio. → ? 1500000/year which-period
    et par gange om måneden → ? 2/month 3/month how-many
    a couple of times a week → ? 2/week 3/week how-many
    en 3-4 gange om ugen → ? 3/week 4/week which-number
    mellem 10 og 20 om dagen → ? 10/day 20/day which-number
    5 to 10 a day → ? 5/day 10/day which-number
    en gang eller to om ugen → ? 1/week 2/week which-number
    once or twice a week → ? 1/week 2/week which-number
    to til tre gange om ugen → ? 2/week 3/week which-number
    one to two times a week → ? 1/week 2/week which-number
    to tre gange om ugen → ? 2/week 3/week which-number
    5 á 10 om ugen → ? 5/week 10/week which-number
    15, 20 om ugen → ? 15/week 20/week which-number
    20 (tyve) om ugen → ? 20/week which-number
    2-300 om året → ? 200/year 300/year which-number
    2-3.000 om året → ? 2000/year 3000/year which-number
    1-2.000 om året → ? 1000/year 2000/year which-number
    5-10.000 om året → ? 5000/year 10000/year which-number
    50-100.000 om året → ? 50000/year 100000/year which-number
    5-600.000 om året → ? 500000/year 600000/year which-number
    10-1500 om året → ? 1000/year 1500/year which-number
    5-100 om året → ? 5/year 100/year which-number
    5-1000 om året → ? 5/year 1000/year which-number
    to-tre hundrede om året → ? 200/year 300/year which-number
    mellem to og tre hundrede om året → ? 200/year 300/year which-number
    et par hundrede om året → ? 200/year 300/year how-many
    20 hver mandag og torsdag → ? 40/week 20/week which-number
    20 mandag til fredag → ? 100/week 20/week which-number
    biweekly → ? 2/week 0.5/week which-number
    bimonthly → ? 2/month 0.5/month which-number
    20 om ugen, 5 om måneden → ? 20/week 5/month which-number
    20 om ugen eller 5 om dagen → ? 20/week 5/day is-it-this
    20 gange om ugen i sæsonen → ? 20/week is-it-this
    20 om ugen om sommeren → ? 20/week is-it-this
    5 om dagen pr. medarbejder → ? 5/day is-it-this
    5 om dagen pr. borger → ? 5/day is-it-this
    næsten hver dag → ? 1/day is-it-this
    ikke hver dag → ? 1/day is-it-this
    mindst 20 om ugen → ? 20/week is-it-this
    20+ om ugen → ? 20/week is-it-this
    20 kr. om ugen → ? 20/week is-it-this
    5 dage om ugen → ? 5/week is-it-this
    om ugen 20 → ? 20/week is-it-this
    hver 3. dag → ? 73/year is-it-this
    hvert andet år → ? 1/year is-it-this
    ved ikke, måske 20 om ugen → ? 20/week is-it-this
    mange → ? how-many
    tit → ? how-many
    a lot → ? how-many
    et par → ? how-many
    nogle gange om ugen → ? how-many
    hundredvis om året → ? how-many
    flere hundrede om året → ? how-many
    to-tre hundrede → ? how-many
    0-5 om ugen → ? how-many
    up to 20 a week → ? how-many
    engang imellem → ? how-many
    hver mandag til torsdag → ? how-many
    hver mandag til og med torsdag → ? how-many
    mandag eller onsdag → ? how-many
    første mandag i måneden → ? how-many
    hver anden mandag og onsdag → ? how-many
    hver weekend → ? how-many
    hver anden → ? how-many
    hver time → ? how-many
    2 timer om ugen → ? how-many
    1 time om ugen → ? how-many
    en time hver dag → ? 1/day is-it-this
    en times tid om ugen → ? how-many
    5 i timen → ? how-many
    15. i måneden → ? how-many
    den 5. i måneden → ? how-many
    hundrede sager, fem om dagen → ? how-many
    12 34 56 78 → ? how-many
    12 34 56 78 om året → ? how-many
    12-03-2024 → ? how-many
    abc20 om ugen → ? how-many
    ca .5 om ugen → ? how-many
    24/7 → ? how-many

    ved ikke → unknown
    Det ved jeg ikke. → unknown
    jeg ved det faktisk ikke → unknown
    ved ikke hvor mange → unknown
    aner det ikke → unknown
    dunno → unknown
    I don't know → unknown
    no idea → unknown
    ? → unknown
    -5 om dagen → ! too-small
    0 om ugen → ! too-small
    hvert tredje år → ! too-small
    nul om ugen → ! too-small
    50 mio. om året → ! too-large
    100.000 om dagen → ! too-large
    blå → ! not-a-number
    3.5.2024 → ! not-a-number
""".replace("\n\n", "\n")
)

DURATIONS = rows(
    """
    10 min → 600
    12 min. → 720
    15min → 900
    45m → 2700
    45 m → 2700
    2t → 7200
    90 sek → 90
    600s → 600
    1 t 30 min → 5400
    1 t. 30 min. → 5400
    1t30m → 5400
    1h30 → 5400
    1 t 30 → 5400
    2 min 30 → 150
    2 min 30 sek → 150
    1 time og 20 minutter → 4800
    1 time, 20 minutter → 4800
    1 hour 5 minutes and 10 seconds → 3910
    1:30 time → 5400
    1:30 min → 90
    0:10:00 → 600
    en time → 3600
    en hel time → 3600
    en times tid → 3600
    halvtime → 1800
    halvandentime → 5400
    10 minuter → 600
    5 mintuter → 300
    et hundrede og tyve minutter → 7200
    hundrede tyve min → 7200
    one hundred and twenty minutes → 7200
    en halv times tid → 1800
    et kvarters tid → 900
    fem minutter → 300
    femogfyrre minutter → 2700
    en halv time → 1800
    ½ time → 1800
    1/2 time → 1800
    1 1/2 time → 5400
    half an hour → 1800
    a half hour → 1800
    1½ time → 5400
    2 ½ time → 9000
    1,5 time → 5400
    1.5 hours → 5400
    .5 hours → 1800
    ,5 time → 1800
    ca.5 min → 300
    7,4 timer → 26640
    halvanden time → 5400
    halvandet minut → 90
    to en halv time → 9000
    to og en halv time → 9000
    two and a half hours → 9000
    an hour and a half → 5400
    hour and a half → 5400
    en time og en halv → 5400
    en time og et kvarter → 4500
    et kvarter → 900
    ca. et kvarter → 900
    tre kvarter → 2700
    fem kvarter → 4500
    trekvart time → 2700
    ¾ time → 2700
    a quarter of an hour → 900
    three quarters of an hour → 2700
    20 min pr. sag → 1200
    10 minutter pr. gang → 600
    10 min. pr. styk → 600
    10 minutes per case → 600
    45 minutes each time → 2700
    det tager vel omkring 10 minutter → 600
    1 time (60 min) → 3600
    90 min = 1,5 time → 5400
    1.500 sekunder → 1500
    100.000 min → 6000000

    10 → ? 600 36000 which-unit
    10 mnutr → ? 600 36000 which-unit
    10 kr. → ? 600 36000 which-unit
    45 → ? 2700 162000 45 which-unit
    1:30 → ? 90 5400 which-unit
    1.30 time → ? 4680 5400 which-number
    1,25 time → ? 4500 5100 which-number
    1.500 timer → ? 5400000 5400 which-number
    5-10 minutter → ? 300 600 which-number
    5 min - 10 min → ? 300 600 which-number
    5 til 10 min → ? 300 600 which-number
    5 to 10 minutes → ? 300 600 which-number
    mellem 5 og 10 min → ? 300 600 which-number
    et kvarter til en halv time → ? 900 1800 which-number
    en time eller to → ? 3600 7200 which-number
    an hour or two → ? 3600 7200 which-number
    one to two hours → ? 3600 7200 which-number
    to tre timer → ? 7200 10800 which-number
    2-300 min → ? 12000 18000 which-number
    5 á 10 min → ? 300 600 which-number
    15, 20 min → ? 900 1200 which-number
    et par hundrede minutter → ? 12000 18000 how-long
    hundrede en time → ? 3600 is-it-this
    1 time (50 min) → ? 3600 3000 which-number
    1 time 90 min → ? 3600 5400 which-number
    to halve timer → ? 3600 9000 which-number
    5 halve timer → ? 9000 19800 which-number
    two half hours → ? 3600 9000 which-number
    10 min og 10 min → ? 600 is-it-this
    5 min 5 min → ? 300 is-it-this
    90 min, 1,5 time → ? 5400 is-it-this
    10 min 20 min → ? 600 1200 which-number
    et par minutter → ? 120 180 how-long
    et par timer → ? 7200 10800 how-long
    1 dag → ? 26640 is-it-this
    en halv dag → ? 13320 is-it-this
    en uge → ? 133200 is-it-this
    2 timer om ugen → ? 7200 is-it-this
    20 min pr. dag → ? 1200 is-it-this
    10 min, 5 gange om dagen → ? 600 is-it-this
    10 min, 5 gange → ? 600 is-it-this
    2 timer 20 sager → ? 7200 is-it-this
    2 sager, en halv time → ? 1800 is-it-this
    højst 10 min → ? 600 is-it-this
    10 minutter, nogle gange 1 time → ? 600 3600 is-it-this
    10 min + 5 min → ? 600 300 is-it-this
    et øjeblik → ? how-long
    lang tid → ? how-long
    0-5 min → ? how-long
    nogle minutter → ? how-long
    mange timer → ? how-long
    minutter → ? how-long
    10-15 → ? how-long

    ved ikke → unknown
    dont know → unknown
    0 min → ! too-small
    -5 min → ! too-small
    200.000 min → ! too-large
    rødt → ! not-a-number
""".replace("\n\n", "\n")
)


@pytest.mark.parametrize(("said", "result"), OCCURRENCES)
def test_how_often_is_read_as_it_is_said(said: str, result: str) -> None:
    assert brief(parse_occurrences(said)) == result


@pytest.mark.parametrize(("said", "result"), DURATIONS)
def test_how_long_is_read_as_it_is_said(said: str, result: str) -> None:
    assert brief(parse_duration(said)) == result


@pytest.mark.parametrize("case", ANSWERS)
def test_every_answer_of_the_real_cases_is_understood(case: str) -> None:
    said, expected = ANSWERS[case]["said"], ANSWERS[case]["expected"]
    occurrences = parse_occurrences(said["annual_occurrences"])
    assert isinstance(occurrences, Understood)
    yearly = occurrences.value.per_year if occurrences.value else None
    assert yearly == expected["annual_occurrences"]
    assert parse_duration(said["seconds_per_occurrence"]) == Understood(expected["seconds_per_occurrence"])


@pytest.mark.parametrize("parse", [parse_occurrences, parse_duration])
def test_nothing_and_too_much_are_refused(parse: Callable[[str], object]) -> None:
    assert parse("") == parse("  \n") == Refused("empty")
    much = "20 om ugen " * LONGEST
    assert parse(much) == Refused("too-long", {"max": LONGEST, "length": len(much)})


def seldom(yearly: Decimal) -> Parsed[Rate] | None:
    """What comes of less than once a year: the nearest whole number is asked about, if it is not nought."""
    if yearly >= 1:
        return None
    return (
        Unclear((Rate(1, Period.YEAR),), "is-it-this")
        if yearly * 2 >= 1
        else Refused("too-small", {"min": 1})
    )


counts = st.integers(1, 999) | st.decimals("0.1", "99.9", places=1)


@given(
    st.builds(Rate, st.integers(1, 40_000) | st.decimals("0.1", "999.9", places=1), st.sampled_from(Period))
)
def test_a_rate_reads_back_as_itself(rate: Rate) -> None:
    said = parse_occurrences(str(rate))
    assert said == (seldom(Decimal(rate.count) * rate.per.value) or Understood(rate))


@given(st.integers(1, MOST_MINUTES * 60))
def test_seconds_read_back_as_themselves(seconds: int) -> None:
    assert parse_duration(f"{seconds}s") == Understood(seconds)


PERIODS = {
    Period.DAY: ("om dagen", "pr. dag", "dagligt", "hver dag", "a day", "per day", "daily", "/day"),
    Period.WEEK: ("om ugen", "i ugen", "pr. uge", "ugentligt", "hver uge", "a week", "every week", "/uge"),
    Period.MONTH: ("om måneden", "pr. måned", "pr. md.", "månedligt", "a month", "each month", "monthly"),
    Period.QUARTER: ("i kvartalet", "pr. kvartal", "hvert kvartal", "a quarter", "per quarter", "quarterly"),
    Period.YEAR: ("om året", "pr. år", "årligt", "hvert år", "a year", "per year", "yearly", "p.a."),
}
UNITS = {
    1: ("sek", "sek.", "sekunder", "seconds", "s"),
    60: ("min", "min.", "minutter", "minutes", "m"),
    900: ("kvarter",),
    3600: ("t", "timer", "hours", "h"),
}


@given(
    count=counts,
    said=st.sampled_from([(period, phrase) for period, phrases in PERIODS.items() for phrase in phrases]),
    before=st.sampled_from(["", "ca. ", "omkring ", "about ", "Det er "]),
    times=st.sampled_from([" ", " gange ", " sager ", " times "]),
)
def test_a_number_and_a_period_are_never_read_as_anything_else(
    count: int | Decimal, said: tuple[Period, str], before: str, times: str
) -> None:
    period, phrase = said
    for written in {str(count), str(count).replace(".", ",")}:
        parsed = parse_occurrences(f"{before}{written}{times}{phrase}")
        assert parsed == (seldom(Decimal(count) * period.value) or Understood(Rate(count, period)))


@given(
    count=counts,
    said=st.sampled_from([(unit, phrase) for unit, phrases in UNITS.items() for phrase in phrases]),
    after=st.sampled_from(["", " pr. sag", " per case", " pr. gang", " hver gang"]),
)
def test_a_number_and_a_unit_are_never_read_as_anything_else(
    count: int | Decimal, said: tuple[int, str], after: str
) -> None:
    unit, phrase = said
    seconds = int(Decimal(count) * unit + Decimal("0.5"))
    for written in {str(count), str(count).replace(".", ",")}:
        parsed = parse_duration(f"{written} {phrase}{after}")
        assert parsed == (Understood(seconds) if seconds else Refused("too-small", {"min": 1}))


@given(st.integers(1000, 999_999))
def test_thousands_are_grouped_the_danish_and_the_english_way(count: int) -> None:
    for mark in ".", ",", " ", "'":
        assert parse_occurrences(f"{count:,} om året".replace(",", mark)) == Understood(
            Rate(count, Period.YEAR)
        )


@given(count=st.integers(1, 500), word=st.text("bcdfgjklnpqrvwzæøå", min_size=6, max_size=12))
def test_a_word_that_is_not_known_makes_it_a_question(count: int, word: str) -> None:
    for said in f"{count} om ugen {word}", f"{word} {count} om ugen", f"{count} {word} om ugen":
        assert parse_occurrences(said) == Unclear((Rate(count, Period.WEEK),), "is-it-this")
    assert parse_duration(f"{count} min {word}") == Unclear((count * 60,), "is-it-this")


VOCABULARY = (
    "20 1,5 1.200 0 -3 ½ 14. 1/2 1:30 en et a to fem hundrede tusind halv halvanden kvart par mellem og & -"
    " til eller om pr. per i hver hvert every anden dag dagen uge måned kvartal år dagligt ugentligt mandag"
    " gange x min t time timer sek kvarter dage sag ca. ( ) , ; ? / = mange p.a. quarter second hour day"
    " 300 .5 tyve fredag mandage biweekly flere halve á"
)


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join) | st.text(max_size=80))
@example("hver 0 dag")
@example("½½ 1.1.1 1:99 000")
def test_whatever_is_typed_is_read_within_bounds_and_every_button_is_understood(said: str) -> None:
    occurrences, duration = parse_occurrences(said), parse_duration(said)
    if isinstance(occurrences, Understood) and occurrences.value:
        assert 1 <= occurrences.value.per_year <= MOST_PER_YEAR
    if isinstance(occurrences, Unclear):
        assert len(occurrences.readings) <= 4
        for rate in occurrences.readings:
            assert parse_occurrences(str(rate)) == Understood(rate)
    if isinstance(duration, Understood) and duration.value:
        assert 1 <= duration.value <= MOST_MINUTES * 60
    if isinstance(duration, Unclear):
        for seconds in duration.readings:
            assert parse_duration(f"{seconds}s") == Understood(seconds)
