"""What people are told of a process they suggested, follow, hold or answer for."""

from datetime import date

from microsoft_teams.cards import CardElement

from cards.actions import about, execute, opens
from cards.course import say_gate
from cards.elements import aside, head, line, run, subtle
from cards.message import Message, message
from cards.own import outcome
from cards.say import Say
from cards.standing import numbered, say_next, say_saving, written
from cards.values import say_hours
from domain.figures import manual_hours
from domain.process import Phase, Remark
from domain.sight import SeenProcess


def told_claimed(say: Say, process: SeenProcess) -> Message:
    """Tell the submitter that a reviewer has taken it up."""
    return _news(say, process, say("card-told-claimed", number=str(process.number)))


def told_assessed(say: Say, process: SeenProcess) -> Message:
    """Tell the submitter and followers that it has been assessed, and how much work it is."""
    hours = manual_hours(process.answers)
    known = [] if hours is None else [line(say("card-told-assessed.hours", hours=say_hours(say, hours)))]
    return _news(say, process, say("card-told-assessed", number=str(process.number)), *known)


def told_moved(
    say: Say, process: SeenProcess, of: Phase, to: Phase, reason: Remark | None = None, *, own: bool = True
) -> Message:
    """Tell the submitter and followers that it has gone on or back, why, and what it saves in operation."""
    way = "back" if to.is_before(of) else to.value
    told = say("card-told-moved", way=way, whose=_whose(say, process, own=own))
    saving = say_saving(say, process, own=own)
    more: list[CardElement] = [line(saving, spacing="Medium")] if saving else []
    if reason is not None:
        label = run(say("card-their-reason"), size="Small", subtle=True)
        more.append(aside([line(label), line(written(say, reason), spacing="None")]))
    return _news(say, process, told, *more)


def told_ended(say: Say, process: SeenProcess, *, own: bool = True) -> Message:
    """Tell the submitter and followers that it does not go on, and why."""
    told = say("card-told-ended", status=process.status.value, whose=_whose(say, process, own=own))
    thanks = [line(say("card-thanks"), spacing="Medium")] if own else []
    return _news(say, process, told, *outcome(say, process, own=own), *thanks)


def told_taken_up(say: Say, process: SeenProcess, *, own: bool = True) -> Message:
    """Tell the submitter and followers that it is worked on again."""
    return _news(say, process, say("card-told-taken-up", whose=_whose(say, process, own=own)))


def told_merged(say: Say, process: SeenProcess, twin: SeenProcess | None, *, own: bool = True) -> Message:
    """Tell the submitter and followers where the work goes on; `twin` is None if they may not read it."""
    told = say("card-told-merged", whose=_whose(say, process, own=own))
    if twin is None:
        return _news(say, process, told)
    named = line(run(numbered(say, twin), weight="Bolder"), spacing="None")
    return _told(say, process, told, line(say("card-told-merged.into"), spacing="Medium"), named)


def told_unmerged(say: Say, process: SeenProcess, *, own: bool = True) -> Message:
    """Tell the submitter and followers that it stands by itself again."""
    return _news(say, process, say("card-told-unmerged", whose=_whose(say, process, own=own)))


def told_waiting(say: Say, process: SeenProcess, days: int) -> Message:
    """Remind who holds it how long it has been in its phase, and of what it lacks."""
    phase = say(f"card-phase-{process.phase.value}")
    told = say("card-told-waiting", number=str(process.number), phase=phase, days=days)
    gate = say_gate(say, process)
    return _reminder(say, process, told, *([line(gate)] if gate else []))


def told_brought_back(say: Say, process: SeenProcess) -> Message:
    """Tell who holds it that the day to look at it again has come."""
    told = say("card-told-brought-back", number=str(process.number))
    return _reminder(say, process, told, line(say("card-told-brought-back.why")))


def told_clause(say: Say, process: SeenProcess) -> Message:
    """Remind the expert and the coordinators that the law behind a robot may have changed."""
    told = say("card-told-clause", number=str(process.number))
    verified = process.answers.get("legal_clause_verified")
    when = (
        say("card-told-clause.verified", day=date.fromisoformat(str(verified)))
        if verified
        else say("card-told-clause.never")
    )
    return _reminder(say, process, told, line(str(process.answers.get("legal_clause", ""))), subtle(when))


def brought_back_reply(say: Say, process: SeenProcess) -> Message:
    """Say in the card's thread that the day to look at it again has come."""
    told = say("card-told-brought-back", number=str(process.number))
    return message(told, [line(run(told, weight="Bolder")), subtle(say("card-told-brought-back.why"))])


def _whose(say: Say, process: SeenProcess, *, own: bool) -> str:
    return say("card-yours" if own else "card-followed", number=str(process.number))


def _news(say: Say, process: SeenProcess, told: str, *more: CardElement) -> Message:
    return _told(say, process, told, line(say_next(say, process), spacing="Medium"), *more)


def _told(say: Say, process: SeenProcess, told: str, *more: CardElement) -> Message:
    body = [*head(told, process.title), *more]
    return message(
        told, body, [execute(say, "status", {"process": str(process.id)}), execute(say, "suggest", {})]
    )


def _reminder(say: Say, process: SeenProcess, told: str, *more: CardElement) -> Message:
    body = [*head(told, process.title), *more]
    return message(told, body, [opens(say, "more", about(process), title=say("card-open"))])
