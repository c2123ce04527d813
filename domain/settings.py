"""What an organisation has settled for itself: weights, bars, rates, limits, catalogues."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from domain.business_case import BusinessCase
from domain.process import Phase
from domain.reading.choices import DOMAINS

_LIMITS = MappingProxyType(
    {
        Phase.IDEA: 14,
        Phase.PREANALYSIS: 30,
        Phase.SPECIFICATION: 30,
        Phase.DEVELOPMENT: 60,
        Phase.IMPLEMENTATION: 30,
    }
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One organisation's settings, each with what holds until a coordinator says otherwise.

    `bar` is the potential in hours a year that is worth a robot; rates and yearly costs are in DKK;
    `waiting_limits` are days in a phase before its holder is reminded. With a `reassurance` of "yes", who
    suggests a task reads on the receipt that robots take over tasks, not jobs.
    """

    suitability_weight: int = 40
    benefit_weight: int = 20
    reach_weight: int = 40
    bar: int = 100
    hourly_rate: float = 350
    development_rate: float = 700
    licence_per_year: float = 0
    operation_per_year: float = 0
    waiting_limits: Mapping[Phase, int] = field(default_factory=lambda: _LIMITS)
    systems: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    domains: tuple[str, ...] = DOMAINS
    reassurance: str = "no"

    def proposed_case(self, development_hours: float) -> BusinessCase:
        """Begin a business case with what the organisation has settled."""
        return BusinessCase(
            hourly_rate=self.hourly_rate,
            development_hours=development_hours,
            development_rate=self.development_rate,
            licence_per_year=self.licence_per_year,
            operation_per_year=self.operation_per_year,
        )
