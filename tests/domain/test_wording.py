"""Line ends of every kind are line ends wherever typed text is read, and names sort as Danes sort them."""

import pytest

from domain.form import propose_short_description, question
from domain.reading.choices import parse_domains, parse_systems
from domain.reading.cpr import contains_cpr
from domain.reading.described import find_quantities
from domain.reading.parsed import Understood
from domain.reading.wording import alphabetical

LINE_ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"]

at_each_end = pytest.mark.parametrize("end", LINE_ENDS)


@at_each_end
def test_a_text_keeps_its_lines_and_a_title_becomes_one(end: str) -> None:
    said = f"bogført{end}3 skal ses"
    assert question("long_description").parse(said) == Understood("bogført\n3 skal ses")
    assert question("title").parse(said) == Understood("bogført 3 skal ses")
    assert propose_short_description(said) == "bogført 3 skal ses"


@at_each_end
def test_names_one_a_line_are_several(end: str) -> None:
    assert parse_systems(f"Nexus{end}Outlook") == Understood(("Nexus", "Outlook"))
    assert parse_domains(f"Økonomi{end}HR") == Understood(("Økonomi", "HR"))
    assert question("technologies").parse(f"UiPath{end}Python") == Understood(["UiPath", "Python"])


@at_each_end
def test_a_quantity_is_found_in_its_own_line(end: str) -> None:
    found = find_quantities(f"Frist i dag{end}20 om ugen")
    assert found.occurrences is not None
    assert found.occurrences.per_year == 920


@at_each_end
def test_a_cpr_number_over_two_lines_is_one(end: str) -> None:
    assert contains_cpr(f"010190{end}1234")


@pytest.mark.parametrize(
    "names",
    [
        ["anna", "Bo", "Zenia", "Ærlig", "Øjvind", "Aage", "Åse"],
        ["Anne B", "Anne-Marie", "Annette", "Aaby", "Åby Å"],
        ["Ebbe", "Élan", "Emil", "Müller", "Myre", "Ängel", "Æske", "Öberg", "Østergaard"],
        ["Zita", "A\N{COMBINING RING ABOVE}se"],
        ["Zoe", "Боб"],
    ],
)
def test_names_sort_as_danes_sort_them(names: list[str]) -> None:
    keys = [alphabetical(name) for name in names]
    assert sorted(set(keys)) == keys
