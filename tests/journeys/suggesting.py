"""How a person suggests a process in the chat."""

from collections.abc import Mapping

from tests.actors import Person

ANSWERS = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen.",
    "annual_occurrences": "15 om ugen",
    "seconds_per_occurrence": "10 min",
    "it_systems": "nexus og outlook",
    "professional_judgement": "slet ikke",
    "personal_data": "almindelige",
    "domains": "Administration",
}
KEPT = {
    "title": "Bopælskontrol ved tilflytning",
    "long_description": "Jeg slår borgeren op og sammenholder adressen.",
    "annual_occurrences": 690,
    "seconds_per_occurrence": 600,
    "it_systems": ["nexus", "outlook"],
    "professional_judgement": "not_at_all",
    "personal_data": "ordinary",
    "domains": ["Administration"],
    "short_description": "Jeg slår borgeren op og sammenholder adressen.",
    "visibility": "organisation",
}


async def suggests(person: Person, answers: Mapping[str, str] = ANSWERS) -> None:
    """Begin a suggestion and type every answer, up to the summary."""
    await person.says("forslag")
    for _ in answers:
        await person.says(answers[await person.is_asked()])


async def is_asked_for(person: Person, key: str, answers: Mapping[str, str] = ANSWERS) -> None:
    """Begin a suggestion and type answers until this question is asked."""
    await person.says("forslag")
    while (asked := await person.is_asked()) != key:
        await person.says(answers[asked])
