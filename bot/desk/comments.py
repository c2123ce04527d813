"""What people say to each other about a process, and what has happened to it."""

from collections.abc import Mapping, Sequence
from functools import partial
from operator import attrgetter
from uuid import UUID

from bot.desk.colleagues import people_names, person_chosen
from bot.desk.forms import Form, Visit, after
from bot.turn.fields import Data, as_uuid, number_in, process_id_in, process_of, written
from bot.turn.page import Page, filled_in_on
from bot.turn.turn import Turn
from cards.comments import comment_card, comment_with, comments_card
from cards.fields import BLANK, FilledIn
from cards.history import ALL, history_card
from cards.message import Message
from domain.access import is_one_of
from domain.errors import NotFound
from domain.events import GROUPS, kinds_in
from domain.process import Process
from domain.sight import SeenProcess
from domain.steering import check_involved
from services.comments import MOST_MENTIONED, check_count, check_mentioned, comment
from services.following import follow, unfollow
from services.people import known_person
from services.remarks import read_remark
from storage.history import history

SHOWN_AT_MOST = 10
"""So many people stand beside a field for a comment and the comments before it."""


def _open(turn: Turn, data: Data) -> Message:
    process = _own(turn, data)
    if "remark" not in data:
        begun = {field: written(data, field) for field in ("text", "mentioned")}
        return _page(turn, process, FilledIn(raw=begun), page=number_in(data, "page") or 0)
    remark = comment_with(process, as_uuid(data["remark"]))
    if remark is None:
        raise NotFound
    return comment_card(turn.say, process, remark)


def _read_mentioned(visit: Visit, said: str) -> Sequence[UUID]:
    ids = [object_id for object_id in said.split(",") if object_id]
    check_count(ids)
    found = [person_chosen(visit.turn, object_id, "mentioned").id for object_id in ids]
    check_mentioned(visit.turn.session, visit.process, found)
    return found


def _page(
    turn: Turn, process: SeenProcess, filled: FilledIn, *, page: int = 0, sent: bool = False
) -> Message:
    is_own = is_one_of(turn.actor, process.submitter)
    return comments_card(
        turn.say,
        process,
        _people(turn, process, filled.raw.get("mentioned", "")),
        follows=None if is_own else is_one_of(turn.actor, *process.followers),
        page=page,
        filled=filled,
        sent=sent,
    )


def _people(turn: Turn, process: SeenProcess, mentioned: str) -> Mapping[str, str]:
    """Return whom to mention: those who are already and who have a part in the process come first."""
    involved = (process.submitter, process.expert, process.holder, process.deputy, process.watcher)
    first = {person.id for person in involved if person is not None}
    ids = mentioned.split(",")[:MOST_MENTIONED]
    named = [person.id for each in ids if (person := known_person(turn.session, turn.actor, each))]
    return people_names(turn, first.union(named), SHOWN_AT_MOST + len(named))


def _follow(turn: Turn, data: Data) -> Message:
    follow(turn.session, turn.actor, process_id_in(data), turn.now)
    return _open(turn, data)


def _unfollow(turn: Turn, data: Data) -> Message:
    unfollow(turn.session, turn.actor, process_id_in(data))
    return _open(turn, data)


def _history(turn: Turn, data: Data) -> Message:
    process, group = _own(turn, data), written(data, "group")
    page = number_in(data, "page") or 0
    happened, more = history(turn.session, turn.actor, process.id, kinds_in(group), page)
    group = group if group in GROUPS else ALL
    return history_card(turn.say, process, happened, group=group, page=page, more=more)


def _own(turn: Turn, data: Data) -> SeenProcess:
    process = process_of(turn, turn.actor, data)
    check_involved(turn.actor, process)
    return process


_SEND: Form[Process] = Form(
    actor=attrgetter("actor"),
    check=check_involved,
    fields=lambda visit: {
        "text": partial(read_remark, field="text"),
        "mentioned": partial(_read_mentioned, visit),
    },
    show=lambda visit: _page(visit.turn, visit.process, visit.filled),
    do=lambda visit: comment(*visit.acts, visit.said["text"], visit.read["mentioned"], visit.now),
    done=after(lambda visit, process: _page(visit.turn, process, BLANK, sent=True)),
    opens=_open,
)

PAGES: Mapping[str, Page] = {
    "comments": _open,
    "comment": _SEND,
    "follow": _follow,
    "unfollow": _unfollow,
    "history": filled_in_on(_history, _history),
}
