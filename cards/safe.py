"""Text that shows as it was written: what people type never formats, mentions, hides or computes.

Cards show text in TextRuns only, which know no Markdown; what a TextRun would still act upon is handled here.
"""

import re

from domain.reading.wording import lined

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but tab and newline
    "\ud800-\udfff"  # halves of surrogate pairs, which UTF-8 does not know
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ACTED_UPON = re.compile(r"\{(?=\{)|<(?=/?at)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def plain(words: str) -> str:
    """Return the words without unseen characters, and such that neither dates nor mentions come of them."""
    if words.isprintable() and not _ACTED_UPON.search(words):
        return words
    seen = _UNSEEN.sub("", lined(words))
    return _ACTED_UPON.sub(lambda match: match[0] + _WORD_JOINER, seen)


def excerpt(words: str, length: int) -> str:
    """Return the words in one paragraph of at most `length` characters, cut between words."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    kept, _, cut = line[: length - 1].rpartition(" ")
    return (kept or cut).rstrip(",;:.–- ") + "…"
