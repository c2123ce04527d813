"""Typed text made comparable, and the ways people say that they do not know."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "´": "'", "`": "'"})

_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ð": "d", "þ": "th"})
"""Æ, ø and å where Denmark's first character set for computers had them: behind z, in their order."""

_HEDGING = (
    "det jeg vi godt nok desværre faktisk helt lige egentlig altså endnu præcis præcist"
    " i it we that really just sorry actually honestly sadly yet at all exactly"
)
_HEDGES = frozenset(_HEDGING.split())
_NOT_KNOWING = (
    "ved ikke|ved ik|ved ikk|aner ikke|ingen anelse|har ingen anelse|ingen idé|ingen ide"
    "|har ingen idé|ukendt|kan ikke sige|er ikke sikker|ikke sikker|usikker|er usikker"
    "|don't know|dont know|do not know|dunno|idk|no idea|have no idea|no clue|not sure|am not sure"
    "|i'm not sure|unsure|unknown|can't say"
)
_DONT_KNOW = frozenset(_NOT_KNOWING.split("|"))
_HOW_MUCH = re.compile(
    r" (?:hvor|how) (?:mange|ofte|tit|længe|meget|lang|many|often|long|much)(?: gange| times| tid)?$"
)


def lined(text: str) -> str:
    """The text with one kind of line end; Word's own, among others, comes as a vertical tab."""
    return _LINE_ENDS.sub("\n", text)


def folded(text: str) -> str:
    """The text in one case, one form of a character (½ stays ½), one kind of dash, apostrophe, line end."""
    composed = unicodedata.normalize("NFC", lined(text)).translate(_DASHES)
    plain = re.sub(r"[^½¼¾]+", lambda run: unicodedata.normalize("NFKC", run[0]), composed)
    return plain.casefold().strip()


def alphabetical(name: str) -> str:
    """The key by which names sort as Danes sort them: aa is å, and neither case nor accents count."""
    danish = unicodedata.normalize("NFC", name).casefold().translate(_AFTER_Z)
    letters = unicodedata.normalize("NFKD", danish)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("aa", "}")


def words(text: str) -> list[str]:
    """The words of a text as said: folded, without punctuation, hyphens and apostrophes kept inside."""
    return re.findall(r"\w+(?:['-]\w+)*", folded(text))


def says_dont_know(text: str) -> bool:
    """Whether the whole answer means "ved ikke" / "don't know"."""
    said = " ".join(word for word in words(text) if word not in _HEDGES)
    return _HOW_MUCH.sub("", said) in _DONT_KNOW or re.fullmatch(r"[?\s]*\?[?\s]*", text) is not None


def within_one_edit(said: str, meant: str) -> bool:
    """Whether one letter added, missing, changed or swapped with its neighbour turns `said` into `meant`."""
    if abs(len(said) - len(meant)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    left, right = said[start:], meant[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
