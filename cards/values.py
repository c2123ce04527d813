"""Answers, figures and days in the reader's words."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from cards.say import Say
from domain.figures import manual_hours
from domain.process import Answer, Answers, Asset
from domain.questions import Amount, Choice, Day, Domains, Duration, Number, Occurrences, Question, Systems

_ZONE = ZoneInfo("Europe/Copenhagen")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_UNITS = (("duration-hours", 3600), ("duration-minutes", 60), ("duration-seconds", 1))


def say_rate(say: Say, count: int | float, period: str) -> str:
    """Say how often, such as "20 gange om ugen"."""
    return say(f"rate-{period}", count=count)


def say_duration(say: Say, seconds: int) -> str:
    """Say how long, such as "1 t 30 min"."""
    parts = []
    for key, unit in _UNITS:
        count, seconds = divmod(seconds, unit)
        if count:
            parts.append(say(key, count=count))
    return " ".join(parts)


def say_hours(say: Say, hours: float) -> str:
    """Say hours a year, as figures are read."""
    return say("card-hours", hours=as_read(hours))


def as_read(value: float) -> float:
    """Round as figures are read, the first ten with a decimal; a half goes up, as people reckon."""
    exact = Decimal(str(value))
    if abs(value) < 10:
        return float(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def say_reckoned(say: Say, hours: float) -> str:
    """Say hours in a sum: to a hundredth, so that it comes out as it is printed."""
    return say("card-hours", hours=round(hours, 2))


def say_domain(say: Say, name: str) -> str:
    """Say a domain, which is kept by its Danish name."""
    return say(f"card-domain-{name.lower().translate(_ASCII)}")


def say_day(say: Say, at: datetime) -> str:
    """Say the day of a time, as days are counted in Denmark."""
    return say("card-day", day=at.astimezone(_ZONE).date())


def say_month(say: Say, day: date) -> str:
    """Say the month of a day."""
    return say("card-month", month=day.month, year=str(day.year))


def say_moment(say: Say, at: datetime) -> str:
    """Say day and time, as they are in Denmark."""
    clock = say_clock(say, at.astimezone(_ZONE).time())
    return say("card-moment", day=say_day(say, at), clock=clock)


def say_clock(say: Say, at: time) -> str:
    """Say a time of day."""
    return say("card-clock", hour=f"{at:%H}", minute=f"{at:%M}")


def say_size(say: Say, size: int) -> str:
    """Say how much a file takes."""
    if size < 1_000_000:
        return say("card-size-kb", count=-(-size // 1000))
    return say("card-size-mb", count=round(size / 1_000_000, 1))


def say_files(say: Say, assets: Sequence[Asset]) -> str:
    """Say which files there are, and how large."""
    return ", ".join(
        say("card-file-line", name=each.name, size=say_size(say, each.size or 0)) for each in assets
    )


def say_work(say: Say, answers: Answers) -> str:
    """Say how often and how long, such as "690 gange om året × 10 min", as far as is known."""
    occurrences, seconds = answers.get("annual_occurrences"), answers.get("seconds_per_occurrence")
    known = [say_rate(say, occurrences, "year")] if isinstance(occurrences, int) else []
    if isinstance(seconds, int):
        long = say_duration(say, seconds)
        known.append(long if known else say("card-each-time", long=long))
    return " × ".join(known)


def say_figures(say: Say, answers: Answers) -> str:
    """Say how often, how long and what comes of it in hours a year, as far as is known."""
    hours, work = manual_hours(answers), say_work(say, answers)
    if hours is None:
        return " · ".join([*([work] if work else []), say("card-hours-unknown")])
    return say("card-figures", work=work, hours=say_reckoned(say, hours))


def say_answer(say: Say, question: Question, value: Answer) -> str:
    """Say a stored answer."""
    match question, value:
        case _, None:
            return say("unknown")
        case Number() | Amount(), int() | float():
            return say("card-number", count=value)
        case Day(), str():
            return say("card-day", day=date.fromisoformat(value))
        case Occurrences(), int():
            return say_rate(say, value, "year")
        case Duration(), int():
            return say_duration(say, value)
        case Choice(), str():
            return say(f"question-{question.key}.{value}")
        case Domains(), list():
            return ", ".join(say_domain(say, name) for name in value)
        case Systems(), list():
            return ", ".join(value) or say("none")
        case _:
            return str(value)


def say_current(say: Say, question: Question, value: Answer) -> str:
    """Say an answer as it stands, or that a question which may go without one has none."""
    is_missing = value is None and question.is_optional
    return say("card-not-answered") if is_missing else say_answer(say, question, value)


def say_reading(say: Say, question: Question, reading: Answer) -> str:
    """Say one reading of an unclear answer, which comes in the form that its question reads back."""
    words = str(reading)
    match question:
        case Occurrences():
            count, _, period = words.partition("/")
            return say_rate(say, float(count) if "." in count else int(count), period)
        case Duration():
            return say_duration(say, int(words.removesuffix("s")))
        case Choice():
            return say(f"question-{question.key}.{words}")
        case Domains():
            return ", ".join(say_domain(say, name) for name in words.split(", "))
        case _:
            return words
