"""How many, as an answer to a question about a number."""

from domain.reading.numerals import NUMBER_WORDS, said_plainly, tokens
from domain.reading.parsed import Parsed, Refused, Unclear, Understood
from domain.reading.phrases import Lexicon, spelled

LONGEST = 300
"""Characters beyond which an answer is not read: it says more than a number."""

_WORDS: Lexicon = {
    **NUMBER_WORDS,
    **spelled("h", "medarbejder medarbejdere ansat ansatte kollega kolleger personer mennesker mand alt"),
    **spelled("h", "employee employees colleague colleagues people persons staff all"),
}

_UNITS: Lexicon = {
    **NUMBER_WORDS,
    **spelled("h", "kr kroner dkk time timer t hour hours pct procent percent"),
}


def parse_count(text: str) -> Parsed[int]:
    """Read a whole number, however it is said: "ca. 12", "1.200", "80 %", "tolv medarbejdere"."""
    if len(text) > LONGEST:
        return Refused("too-long", {"max": LONGEST, "length": len(text)})
    said = tokens(said_plainly(text.replace("%", " ")), _WORDS)
    amounts = [token.amounts[0] for token in said if token.kind in ("n", "1", "T")]
    if not amounts or any(amount % 1 for amount in amounts):
        return Refused("not-a-number")
    numbers = tuple(dict.fromkeys(int(amount) for amount in amounts))
    if len(said) == 1:
        return Understood(numbers[0])
    return Unclear(numbers, "is-it-this" if len(numbers) == 1 else "which-number")


def parse_amount(text: str) -> Parsed[float]:
    """Read a number that may have decimals: "350", "1.200,50 kr.", "37,5 timer"."""
    if len(text) > LONGEST:
        return Refused("too-long", {"max": LONGEST, "length": len(text)})
    said = tokens(said_plainly(text.replace("%", " pct ")), _UNITS)
    if len(said) != 1 or said[0].kind not in ("n", "1", "T"):
        return Refused("not-a-number")
    return Understood(float(said[0].amounts[0]))
