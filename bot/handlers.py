"""Every activity and invoke that is answered: one row each."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from bot.chat.files import on_consent
from bot.chat.hearing import ask_what_is_pending, hear, hear_edit
from bot.desk import task_modules
from bot.engine import Handler, SomethingWentWrong, sentence
from bot.taps import REVIEWS, VERBS, review_view, tap
from bot.teams.incoming import link_to_chat
from bot.turn.fields import process_of
from bot.turn.turn import NobodyKnown, Turn
from bot.views.rendering import CARD
from cards.message import Message
from domain.errors import AlreadyDecided, ContainsCpr, HeldByAnother, Outdated, Refusal
from services.deliveries import stop_conversation
from storage.tables import OrganisationRow

Body: TypeAlias = dict[str, Any]

OVERTAKEN = (AlreadyDecided, HeldByAnother, Outdated)
NOTHING_TO_ASK = (ContainsCpr, SomethingWentWrong, NobodyKnown)
"""Refusals after which no question is repeated: they ask for the message again, or nobody is there."""


def on_message(turn: Turn) -> None:
    """Take a message: a tap on a card in an older client, or something said."""
    if turn.conversation.kind != "channel" and turn.conversation.welcomed_at is None:
        # Teams may tell of the installation later; who is answered already needs no greeting then.
        turn.conversation.welcomed_at = turn.now
    verb = turn.incoming.value.get("verb")
    if isinstance(verb, str):
        tap(turn, verb, turn.incoming.value)
    else:
        hear(turn)


def on_card_action(turn: Turn) -> Body:
    """Take a tap on a card, and answer with what the card becomes, or with where to look instead."""
    verb, data = _action(turn)
    message = tap(turn, verb, data)
    return _card(message) if message else sentence(turn.say("note-below"))


def on_members(turn: Turn) -> None:
    """Take that somebody, perhaps the bot, came to or left a conversation."""
    if turn.incoming.team_id:
        turn.organisation.roster_version = OrganisationRow.roster_version + 1
    added = turn.incoming.raw.get("membersAdded")
    ids = (
        [member.get("id") for member in added if isinstance(member, dict)] if isinstance(added, list) else []
    )
    if turn.incoming.bot_id in ids:
        _welcome(turn)


def on_installation(turn: Turn) -> None:
    """Take that the app was added or removed."""
    action = turn.incoming.raw.get("action")
    if action in ("add", "add-upgrade"):
        _welcome(turn)
    elif action == "remove":
        stop_conversation(turn.session, turn.conversation.id, "AppRemoved", turn.now)


def refuse(turn: Turn, refusal: Refusal) -> Body | None:
    """Say why something was not done, where the person is looking."""
    match turn.incoming.name:
        case "adaptiveCard/action":
            current = _current_card(turn, refusal)
            return _card(current) if current else sentence(turn.say_refusal(refusal))
        case "task/fetch" | "task/submit":
            return task_modules.says(turn.say_refusal(refusal))
        case _:
            turn.note_refusal(refusal)
            if turn.incoming.type == "message" and not isinstance(refusal, NOTHING_TO_ASK):
                ask_what_is_pending(turn)
            return None


def _welcome(turn: Turn) -> None:
    """Greet once: a person with what they can do, a team with the offer to review here, a group in short."""
    if turn.conversation.welcomed_at is not None:
        return
    turn.conversation.welcomed_at = turn.now
    match turn.conversation.kind:
        case "personal":
            turn.reply("welcome")
        case "channel":
            turn.reply("review_channel")
        case _:
            turn.note("note-hello-group", chat=link_to_chat(turn.incoming.bot_id))


def _current_card(turn: Turn, refusal: Refusal) -> Message | None:
    """Return the review card as it stands when somebody else was quicker."""
    verb, data = _action(turn)
    if verb not in REVIEWS or not isinstance(refusal, OVERTAKEN):
        return None
    actor = turn.reviewer
    return review_view(turn, actor, process_of(turn, actor, data), notice=refusal)


def _action(turn: Turn) -> tuple[str, Mapping[str, Any]]:
    action = turn.incoming.value.get("action")
    action = action if isinstance(action, dict) else {}
    data = action.get("data")
    return str(action.get("verb", "")), data if isinstance(data, dict) else {}


def _card(message: Message) -> Body:
    return {"statusCode": 200, "type": CARD, "value": message.content}


VERBS_KNOWN = frozenset({*VERBS, *task_modules.PAGES})
"""Everything a button may say it does."""

HANDLERS: Mapping[tuple[str, str], Handler] = {
    ("message", ""): on_message,
    ("messageUpdate", ""): hear_edit,
    ("conversationUpdate", ""): on_members,
    ("installationUpdate", ""): on_installation,
    ("invoke", "adaptiveCard/action"): on_card_action,
    ("invoke", "fileConsent/invoke"): on_consent,
    ("invoke", "task/fetch"): task_modules.answer,
    ("invoke", "task/submit"): task_modules.answer,
}
