"""What is pending in a dialog, and how it is asked."""

from dialogs.commands import Command, recognise
from dialogs.replies import Ask, AskCancel, AskResume, DidYouMean, ReadBack, Reply, ShowSummary
from dialogs.spoken import MOVES, plain
from dialogs.state import SUMMARY, State
from domain import form
from domain.process import Answer, Answers
from domain.questions import Choice, Question
from domain.reading.choices import guess_domains
from domain.reading.parsed import Parsed, Refused, Unclear, Understood


def place(state: State) -> str:
    """Return what is pending: "resume", "cancel", "meant", "found", "summary" or a question's key."""
    if state.prompt:
        return state.prompt
    if state.meant:
        return "meant"
    return "found" if state.asking in state.found else state.asking


def again(state: State) -> list[Reply]:
    """Return what is pending, asked once more."""
    match place(state):
        case "resume":
            return [AskResume()]
        case "cancel":
            return [AskCancel()]
        case "meant":
            command = command_in(state.meant)
            return [DidYouMean(command=command)] if command else []
        case "found":
            return [ReadBack(found=state.found)]
        case "summary":
            return [ShowSummary()]
        case _:
            return [ask(state)]


def command_in(text: str) -> Command | None:
    """Return the command that a message is or may be; a "send" before the summary may be an answer."""
    if MOVES[SUMMARY].get(plain(text)) == "submit":
        return Command(name="submit", exact=False)
    return recognise(text)


def ask(state: State) -> Ask:
    """Ask the pending question, with what is wrong or unclear in an unfinished answer, or with a guess."""
    key = state.asking
    if key not in state.unfinished:
        return Ask(key=key, guess=_guess(key, state.answers))
    return asked_back(key, form.question(key).parse(state.unfinished[key]))


def asked_back(key: str, parsed: Parsed[Answer]) -> Ask:
    """Ask a question with what is wrong or unclear in its answer."""
    return Ask(
        key=key,
        problem=parsed if isinstance(parsed, Refused) else None,
        unclear=parsed if isinstance(parsed, Unclear) else None,
    )


def offer(state: State) -> Answer:
    """Return the one value that the pending question offers for a yes or a no; None if there is not one."""
    if place(state) != state.asking or state.asking == SUMMARY:
        return None
    asked = ask(state)
    if asked.unclear and len(asked.unclear.readings) == 1:
        return asked.unclear.readings[0]
    return asked.guess


def unknown_answer(question: Question) -> Understood[Answer] | None:
    """Return the answer "don't know" where it is one."""
    if question.may_be_unknown:
        return Understood(None)
    if isinstance(question, Choice) and "unknown" in question.choices:
        return Understood("unknown")
    return None


def _guess(key: str, answers: Answers) -> Answer:
    if key != "domains" or key in answers:
        return None
    return list(guess_domains(f"{answers.get('title', '')}\n{answers.get('long_description', '')}")) or None
