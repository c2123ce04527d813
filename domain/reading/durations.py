"""How long: durations in seconds such as "1 t 30 min", found in what people say in Danish and English."""

import re
from collections.abc import Sequence
from decimal import Decimal

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
from domain.reading.rates import whole

MINUTE = 60
HOUR = 60 * MINUTE
WORKING_DAY = 7 * HOUR + 24 * MINUTE
WORKING_WEEK = 5 * WORKING_DAY

_HALF = Decimal("0.5")
_QUARTER = Decimal("0.25")

_WORDS: Lexicon = {
    **NUMBER_WORDS,
    **spelled("x", "s sek sekund sekunder sekunders sec secs second seconds", unit=1),
    **spelled("x", "m min minut minutter minutters minuttet minute minutes mins", unit=MINUTE),
    **spelled("x", "minuter mintuter minutte", unit=MINUTE),
    **spelled("x", "kvarter kvarters kvarteret", unit=15 * MINUTE),
    **spelled("x", "t time timer times timers timen h hr hrs hour hours", unit=HOUR),
    **spelled("x", "dag dage dages arbejdsdag arbejdsdage day days workday workdays", unit=WORKING_DAY),
    **spelled("x", "uge uger uges arbejdsuge arbejdsuger week weeks", unit=WORKING_WEEK),
    **spelled("Q", "quarter quarters", _QUARTER),
    **spelled("p", "pr per hver hvert i for each on"),
    **spelled("t", "gang gange"),
}


def _and_half(run: Sequence[Token]) -> Token:
    """To en halv, two and a half."""
    return spanning(run, "n", run[0].amounts[0] + _HALF)


def _half_of_or_and_half(run: Sequence[Token]) -> Token:
    """To halve timer: halves of an hour, or two hours and a half."""
    count = run[0].amounts[0]
    return spanning(run, "n", count * _HALF, count + _HALF)


def _half(run: Sequence[Token]) -> Token:
    return spanning(run, "n", _HALF)


def _quarters(run: Sequence[Token]) -> Token:
    """Three quarters of an (hour)."""
    count = run[0].amounts[0] if run[0].kind != "Q" else Decimal(1)
    return spanning(run, "n", count * _QUARTER)


def _measured(run: Sequence[Token]) -> Token:
    """10 min; a length in days is asked back, since a day may be meant as worked or as passed."""
    unit, amounts = run[-1].unit, run[0].amounts
    if unit < HOUR and amounts[0] >= 1000:
        amounts = amounts[:1]
    doubt = "is-it-this" if unit >= WORKING_DAY else "which-number" if len(amounts) > 1 else ""
    return spanning(run, "D", *(amount * unit for amount in amounts), unit=unit, why=doubt)


def _measured_and_half(run: Sequence[Token]) -> Token:
    """An hour and a half."""
    count = Decimal(1) if run[0].kind == "x" else run[0].amounts[0]
    unit = next(token for token in run if token.kind == "x")
    return _measured([spanning(run, "n", count + _HALF), unit])


def _ends(run: Sequence[Token]) -> Token:
    """5-10 min, mellem 5 og 10 min, 15, 20 min, en time eller to: the ends, either of which may be meant."""
    unit = next(token.unit for token in run if token.kind == "x")
    return spanning(run, "D", *(amount * unit for amount in ends(run)), unit=unit, why="which-number")


def _pair(run: Sequence[Token]) -> Token:
    pair, unit = run[-2].amounts, run[-1].unit
    return spanning(run, "D", *(amount * unit for amount in pair), unit=unit, why="how-long")


def _clock(run: Sequence[Token]) -> Token | None:
    """1:30 is hours and minutes, or minutes and seconds, unless a unit or a third part tells."""
    parts = run[0].amounts
    smallest = [Decimal(1)] if len(parts) == 3 else [Decimal(1), Decimal(MINUTE)]
    if run[-1].kind == "x":
        smallest = [small for small in smallest if small * MINUTE ** (len(parts) - 1) == run[-1].unit]
    if not smallest or any(part >= 60 for part in parts[1:]):
        return None
    seconds = sum((part * MINUTE**power for power, part in enumerate(reversed(parts))), Decimal(0))
    why = "which-unit" if len(smallest) > 1 else ""
    return spanning(run, "D", *(seconds * small for small in smallest), why=why)


def _joined(run: Sequence[Token]) -> Token | None:
    """1 time og 20 minutter, 1h30: each part smaller than the unit before it."""
    parts = [token for token in run if token.kind != "&"]
    total, unit = Decimal(0), Decimal(0)
    for part in parts:
        amount = part.amounts[0]
        if part.kind == "n":
            amount *= unit / MINUTE
        misplaced = unit and (amount >= unit or (part.kind == "n" and unit not in (MINUTE, HOUR)))
        if misplaced or part.why or len(part.amounts) > 1:
            return None
        total, unit = total + amount, part.unit
    return spanning(run, "D", total, unit=unit)


def _between(run: Sequence[Token]) -> Token:
    """Et kvarter til en halv time."""
    amounts = (amount for token in run if token.kind == "D" for amount in token.amounts)
    return spanning(run, "D", *amounts, why="which-number")


_RULES: Rules = (
    (r"[nT]H(?=x)", together(_half_of_or_and_half)),
    (r"[nT]&?[1a]?H(?=[1a]?x)|1&[1a]?H(?=x)", together(_and_half)),
    (r"[1a]?H[1a]?(?=x)", together(_half)),
    (r"[n1Ta]?Q[1a]?(?=x)", together(_quarters)),
    (r"f(?=x)", lambda run: spanning(run, "n", run[0].amounts[0])),
    (r"cx?", _clock),
    (r"b[n1T]&[n1T]x|[n1T]m[n1T]x|[n1]Tnx|[n1Ta]xm[n1T](?!x)", _ends),
    (r"(?<!u)[nT]nx", together(_ends, apart=CLOSE)),
    (r"[1a]?vx", _pair),
    (r"[n1Ta]?x&[1a]?H", together(_measured_and_half)),
    (r"[n1Ta]x", _measured),
    (r"D(?:&?D){1,2}", together(_joined, apart=CLOSE)),
    (r"bD&D|DmD|DTD", _between),
)
_BARE_END: Rules = ((r"Dn$", together(_joined)),)


def durations_in(said: str) -> tuple[list[Token], list[Reading[int]]]:
    """The tokens of a text said plainly, and the durations in seconds found among them."""
    found = rewritten(tokens(said, _WORDS), _RULES)
    if re.search(r"\d\W*$", said):
        found = rewritten(found, _BARE_END)
    return found, [
        Reading(
            values=tuple(whole(amount) for amount in found[match.start()].amounts),
            why=found[match.start()].why,
            tokens=found[match.start() : match.end()],
        )
        for match in re.finditer("D", kinds(found))
    ]
