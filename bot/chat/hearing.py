"""What is said to the bot: commands, answers to a reviewer, and the dialog's answers, in that order."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from bot.chat import digests, files, lists
from bot.chat.dialog import ask_again, ask_what_waits, offer_to_go_on, suggest, take
from bot.teams.incoming import link_to_chat
from bot.turn.turn import Turn
from bot.views.lists import VIEWS
from cards.message import Message
from dialogs.commands import Command, naming_a_language, recognise
from dialogs.said import Edited, Said, Typed
from domain.access import is_one_of, may_review
from domain.commands import COMMANDS
from domain.errors import AlreadyAnswered, AlreadyDecided, ContainsCpr, NotFound, NotYours, Unreadable
from domain.people import Role, check_coordinates
from domain.process import Process
from domain.reading.cpr import contains_cpr
from services.people import redeem, set_language, set_muted
from services.privacy import check_not_the_last
from services.review import answer
from services.seeing import read_numbered
from storage.conversations import newest_chat, posted_last
from storage.processes import drafts_of
from storage.tables import ConversationRow, DraftRow

CommandHandler: TypeAlias = Callable[[Turn, str | int | None], None]


def hear(turn: Turn) -> None:
    """Answer a message; in channels and groups only one that names the bot."""
    if turn.incoming.is_personal:
        _hear_with_files(turn, Typed(text=turn.incoming.text, message=turn.incoming.activity_id))
    elif turn.incoming.names_bot:
        _hear_among_others(turn)


def hear_edit(turn: Turn) -> None:
    """Answer a message that was changed after it was sent."""
    if turn.incoming.is_personal and turn.incoming.event_type != "undeleteMessage":
        _hear_in_private(turn, Edited(text=turn.incoming.text, message=turn.incoming.activity_id))


def run_command(turn: Turn, command: Command) -> None:
    """Do what a command asks for, if it is there for this person; most show the card of their name."""
    if COMMANDS[command.name].role is Role.COORDINATOR:
        check_coordinates(turn.actor)
    if command.name in HANDLERS:
        HANDLERS[command.name](turn, command.argument)
    else:
        turn.reply(command.name)


def go_on(turn: Turn, draft: DraftRow, said: Said) -> Message | None:
    """Let the dialog hear what was said; a command that it leaves to us comes before it asks again."""
    carried = take(turn, draft, said)
    for command in carried.commands:
        run_command(turn, command)
        ask_again(turn, draft)
    return carried.card


def _hear_with_files(turn: Turn, said: Typed) -> None:
    """Take in what comes along, and then what is said beside it."""
    if not (turn.incoming.files or turn.incoming.pastes_images) or not files.take_in(turn):
        _hear_in_private(turn, said)
    elif turn.draft is not None and turn.conversation.asked_remark_id is None:
        ask_again(turn, turn.draft)


def _hear_in_private(turn: Turn, said: Typed | Edited) -> None:
    named = naming_a_language(said.text)
    if named and _asked_for_the_language(turn):
        said = replace(said, text=named)
    command = recognise(said.text)
    remark_id = turn.conversation.asked_remark_id
    draft = turn.draft
    if command and (remark_id or draft) and not _is_open_to(turn, command):
        # To a colleague without the role, "overblik" is a title like any other.
        command, said = None, replace(said, is_answer=True)
    if remark_id is not None and isinstance(said, Typed) and not (command and command.exact):
        _answer_the_team(turn, remark_id, said.text)
    elif draft is not None:
        go_on(turn, draft, said)
    elif contains_cpr(said.text):
        raise ContainsCpr
    elif isinstance(said, Edited):
        turn.note("note-edited")
    elif command is not None:
        run_command(turn, command)
    else:
        turn.note("note-not-a-command")
        turn.reply("help", roles=[])


def ask_what_is_pending(turn: Turn) -> None:
    """Repeat the question that waits for an answer here, if one does."""
    if turn.conversation.asked_remark_id is not None:
        ask_what_waits(turn)
    elif turn.draft is not None:
        ask_again(turn, turn.draft)


def _asked_for_the_language(turn: Turn) -> bool:
    """Whether the languages were offered last, or before the question that is repeated below them."""
    return "language" in posted_last(turn.session, turn.conversation.id, 2)


def _is_open_to(turn: Turn, command: Command) -> bool:
    """Whether a command is one of this person's."""
    role = COMMANDS[command.name].role
    return turn.reviewer.reviews if role is Role.REVIEWER else role is None or turn.coordinates


def _answer_the_team(turn: Turn, remark_id: UUID, text: str) -> None:
    try:
        process = answer(turn.session, turn.actor, remark_id, text, turn.now)
    except Unreadable as problem:
        turn.note(f"problem-{problem.args_for_text['problem']}", **problem.args_for_text)
        return
    except (AlreadyAnswered, AlreadyDecided, NotFound, NotYours) as refusal:
        # Something happened while the question was on its way here, or another expert was named since.
        turn.note_refusal(refusal)
    else:
        turn.note("note-answer-passed-on", number=str(process.number))
    turn.conversation.asked_remark_id = None
    draft = turn.draft
    if not ask_what_waits(turn) and draft is not None:
        ask_again(turn, draft)


def _hear_among_others(turn: Turn) -> None:
    """Answer shortly where others read along; what is personal goes on in the personal chat."""
    if contains_cpr(turn.incoming.text):
        raise ContainsCpr
    command = recognise(turn.incoming.text)
    chat = newest_chat(turn.session, turn.person.id)
    if command is None or command.name in ("help", "hello"):
        turn.note("note-in-channel", chat=link_to_chat(turn.incoming.bot_id))
        if turn.coordinates and _is_review_channel(turn):
            turn.note("note-in-review-channel")
        elif turn.coordinates and turn.conversation.kind == "channel":
            turn.reply("review_channel")
    elif COMMANDS[command.name].among_others or _is_for_the_team(turn, command):
        run_command(turn, command)
    elif chat is None:
        turn.note("note-chat-unknown", chat=link_to_chat(turn.incoming.bot_id))
    else:
        with _moved_to(turn, chat):
            run_command(turn, command)
        turn.note("note-moved-to-chat")


def _is_for_the_team(turn: Turn, command: Command) -> bool:
    """Whether a list is asked for where all the team may look at it."""
    return COMMANDS[command.name].role is Role.REVIEWER and _is_review_channel(turn)


def _is_review_channel(turn: Turn) -> bool:
    return turn.conversation.id == turn.organisation.review_conversation_id


@contextmanager
def _moved_to(turn: Turn, chat: ConversationRow) -> Iterator[None]:
    """Go on with a turn in another conversation for a while."""
    here, turn.conversation = turn.conversation, chat
    try:
        yield
    finally:
        turn.conversation = here


def reply_in_chat(turn: Turn, kind: str, subject_id: UUID, told: str) -> str:
    """Reply in the personal chat, where alone Teams lets a bot send files; return what to say of it here."""
    chat = newest_chat(turn.session, turn.person.id)
    if chat is None:
        return turn.say("note-chat-unknown", chat=link_to_chat(turn.incoming.bot_id))
    with _moved_to(turn, chat):
        turn.reply(kind, subject_id)
    return turn.say(told)


def _list(kind: str) -> CommandHandler:
    def show_list(turn: Turn, _: object) -> None:
        lists.show(kind, turn)

    return show_list


def _hello(turn: Turn, _: object) -> None:
    drafts = drafts_of(turn.session, turn.actor, limit=1)
    if drafts:
        offer_to_go_on(turn, drafts[0])
    else:
        turn.reply("welcome")


def _help(turn: Turn, _: object) -> None:
    turn.reply("help", roles=[role.value for role in turn.reviewer.roles])


def _status(turn: Turn, number: str | int | None) -> None:
    if isinstance(number, int):
        show_standing(turn, read_numbered(turn.session, turn.actor, number))
    else:
        turn.reply("mine")


def show_standing(turn: Turn, process: Process) -> None:
    """Show who speaks how a process stands; to reviewers of what others sent, as they judge it."""
    own = is_one_of(turn.actor, process.submitter)
    is_for_review = not own and may_review(turn.reviewer, process)
    turn.reply("review" if is_for_review else "status", process.id)


def _language(turn: Turn, language: str | int | None) -> None:
    if language is None:
        turn.reply("language")
    else:
        choose_language(turn, str(language))


def choose_language(turn: Turn, language: str) -> None:
    """Speak this language from now on, and say so in it."""
    set_language(turn.person, language)
    turn.note("note-language")


def _unmute(turn: Turn, _: object) -> None:
    set_muted(turn.person, ())
    turn.note("note-unmuted")


def _forget_me(turn: Turn, _: object) -> None:
    check_not_the_last(turn.session, turn.actor)
    turn.reply("forget_me")


def _coordinator(turn: Turn, code: str | int | None) -> None:
    redeem(turn.session, turn.actor, str(code), turn.now)
    turn.reply("told_coordinator")


HANDLERS: Mapping[str, CommandHandler] = {
    "hello": _hello,
    "help": _help,
    "suggest": lambda turn, _: suggest(turn),
    "status": _status,
    "attach": files.attach,
    "language": _language,
    "unmute": _unmute,
    "forget_me": _forget_me,
    "coordinator": _coordinator,
    "digest": digests.offer,
    **{kind: _list(kind) for kind in VIEWS},
    "cancel": lambda turn, _: turn.note("note-nothing-pending"),
    "back": lambda turn, _: turn.note("note-nothing-pending"),
    "skip": lambda turn, _: turn.note("note-nothing-pending"),
}
"""Command → what it does, where that is more than to show a card."""
