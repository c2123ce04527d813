"""What people type instead of tapping a button, and how they ask what they wrote before."""

import re
from collections.abc import Mapping

from domain.reading.wording import words

_YES = "ja|jo|jep|ja tak|ok|okay|yes|yep|det passer|det er rigtigt|rigtigt|korrekt|that's right|correct|👍"
_NO = "nej|nej tak|niks|no|nope|forkert|det passer ikke|wrong|👎"
_CORRECT = "ret|rettes|andet|correct it|change|change it|other"
_GO_ON = "fortsæt|nej fortsæt|videre|gå videre|vi går videre|continue|no continue|go on|no go on"
_SAVE = (
    "gem|gem den|gem det|gem forslaget|ja gem|ja gem den|ja gem det|gem til senere|gem den til senere"
    "|gem det til senere|behold|behold den|save|save it|yes save it|save for later|save it for later"
    "|keep|keep it|yes keep it|keep it for later"
)
_DELETE = (
    "slet|slet den|slet det|slet forslaget|nej slet|nej slet den|nej slet det|kassér|kasser"
    "|delete|delete it|no delete it|discard|discard it"
)
_AGAIN = "begynd forfra|start forfra|forfra|start over|begin again|restart"


def _rows(*rows: tuple[str, str]) -> Mapping[str, str]:
    return {phrase: verb for phrases, verb in rows for phrase in phrases.split("|")}


MOVES: Mapping[str, Mapping[str, str]] = {
    "resume": _rows((_YES, "continue"), (_GO_ON, "continue"), (_AGAIN, "restart"), (_DELETE, "discard")),
    "cancel": _rows(
        (_SAVE, "save"), (_DELETE, "discard"), (_GO_ON, "continue"), (_YES, "save"), (_NO, "not_saved")
    ),
    "meant": _rows(
        (_YES, "meant"), (_NO, "not_meant"), ("nej det er mit svar|no that is my answer", "not_meant")
    ),
    "found": _rows((_YES, "confirm_found"), (_NO, "correct_found"), (_CORRECT, "correct_found")),
    "offer": _rows((_YES, "accept_offer"), (_NO, "decline_offer"), (_CORRECT, "decline_offer")),
    "summary": _rows(
        ("send|indsend|send det|submit|send it", "submit"),
        (_SAVE, "save"),
        ("tilføj|tilføj mere|add more|add", "add_more"),
    ),
}
"""The move that a whole message stands for, by what is pending."""

_TOPICS = {
    "employees": r"medarbejdere|kolleger|employees|colleagues",
    "short_description": r"resum[eé]et|resum[eé]|korte? beskrivelse|summary|short description",
    "long_description": r"beskrivelse[nr]?|trin(?:ene)?|description|steps",
    "title": r"tit(?:el|len)|navn(?:et)?|overskrift(?:en)?|title|name",
    "seconds_per_occurrence": (
        r"hvor (?:lang tid|længe)|tid(?:en|sforbrug)?|minut(?:ter|es)|how long|time|duration"
    ),
    "annual_occurrences": r"hvor (?:ofte|tit|mange)|gange|antal(?:let)?|how (?:often|many)|times",
    "it_systems": r"(?:it-)?system(?:er|et|erne|s)?|program(?:mer|merne|s)?",
    "professional_judgement": r"vurdering(?:en)?|skøn(?:net)?|judge?ment",
    "personal_data": r"person(?:oplysninger|data)(?:ne)?|gdpr|personal data",
    "domains": r"(?:fag)?område(?:r|rne|t)?|domains?|areas?|fields?",
    "visibility": r"synlighed(?:en)?|hvem (?:der )?(?:må|kan) se|visibility|who (?:may|can) see",
    "challenges": r"udfordring(?:er|erne)|challenges?",
    "solution_idea": r"id[eé](?:en)?|løsning(?:en)?|solution|idea",
    "org_unit": r"afdeling(?:en)?|enhed(?:en)?|department|unit",
}
_RECALL = re.compile(
    r"(?:hvad|hvilken|hvilket|hvilke|hvor)\b.*\b"
    r"(?:jeg (?:skrev|svarede|sagde)|(?:skrev|svarede|sagde) jeg|(?:har jeg|jeg har) (?:skrevet|svaret))\b"
    r"|(?:what|which|how)\b.*\b"
    r"(?:i (?:wrote|answered|said)|did i (?:write|answer|say)|(?:have i|i have) (?:written|answered))\b"
)
_LONGEST = 120
"""Characters beyond which a message tells something, and is not about what was told before."""


def plain(text: str) -> str:
    """Return a short message as its words, to be compared; a lone emoji stays."""
    return " ".join(words(text)) or text.strip()


def asks_what_was_written(text: str) -> bool:
    """Whether the message asks what the person wrote before."""
    return len(text) <= _LONGEST and _RECALL.match(plain(text)) is not None


def topic(text: str) -> str | None:
    """Return the key of the question whose subject a short message names, as in "ret titel"."""
    if len(text) > _LONGEST:
        return None
    said = plain(text)
    return next((key for key, named in _TOPICS.items() if re.search(rf"\b(?:{named})\b", said)), None)
