"""What is new to all of an organisation, and the card with which a coordinator chooses when to be told."""

from collections.abc import Sequence
from datetime import datetime, time

from microsoft_teams.cards import Action, CardElement, TimeInput

from cards.actions import execute, opens
from cards.elements import heading, line, make, row, run, subtle
from cards.inputs import choice_input
from cards.message import Message, message
from cards.say import Say
from cards.standing import numbered
from cards.values import say_clock, say_day, say_figures
from domain.process import Listing

ROWS = 10
WEEKDAYS = 7
MONDAY, MORNING = 0, time(8)


def digest_card(say: Say, processes: Sequence[Listing], total: int, *, preview: bool = False) -> Message:
    """List what is new, each opened by a tap; `total` counts also what is beyond the list."""
    told = say("card-digest", count=total)
    body: list[CardElement] = [heading(told)]
    if preview:
        body.append(subtle(say("card-digest.preview"), spacing="None"))
    body += (_row(say, process) for process in processes[:ROWS])
    if total > ROWS:
        body.append(subtle(say("card-digest.more", count=total - ROWS), spacing="Medium"))
    return message(told, body)


def digest_settings_card(
    say: Say, *, weekday: int = MONDAY, at: time = MORNING, next_on: datetime | None = None
) -> Message:
    """Say whether and when the channel gets a digest, and offer to change it; `next_on` is None while off."""
    told = say("card-digest-settings")
    stands = (
        say("card-digest-settings.off")
        if next_on is None
        else say(
            "card-digest-settings.on",
            weekday=say(f"card-weekday-{weekday}"),
            time=say_clock(say, at),
            day=say_day(say, next_on),
        )
    )
    save = say("button-digest_on") if next_on is None else say("card-digest-settings.save")
    actions: list[Action] = [
        execute(say, "digest_on", {}, style="positive", title=save),
        execute(say, "digest_preview", {}, inputs="none"),
    ]
    if next_on is not None:
        actions.append(execute(say, "digest_off", {}, inputs="none"))
    return message(
        told,
        [
            heading(told),
            subtle(say("card-digest-settings.help")),
            line(run(stands, weight="Bolder"), spacing="Medium"),
            choice_input(
                "weekday",
                say("card-digest-settings.weekday"),
                {str(day): say(f"card-weekday-{day}") for day in range(WEEKDAYS)},
                str(weekday),
            ),
            make(TimeInput, id="time", label=say("card-digest-settings.time"), value=f"{at:%H:%M}"),
        ],
        actions,
    )


def _row(say: Say, process: Listing) -> CardElement:
    number = say("card-number-of", number=str(process.number))
    reading = opens(say, "more", {"process": str(process.id)}, title=numbered(say, process))
    return row(f"{number} · {say_figures(say, process.answers)}", process.title, say("card-open"), reading)
