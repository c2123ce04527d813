"""What a robot costs and gains, against examples reckoned by hand."""

from dataclasses import replace

import pytest

from domain.business_case import BusinessCase, expected_return

CASE = BusinessCase(
    hourly_rate=350,
    development_hours=50,
    development_rate=700,
    licence_per_year=6000,
    operation_per_year=4000,
)


@pytest.mark.parametrize(
    ("case", "potential", "years", "payback"),
    [
        pytest.param(CASE, 100, (-10_000, *[25_000] * 4), 17, id="pays for itself in its second year"),
        pytest.param(CASE, 300, (60_000, *[95_000] * 4), 5, id="pays for itself in its first year"),
        pytest.param(CASE, 10, (-41_500, *[-6500] * 4), None, id="costs more than it gains"),
        pytest.param(
            replace(CASE, hourly_rate=100), 100, (-35_000, *[0] * 4), None, id="gains what it costs"
        ),
        pytest.param(CASE, 0, (-45_000, *[-10_000] * 4), None, id="saves nothing"),
        pytest.param(replace(CASE, development_hours=0), 100, (25_000,) * 5, 0, id="takes no investment"),
        pytest.param(
            replace(CASE, development_hours=0), 10, (-6500,) * 5, None, id="loses without any investment"
        ),
        pytest.param(
            BusinessCase(
                hourly_rate=312.45,
                development_hours=1,
                development_rate=30_044.9,
                licence_per_year=1200.1,
                operation_per_year=0,
            ),
            100,
            (0, *[30_044.9] * 4),
            12,
            id="pays for itself in just a year",
        ),
    ],
)
def test_the_years_and_the_payback_are_those_reckoned_by_hand(
    case: BusinessCase, potential: float, years: tuple[float, ...], payback: int | None
) -> None:
    comes_to = expected_return(case, potential)
    assert comes_to is not None
    assert comes_to.years == pytest.approx(years)
    assert comes_to.payback_months == payback


def test_each_sum_on_the_way_is_shown() -> None:
    comes_to = expected_return(CASE, 100)
    assert comes_to is not None
    assert (comes_to.hours, comes_to.gain, comes_to.running_costs, comes_to.investment) == (
        100,
        35_000,
        10_000,
        35_000,
    )
    assert comes_to.accumulated == (-10_000, 15_000, 40_000, 65_000, 90_000)


def test_nothing_is_reckoned_while_the_potential_is_unknown() -> None:
    assert expected_return(CASE, None) is None
