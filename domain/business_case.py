"""What a robot costs and gains over five years, in DKK."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import ceil

YEARS = 5
_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class BusinessCase:
    """What is put in: rates and yearly costs in DKK, the development in hours."""

    hourly_rate: float
    development_hours: float
    development_rate: float
    licence_per_year: float
    operation_per_year: float

    def as_json(self) -> Mapping[str, float]:
        """Return it as it is stored."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Return:
    """What comes out: hours and DKK a year, each of five years' net, and months until it has paid for itself.

    `payback_months` is None if it never does.
    """

    hours: float
    gain: float
    running_costs: float
    investment: float
    years: tuple[float, ...]
    payback_months: int | None

    @property
    def yearly(self) -> float:
        """What each year gains once the development is paid."""
        return self.gain - self.running_costs

    @property
    def accumulated(self) -> tuple[float, ...]:
        """What has been gained in all by the end of each year."""
        return tuple(sum(self.years[: number + 1]) for number in range(YEARS))


def expected_return(case: BusinessCase, potential: float | None) -> Return | None:
    """Compute what a business case comes to; None as long as the potential in hours a year is not known.

    The investment falls in the first year, in which the robot also begins to run. Hours count to a hundredth
    and DKK to the øre, so that each sum comes out with the numbers that are shown.
    """
    if potential is None:
        return None
    hours = round(potential, 2)
    gain = round(hours * case.hourly_rate, 2)
    running = case.licence_per_year + case.operation_per_year
    investment = round(case.development_hours * case.development_rate, 2)
    yearly = gain - running
    return Return(
        hours=hours,
        gain=gain,
        running_costs=running,
        investment=investment,
        years=(yearly - investment, *(yearly,) * (YEARS - 1)),
        payback_months=_payback(investment, yearly),
    )


def _payback(investment: float, yearly: float) -> int | None:
    # Rounded, since what takes whole months would else take one more now and then.
    return ceil(round(_MONTHS * investment / yearly, 6)) if yearly > 0 else None
