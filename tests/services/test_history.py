"""What has happened to a process, as it is read back."""

from datetime import timedelta

from cards.history import history_card
from domain.events import EVENTS, GROUPS, kinds_in
from domain.history import Happening
from domain.people import Actor, Part, Role
from domain.process import Process
from services.comments import comment
from services.involving import give_part, take_part
from services.merging import merge, unmerge
from services.privacy import forget
from services.review import ask
from services.seeing import read
from storage.history import PAGE, history
from tests.cards.test_cards import words
from tests.municipality import Municipality, accept, reject
from texts import sayer


def looks_back(
    odense: Municipality, actor: Actor, process: Process, *asked: object
) -> tuple[list[Happening], bool]:
    with odense.database.session(actor) as session:
        happened, more = history(session, actor, process.id, *asked)  # type: ignore[arg-type]
        return list(happened), more


def reads(odense: Municipality, actor: Actor, process: Process) -> list[str]:
    """The lines of the history page."""
    happened, more = looks_back(odense, actor, process)
    with odense.database.session(actor) as session:
        now = read(session, actor, process.id)
    return words(history_card(sayer("da"), now, happened, more=more).card).splitlines()


def test_every_event_that_happens_to_a_process_is_in_a_group_there_is() -> None:
    assert {event.group for event in EVENTS.values()} == {*GROUPS, None}


def test_what_happened_is_read_as_sentences_with_who_and_when(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.now += timedelta(hours=1, minutes=12)
    odense.does(ask, rie, process.id, "Hvor fra?")
    odense.does(give_part, rie, process.id, Part.WATCHER, anna.person_id)
    odense.does(take_part, rie, process.id, Part.WATCHER)
    odense.does(accept, rie, process.id)
    odense.now += timedelta(days=1)
    odense.does(comment, anna, process.id, "Så sker der noget.", [rie.person_id])
    told = reads(odense, anna, process)
    assert told[2:] == [
        "Anna skrev en kommentar",
        " · 21. november 2026 kl. 10.12",
        "Så sker der noget.",
        "Anna nævnte Rie i en kommentar",
        " · 21. november 2026 kl. 10.12",
        "Rie flyttede det fra Idé til Foranalyse",
        " · 20. november 2026 kl. 10.12",
        "Rie ændrede det, så Anna ikke længere holder øje med robotten",
        " · 20. november 2026 kl. 10.12",
        "Rie bad Anna holde øje med robotten",
        " · 20. november 2026 kl. 10.12",
        "Rie spurgte",
        " · 20. november 2026 kl. 10.12",
        "Hvor fra?",
        "Rie tog forslaget",
        " · 20. november 2026 kl. 10.12",
        "Anna sendte forslaget",
        " · 20. november 2026 kl. 09.00",
    ]


def test_the_history_names_the_twin_it_is_merged_into_and_no_former_one(odense: Municipality) -> None:
    rie = odense.person("Rie", Role.REVIEWER)
    process, former, twin = (odense.suggests(rie, title=title) for title in ("Bopæl", "Frister", "Rykkere"))
    odense.does(merge, rie, process.id, former.id)
    odense.does(unmerge, rie, process.id)
    odense.does(merge, rie, process.id, twin.id)
    told = [line for line in reads(odense, rie, process) if "slog det sammen" in line]
    assert told == ["Rie slog det sammen med nr. 3 »Rykkere«", "Rie slog det sammen med et andet forslag"]


def test_only_what_is_asked_for_is_shown(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(ask, rie, process.id, "Hvor fra?")
    odense.does(reject, rie, process.id, "Ikke nu.", None)
    for group, kinds in (("decisions", ["rejected", "submitted"]), ("people", ["claimed"]), ("files", [])):
        happened, more = looks_back(odense, anna, process, kinds_in(group))
        assert ([each.kind for each in happened], more) == (kinds, False)


def test_a_long_history_is_turned_page_by_page_and_leaves_nothing_out(odense: Municipality) -> None:
    anna = odense.person("Anna")
    process = odense.suggests(anna)
    for number in range(2 * PAGE):
        odense.does(comment, anna, process.id, f"Nr. {number}", ())
    pages = [looks_back(odense, anna, process, (), page) for page in range(4)]
    assert [(len(happened), more) for happened, more in pages] == [
        (PAGE, True),
        (PAGE, True),
        (1, False),
        (0, False),
    ]
    assert len({each.data["remark"] for happened, _ in pages for each in happened if each.data}) == 2 * PAGE


def test_another_organisation_sees_nothing_of_it(odense: Municipality) -> None:
    process = odense.suggests(odense.person("Anna"))
    stranger = Municipality(odense.database, "tenant-aarhus").person("Ole")
    assert looks_back(odense, stranger, process) == ([], False)


def test_who_was_forgotten_has_no_name_in_it(odense: Municipality) -> None:
    anna, rie = odense.person("Anna"), odense.person("Rie", Role.REVIEWER)
    process = odense.suggests(anna)
    odense.does(give_part, rie, process.id, Part.EXPERT, anna.person_id)
    odense.does(comment, anna, process.id, "Ring til Anna.", ())
    odense.does(forget, anna)
    told = "\n".join(reads(odense, rie, process))
    assert "Anna" not in told
    assert "Rie gjorde En kollega til faglig kontaktperson" in told
