"""What a process is called and how it stands, in the words of those who wait for it."""

from cards.say import Say
from cards.values import say_day, say_hours
from domain.errors import Refusal
from domain.people import Actor
from domain.process import Listing, Phase, Remark, Status, Twin
from domain.scoring import expected_saving
from domain.sight import SeenProcess
from domain.steering import RESTING, check_withdraw

QUESTION, ANSWER, REASON = "question", "answer", "reason"


def standing(process: SeenProcess) -> str:
    """Return the key of how the process stands."""
    if not process.status.is_open:
        return process.status.value
    if process.status is Status.PENDING:
        return process.status.value
    if process.phase is not Phase.IDEA:
        return process.phase.value
    return "waiting" if process.holder is None else "claimed"


def numbered(say: Say, process: Listing) -> str:
    """Return number and title."""
    return f"{say('card-number-of', number=str(process.number))} · {process.title}"


def say_standing(say: Say, process: Listing) -> str:
    """Say phase and status in a few words."""
    return f"{say(f'card-phase-{process.phase.value}')} · {say(f'card-status-{process.status.value}')}"


def say_next(say: Say, process: SeenProcess) -> str:
    """Say to the submitter what happens next."""
    return say(
        f"card-next-{standing(process)}",
        holder=holder_name(say, process),
        twin=say_twin(say, process.twin),
    )


def say_twin(say: Say, twin: Twin | None) -> str:
    """Name what a process was merged into, or say that it is another one."""
    if twin is None:
        return say("card-twin.unnamed")
    return say("card-twin", number=str(twin.number), title=twin.title)


def say_saving(say: Say, process: SeenProcess, *, own: bool) -> str | None:
    """Say what it saves once a robot does the work, as far as that can be told."""
    hours = expected_saving(process.answers)
    if hours is None or process.phase is not Phase.OPERATION or not process.status.is_open:
        return None
    return say("card-saves" if own else "card-saves.others", hours=say_hours(say, hours))


def holder_name(say: Say, process: SeenProcess) -> str:
    """Return who holds the process, or the team in general."""
    return process.holder.name if process.holder else say("card-the-team")


def author_name(say: Say, remark: Remark) -> str:
    """Return who said it, as far as they are still known."""
    return remark.author.name if remark.author else say("card-somebody")


def written(say: Say, remark: Remark) -> str:
    """Return what was said, as long as whoever said it is not forgotten."""
    return remark.text or say("card-text-forgotten")


def latest(process: SeenProcess, kind: str) -> Remark | None:
    """Return the newest remark of a kind."""
    return next((remark for remark in reversed(process.remarks) if remark.kind == kind), None)


def say_look_again(say: Say, process: SeenProcess) -> str | None:
    """Say when a process that lies still is looked at again, if a day was set."""
    if process.look_again_on is None or process.status not in RESTING:
        return None
    return say("card-look-again", day=process.look_again_on)


def may_withdraw(process: SeenProcess) -> bool:
    """Whether its submitter may still take the process back."""
    if process.submitter is None:
        return False
    try:
        check_withdraw(
            Actor(person_id=process.submitter.id, organisation_id=process.organisation_id), process
        )
    except Refusal:
        return False
    return True


def said_on(say: Say, remark: Remark) -> str:
    """Say who said something, and when."""
    return f"{author_name(say, remark)}, {say_day(say, remark.at)}"
