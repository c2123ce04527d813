"""Who coordinates, the field with which a coordinator names a colleague, and what they are told."""

from collections.abc import Mapping, Sequence

from microsoft_teams.cards import Action, CardElement

from cards.actions import submits
from cards.elements import fact, heading, line, subtle, warning
from cards.inputs import choice_input
from cards.message import Message, message
from cards.question import say_problem
from cards.safe import excerpt
from cards.say import Say
from domain.reading.parsed import Refused

SHOWN_AT_MOST = 100
"""So many colleagues fit on a card; a review team that is larger is not one."""
NAME_LENGTH = 60


def coordinators_card(
    say: Say, coordinators: Sequence[str], colleagues: Mapping[str, str], *, problem: Refused | None = None
) -> Message:
    """Show the coordinators, and offer to name one of the review team's others (key to name)."""
    told = say("card-coordinators")
    body: list[CardElement] = [
        heading(told),
        subtle(say("card-coordinators.help")),
        fact(say("card-coordinators.now"), excerpt(", ".join(coordinators), NAME_LENGTH * 10)),
    ]
    actions: list[Action] = []
    if colleagues:
        body.append(
            choice_input(
                "colleague",
                say("card-coordinators.colleague"),
                {key: excerpt(name, NAME_LENGTH) for key, name in list(colleagues.items())[:SHOWN_AT_MOST]},
                placeholder=say("card-choose"),
            )
        )
        actions.append(submits(say, "name_coordinator", {}, style="positive"))
    else:
        body.append(subtle(say("card-coordinators.all")))
    if problem is not None:
        body.append(warning(say_problem(say, problem)))
    return message(told, body, actions)


def told_coordinator(say: Say) -> Message:
    """Tell a person that they are a coordinator now, and what to do first."""
    told = say("card-told-coordinator")
    return message(told, [heading(told), line(say("card-told-coordinator.help"), spacing="Small")])
