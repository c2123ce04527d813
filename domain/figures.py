"""What follows from the answers, in numbers."""

from domain.process import Answers

SECONDS_PER_HOUR = 3600


def manual_hours(answers: Answers) -> float | None:
    """Hours a year spent by hand; None when how often or how long is not known.

    annual_occurrences × seconds_per_occurrence ÷ 3600.
    """
    seconds = manual_seconds(answers)
    return None if seconds is None else seconds / SECONDS_PER_HOUR


def manual_seconds(answers: Answers) -> int | None:
    """Seconds a year spent by hand."""
    occurrences, seconds = answers.get("annual_occurrences"), answers.get("seconds_per_occurrence")
    if not isinstance(occurrences, int) or not isinstance(seconds, int):
        return None
    return occurrences * seconds
