"""Everything people read, in Danish and English: Fluent files, and the function that says them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = {"da": "da-DK", "en": "en-GB"}
_SCANDINAVIAN = ("da", "nb", "nn", "no", "sv", "fo", "kl")


class MissingText(LookupError):
    """A text, or a value that its sentence needs, is missing; a person must never read its key."""


class Say:
    """Says texts by key in one language; an attribute is said as "key.attribute"."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = FluentBundle([LOCALES[language]], use_isolating=False)
        for path in sorted((Path(__file__).parent / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

        self._fixed: dict[str, str] = {}

    def __call__(self, key: str, /, **args: str | int | float | date) -> str:
        """Return the text; MissingText if there is none or `args` does not fill it."""
        if args:
            return self._filled(key, args)
        if key not in self._fixed:
            self._fixed[key] = self._filled(key, args)
        return self._fixed[key]

    def _filled(self, key: str, args: Mapping[str, str | int | float | date]) -> str:
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            raise MissingText(key)
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise MissingText(key)
        text, errors = self._bundle.format_pattern(pattern, dict(args))
        if errors:
            raise MissingText(key, *errors)
        return str(text)


@cache
def sayer(language: str) -> Say:
    """Return what says the texts of a language, "da" or "en"."""
    return Say(language)


def language_of(locale: str | None, default: str) -> str:
    """Choose the language for a client's locale: Danish in the Nordic countries, English elsewhere."""
    if not locale:
        return default
    return "da" if locale.replace("_", "-").partition("-")[0].lower() in _SCANDINAVIAN else "en"
