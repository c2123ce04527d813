"""Files: one of them as it stands, and all of a suggestion's."""

from collections.abc import Iterator, Sequence

from microsoft_teams.cards import CardElement

from cards.actions import execute
from cards.elements import choice, head, heading, line, row, subtle, warning
from cards.message import Message, message
from cards.safe import excerpt
from cards.say import Say
from cards.standing import numbered
from cards.values import say_day, say_size
from domain.process import Asset, Listing
from domain.sight import SeenProcess

NAME = 80
"""Characters of a file's name that are shown."""


def file_card(
    say: Say,
    asset: Asset,
    *,
    process: SeenProcess | None = None,
    in_draft: bool = False,
    places: Sequence[Listing] | None = None,
    actions: Sequence[str] = (),
    received: bool = False,
    unsent: bool = False,
    limit: str = "",
) -> Message:
    """Show a file: whether it is here, where it belongs, who may fetch it.

    `places` are the suggestions it may be placed on, `actions` the verbs open to who looks; `received` says
    that it has just come, `unsent` that it did not reach who wanted it, `limit` what it should have kept to.
    """
    told = say(f"card-file-{_standing(asset, received=received)}", name=_name(asset))
    body: list[CardElement] = [heading(told), *_facts(say, asset, process)]
    if asset.status == "failed":
        body.append(line(say(f"card-file-failed.{asset.reason}", limit=limit), spacing="Small"))
    if unsent:
        body.append(warning(say("card-file-unsent")))
    if in_draft:
        body.append(line(say("card-file-in-draft"), spacing="Small"))
    if received:
        body.append(subtle(say("card-file-reminder"), spacing="Medium"))
    if places is not None:
        body += _choices(say, asset, places)
    about = {"asset": str(asset.id)}
    return message(told, body, [execute(say, verb, about) for verb in actions])


def files_card(say: Say, process: SeenProcess) -> Message:
    """List a suggestion's files, each opened by a tap."""
    told = say("card-files-of", number=str(process.number))
    body = head(told, process.title)
    for asset in process.assets:
        body.append(
            row(
                _label(say, asset),
                _name(asset),
                say("card-open"),
                execute(say, "file", {"asset": str(asset.id)}, title=_name(asset)),
            )
        )
    if not process.assets:
        body.append(line(say("card-files-none"), spacing="Small"))
    return message(told, body)


def _standing(asset: Asset, *, received: bool) -> str:
    if asset.status == "waiting" and asset.reason:
        return "again"
    return "received" if received and asset.status == "stored" else asset.status


def _facts(say: Say, asset: Asset, process: SeenProcess | None) -> Iterator[CardElement]:
    sender = asset.uploader.name if asset.uploader else say("card-somebody")
    size = [say_size(say, asset.size)] if asset.size is not None else []
    yield subtle(" · ".join([*size, sender, say_day(say, asset.at)]), spacing="None")
    if process is not None:
        yield line(numbered(say, process), spacing="Small")
        yield subtle(say("card-file-open" if asset.open else "card-file-closed"), spacing="None")


def _choices(say: Say, asset: Asset, places: Sequence[Listing]) -> Iterator[CardElement]:
    yield line(say("card-file-where"), spacing="Medium")
    about = {"asset": str(asset.id)}
    for process in places:
        told = numbered(say, process)
        yield choice(told, execute(say, "place_file", {**about, "process": str(process.id)}, title=told))
    told = say("card-file-where.new")
    yield choice(told, execute(say, "place_file", about, title=told))
    yield subtle(say("card-file-where.help"))


def _label(say: Say, asset: Asset) -> str:
    size = say_size(say, asset.size or 0)
    return f"{size} · {say('card-file-is-open')}" if asset.open else size


def _name(asset: Asset) -> str:
    return excerpt(asset.name, NAME)
