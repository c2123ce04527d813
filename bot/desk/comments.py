"""What people say to each other about a process, and what has happened to it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.desk.colleagues import people_names, person_chosen
from bot.turn.fields import Data, as_uuid, kept, number_in, problems_of, process_id_in, process_of, written
from bot.turn.page import Page
from bot.turn.turn import Turn
from cards.comments import comment_card, comment_with, comments_card
from cards.fields import NO_PROBLEMS
from cards.history import ALL, history_card
from cards.message import Message
from domain.access import is_one_of
from domain.errors import NotFound
from domain.events import GROUPS, kinds_in
from domain.reading.parsed import Refused
from domain.sight import SeenProcess
from domain.steering import check_involved
from services.comments import check_count, check_mentioned, comment
from services.following import follow, unfollow
from services.remarks import read_remark
from services.seeing import as_seen
from storage.history import history

SHOWN_AT_MOST = 10
"""So many people stand beside a field for a comment and the comments before it."""


def _open(turn: Turn, data: Data) -> Message:
    process = _own(turn, data)
    if "remark" not in data:
        return _page(turn, process, data)
    remark = comment_with(process, as_uuid(data["remark"]))
    if remark is None:
        raise NotFound
    return comment_card(turn.say, process, remark)


def _send(turn: Turn, data: Data) -> Message:
    process, text = _own(turn, data), written(data, "text")
    mentioned: list[UUID] = []
    problems = problems_of(
        lambda: read_remark(text, "text"),
        lambda: _find_mentioned(turn, process, written(data, "mentioned"), mentioned),
    )
    if problems:
        return _page(turn, process, data, problems, mentioned)
    process = as_seen(turn.actor, comment(turn.session, turn.actor, process.id, text, mentioned, turn.now))
    return _page(turn, process, {}, sent=True)


def _find_mentioned(turn: Turn, process: SeenProcess, chosen: str, found: list[UUID]) -> None:
    ids = [object_id for object_id in chosen.split(",") if object_id]
    check_count(ids)
    found.extend(person_chosen(turn, object_id, "mentioned").id for object_id in ids)
    check_mentioned(turn.session, process, found)


def _page(
    turn: Turn,
    process: SeenProcess,
    data: Data,
    problems: Mapping[str, Refused] = NO_PROBLEMS,
    mentioned: Sequence[UUID] = (),
    *,
    sent: bool = False,
) -> Message:
    is_own = is_one_of(turn.actor, process.submitter)
    return comments_card(
        turn.say,
        process,
        _people(turn, process, mentioned),
        follows=None if is_own else is_one_of(turn.actor, *process.followers),
        page=number_in(data, "page") or 0,
        raw=kept({field: written(data, field) for field in ("text", "mentioned")}, problems),
        problems=problems,
        sent=sent,
    )


def _people(turn: Turn, process: SeenProcess, mentioned: Sequence[UUID]) -> Mapping[str, str]:
    """Return whom to mention: those who are already and who have a part in the process come first."""
    involved = (process.submitter, process.expert, process.holder, process.deputy, process.watcher)
    named = {person.id for person in involved if person is not None}
    return people_names(turn, named.union(mentioned), SHOWN_AT_MOST + len(mentioned))


def _follow(turn: Turn, data: Data) -> Message:
    follow(turn.session, turn.actor, process_id_in(data), turn.now)
    return _page(turn, _own(turn, data), data)


def _unfollow(turn: Turn, data: Data) -> Message:
    unfollow(turn.session, turn.actor, process_id_in(data))
    return _page(turn, _own(turn, data), data)


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


PAGES: Mapping[str, Page] = {
    "comments": _open,
    "comment": _send,
    "follow": _follow,
    "unfollow": _unfollow,
    "history": _history,
}
