"""Everything people read, in Danish and English: Fluent files, and the function that says them."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LOCALES = {"da": "da-DK", "en": "en-GB"}
_SCANDINAVIAN = ("da", "nb", "nn", "no", "sv", "fo", "kl")

KEPT = 4096
"""How many texts a language keeps that were said before."""


class MissingText(LookupError):
    """A text, or a value that its sentence needs, is missing; a person must never read its key."""


class Said(str):
    """A text that says nothing of anybody: our own words, with numbers and days."""

    __slots__ = ()


class Say:
    """Says texts by key in one language; an attribute is said as "key.attribute"."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = FluentBundle([LOCALES[language]], use_isolating=False)
        for path in sorted((Path(__file__).parent / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))

        # Only what says nothing of anybody is kept.
        self._kept = lru_cache(maxsize=KEPT, typed=True)(self._filled_with)

    def __call__(self, key: str, /, **args: str | int | float | date) -> str:
        """Return the text; MissingText if there is none or `args` does not fill it."""
        if any(isinstance(value, str) and not isinstance(value, Said) for value in args.values()):
            return self._filled(key, args)
        return self._kept(key, *chain.from_iterable(args.items()))

    def _filled_with(self, key: str, *names_and_values: Any) -> Said:
        return Said(self._filled(key, dict(zip(names_and_values[::2], names_and_values[1::2], strict=True))))

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
