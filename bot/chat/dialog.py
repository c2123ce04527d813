"""The submission dialog in a turn: its state read from the draft, its replies made into deliveries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from bot.turn.fields import as_uuid
from bot.turn.turn import Turn
from cards.message import Message
from cards.question import answered_card
from cards.welcome import notice_card
from dialogs.commands import Command
from dialogs.replies import (
    Answered,
    Ask,
    AskCancel,
    AskResume,
    DidYouMean,
    Discarded,
    FormProblems,
    Note,
    ReadBack,
    Recall,
    Reply,
    Run,
    Saved,
    ShowSummary,
    Submit,
)
from dialogs.said import Said
from dialogs.state import State
from dialogs.submission import again, resume, start, step
from domain.errors import NotFound, TooManyDrafts
from domain.form import question
from domain.questions import Duration, Occurrences
from services.submission import discard, save_state, start_draft, submit
from storage.processes import newest_unanswered
from storage.tables import ConversationRow, DraftRow

CarryOut: TypeAlias = Callable[[Turn, DraftRow, State, Any], Message | None]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What is left for the door to do: a card in place of the tapped one, commands, fields to mend."""

    card: Message | None = None
    commands: tuple[Command, ...] = ()
    form: FormProblems | None = None


def begin(turn: Turn, draft_id: UUID | None = None) -> DraftRow:
    """Begin a new draft in this conversation; the first question is for the caller to ask."""
    state, _ = start(_remembered(turn))
    return start_draft(
        turn.session,
        turn.actor,
        turn.conversation.id,
        state.to_json(),
        turn.now,
        draft_id=draft_id,
    )


def suggest(turn: Turn) -> None:
    """Ask the first question of a new suggestion; one that is under way is offered first."""
    if turn.draft is not None:
        offer_to_go_on(turn, turn.draft)
        return
    try:
        draft = begin(turn)
    except TooManyDrafts as refusal:
        turn.note_refusal(refusal)
        turn.reply("mine")
    else:
        ask_again(turn, draft)


def offer_to_go_on(turn: Turn, draft: DraftRow) -> None:
    """Offer to go on with a draft, to begin again or to delete it."""
    state, replies = resume(State.from_json(draft.state))
    carry_out(turn, draft, state, replies)


def take(turn: Turn, draft: DraftRow, said: Said) -> Carried:
    """Let the dialog hear what was said."""
    state, replies = step(State.from_json(draft.state), said)
    return carry_out(turn, draft, state, replies)


def own_draft(turn: Turn, draft_id: object) -> DraftRow:
    """Return the person's draft that a card names."""
    draft = turn.session.get(DraftRow, as_uuid(draft_id))
    if draft is None or draft.person_id != turn.person.id:
        raise DraftGone
    return draft


class DraftGone(NotFound):
    """The draft was sent or deleted since."""

    text_key = "refused-draft-gone"


def carry_out(turn: Turn, draft: DraftRow, state: State, replies: list[Reply]) -> Carried:
    """Keep the state, owe what the replies say, and hand back what is left to do."""
    stored = state.to_json()
    if stored != draft.state:
        save_state(turn.session, draft, stored, turn.now)
    cards = [_REPLIES[type(reply)](turn, draft, state, reply) for reply in replies if type(reply) in _REPLIES]
    if not turn.incoming.is_tap:
        _echo(turn, replies)
    if any(isinstance(reply, _ASKING) for reply in replies):
        # What is asked last is what is answered next; a reviewer's question waits until the dialog is done.
        _wait_for_answer(turn.conversation, draft)
    return Carried(
        card=next((card for card in cards if card is not None), None),
        commands=tuple(reply.command for reply in replies if isinstance(reply, Run)),
        form=next((reply for reply in replies if isinstance(reply, FormProblems)), None),
    )


def _wait_for_answer(conversation: ConversationRow, draft: DraftRow) -> None:
    """Have the draft be the one under way here; a row that is as it was is not touched, in every turn."""
    if (conversation.draft_id, conversation.asked_remark_id) != (draft.id, None):
        conversation.draft_id, conversation.asked_remark_id = draft.id, None


def ask_again(turn: Turn, draft: DraftRow) -> None:
    """Repeat what the dialog waits for."""
    state = State.from_json(draft.state)
    carry_out(turn, draft, state, again(state))


def ask_what_waits(turn: Turn) -> bool:
    """Put the newest question of a reviewer that still waits for an answer; tell whether there was one."""
    waiting = newest_unanswered(turn.session, turn.actor)
    if waiting is not None:
        turn.reply("asked", waiting.process_id, remark=str(waiting.id))
    return waiting is not None


def _remembered(turn: Turn) -> dict[str, str]:
    return {"org_unit": turn.person.org_unit} if turn.person.org_unit else {}


def _ask(turn: Turn, draft: DraftRow, _: State, reply: Ask) -> None:
    args: dict[str, Any] = {"key": reply.key}
    if reply.problem is not None:
        args |= {"problem": reply.problem.problem, "problem_args": dict(reply.problem.args)}
    if reply.unclear is not None:
        args |= {"why": reply.unclear.why, "readings": list(reply.unclear.readings)}
    if reply.guess is not None:
        args["guess"] = reply.guess
    turn.reply("question", draft.id, **args)


def _answered(turn: Turn, draft: DraftRow, state: State, reply: Answered) -> Message | None:
    if not turn.incoming.is_tap:
        return None
    return answered_card(turn.say, question(reply.key), state.answers[reply.key], draft_id=draft.id)


def _echo(turn: Turn, replies: list[Reply]) -> None:
    """Let the question that follows a typed quantity say how that was understood."""
    answered = [reply.key for reply in replies if isinstance(reply, Answered)]
    quantities = [key for key in answered if isinstance(question(key), Occurrences | Duration)]
    if quantities and turn.replies[-1].kind == "question":
        turn.replies[-1].args = {**turn.replies[-1].args, "answered": quantities[-1]}


def _note(turn: Turn, draft: DraftRow, _: State, reply: Note) -> None:
    about = {"about": reply.about} if reply.about else {}
    turn.reply("note", draft.id, key=reply.key, args={}, **about)


def _submit(turn: Turn, draft: DraftRow, _: State, __: Submit) -> Message | None:
    _put_away(turn, draft)
    submit(turn.session, turn.actor, draft, turn.now)
    ask_what_waits(turn)
    return notice_card(turn.say("note-sent")) if turn.incoming.is_tap else None


def _saved(turn: Turn, draft: DraftRow, _: State, __: Saved) -> Message | None:
    _put_away(turn, draft)
    return _leave(turn, "note-saved")


def _discarded(turn: Turn, draft: DraftRow, _: State, __: Discarded) -> Message | None:
    _put_away(turn, draft)
    discard(turn.session, turn.actor, draft, turn.now)
    return _leave(turn, "note-discarded")


def _put_away(turn: Turn, draft: DraftRow) -> None:
    """Have the draft under way no more; another one, asked about last, still is."""
    if turn.conversation.draft_id == draft.id:
        turn.conversation.draft_id = None


def _leave(turn: Turn, key: str) -> Message | None:
    """Say what became of the draft, if possible in place of the tapped card, whose buttons have served."""
    card = notice_card(turn.say(key)) if turn.incoming.is_tap else None
    if card is None:
        turn.note(key)
    ask_what_waits(turn)
    return card


_ASKING = (Ask, ReadBack, ShowSummary, AskResume, AskCancel, DidYouMean)
_REPLIES: Mapping[type, CarryOut] = {
    Ask: _ask,
    Answered: _answered,
    Recall: lambda turn, draft, _, reply: turn.reply("recall", draft.id, key=reply.key),
    ReadBack: lambda turn, draft, _, reply: turn.reply("read_back", draft.id, found=dict(reply.found)),
    ShowSummary: lambda turn, draft, *_: turn.reply("summary", draft.id),
    Note: _note,
    AskResume: lambda turn, draft, *_: turn.reply("resume", draft.id),
    AskCancel: lambda turn, draft, *_: turn.reply("cancel", draft.id),
    DidYouMean: lambda turn, draft, _, reply: turn.reply(
        "did_you_mean", draft.id, command=reply.command.name
    ),
    Submit: _submit,
    Saved: _saved,
    Discarded: _discarded,
}
