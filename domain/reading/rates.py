"""How often: rates such as "20 om ugen", found in what people say in Danish and English."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from domain.reading.numerals import NUMBER_WORDS, ends, tokens
from domain.reading.phrases import (
    CLOSE,
    Lexicon,
    Reading,
    Rules,
    Token,
    kinds,
    rewritten,
    spanning,
    spelled,
    together,
)


class Period(Enum):
    """What people count by; the value is how many of them make a working year."""

    DAY = 220
    WEEK = 46
    MONTH = 12
    QUARTER = 4
    YEAR = 1


@dataclass(frozen=True)
class Rate:
    """So many times per period, as it was said; `str` gives a form that reads back the same ("20/week")."""

    count: Decimal | int
    per: Period

    @property
    def per_year(self) -> int:
        """The same in whole times a year, rounded half up."""
        return whole(Decimal(self.count) * self.per.value)

    def __str__(self) -> str:
        return f"{Decimal(self.count):f}/{self.per.name.lower()}"


def whole(value: Decimal) -> int:
    """The nearest whole number, halves up."""
    return int(value.to_integral_value(ROUND_HALF_UP))


_WORDS: Lexicon = {
    **NUMBER_WORDS,
    **spelled("n", "once engang", 1),
    **spelled("n", "twice", 2),
    **spelled("n", "thrice", 3),
    **spelled("t", "gang gange times x × kørsel kørsler"),
    **spelled("e", "hver hvert every each alle"),
    **spelled("p", "om i in på on"),
    **spelled("r", "pr per /"),
    **spelled("d", "d dag dagen dage arbejdsdag arbejdsdagen arbejdsdage hverdag hverdagen hverdage", 220),
    **spelled("d", "day days workday workdays weekday weekdays", 220),
    **spelled("d", "uge ugen uger arbejdsuge arbejdsugen week weeks wk", 46),
    **spelled("d", "måned måneden måneder maaned maaneden md mdr mnd month months", 12),
    **spelled("d", "kvartal kvartalet kvartaler quarter quarters", 4),
    **spelled("d", "år året aar aaret year years yr annum anno", 1),
    **spelled("d", "halvår halvåret", 1, "0.5"),
    **spelled("d", "fortnight", 46, 2),
    **spelled("y", "mandag tirsdag onsdag torsdag fredag lørdag søndag", 46),
    **spelled("y", "monday tuesday wednesday thursday friday saturday sunday", 46),
    **spelled("E", "daglig dagligt daglige daily", 220, 1),
    **spelled("E", "ugentlig ugentligt ugentlige weekly", 46, 1),
    **spelled("E", "månedlig månedligt månedlige månedsvis maanedligt monthly", 12, 1),
    **spelled("E", "kvartalsvis kvartalsvist kvartalsvise quarterly", 4, 1),
    **spelled("E", "halvårlig halvårligt halvårlige half-yearly", 1, "0.5"),
    **spelled("E", "årlig årligt årlige yearly annually annual", 1, 1),
    **spelled("E", "fortnightly", 46, 2),
    **spelled("E", "biweekly bi-weekly", 46, 1, 2, "0.5"),
    **spelled("E", "bimonthly bi-monthly", 12, 1, 2, "0.5"),
    **spelled("x", "sek sekund sekunder min minut minutter timer timen kvarter minute minutes hour hours"),
    **spelled("x", "tid time"),
    **spelled("h", "( = working"),
}


def _period(run: Sequence[Token]) -> Token:
    """Om ugen, i halvåret: a period that needs a count."""
    return spanning(run, "P", *_factor_and_every(run))


def _recurrence(run: Sequence[Token]) -> Token | None:
    """Hver uge, hver 14. dag, every other month: a period that means once by itself."""
    factor, every = _factor_and_every(run)
    if every <= 0:
        return None
    in_days = factor == Period.DAY.value
    if in_days and every % 7 == 0:
        return spanning(run, "E", Decimal(Period.WEEK.value), every / 7)
    return spanning(run, "E", factor, every, why="is-it-this" if in_days and every > 2 else "")


def _weekdays(run: Sequence[Token]) -> Token:
    """Hver mandag og torsdag: a week with so many days on which it is done."""
    days = sum(token.kind == "y" for token in run)
    return spanning(run, "E", Decimal(Period.WEEK.value), Decimal(1), Decimal(days))


def _factor_and_every(run: Sequence[Token]) -> tuple[Decimal, Decimal]:
    factor, *every = run[-1].amounts
    nth = (token.amounts[0] for token in run if token.kind in "noTH")
    return factor, (every[0] if every else Decimal(1)) * next(nth, Decimal(1))


def _between(run: Sequence[Token]) -> Token:
    """10-20, mellem 10 og 20, 15, 20, en eller to: the ends, either of which may be meant."""
    return spanning(run, "C", *ends(run), why="which-number")


def _pair(run: Sequence[Token]) -> Token:
    pair = next(token for token in run if token.kind == "v")
    return spanning(run, "C", *pair.amounts, why="how-many")


def _single(run: Sequence[Token]) -> Token:
    return spanning(run, "C", run[0].amounts[0])


_RULES: Rules = (
    (r"[pr]?e[noTH][dy]", together(_recurrence)),
    (r"[pr]?ed", _recurrence),
    (r"(?<!y[mT])(?:ey(?:&?e?y)*|(?<![ou])y(?:&?y)+)(?!&?e?y|m|Te?y)", _weekdays),
    (r"[pr][1a]?H?d|ad", _period),
    (r"(?<=[n1T])td", _period),
    (r"b[n1T]&[n1T]t?|[n1T]t?m[n1T]t?|[n1]Tnt?", _between),
    (r"(?<!u)[nT]nt?", together(_between, apart=CLOSE)),
    (r"[1a]?vt?", _pair),
    (r"[nT]t?|1t|1(?=[PE])", _single),
)
_RATE = re.compile(
    r"(?<!C)Cu{0,2}?[PE]"  # 20 om ugen
    r"|[PE]C(?![dxPEprat])"  # hver dag 5
    r"|CdP"  # 5 dage om ugen
    r"|E(?!&?e?y)"  # ugentligt
)


def rates_in(said: str) -> tuple[list[Token], list[Reading[Rate]]]:
    """The tokens of a text said plainly, and the rates found among them."""
    found = rewritten(tokens(said, _WORDS), _RULES)
    return found, [_reading(found[match.start() : match.end()]) for match in _RATE.finditer(kinds(found))]


def rate(count: Decimal, factor: Decimal | int, every: Decimal | int = 1) -> Rate:
    """So many times every so many periods; where that is no whole period, in times a year."""
    yearly = count * factor / every
    if every == 1 and not 0 < yearly < 1:
        return Rate(int(count) if count % 1 == 0 else count, Period(int(factor)))
    return Rate(whole(yearly), Period.YEAR)


def _reading(run: Sequence[Token]) -> Reading[Rate]:
    by_kind = {token.kind: token for token in run}
    period = by_kind.get("P") or by_kind["E"]
    factor, every, *_ = period.amounts
    counts = _counts(period, by_kind.get("C"))
    doubts = [token.why for token in run if token.why]
    seldom = any(0 < count * factor / every < 1 for count in counts)
    if seldom or not {"u", "d"}.isdisjoint(by_kind) or run[0].kind == "P":
        doubts.append("is-it-this")
    elif len(counts) > 1:
        doubts.append("which-number")
    rates = tuple(rate(count, factor, every) for count in counts)
    return Reading(values=rates, why=next(iter(doubts), ""), tokens=run)


def _counts(period: Token, counted: Token | None) -> Sequence[Decimal]:
    """How many times a period; what is counted on several weekdays may be meant for each or for all."""
    _, _, *days = period.amounts
    if counted is None:
        return days or [Decimal(1)]
    each = [amount * day for day in days for amount in counted.amounts]
    return list(dict.fromkeys([*each, *counted.amounts]))
