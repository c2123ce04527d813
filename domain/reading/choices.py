"""Choices read from typed words, in Danish and English.

Only the words of a choice, or an unmistakable synonym, are taken at once; what resembles a choice is offered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.reading.parsed import Parsed, Refused, Unclear, Understood
from domain.reading.wording import folded, lined, says_dont_know, within_one_edit, words

LONGEST = 300
"""Characters beyond which an answer is not taken for a choice."""

MOST_SYSTEMS = 30
LONGEST_SYSTEM = 60
_MOST_GUESSES = 2
_SHORTEST_TYPO = 5
_SHORTEST_PREFIX = 4


def _rows(table: Mapping[str, str]) -> dict[str, str]:
    return {said: key for key, spelling in table.items() for said in spelling.split("|")}


_LIKERT = _rows(
    {
        "high": "high|i høj grad|høj grad|høj|i meget høj grad|meget|rigtig meget|i stor grad|stor grad"
        "|to a high degree|high degree|a lot|very much",
        "some": "some|i nogen grad|nogen grad|nogen|noget|til en vis grad|i et vist omfang"
        "|to some degree|some degree|to some extent|somewhat",
        "lesser": "lesser|i mindre grad|mindre grad|mindre|lidt|en smule|i lav grad|i ringe grad"
        "|to a lesser degree|lesser degree|to a lesser extent|a little|a bit|slightly",
        "not_at_all": "not_at_all|not at all|slet ikke|slet ik|overhovedet ikke|ikke|nej|nej slet ikke|aldrig"
        "|ingen|nul|no|none|never|nope|niks|næ",
    }
)
_PERSONAL_DATA = _rows(
    {
        "none": "none|nej|ingen|ingen personoplysninger|nej ingen|slet ingen|no|no personal data|none at all"
        "|not at all|slet ikke|nope|niks",
        "ordinary": "ordinary|almindelige|almindelig|almindelige personoplysninger|ja almindelige"
        "|kun almindelige|ordinary personal data|yes ordinary|only ordinary|ikke-følsomme|ikke følsomme",
        "sensitive": "sensitive|følsomme|følsom|følsomme personoplysninger|ja følsomme|personfølsomme"
        "|sensitive personal data|yes sensitive",
    }
)
_READERSHIP = _rows(
    {
        "private": "private|privat|kun mig|kun mig selv|mig selv|kun dig|only me|just me|only you",
        "organisation": "organisation|alle|alle sammen|alle i kommunen|alle i min kommune|hele kommunen"
        "|alle i organisationen|alle i min organisation|alle i din organisation|hele organisationen"
        "|everyone|everybody|all|everyone in my organisation|everyone in your organisation",
    }
)
_YES = frozenset({"ja", "yes", "jo", "jep", "yep", "ja da", "ja det gør der", "sure"})
_FILLING = "det er vil jeg sige nok vel vist tror it is i'd say think probably"
_FILLERS = frozenset(_FILLING.split())


def parse_likert(text: str) -> Parsed[str]:
    """To what degree: high, some, lesser, not_at_all or unknown."""
    return _chosen(text, _LIKERT, yes=("high", "some"))


def parse_personal_data(text: str) -> Parsed[str]:
    """Which personal data: none, ordinary, sensitive or unknown."""
    return _chosen(text, _PERSONAL_DATA, yes=("ordinary", "sensitive"))


def parse_readership(text: str) -> Parsed[str]:
    """Who may read it: private or organisation."""
    parsed = _chosen(text, _READERSHIP, yes=())
    return Refused("not-a-choice") if parsed == Understood("unknown") else parsed


def _chosen(text: str, table: Mapping[str, str], *, yes: tuple[str, ...]) -> Parsed[str]:
    refused = _unusable(text)
    if refused:
        return refused
    if says_dont_know(text) or folded(text) == "unknown":
        return Understood("unknown")
    heard = words(text)
    said = " ".join(heard)
    plain = " ".join(word for word in heard if word not in _FILLERS) or said
    key = table.get(said) or table.get(plain)
    if key:
        return Understood(key)
    return _offered(yes if plain in _YES else _alike(said, table))


def _unusable(text: str) -> Refused | None:
    if not words(text) and "?" not in text:
        return Refused("empty")
    return Refused("too-long", {"max": LONGEST, "length": len(text)}) if len(text) > LONGEST else None


def _offered(keys: Sequence[str]) -> Unclear[str] | Refused:
    if not keys:
        return Refused("not-a-choice")
    return Unclear(tuple(keys), "is-it-this" if len(keys) == 1 else "which-number")


def _alike(said: str, table: Mapping[str, str]) -> list[str]:
    """The keys whose words stand in what was said, or differ from it by a letter."""
    found = [
        key
        for spelling, key in table.items()
        if re.search(rf"\b{re.escape(spelling)}\b", said) or _is_typo(said, spelling)
    ]
    return list(dict.fromkeys(found))


def _is_typo(said: str, meant: str) -> bool:
    return len(meant) >= _SHORTEST_TYPO and within_one_edit(said, meant)


_DOMAIN_NAMES: Mapping[str, str] = {
    "Administration": "administration|administrationen|admin",
    "Beskæftigelse": "beskæftigelse|beskæftigelsesområdet|arbejdsmarked|employment|labour market",
    "Bæredygtighed": "bæredygtighed|klima|sustainability|climate",
    "Demokrati": "demokrati|democracy",
    "Erhverv": "erhverv|erhvervsområdet|business|trade",
    "Familie": "familie|familier|family|families",
    "HR": "hr|human resources|personale",
    "IT": "it|it-området|information technology",
    "Kultur": "kultur|kultur og fritid|culture|leisure",
    "Miljø": "miljø|miljøet|environment",
    "Social": "social|sociale|socialområdet|det sociale område|social services|social affairs",
    "Sundhed": "sundhed|sundhedsområdet|health|healthcare",
    "Teknik": "teknik|technical services|engineering",
    "Uddannelse": "uddannelse|uddannelsesområdet|education",
    "Økonomi": "økonomi|økonomiområdet|finance|finances|economy",
}
_DOMAINS = _rows(_DOMAIN_NAMES)
DOMAINS = tuple(_DOMAIN_NAMES)

_DOMAIN_STEMS: Mapping[str, str] = {
    "Administration": "digital post|aktindsigt|journalis|arkiver|esdh|sbsys|acadre|velkomstbrev|tilflyt|bopæl"
    "|flytte|borgerservice|pas og kørekort|sekretariat|postkasse|pension|folkeregist|records|archiv",
    "Beskæftigelse": "jobcent|ledig|kontanthjælp|sygedagpenge|dagpenge|sygemeld|aktivering|momentum|fasit"
    "|ydelseskontor|forsørgelse|økonomisk bistand|økonomisk hjælp|unemploy|jobseek",
    "Bæredygtighed": "klima|co2|bæredygtig|energi|grøn omstilling|genanvend|climate|sustainab",
    "Demokrati": "aktindsigt|byråd|dagsorden|udvalgsmøde|valgsted|valgkort|høring|politisk|council",
    "Erhverv": "erhvervs|virksomhed|bevilling til|restaurat|næringsbrev|iværksæt|turisme|business permit",
    "Familie": r"børn\b|unge\b|børnesag|familie|barn|underretning|anbring|plejefamili|dubu|ppr|child",
    "HR": "ansæt|fratræd|fratråd|medarbejder|personalesag|løn|ferie|straffeattest|børneattest|onboard|payroll"
    "|sygefravær|employee",
    "IT": "it-adgang|brugerstyring|adgang|rettighed|idm|licens|password|active directory|helpdesk|brugeropret"
    "|systemadgang|servicedesk|user account",
    "Kultur": "bibliotek|museum|fritid|idræt|foreningstilskud|lokalebooking|lokaletilskud|kultur|library",
    "Miljø": "miljøtilsyn|jordflyt|spildevand|affald|forurening|vandløb|jordweb|miljø|waste|pollution",
    "Social": "bistand|handicap|hjælpemid|helbredstillæg|tilskud til|støtte|udsat|tolk|botilbud|ydelse"
    "|døde borgere|fodpleje|social",
    "Sundhed": "medicin|hjemmepleje|sygepleje|patient|genoptræning|nexus|journaler|covid|tandpleje|behandling"
    "|plejehjem|lægeerklær|health|nurse",
    "Teknik": "byggesag|byggetillad|vej|ejendom|parker|matrikel|bbr|natur|havn|gis|nova|building permit|road",
    "Uddannelse": "skole|elev|dagtilbud|børnehave|institution|sfo|befordring|undervis|school|pupil",
    "Økonomi": "faktura|regning|konter|bogfør|betal|restance|opkræv|budget|moms|refusion|leverandør|regnskab"
    "|tilskud|udlæg|invoice|payment|accounting|prisme|skyld",
}


def parse_domains(text: str) -> Parsed[tuple[str, ...]]:
    """One or more of the municipal domains, in the order they were said."""
    refused = _unusable(text)
    if refused:
        return refused
    said = [" ".join(words(part)) for part in re.split(r"[,;/+&\n]|\b(?:og|and|samt)\b", folded(text))]
    parts = [part for part in said if part]
    if not parts:
        return Refused("not-a-choice")
    whole = _DOMAINS.get(" ".join(words(text)))
    exact = [whole] if whole else [_DOMAINS.get(part) for part in parts]
    known = [name for name in exact if name]
    if len(known) == len(exact):
        return Understood(tuple(dict.fromkeys(known)))
    near = [[_DOMAINS[part]] if part in _DOMAINS else _near_domains(part) for part in parts]
    names = tuple(dict.fromkeys(name for candidates in near for name in candidates))
    if not names:
        return Refused("not-a-choice")
    if all(len(candidates) <= 1 for candidates in near):
        return Unclear((names,), "is-it-this")
    return Unclear(tuple((name,) for name in names), "which-number")


def _near_domains(part: str) -> list[str]:
    """The domains one letter away or with these first letters; failing that, those the words belong to."""
    near = [
        name
        for spelling, name in _DOMAINS.items()
        if _is_typo(part, spelling) or (len(part) >= _SHORTEST_PREFIX and spelling.startswith(part))
    ]
    near += [name for spelling, name in _DOMAINS.items() if re.search(rf"\b{re.escape(spelling)}\b", part)]
    return list(dict.fromkeys(near)) or list(guess_domains(part))


_STEMS = {name: re.compile(rf"\b(?:{stems})") for name, stems in _DOMAIN_STEMS.items()}


def guess_domains(text: str) -> tuple[str, ...]:
    """Up to two domains whose words a description uses most, the likeliest first."""
    said = folded(text)
    counted = {name: len(set(stems.findall(said))) for name, stems in _STEMS.items()}
    likely = sorted((name for name, count in counted.items() if count), key=lambda name: -counted[name])
    return tuple(likely[:_MOST_GUESSES])


_APART = r"(?:[,;\n&•]|\s(?:og|and|samt)\s)"
_SYSTEMS_APART = re.compile(_APART, re.IGNORECASE)
_QUOTED = re.compile(rf'(?:^|{_APART})\s*"([^"\n]+)"\s*(?={_APART}|$)', re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:(?:vi|jeg) (?:bruger|benytter|arbejder i)|we use|i use|i work in|både|mest|mainly|mostly)\s+",
    re.IGNORECASE,
)
NO_SYSTEMS = "ingen"
_NO_SYSTEMS = frozenset(
    {NO_SYSTEMS, "ingen systemer", "nej", "nej ingen", "slet ingen", "intet"}
    | {"none", "no systems", "no", "no none", "none at all"}
)


def parse_systems(text: str) -> Parsed[tuple[str, ...]]:
    """Names of IT systems, as they were written."""
    spelt = {name.casefold(): name for name in reversed(list(system_names(text)))}
    names = tuple(reversed(spelt.values()))
    if not names:
        return Refused("empty")
    said = as_systems(names)
    if " ".join(words(said)) in _NO_SYSTEMS:
        return Understood(())
    if says_dont_know(said):
        return Refused("not-a-choice")
    longest = max(len(name) for name in names)
    if longest > LONGEST_SYSTEM:
        return Refused("too-long", {"max": LONGEST_SYSTEM, "length": longest})
    if len(names) > MOST_SYSTEMS:
        return Refused("too-many", {"max": MOST_SYSTEMS, "count": len(names)})
    return Understood(names)


def system_names(text: str) -> Iterator[str]:
    """Return the names in a text; what stands in quotes is one."""
    for place, part in enumerate(_QUOTED.split(_LEAD_IN.sub("", lined(text).strip()))):
        is_quoted = place % 2
        for name in [part] if is_quoted else _SYSTEMS_APART.split(part):
            clean = " ".join(name.split())
            clean = clean if is_quoted else clean.lstrip('-* "').rstrip(".! ")
            if clean:
                yield clean


def as_systems(names: Iterable[str]) -> str:
    """Write names as they are read again, in quotes where they would be taken for several."""
    return ", ".join(name if _is_one(name) else f'"{name}"' for name in names)


def _is_one(name: str) -> bool:
    """Whether a name is read as itself, both in the first place and in a later one."""
    return list(system_names(f"{name}, {name}")) == [name, name]
