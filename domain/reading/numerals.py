"""Numbers as people write and say them, in Danish and English, as tokens that larger phrases are built from.

Kinds shared by every lexicon:
    n  a number, its likeliest reading first        o  an ordinal ("14.", "2nd")
    1  "en", "et", "one": a number or an article    a  "a", "an": an article or "per"
    T  "to": Danish two, English "to"               v  a vague pair ("et par", "a couple")
    H  half                                         Q  a quarter of what follows
    M  a multiplier ("tusind", "dozen")             m  between the ends of a range
    b  "mellem", "between"                          &  "og", "and"
    c  a clock-like figure ("1:30")                 f  a fraction such as 1/2
    s  a bracket or an equals sign                  q  vague ("mange", "tit")
    h  harmless, dropped ("ca.", "omkring", "sager")
    u  unread: it may change the meaning
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from domain.reading.phrases import Lexicon, Rules, Token, kinds, rewritten, spanning, spelled, together
from domain.reading.wording import folded

_TO_NINETEEN = (
    "nul zero|én ét|two|tre three|fire four|fem five|seks six|syv seven|otte eight|ni nine|ti ten"
    "|elleve eleven|tolv twelve|tretten thirteen|fjorten fourteen|femten fifteen|seksten sixteen"
    "|sytten seventeen|atten eighteen|nitten nineteen"
)
_FROM_TWENTY = (
    "tyve twenty|tredive tredve thirty|fyrre fyrretyve forty|halvtreds halvtredsindstyve fifty"
    "|tres tresindstyve sixty|halvfjerds halvfjerdsindstyve seventy|firs firsindstyve eighty"
    "|halvfems halvfemsindstyve ninety"
)
_TENS = [said.split() for said in _FROM_TWENTY.split("|")]
_DANISH_ONES = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_ENGLISH_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _small() -> Iterator[tuple[str, Token]]:
    for number, said in enumerate(_TO_NINETEEN.split("|")):
        yield from spelled("n", said, number).items()
    for tens, (*danish, english) in enumerate(_TENS, start=2):
        yield from spelled("n", " ".join([*danish, english]), tens * 10).items()
        for ones, (da, en) in enumerate(zip(_DANISH_ONES, _ENGLISH_ONES, strict=True), start=1):
            said = " ".join([f"{english}-{en}", f"{english}{en}", *(f"{da}og{word}" for word in danish)])
            yield from spelled("n", said, tens * 10 + ones).items()


NUMBER_WORDS: Lexicon = {
    **dict(_small()),
    **spelled("n", "halvanden halvandet", "1.5"),
    **spelled("n", "trekvart", "0.75"),
    **spelled("1", "en et one", 1),
    **spelled("a", "a an", 1),
    **spelled("T", "to", 2),
    **spelled("H", "halv halvt halve half", "0.5"),
    **spelled("Q", "kvart", "0.25"),
    **spelled("v", "par couple", 2, 3),
    **spelled("M", "dusin dozen", 12, unit=12),
    **spelled("M", "snes", 20, unit=20),
    **spelled("M", "hundrede hundred", 100, unit=100),
    **spelled("M", "tusind tusinde thousand k", 1000, unit=1000),
    **spelled("M", "million millioner millions mio", 1_000_000, unit=1_000_000),
    **spelled("o", "anden andet other second", 2),
    **spelled("o", "tredje third", 3),
    **spelled("o", "fjerde fourth", 4),
    **spelled("o", "femte fifth", 5),
    **spelled("o", "sjette sixth", 6),
    **spelled("o", "ottende eighth", 8),
    **spelled("o", "tiende tenth", 10),
    **spelled("o", "fjortende fourteenth", 14),
    **spelled("m", "- til eller or"),
    **spelled("b", "mellem between"),
    **spelled("&", "& og and"),
    **spelled(
        "q", "mange flere nogle få masse masser massevis meget lidt tit ofte hyppigt jævnligt konstant"
    ),
    **spelled("q", "løbende sjældent sommetider indimellem imellem hundreder hundredvis tusinder tusindvis"),
    **spelled(
        "q", "snesevis øjeblik stund many lot lots plenty several few some often frequently constantly"
    ),
    **spelled("q", "rarely seldom sometimes regularly occasionally hundreds thousands dozens moment while"),
    **spelled("q", "længe lang long"),
    **spelled("s", "( ="),
    **spelled(
        "h", "ca cirka circa omkring rundt regnet around about approximately approx roughly nok vel vist"
    ),
    **spelled(
        "h", "måske maybe perhaps probably sådan typisk typically normalt normally usually almindeligvis"
    ),
    **spelled("h", "snit gennemsnit gennemsnitlig gennemsnitligt tror think guess gætter vil would say"),
    **spelled(
        "h", "sige skyde det der vi jeg du er gør laver har får kommer bliver sker foretages tager varer"
    ),
    **spelled("h", "bruger løbet af for ad kun bare eneste enkelt enkelte hel tid gangen vores os mig tak"),
    **spelled("h", "it it's we you there is do does make have has get gets comes happens take takes the of"),
    **spelled("h", "borgere average only just single whole our me us thanks please"),
    **spelled("h", "stk styk stykker styks sag sager sagen faktura fakturaer regning regninger mail mails"),
    **spelled("h", "e-mail e-mails email emails brev breve ansøgning ansøgninger skema skemaer borger"),
    **spelled("h", "henvendelse henvendelser dokument dokumenter bilag postering posteringer anmodning"),
    **spelled("h", "anmodninger rykker rykkere attest attester blanket blanketter opgave opgaver proces"),
    **spelled("h", "processen opkald case cases invoice invoices bill bills letter letters application"),
    **spelled("h", "applications form forms citizen citizens request requests document documents task tasks"),
    **spelled("h", "process call calls"),
}

_ENGLISH_APART = rf"\b({'|'.join(said[-1] for said in _TENS)}) ({'|'.join(_ENGLISH_ONES)})\b"
_ONES = "|".join(_DANISH_ONES)
_DANISH_TENS = "|".join(word for said in _TENS for word in said[:-1])
_DANISH_TEENS = "|".join(said.split()[0] for said in _TO_NINETEEN.split("|")[10:])
_DANISH = rf"(?:{_ONES}|et|ét|{_DANISH_TEENS}|(?:(?:{_ONES})og)?(?:{_DANISH_TENS}))"
_DANISH_APART = rf"(?<!mellem )\b({_ONES}) og ({_DANISH_TENS})\b"
_WEEKDAY = "(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WORKING_DAYS = "mandag tirsdag onsdag torsdag fredag"
_MONDAY_TO_FRIDAY = r"(?:man(?:dag)?(?: til (?:og med )?|-)fre(?:dag)?|mon(?:day)?(?: to |-)fri(?:day)?)"
_APART = (
    (re.compile(_ENGLISH_APART), r"\1-\2"),
    (re.compile(_DANISH_APART), r"\1og\2"),
    (re.compile(rf"(hundrede|tusinde?)(?:og)?(?={_DANISH}(?:\b|hundrede))"), r"\1 "),
    (re.compile(rf"\b({_DANISH})(?=hundrede|tusind)"), r"\1 "),
    (re.compile(r"\b(halvanden|halv|trekvart)(?=time)"), r"\1 "),
    (re.compile(r"(?<=\d) [aáà] (?=\d)"), "-"),
    (re.compile(rf"\b(?:(?:hver|every|each|fra|from) )?{_MONDAY_TO_FRIDAY}\b"), f"hver {_WORKING_DAYS}"),
    (re.compile(rf"\b(?:(?:om|på|on|alle|hver|every) )*({_WEEKDAY})(?:(?<=dag)en?|(?<=day)s)\b"), r"hver \1"),
    (re.compile(r"\bp\.\s?a\b\.?"), "per annum"),
    (re.compile(r"\bi (dag|år)\b"), r"i\1"),
    (re.compile(r"\b(?:each|every) time\b"), "gangen"),
    (re.compile(r"\b(quarters?) of an?\b"), r"\1"),
    (re.compile(r"\btimes (?=(?:an?|per|each|every)\b)"), "gange "),
)

_COUNTING = frozenset("nTHQvfc")
"""Kinds of tokens that count; what may be an article or an ordinal does not."""

_TOKEN = re.compile(
    r"(?P<clock>\d{1,4}(?::\d\d){1,2}(?![\d:]))"
    r"|(?P<fraction>(?:\d{1,4} )?(?:1/2|1/4|3/4|1/3|2/3)(?![\d/]))"
    r"|(?P<ordinal>\d{1,3}(?:(?:st|nd|rd|th)\b|\.(?=\s+\w)))"
    r"|(?P<stray>(?<=[^\w)])[.,]\d\S*)"
    r"|(?P<number>(?:^[.,]|(?<![\w.)])(?<!\w\s)-)?\d+(?:[.,']\d+| \d{3}(?!\d))*(?: ?[½¼¾])?|[½¼¾])"
    r"|(?P<glued>(?<!\d)[^\W\d_]+\d\w*)"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)"
    r"|(?P<mark>[-/+<>=%€$£&*×≥≤±(_])"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([., '])\d{3})(?:\1\d{3}){0,3}(?P<rest>[.,]\d{1,2})?")
_PLAIN = re.compile(r"(?:0|[1-9]\d{0,11})(?:[.,]\d{1,2})?|0?[.,]\d{1,6}")
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SHARED = (Decimal(1_000_000), Decimal(100_000), Decimal(1000), Decimal(100))
"""What the lower end of a range may leave out; "5-1000" is not meant as five hundred."""

_UNREAD = Token(kind="u")


def said_plainly(text: str) -> str:
    """The folded text, with what is one word in meaning ("twenty five", "i dag") written as one."""
    said = folded(text)
    for apart, joined in _APART:
        said = apart.sub(joined, said)
    return said


def tokens(said: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a text said plainly, numbers of several words gathered into one."""
    return rewritten([token for token in _lexed(said, lexicon) if token.kind != "h"], _GATHERING)


def names_number(text: str) -> bool:
    """Whether a number stands in a text, in figures or in words."""
    return not _COUNTING.isdisjoint(kinds(tokens(said_plainly(text), NUMBER_WORDS)))


def _lexed(said: str, lexicon: Lexicon) -> Iterator[Token]:
    for match in _TOKEN.finditer(said):
        figure = _FIGURES.get(str(match.lastgroup))
        for token in [figure(match[0])] if figure else _in_words(match[0], lexicon):
            yield replace(token, start=match.start(), end=match.end())


def _in_words(said: str, lexicon: Lexicon) -> list[Token]:
    if said in lexicon:
        return [lexicon[said]]
    parts = re.split("(-)", said)
    return [lexicon[part] for part in parts] if all(part in lexicon for part in parts) else [_UNREAD]


def _clock(figure: str) -> Token:
    return Token(kind="c", amounts=tuple(Decimal(part) for part in figure.split(":")))


def _fraction(figure: str) -> Token:
    value = sum((Fraction(part) for part in figure.split()), Fraction(0))
    return Token(kind="f", amounts=(Decimal(value.numerator) / value.denominator,))


def _ordinal(figure: str) -> Token:
    return Token(kind="o", amounts=(Decimal(figure.rstrip("sthndr.")),))


def _number(figure: str) -> Token:
    whole, vulgar = figure.rstrip("½¼¾ "), _VULGAR.get(figure[-1], Decimal(0))
    readings = _readings(whole.removeprefix("-")) if whole else (Decimal(0),)
    if not readings or (vulgar and readings[0] % 1):
        return _UNREAD
    sign = -1 if figure.startswith("-") else 1
    return Token(kind="n", amounts=tuple(sign * (reading + vulgar) for reading in readings))


def _readings(figure: str) -> tuple[Decimal, ...]:
    """What digits may mean, likeliest first: 1.200 is 1200, perhaps 1.2; 1,30 is 1.3, perhaps 1 and 30/60."""
    grouped = _GROUPED.fullmatch(figure)
    if grouped and (grouped["rest"] or "").find(grouped[1]) < 0:
        rest = grouped["rest"] or ""
        value = Decimal(re.sub(r"\D", "", figure.removesuffix(rest)) + rest.replace(",", "."))
        as_decimal = re.fullmatch(r"\d+[.,]\d{3}", figure)
        return (value, Decimal(figure.replace(",", "."))) if as_decimal else (value,)
    if not _PLAIN.fullmatch(figure):
        return ()
    value = Decimal(figure.replace(",", "."))
    minutes = value % 1 * 100
    if value.as_tuple().exponent == -2 and 0 < minutes < 60:
        return value, value // 1 + minutes / 60
    return (value,)


_FIGURES: Mapping[str, Callable[[str], Token]] = {
    "clock": _clock,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "number": _number,
}


def ends(run: Sequence[Token]) -> tuple[Decimal, Decimal]:
    """The ends of a range; the lower may leave out what it shares with the upper: 2-300, to-tre tusind."""
    lower, *_, upper = (token.amounts[0] for token in run if token.kind in "n1Ta")
    shared = [unit for unit in _SHARED if upper % unit == 0 and (unit > 100 or upper % 1000)]
    times = next((unit for unit in shared if lower * unit < upper), Decimal(1))
    return lower * times, upper


def _couple_of(run: Sequence[Token]) -> Token:
    """Et par hundrede."""
    unit = _multiplied(run[1:]).amounts[0]
    return spanning(run, "v", *(amount * unit for amount in run[0].amounts))


def _part_of(run: Sequence[Token]) -> Token:
    """Half a million, en kvart million."""
    part = next(token for token in run if token.kind in "HQ")
    return spanning(run, "g", part.amounts[0] * run[-1].amounts[0], unit=run[-1].unit)


def _multiplied(run: Sequence[Token]) -> Token:
    """5 hundrede, to hundrede tusind, 1,5 mio."""
    value = Decimal(1)
    for token in run:
        value *= token.amounts[0]
    return spanning(run, "g", value, unit=run[-1].unit)


def _added(run: Sequence[Token]) -> Token | None:
    """To tusind fem hundrede og ti: each part less than the unit of the one before."""
    parts = [token for token in run if token.kind != "&"]
    if any(less.amounts[0] >= more.unit for more, less in pairwise(parts)):
        return None
    return spanning(run, "n", sum((part.amounts[0] for part in parts), Decimal(0)))


def _alone(run: Sequence[Token]) -> Token:
    return spanning(run, "n", run[0].amounts[0])


_GATHERING: Rules = (
    (r"qM{1,3}", together(lambda run: spanning(run, "q"))),
    (r"vM{1,3}", together(_couple_of)),
    (r"[1a]?[HQ][1a]?M", together(_part_of)),
    (r"[n1Ta]?M{1,3}", together(_multiplied)),
    (r"g(?:&?g){0,3}&?(?:[nT](?!d)|1(?![dxHQ]))|g(?:&?g){0,3}", together(_added)),
    (r"g", _alone),
)
