"""The few shapes all cards are made of; every text on a card goes through here, into a TextRun or a title."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import ParamSpec, TypeVar, cast

from microsoft_teams.cards import (
    Action,
    CardElement,
    Container,
    RichTextBlock,
    Spacing,
    TextColor,
    TextRun,
    TextSize,
    TextWeight,
)
from microsoft_teams.cards.core import SerializableObject

from cards.safe import plain

Fields = ParamSpec("Fields")
Part = TypeVar("Part", bound=SerializableObject)

_put = object.__setattr__


def make(model: Callable[Fields, Part], *_: Fields.args, **fields: Fields.kwargs) -> Part:
    """Make a part of a card as its model would, but unchecked: what our own code fills in, mypy checks."""
    kind = cast(type[Part], model)
    part = object.__new__(kind)
    _put(part, "__dict__", {**_unfilled(kind), **fields})
    _put(part, "__pydantic_fields_set__", set(fields))
    _put(part, "__pydantic_extra__", {})
    _put(part, "__pydantic_private__", None)
    return part


@cache
def _unfilled(kind: type[SerializableObject]) -> Mapping[str, object]:
    # Once for each model, since `model_construct` takes several times as long as the checks it leaves out.
    return vars(kind.model_construct())


def run(
    words: str,
    *,
    size: TextSize | None = None,
    weight: TextWeight | None = None,
    color: TextColor | None = None,
    subtle: bool | None = None,
    action: Action | None = None,
) -> TextRun:
    """Make one stretch of text."""
    text = plain(words)
    return make(
        TextRun, text=text, size=size, weight=weight, color=color, is_subtle=subtle, select_action=action
    )


def line(
    *runs: TextRun | str, spacing: Spacing | None = None, separator: bool | None = None
) -> RichTextBlock:
    """Make a paragraph; plain strings are runs without a style."""
    inlines: list[CardElement] = [run(words) if isinstance(words, str) else words for words in runs]
    return make(RichTextBlock, inlines=inlines, spacing=spacing, separator=separator)


def heading(words: str) -> RichTextBlock:
    """Make the line that says what the card is."""
    return line(run(words, size="Large", weight="Bolder"))


def head(told: str, title: str, *, done: str | None = None, notice: str | None = None) -> list[CardElement]:
    """Make the top of a card about a process: what it is, and what has been done or stands in the way."""
    return [
        heading(told),
        subtle(title, spacing="None"),
        *([confirmation(done)] if done else []),
        *([warning(notice)] if notice else []),
    ]


def subtle(words: str, spacing: Spacing = "Small") -> RichTextBlock:
    """Make a line that steps back."""
    return line(run(words, subtle=True), spacing=spacing)


def warning(words: str) -> RichTextBlock:
    """Make a line that says what stands in the way."""
    return line(run(words, color="Attention", weight="Bolder"), spacing="Small")


def confirmation(words: str) -> RichTextBlock:
    """Make a line that says what has just been done."""
    return line(run(words, color="Good", weight="Bolder"), spacing="Small")


def fact(label: str, value: str) -> Container:
    """Make a label with its value below."""
    named = line(run(label, size="Small", subtle=True))
    return make(Container, items=[named, line(value, spacing="None")], spacing="Small")


def row(label: str, value: str, sign: str, action: Action, *, separator: bool = True) -> Container:
    """Make a labelled value that can be tapped as a whole; `sign` is the word that says so."""
    return make(
        Container,
        items=[
            line(run(label, size="Small", subtle=True), run(f"\u2003{sign}", size="Small", color="Accent")),
            line(value, spacing="None"),
        ],
        select_action=action,
        spacing="Small",
        separator=separator,
    )


def choice(words: str, action: Action) -> Container:
    """Make a row that is chosen by a tap."""
    items: list[CardElement] = [line(run(words, color="Accent"))]
    return make(Container, style="emphasis", spacing="Small", select_action=action, items=items)


def aside(items: Sequence[CardElement]) -> Container:
    """Make a box for what somebody said."""
    return make(Container, style="emphasis", items=list(items), spacing="Medium")
