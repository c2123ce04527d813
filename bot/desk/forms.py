"""A page with fields: one row says how it is shown, how each field is read, and what is done with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from bot.turn.fields import Data, Raw, kept, problems_of, process_for, process_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.fields import FilledIn
from cards.message import Message
from domain.errors import Outdated
from domain.people import Actor
from domain.process import Process
from domain.sight import SeenProcess, seen
from domain.steering import Check, check_decision

Read: TypeAlias = Callable[[Turn, SeenProcess, str], object]
"""Reads what is written in a field; raises what is wrong with it."""
Show: TypeAlias = Callable[[Turn, Actor, SeenProcess, Data, FilledIn], Message]
Do: TypeAlias = Callable[[Turn, Actor, Data, Raw], Process]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A page with fields; once they are taken, `done` is what is shown, None closes the pop-up.

    `overtaken` is the text for who was too late: they see what they wrote beside the process as it is now.
    """

    fields: Mapping[str, Read]
    show: Show
    do: Do
    done: Callable[[Turn, Actor, SeenProcess], Message | None]
    check: Check = check_decision
    overtaken: str = "card-overtaken"

    def take(self, turn: Turn, actor: Actor, process: SeenProcess, data: Data) -> Message | None:
        """Do what was filled in, or show the page again with what is wrong."""
        raw = {field: written(data, field) for field in self.fields}
        problems = problems_of(
            *(partial(read, turn, process, raw[field]) for field, read in self.fields.items())
        )
        if problems:
            again = FilledIn(raw=kept(raw, problems), problems=problems)
            return self.show(turn, actor, process, data, again)
        try:
            shown = seen(actor, self.do(turn, actor, data, raw))
        except Outdated:
            late = FilledIn(raw=raw, notice=turn.say(self.overtaken))
            return self.show(turn, actor, process_of(turn, actor, data), data, late)
        # Who has handed on a private one may not read it any more.
        return None if shown is None else self.done(turn, actor, shown)


def takes(form: Form) -> Page:
    """Make the page that takes a form which another page shows."""

    def page(turn: Turn, data: Data) -> Message | None:
        return form.take(turn, *process_for(turn, data, form.check), data)

    return page
