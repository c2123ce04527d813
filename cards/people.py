"""Who has which part in a process, and the field in which a colleague is chosen."""

from collections.abc import Collection, Mapping

from microsoft_teams.cards import Action, ChoiceSetInput, QueryData

from cards.actions import DECIDES, about, back_to_process, execute, opens, submits
from cards.elements import fact, head, heading, line, make, row, subtle
from cards.fields import NO_PROBLEMS, problem_of
from cards.inputs import choice_input
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.standing import numbered
from domain.people import FOR_REVIEWERS, Part, Person
from domain.reading.parsed import Refused
from domain.sight import SeenProcess

NAME_LENGTH = 60
EVERYBODY = "graph.microsoft.com/users"
"""What Teams searches in a field for people, where the client can; others show the choices alone."""


def people_card(
    say: Say,
    process: SeenProcess,
    actions: Collection[str],
    *,
    done: str | None = None,
    notice: str | None = None,
) -> Message:
    """Show who has which part; to who decides, each as a row that leads to where it is given away.

    `actions` are the verbs open to the reader; `done` confirms what was saved; `notice` says why nothing was.
    """
    told = say("card-people", number=str(process.number))
    body = head(told, process.title, done=done, notice=notice)
    for part in Part:
        who, label = who_is(process, part), say(f"card-part-{part.value}")
        name = excerpt(who.name, NAME_LENGTH) if who else say("card-people.nobody")
        if DECIDES in actions:
            change = submits(say, "people", {**about(process), "part": part.value}, title=label)
            body.append(row(label, name, say("card-people.change"), change))
        else:
            body.append(fact(label, name))
    return message(told, body, [back_to_process(say, process)])


def part_card(
    say: Say,
    process: SeenProcess,
    part: Part,
    people: Mapping[str, str],
    *,
    chosen: str | None = None,
    problems: Mapping[str, Refused] = NO_PROBLEMS,
) -> Message:
    """Take who is to have a part, among people by key and name; `chosen` is proposed."""
    told = say(f"card-part-{part.value}")
    here = {**about(process), "part": part.value}
    actions: list[Action] = [submits(say, "people_save", here, style="positive")]
    if who_is(process, part) is not None:
        nobody = {**here, "nobody": "yes"}
        title = say(f"card-part-{part.value}.nobody")
        actions.append(submits(say, "people_save", nobody, title=title, inputs="none"))
    back = submits(say, "people", about(process), title=say("button-back_to_people"), inputs="none")
    return message(
        told,
        [
            heading(told),
            subtle(numbered(say, process), spacing="None"),
            line(say(f"card-part-{part.value}.help"), spacing="Small"),
            person_field(say, "person", say("card-people.colleague"), people, chosen=chosen),
            *problem_of(say, "person", problems),
        ],
        [*actions, back],
    )


def person_field(
    say: Say,
    field: str,
    label: str,
    people: Mapping[str, str],
    *,
    chosen: str | None = None,
    several: bool = False,
) -> ChoiceSetInput:
    """Make a field for a colleague, or for several: Teams searches everybody, other clients show `people`."""
    names = {key: excerpt(name, NAME_LENGTH) for key, name in people.items()}
    placeholder = say("card-choose-several" if several else "card-choose")
    colleagues = choice_input(field, label, names, chosen, several=several, placeholder=placeholder)
    colleagues.choices_data = make(QueryData, dataset=EVERYBODY)
    return colleagues


def told_named(say: Say, process: SeenProcess, part: Part) -> Message:
    """Tell somebody which part in a process they have been given."""
    told = say("card-told-named", part=part.value, number=str(process.number))
    look: Action = execute(say, "status", {"process": str(process.id)})
    return message(
        told,
        [
            *head(told, process.title),
            line(say(f"card-part-{part.value}.told"), spacing="Medium"),
        ],
        [opens(say, "more", about(process)) if part in FOR_REVIEWERS else look],
    )


def who_is(process: SeenProcess, part: Part) -> Person | None:
    """Return who has a part in a process."""
    return {
        Part.HOLDER: process.holder,
        Part.DEPUTY: process.deputy,
        Part.EXPERT: process.expert,
        Part.WATCHER: process.watcher,
    }[part]
