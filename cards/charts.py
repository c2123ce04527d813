"""Figures as a chart where Teams draws one, and as a table everywhere else."""

from collections.abc import Mapping, Sequence
from datetime import date

from microsoft_teams.cards import (
    CardElement,
    ColumnDefinition,
    Container,
    LineChart,
    LineChartData,
    LineChartValue,
    Table,
    TableCell,
    TableRow,
    TextWeight,
    VerticalBarChart,
    VerticalBarChartDataValue,
)

from cards.elements import line, make, run
from cards.safe import plain
from cards.say import Say
from cards.values import as_read, say_month

_NUMBERS = make(ColumnDefinition, width=1.0, horizontal_cell_content_alignment="Right")

Day = date | int
"""What a line runs over: the first days of months, or years."""


def bar_chart(say: Say, title: str, bars: Sequence[tuple[str, float]]) -> CardElement:
    """Make a bar for each labelled value."""
    return make(
        VerticalBarChart,
        title=plain(title),
        show_title=True,
        show_bar_values=True,
        data=[make(VerticalBarChartDataValue, x=plain(label), y=as_read(value)) for label, value in bars],
        fallback=_table(title, [[label, _say_number(say, value)] for label, value in bars]),
    )


def line_chart(
    say: Say, title: str, over: str, series: Mapping[str, Sequence[tuple[Day, float]]]
) -> CardElement:
    """Make a line for each named series; `over` says what it runs along, such as months."""
    by_day = {name: dict(points) for name, points in series.items()}
    days = sorted({day for points in by_day.values() for day in points}, key=_rank)
    rows = [
        [_say_day(say, day), *(_say_number(say, points.get(day)) for points in by_day.values())]
        for day in days
    ]
    return make(
        LineChart,
        title=plain(title),
        show_title=True,
        x_axis_title=plain(over),
        data=[
            make(
                LineChartData,
                legend=plain(name),
                values=[make(LineChartValue, x=_place(day), y=as_read(value)) for day, value in points],
            )
            for name, points in series.items()
        ],
        fallback=_table(title, rows, head=[over, *series]),
    )


def _table(title: str, rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> Container:
    lines = [*([_row(head, bold=True)] if head else []), *(_row(row) for row in rows)]
    columns = max(map(len, [head, *rows]))
    table = make(
        Table,
        first_row_as_headers=bool(head),
        show_grid_lines=False,
        columns=[make(ColumnDefinition, width=2.0), *[_NUMBERS] * (columns - 1)],
        rows=lines,
    )
    return make(Container, items=[line(run(title, weight="Bolder")), table], spacing="Medium")


def _row(cells: Sequence[str], *, bold: bool = False) -> TableRow:
    weight: TextWeight | None = "Bolder" if bold else None
    return make(TableRow, cells=[make(TableCell, items=[line(run(words, weight=weight))]) for words in cells])


def _place(day: Day) -> str | float:
    return float(day) if isinstance(day, int) else day.isoformat()


def _rank(day: Day) -> int:
    return day if isinstance(day, int) else day.toordinal()


def _say_day(say: Say, day: Day) -> str:
    return str(day) if isinstance(day, int) else say_month(say, day)


def _say_number(say: Say, value: float | None) -> str:
    return "–" if value is None else say("card-number", count=as_read(value))
