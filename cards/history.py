"""Everything that happened to a process, as sentences."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from microsoft_teams.cards import Action, CardElement

from cards.actions import Data, about, back_to_process, submits
from cards.elements import head, line, run, subtle
from cards.inputs import choice_input
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.standing import say_twin, written
from cards.values import say_moment
from domain.events import GROUPS
from domain.history import Happening
from domain.process import Remark
from domain.sight import SeenProcess

EXCERPT = 160
NAME_LENGTH = 60
ALL = "all"


def history_card(
    say: Say,
    process: SeenProcess,
    happened: Sequence[Happening],
    *,
    group: str = ALL,
    page: int = 0,
    more: bool = False,
) -> Message:
    """Show a page of what happened, newest first, of one group or all; `more` says that older ones follow."""
    told = say("card-history", number=str(process.number))
    here = about(process)
    remarks = {remark.id: remark for remark in process.remarks}
    groups = {key: say(f"card-history-{key}") for key in (ALL, *GROUPS)}
    body: list[CardElement] = [
        *head(told, process.title),
        choice_input("group", say("card-history.label"), groups, group),
    ]
    for each in happened:
        body += _lines(say, process, each, remarks)
    if not happened:
        body.append(subtle(say("card-history.nothing"), spacing="Medium"))
    actions: list[Action] = [submits(say, "history", here, title=say("card-history.show"), style="positive")]
    if page > 0:
        actions.append(_turn(say, "card-newer", {**here, "page": page - 1, "group": group}))
    if more:
        actions.append(_turn(say, "card-older", {**here, "page": page + 1, "group": group}))
    return message(told, body, [*actions, back_to_process(say, process)])


def _turn(say: Say, title: str, data: Data) -> Action:
    """Make a button to another page of the same group; what is chosen in the field counts once asked for."""
    return submits(say, "history", data, title=say(title), inputs="none")


def _lines(
    say: Say, process: SeenProcess, each: Happening, remarks: Mapping[UUID, Remark]
) -> Sequence[CardElement]:
    who = each.actor.name if each.actor else say("card-somebody")
    whom = each.about.name if each.about else say("card-somebody")
    is_of_twin = each.data.get("into") == str(process.merged_into)
    words = {
        "of": say(f"card-phase-{each.data['of']}") if "of" in each.data else "",
        "to": say(f"card-phase-{each.data['to']}") if "to" in each.data else "",
        "part": each.data.get("part", ""),
        "twin": say_twin(say, process.twin if is_of_twin else None),
    }
    sentence = say(
        f"card-happened-{each.kind}",
        who=excerpt(who, NAME_LENGTH),
        whom=excerpt(whom, NAME_LENGTH),
        **words,
    )
    when = run(f" · {say_moment(say, each.at)}", size="Small", subtle=True)
    shown = [line(sentence, when, spacing="Medium")]
    remark = remarks.get(UUID(each.data["remark"])) if "remark" in each.data else None
    # A comment stands by its own line, not by each of those it mentions.
    if remark is not None and each.kind != "mentioned":
        shown.append(subtle(excerpt(written(say, remark), EXCERPT), spacing="None"))
    return shown
