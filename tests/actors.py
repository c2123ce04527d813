"""People of the sandbox as tests speak of them: what they say and tap, and what they see."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from tests.service import Guldkorn

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
Card = dict[str, Any]
Shown = dict[str, Any]


class Person:
    """Somebody in Teams, by their id in the demo world."""

    def __init__(self, guldkorn: Guldkorn, name: str, conversation: str | None = None) -> None:
        self.guldkorn = guldkorn
        self.name = name
        self.conversation = conversation
        self.locale = "da-DK"
        self.old_client = False
        self.answered: Shown = {}
        self._read: dict[str, Shown] = {}
        self._read_until = 0
        self._chat: str | None = None

    async def installs_the_app(self) -> None:
        await self._did(await self.guldkorn.api.put("people", self.name, "app", locale=self.locale))

    async def says(self, text: str, **where: Any) -> None:
        where |= {"conversation": self.conversation} if self.conversation else {}
        asked = {"text": text, "locale": self.locale, **where}
        await self._did(await self.guldkorn.api.post("people", self.name, "say", **asked))

    async def sends(self, name: str, content: bytes | BinaryIO = b"indhold", text: str = "") -> None:
        """Send a file, with words beside it."""
        said = {"text": text, "locale": self.locale}
        await self._did(
            await self.guldkorn.api.upload("people", self.name, "files", name, content=content, **said)
        )

    async def consents(self, message: str | None = None, action: str = "accept") -> None:
        """Answer the newest offer of a file, or the message given."""
        message = message or [each for each in await self.told() if attached(each, CONSENT)][-1]["id"]
        asked = {"message": message, "action": action, "locale": self.locale}
        await self._did(await self.guldkorn.api.post("people", self.name, "consent", **asked))

    async def taps(self, verb: str, message: str | None = None, **inputs: Any) -> None:
        """Press the button of this verb on the newest card that has one, or on the message given."""
        message = message or (await self.card_with(verb))["id"]
        await self._did(
            await self.guldkorn.api.post(
                "people",
                self.name,
                "click",
                message=message,
                press=inputs.pop("press", {"verb": verb}),
                inputs=inputs,
                locale=self.locale,
                old_client=self.old_client,
                **self._where(),
            )
        )

    async def presses(self, action: dict[str, Any], message: str) -> None:
        """Press a button of one's own making, which need not be on the card."""
        where = {"message": message, "locale": self.locale, **self._where()}
        pressed = {"action": action, "old_client": self.old_client, **where}
        await self._did(await self.guldkorn.api.post("people", self.name, "click", **pressed))

    async def edits(self, message: str, text: str) -> None:
        """Write an own message anew."""
        changed = {"text": text, "locale": self.locale, **self._where()}
        await self._did(await self.guldkorn.api.put("people", self.name, "messages", message, **changed))

    async def deletes(self, message: str) -> None:
        """Delete an own message."""
        where = self._where()
        await self._did(await self.guldkorn.api.delete("people", self.name, "messages", message, **where))

    async def opens_the_form(self, message: str | None = None) -> Card:
        """Open the one-page form from the newest card that leads to it, or from the message given."""
        await self.taps("form", message)
        return self.page

    async def closes_the_form(self) -> None:
        """Close the task module with its cross."""
        await self.guldkorn.api.delete("people", self.name, "task")

    @property
    def page(self) -> Card:
        """What the task module shows after the last tap."""
        card: Card = self.answered["shown"]["card"]
        return card

    async def fills_in(self, verb: str, **inputs: Any) -> None:
        """Press a button of the task module that is open."""
        press = inputs.pop("press", {"verb": verb})
        pressed = {"press": press, "inputs": inputs, "locale": self.locale}
        await self._did(await self.guldkorn.api.post("people", self.name, "task", **pressed))

    async def looks_at(self, message: str) -> Card:
        """Look at a card the way Teams shows it to this person."""
        answer = await self.guldkorn.api.post(
            "people", self.name, "refresh", message=message, **self._where()
        )
        card: Card = answer["shown"]["card"]
        return card

    async def messages(self) -> list[Shown]:
        """What stands in the conversation, oldest first, as this person sees it."""
        conversation = await self._place()
        newer: dict[str, str | float] = {"as": self.name, "after": self._read_until}
        seen = await self.guldkorn.api.get("conversations", conversation, "messages", **newer)
        self._read_until = seen["at"]
        self._read |= {message["id"]: message for message in seen["messages"]}
        standing = (message for message in self._read.values() if not message["deleted"])
        return sorted(standing, key=lambda message: int(message["id"]))

    async def told(self) -> list[Shown]:
        """What the bot has said, oldest first."""
        return [message for message in await self.messages() if message["from"]["bot"]]

    async def wrote(self) -> Shown:
        """The newest message of this person's own."""
        return [message for message in await self.messages() if message["from"]["id"] == self.name][-1]

    async def last(self) -> Shown:
        return (await self.told())[-1]

    async def is_asked(self) -> str:
        """The key of the question that was asked last."""
        inputs = list(inputs_of((await self.last())["card"]))
        assert len(inputs) == 1, inputs
        return inputs[0]

    async def card_with(self, verb: str) -> Shown:
        for message in reversed(await self.told()):
            if message["card"] and verb in verbs_of(message["card"]):
                return message
        raise AssertionError(f"{self.name} sees no card with a button for {verb}")

    async def reads(self) -> str:
        """All words of the newest message."""
        return words_of(await self.last())

    async def _place(self) -> str:
        if self._chat is None:
            known = await self.guldkorn.api.get("people", self.name)
            self._chat = str(known["person"]["chat"])
        return self.conversation or self._chat

    async def _did(self, answer: Shown) -> None:
        self.answered = answer
        await self.guldkorn.settle()

    def _where(self) -> dict[str, str]:
        return {"conversation": self.conversation} if self.conversation else {}


def attached(message: Shown, content_type: str) -> list[dict[str, Any]]:
    """What of this kind a message carries."""
    carried = message["activity"].get("attachments") or []
    return [each for each in carried if each["contentType"] == content_type]


def parts_of(card: Any) -> Iterator[dict[str, Any]]:
    """Every object within a card, outermost first; fallbacks apart."""
    if isinstance(card, dict):
        yield card
        for key, value in card.items():
            if key != "fallback":
                yield from parts_of(value)
    elif isinstance(card, list):
        for each in card:
            yield from parts_of(each)


def fields_of(card: Card) -> Iterator[dict[str, Any]]:
    """The inputs of a card that are there to be filled in."""
    inputs = (part for part in parts_of(card) if str(part.get("type", "")).startswith("Input."))
    return (part for part in inputs if part.get("isVisible", True))


def inputs_of(card: Card) -> Iterator[str]:
    """The ids of a card's inputs."""
    return (part["id"] for part in fields_of(card))


def verbs_of(card: Card) -> set[str]:
    """The verbs of a card's buttons and rows."""
    verbs: set[Any] = set()
    for part in parts_of(card):
        data = part.get("data")
        verbs |= {part.get("verb"), data.get("verb") if isinstance(data, dict) else None}
    return verbs - {None}


def words_of(message: Shown) -> str:
    """All that can be read in a message."""
    said = [message.get("text") or ""]
    for part in parts_of(message.get("card") or {}):
        said += [
            str(part[key]) for key in ("text", "title", "label", "value") if isinstance(part.get(key), str)
        ]
    return "\n".join(said).replace("\xa0", " ")
