"""A page with fields: one row says how it is shown, how each field is read, and what is done with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from bot.turn.fields import Data, process_id_in, process_of, version_of, written
from bot.turn.page import Page, filled_in_on
from bot.turn.turn import Turn
from cards.fields import BLANK, FILLED, FilledIn
from cards.message import Message
from domain.errors import ContainsCpr, NotThisPhase, Outdated, Refusal, Unreadable
from domain.people import Actor
from domain.process import Process
from domain.reading.parsed import Refused
from domain.sight import SeenProcess, seen
from domain.steering import Check, check_decision
from texts import Say

T = TypeVar("T")
Read: TypeAlias = Callable[[Any], object]
"""Reads what is written in a field; raises what is wrong with it."""

OVERTAKEN = (NotThisPhase, Outdated)
"""What comes of pressing a button that showed another state, or led on from one."""
_ABOUT_A_FIELD = (Unreadable, ContainsCpr)


@dataclass(kw_only=True)
class Visit:
    """One look at a page: whose, what they sent, and what is to be seen in the fields.

    `said` is what was written in each field, and `read` what it means, where it can be read.
    """

    turn: Turn
    actor: Actor
    data: Data
    check: Check
    said: dict[str, Any] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)
    filled: FilledIn = BLANK
    refusal: Refusal | None = None

    @cached_property
    def process(self) -> SeenProcess:
        """The process the page is about; read once it is asked for, since what changes it reads it anew."""
        process = process_of(self.turn, self.actor, self.data)
        self.check(self.actor, process)
        return process

    @property
    def say(self) -> Say:
        """The texts in the language of whoever looks."""
        return self.turn.say

    @property
    def now(self) -> datetime:
        """When they look."""
        return self.turn.now

    @property
    def acts(self) -> tuple[Session, Actor, UUID]:
        """Who acts in which session on which process, as services begin with it."""
        return self.turn.session, self.actor, process_id_in(self.data)

    @property
    def version(self) -> int:
        """The version of it that the page showed."""
        return version_of(self.data)

    def tell(self, problems: Mapping[str, Refused]) -> None:
        """Keep what is wrong with the fields, and what may be seen in them again."""
        # A CPR number must not come back, and a field for a date cannot show what is none.
        lost = {name for name, refused in problems.items() if refused.problem in ("cpr", "not-a-date")}
        raw = {name: said for name, said in self.said.items() if isinstance(said, str) and name not in lost}
        self.filled = FilledIn(raw=raw, problems=problems)


Show: TypeAlias = Callable[[Visit], Message | None]


def after(show: Callable[[Visit, SeenProcess], Message | None]) -> Callable[[Visit, Process], Message | None]:
    """Show a process after a deed, as whoever did it sees it."""

    def done(visit: Visit, process: Process) -> Message | None:
        shown = seen(visit.actor, process)
        # Who has let go of a private one, or handed it on, may not read it any more.
        return None if shown is None else show(visit, shown)

    return done


@dataclass(frozen=True, kw_only=True)
class Form(Generic[T]):
    """A page with fields; once they are taken, `done` is what is shown, None closes the pop-up.

    It is filled in on the page that `opens` it, or where it `opens_itself`, on one that the same verb shows.
    If something is wrong with a field, nothing is done, unless what is right is taken `by_part`. Who is
    refused with `told_above` sees what they wrote beside the process as it is now, below the text `overtaken`
    or the refusal's own sentence; once the page is not to be had any more, what is shown `instead`.
    """

    fields: Callable[[Visit], Mapping[str, Read]] = lambda _: {}
    show: Show
    do: Callable[[Visit], T]
    done: Callable[[Visit, T], Message | None]
    check: Check = check_decision
    actor: Callable[[Turn], Actor] = attrgetter("reviewer")
    said: Callable[[Data, str], Any] = written
    by_part: bool = False
    opens: Page | None = None
    opens_itself: bool = False
    told_above: tuple[type[Refusal], ...] = OVERTAKEN
    overtaken: str | None = "card-overtaken"
    instead: Show | None = None

    def __call__(self, turn: Turn, data: Data) -> Message | None:
        """Do what was filled in, or show the page: when it is opened, and with what is wrong."""
        return filled_in_on(self._open, self._send)(turn, data)

    def _open(self, turn: Turn, data: Data) -> Message | None:
        return self.opens(turn, data) if self.opens else self._answer(turn, data, self.show)

    def _send(self, turn: Turn, data: Data) -> Message | None:
        is_opened = self.opens_itself and FILLED not in data
        return self._answer(turn, data, self.show if is_opened else self._take)

    def _answer(self, turn: Turn, data: Data, answer: Show) -> Message | None:
        visit = Visit(turn=turn, actor=self.actor(turn), data=data, check=self.check)
        try:
            return answer(visit)
        except self.told_above as refusal:
            late = _late(visit, refusal, self.overtaken)
        try:
            return self.show(late)
        except OVERTAKEN as refusal:
            if self.instead is None:
                raise
            return self.instead(_late(visit, refusal))

    def _take(self, visit: Visit) -> Message | None:
        self._read(visit)
        if visit.filled.problems and not self.by_part:
            return self.show(visit)
        try:
            result = self.do(visit)
        except _ABOUT_A_FIELD as refusal:
            problem = _problem(refusal)
            if problem.keys() <= visit.said.keys():
                visit.tell(problem)
                return self.show(visit)
            raise
        return self.done(visit, result)

    def _read(self, visit: Visit) -> None:
        problems: dict[str, Refused] = {}
        for name, read in self.fields(visit).items():
            visit.said[name] = self.said(visit.data, name)
            try:
                visit.read[name] = read(visit.said[name])
            except _ABOUT_A_FIELD as refusal:
                problems |= _problem(refusal)
        visit.tell(problems)


def _late(visit: Visit, refusal: Refusal, overtaken: str | None = None) -> Visit:
    """Look once more at what has changed meanwhile."""
    say = visit.say
    notice = say(overtaken, **refusal.args_for_text) if overtaken else visit.turn.say_refusal(refusal)
    return replace(visit, filled=replace(visit.filled, notice=notice), refusal=refusal)


def _problem(refusal: Unreadable | ContainsCpr) -> dict[str, Refused]:
    args = dict(refusal.args_for_text)
    return {str(args.pop("field")): Refused(str(args.pop("problem", "cpr")), args)}
