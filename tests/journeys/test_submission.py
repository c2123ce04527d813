"""An employee suggests a process in the chat, from the first word to the receipt."""

from tests.actors import Person, verbs_of

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


async def suggests(person: Person, answers: dict[str, str] = ANSWERS) -> None:
    await person.says("forslag")
    for _ in answers:
        await person.says(answers[await person.is_asked()])


async def test_a_suggestion_goes_from_first_word_to_receipt(mette: Person) -> None:
    assert "suggest" in verbs_of((await mette.last())["card"])
    await suggests(mette)
    await mette.taps("submit")
    assert "nr. 1" in await mette.reads()
