"""What is put in to reckon with: a business case, and what a robot has saved."""

from domain.questions import Amount, Month, Number

CASE_QUESTIONS = (
    Amount(key="hourly_rate", maximum=100_000),
    Amount(key="development_hours", maximum=100_000),
    Amount(key="development_rate", maximum=100_000),
    Amount(key="licence_per_year"),
    Amount(key="operation_per_year"),
)
"""What a business case is made from: rates and yearly costs in DKK."""

MONTH = Month(key="month")
HOURS_SAVED = Amount(key="hours_saved", maximum=100_000)
RUNS = Number(key="runs", maximum=10_000_000)
"""How often a robot ran in a month."""
MINUTES_EACH = Amount(key="minutes_each", maximum=100_000)
"""What a robot saves each time."""
