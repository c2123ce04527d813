"""What a tap on a card does: one row a verb, whether it came as Action.Execute or as its Submit fallback."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias
from uuid import UUID

from bot.chat import digests, files, lists, undelivered
from bot.chat.dialog import own_draft, suggest
from bot.chat.hearing import choose_language, go_on, run_command, show_standing
from bot.desk.proposals import tap_decide
from bot.turn.fields import Data, check_came, number_in, process_id_in, process_of, version_of, written
from bot.turn.turn import Turn
from bot.views.lists import VIEWS
from bot.views.rendering import status_view
from cards.message import SHOWN, Message
from cards.own import receipt_card
from cards.privacy import forgotten_card
from cards.review import review_card
from cards.welcome import language_card, mute_card, review_channel_card
from dialogs.commands import Command
from dialogs.said import Tapped
from dialogs.submission import TAPPED
from domain.access import may_reply
from domain.errors import NotFound, NotYours, Refusal
from domain.people import Actor, ReviewTeam
from domain.process import Phase, Process
from domain.scoring import score
from domain.settings_form import LANGUAGES
from domain.sight import seen
from domain.steering import open_actions
from services.following import follow, unfollow
from services.holding import claim, release
from services.people import set_muted
from services.privacy import forget
from services.review_channel import make_review_channel
from services.seeing import as_seen
from services.steering import move
from services.submission import withdraw
from storage.processes import load
from storage.settings import settings_of

Tap: TypeAlias = Callable[[Turn, Data], Message | None]
Review: TypeAlias = Callable[[Turn, Actor, UUID, Data], Process]


@dataclass(frozen=True)
class Verb:
    """What a button does; where others read along only if it says so, else between one person and the bot."""

    do: Tap
    among_others: bool = False


class UnknownButton(Refusal):
    """The card is older than the button's meaning, or not ours."""

    text_key = "refused-unknown-button"


def tap(turn: Turn, verb: str, data: Data) -> Message | None:
    """Do what a button says; return the card that takes the tapped one's place, if not told below it."""
    row = VERBS.get(verb)
    if row is None or not (turn.incoming.is_personal or row.among_others):
        raise UnknownButton
    check_came(data)
    return row.do(turn, data)


def review_view(turn: Turn, actor: Actor, process: Process, notice: Refusal | None = None) -> Message:
    """Return the review card as it stands, with the buttons this person may press.

    Of a private one a reviewer who may not read it sees as much as stands in the channel.
    """
    team = ReviewTeam(organisation_id=actor.organisation_id)
    shown = seen(actor, process) or (seen(team, process) if actor.reviews else None)
    if shown is None:
        raise NotFound
    return review_card(
        turn.say,
        shown,
        score(process, settings_of(turn.session, process.organisation_id)),
        open_actions(actor, process),
        reviewer_ids=[turn.incoming.from_id],
        notice=turn.say_refusal(notice) if notice else None,
    )


def _dialog(verb: str) -> Tap:
    def tap_dialog(turn: Turn, data: Data) -> Message | None:
        draft = own_draft(turn, data["draft"]) if "draft" in data else turn.draft
        if draft is None:
            turn.note("note-nothing-pending")
            return None
        key = data.get("key")
        value = data.get("value", data.get(key) if isinstance(key, str) else None)
        return go_on(turn, draft, Tapped(verb=verb, key=key, value=value))

    return tap_dialog


def _review(act: Review) -> Tap:
    def tap_review(turn: Turn, data: Data) -> Message:
        actor = turn.reviewer
        return review_view(turn, actor, act(turn, actor, process_id_in(data), data))

    return tap_review


def _accept(turn: Turn, actor: Actor, process_id: UUID, data: Data) -> Process:
    return move(turn.session, actor, process_id, Phase.PREANALYSIS, turn.now, version=version_of(data))


def _suggest(turn: Turn, _: Data) -> None:
    suggest(turn)


def _mine(turn: Turn, data: Data) -> None:
    turn.reply("mine", page=number_in(data, "page") or 0)


def _status(turn: Turn, data: Data) -> None:
    """Show how a process stands; older cards name it by its number."""
    number = number_in(data, "number")
    if "process" in data:
        show_standing(turn, process_of(turn, turn.actor, data))
    elif number is None:
        raise NotFound
    else:
        run_command(turn, Command(name="status", argument=number))


def _withdraw(turn: Turn, data: Data) -> Message:
    withdrawn = withdraw(turn.session, turn.actor, process_id_in(data), turn.now)
    return receipt_card(turn.say, as_seen(turn.actor, withdrawn))


def _follow(turn: Turn, data: Data) -> Message | None:
    follow(turn.session, turn.actor, process_id_in(data), turn.now)
    return _standing(turn, data)


def _unfollow(turn: Turn, data: Data) -> Message | None:
    unfollow(turn.session, turn.actor, process_id_in(data))
    return _standing(turn, data)


def _standing(turn: Turn, data: Data) -> Message | None:
    """Show how a process stands in place of the tapped card, or to an older client on a new one."""
    process = process_of(turn, turn.actor, data)
    if turn.incoming.is_tap:
        return status_view(turn.say, process, turn.person.id)
    turn.reply("status", process.id)
    return None


def _answer_question(turn: Turn, data: Data) -> None:
    process = process_of(turn, turn.actor, data)
    if not may_reply(turn.actor, process):
        raise NotYours
    if process.unanswered and process.status.is_open:
        turn.reply("asked", process.id, remark=str(process.unanswered[-1].id))
    else:
        turn.note("note-nothing-pending")


def _refresh(turn: Turn, data: Data) -> Message:
    """Show a card to one person of its organisation."""
    actor = turn.reviewer
    process = load(turn.session, process_id_in(data))
    if process is None or process.organisation_id != actor.organisation_id:
        raise NotFound
    return review_view(turn, actor, process)


def _make_review_channel(turn: Turn, _: Data) -> Message:
    make_review_channel(turn.session, turn.actor, turn.conversation.id, turn.now)
    turn.reply("review_channel", made_by=turn.person.name)
    return review_channel_card(turn.say, turn.person.name)


def _language(turn: Turn, data: Data) -> Message | None:
    language = data.get("language")
    if language not in LANGUAGES:
        turn.reply("language")
        return None
    choose_language(turn, language)
    return language_card(turn.say)


def _mute(turn: Turn, data: Data) -> Message | None:
    if "save" not in data:
        turn.reply("mute")
        return None
    # Clients may leave out a switch that is off.
    switches = written(data, SHOWN).split() or data
    set_muted(turn.person, [kind for kind in switches if data.get(kind, "false") == "false"])
    turn.note("note-muted")
    return mute_card(turn.say, turn.person.muted)


def _forget_me(turn: Turn, _: Data) -> Message | None:
    say, language = turn.say, turn.language
    forget(turn.session, turn.actor, turn.now)
    if turn.incoming.is_tap:
        return forgotten_card(say)
    turn.reply("forgotten", language=language)
    return None


REVIEWS: Mapping[str, Review] = {
    "claim": lambda turn, actor, process_id, _: claim(turn.session, actor, process_id, turn.now),
    "release": lambda turn, actor, process_id, _: release(turn.session, actor, process_id, turn.now),
    "accept": _accept,
}

VERBS: Mapping[str, Verb] = {
    "suggest": Verb(_suggest),
    "mine": Verb(_mine),
    "status": Verb(_status),
    "withdraw": Verb(_withdraw),
    "files": Verb(files.tap_files),
    "file": Verb(files.tap_file),
    "place_file": Verb(files.tap_place),
    "fetch_file": Verb(files.tap_fetch),
    "retry_file": Verb(files.tap_retry),
    "open_file": Verb(files.tap_open),
    "close_file": Verb(files.tap_close),
    "remove_file": Verb(files.tap_remove),
    **{verb: Verb(_review(act), among_others=True) for verb, act in REVIEWS.items()},
    "answer_question": Verb(_answer_question),
    "proposal_decide": Verb(tap_decide),
    "follow": Verb(_follow),
    "unfollow": Verb(_unfollow),
    "refresh": Verb(_refresh, among_others=True),
    "make_review_channel": Verb(_make_review_channel, among_others=True),
    "language": Verb(_language),
    "mute": Verb(_mute),
    "forget_me": Verb(_forget_me),
    "undelivered": Verb(undelivered.tap_look),
    "send_again": Verb(undelivered.tap_send_again),
    "digest_on": Verb(digests.tap_on, among_others=True),
    "digest_off": Verb(digests.tap_off, among_others=True),
    "digest_preview": Verb(digests.tap_preview, among_others=True),
    **{kind: Verb(partial(lists.show, kind), among_others=True) for kind in VIEWS},
    **{verb: Verb(_dialog(verb)) for verb in TAPPED},
}
