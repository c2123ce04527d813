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
from domain.steering import Check, check_decision

Read: TypeAlias = Callable[[Turn, Process, str], object]
"""Reads what is written in a field; raises what is wrong with it."""
Show: TypeAlias = Callable[[Turn, Actor, Process, Data, FilledIn], Message]
Do: TypeAlias = Callable[[Turn, Actor, Data, Raw], Process]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A page with fields; once they are taken, `done` is what is shown, None closes the pop-up.

    `overtaken` is the text for who was too late: they see what they wrote beside the process as it is now.
    """

    fields: Mapping[str, Read]
    show: Show
    do: Do
    done: Callable[[Turn, Actor, Process], Message | None]
    check: Check = check_decision
    overtaken: str = "card-overtaken"

    def take(self, turn: Turn, actor: Actor, process: Process, data: Data) -> Message | None:
        """Do what was filled in, or show the page again with what is wrong."""
        raw = {field: written(data, field) for field in self.fields}
        problems = problems_of(
            *(partial(read, turn, process, raw[field]) for field, read in self.fields.items())
        )
        if problems:
            again = FilledIn(raw=kept(raw, problems), problems=problems)
            return self.show(turn, actor, process, data, again)
        try:
            process = self.do(turn, actor, data, raw)
        except Outdated:
            late = FilledIn(raw=raw, notice=turn.say(self.overtaken))
            return self.show(turn, actor, process_of(turn, actor, data), data, late)
        return self.done(turn, actor, process)


def takes(form: Form) -> Page:
    """Make the page that takes a form which another page shows."""

    def page(turn: Turn, data: Data) -> Message | None:
        return form.take(turn, *process_for(turn, data, form.check), data)

    return page
