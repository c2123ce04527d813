"""The first card, help, and the few things a person may set."""

from collections.abc import Collection, Iterator

from microsoft_teams.cards import CardElement, ToggleInput

from cards.actions import execute, opens
from cards.elements import heading, line, make, run, subtle
from cards.message import Message, message
from cards.say import Say
from domain.commands import COMMANDS
from domain.events import EVERYTHING, MUTABLE
from domain.people import Role
from domain.settings_form import LANGUAGES


def welcome(say: Say) -> Message:
    """Say in a sentence what Guldkorn is for, and offer three things to do."""
    told = say("card-welcome")
    return message(
        told,
        [heading(say("card-hello")), line(told, spacing="Small")],
        [execute(say, "suggest", {}, style="positive"), execute(say, "mine", {}), opens(say, "form", {})],
    )


def help_card(say: Say, roles: Collection[Role]) -> Message:
    """Say what can be done here, by tap or by word."""
    body: list[CardElement] = [heading(say("card-help")), line(say("card-welcome"), spacing="Small")]
    body += _words(say, None)
    for role in Role:
        if role in roles:
            body.append(line(say(f"card-help-{role.value}"), spacing="Large"))
            body += _words(say, role)
    return message(
        say("card-help"),
        body,
        [
            execute(say, "suggest", {}, style="positive"),
            execute(say, "mine", {}),
            execute(say, "queue", {}) if Role.REVIEWER in roles else opens(say, "form", {}),
            execute(say, "language", {}),
            execute(say, "mute", {}),
            *([opens(say, "coordinators", {})] if Role.COORDINATOR in roles else []),
        ],
    )


def _words(say: Say, role: Role | None) -> Iterator[CardElement]:
    commands = [name for name, row in COMMANDS.items() if row.in_help and row.role is role]
    for command in commands:
        yield line(
            run(say(f"card-word-{command}"), weight="Bolder"),
            run("  " + say(f"card-help-{command}"), subtle=True),
            spacing="Medium" if command == commands[0] else "Small",
        )


def language_card(say: Say) -> Message:
    """Offer the languages, each by its own name."""
    told = say("card-language")
    return message(
        told,
        [heading(told)],
        [
            execute(say, "language", {"language": code}, title=say(f"card-language.{code}"))
            for code in LANGUAGES
        ],
    )


def mute_card(say: Say, muted: Collection[str]) -> Message:
    """Offer a switch for each kind of message: on is told, off is muted."""
    told = say("card-mute")
    body: list[CardElement] = [heading(told), subtle(say("card-mute.help"))]
    for kind in MUTABLE:
        told_of = "false" if {kind, EVERYTHING} & set(muted) else "true"
        title = say(f"card-mute.{kind}")
        body.append(make(ToggleInput, id=kind, title=title, value=told_of, wrap=True))
    save = execute(say, "mute", {"save": "yes"}, style="positive", title=say("card-mute.save"))
    return message(told, body, [save])


def notice_card(text: str) -> Message:
    """Say one thing."""
    return message(text, [line(text)])


def did_you_mean_card(say: Say, command: str) -> Message:
    """Ask whether a message that looked like a command was one."""
    told = say("card-did-you-mean", word=say(f"card-word-{command}"))
    return message(
        told,
        [heading(told)],
        [execute(say, "meant", {}, style="positive"), execute(say, "not_meant", {})],
    )


def review_channel_card(say: Say, made_by: str | None = None) -> Message:
    """Greet a team and offer to make this channel its review channel; later, say who did."""
    if made_by is not None:
        told = say("card-review-channel-made")
        return message(told, [heading(told), subtle(say("card-review-channel-made.help", name=made_by))])
    told = say("card-team")
    return message(
        told,
        [heading(say("card-hello")), line(told, spacing="Small"), subtle(say("card-team.help"))],
        [execute(say, "make_review_channel", {}, style="positive")],
    )
