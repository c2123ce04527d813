"""What can be tapped: a verb and its data, never anything that says who taps."""

from collections.abc import Iterator, Mapping

from microsoft_teams.cards import ActionStyle, AssociatedInputs, ExecuteAction, SubmitAction

from cards.elements import make
from cards.safe import plain
from cards.say import Say
from domain.sight import SeenProcess

Data = Mapping[str, str | int]

DECIDES = "reject"
"""The verb that is open to who decides on a process; they also move it, and say who does what."""


def execute(
    say: Say,
    verb: str,
    data: Data,
    *,
    style: ActionStyle | None = None,
    title: str | None = None,
    inputs: AssociatedInputs | None = None,
) -> ExecuteAction:
    """Make a button that carries out a verb and takes what is filled in, unless `inputs` is "none"."""
    said = plain(title or say(f"button-{verb}"))
    sent = {"verb": verb, **data}
    return make(
        ExecuteAction,
        title=said,
        verb=verb,
        data=dict(data),
        style=style,
        associated_inputs=inputs,
        fallback=make(SubmitAction, title=said, data=sent, style=style, associated_inputs=inputs),
    )


def submits(
    say: Say,
    verb: str,
    data: Data,
    *,
    style: ActionStyle | None = None,
    title: str | None = None,
    inputs: AssociatedInputs | None = None,
) -> SubmitAction:
    """Make a button of a task module, which takes what is filled in.

    With `inputs` "none" that stays behind; with "auto" it goes along, but the button does as well without.
    """
    said = plain(title or say(f"button-{verb}"))
    sent = {"verb": verb, **data}
    return make(SubmitAction, title=said, data=sent, style=style, associated_inputs=inputs)


def opens(say: Say, verb: str, data: Data, *, title: str | None = None) -> SubmitAction:
    """Make a button that opens a task module; only a submit can."""
    return make(
        SubmitAction,
        title=plain(title or say(f"button-{verb}")),
        data={"msteams": {"type": "task/fetch"}, "verb": verb, **data},
        associated_inputs="none",
    )


def about(process: SeenProcess) -> Data:
    """Return what a button says of the process it is about."""
    return {"process": str(process.id), "version": process.version}


def next_in_queue(say: Say, process: SeenProcess) -> SubmitAction:
    """Make the button that leads a reviewer on to the next idea they have yet to assess."""
    return submits(say, "next", about(process), inputs="none")


def page_turns(say: Say, verb: str, data: Data, page: int, total: int) -> Iterator[SubmitAction]:
    """Make the buttons of a task module that lead to the page before and the one after."""
    for turned, title in ((page - 1, "card-page-before"), (page + 1, "card-page-after")):
        if 0 <= turned < total:
            yield submits(say, verb, {**data, "page": turned}, title=say(title), inputs="none")


def back_to_process(say: Say, process: SeenProcess) -> SubmitAction:
    """Make the button that leads from a page of the review desk back to the process."""
    return submits(say, "more", about(process), title=say("button-back_to_process"), inputs="none")
