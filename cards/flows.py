"""What an organisation's flow posts: a text or a process, always with the flow's name above it."""

from microsoft_teams.cards import Action

from cards.actions import execute
from cards.elements import heading, line, subtle
from cards.message import Message, message
from cards.say import Say
from cards.standing import numbered, say_standing
from cards.values import say_figures
from domain.sight import SeenProcess


def flow_text_card(say: Say, flow: str, text: str) -> Message:
    """Show a text as it was written."""
    return message(f"{flow}: {text}", [subtle(say("card-flow", name=flow)), line(text, spacing="Small")])


def flow_process_card(say: Say, flow: str, process: SeenProcess, *, opens: bool) -> Message:
    """Show how a process stands; `opens` where its reader is alone and may see more of it."""
    told = numbered(say, process)
    actions: list[Action] = [execute(say, "status", {"process": str(process.id)})] if opens else []
    return message(
        f"{flow}: {told}",
        [
            subtle(say("card-flow", name=flow)),
            heading(told),
            subtle(say_standing(say, process), spacing="None"),
            line(say_figures(say, process.answers), spacing="Medium"),
        ],
        actions,
    )
