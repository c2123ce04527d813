"""The package that is uploaded to Teams."""

import io
import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from PIL import Image

from manifest.icons import colour_icon, outline_icon
from manifest.package import NotABotId, NotADeveloper, NotADomain, NotALink, build_manifest

BOT_ID = "8a1f3c52-0d4e-4b7a-9c61-2f5e7d8b9a10"
DOMAIN = "guldkorn.odense.dk"
SCHEMAS = Path("node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30")


@pytest.fixture
def package() -> ZipFile:
    return ZipFile(io.BytesIO(build_manifest(bot_id=BOT_ID, domain=DOMAIN)))


@pytest.fixture
def manifest(package: ZipFile) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(package.read("manifest.json"))
    return content


@pytest.mark.parametrize(
    ("name", "schema"),
    [("manifest.json", "MicrosoftTeams.schema.json"), ("en.json", "MicrosoftTeams.Localization.schema.json")],
)
def test_teams_own_schema_has_no_objection(package: ZipFile, name: str, schema: str) -> None:
    rules = json.loads((Path(__file__).parents[2] / SCHEMAS / schema).read_text(encoding="utf-8"))
    assert [
        error.message for error in Draft4Validator(rules).iter_errors(json.loads(package.read(name)))
    ] == []


def test_the_schema_named_is_that_of_the_version(manifest: dict[str, Any]) -> None:
    assert f"/v{manifest['manifestVersion']}/" in manifest["$schema"]


def test_the_zip_holds_what_the_manifest_names_and_nothing_else(
    package: ZipFile, manifest: dict[str, Any]
) -> None:
    languages = [language["file"] for language in manifest["localizationInfo"]["additionalLanguages"]]
    assert sorted(package.namelist()) == sorted(["manifest.json", *manifest["icons"].values(), *languages])


def test_bot_and_domain_are_filled_in(manifest: dict[str, Any]) -> None:
    assert (manifest["id"], manifest["bots"][0]["botId"]) == (BOT_ID, BOT_ID)
    assert manifest["validDomains"] == [DOMAIN]
    assert manifest["developer"]["privacyUrl"] == f"https://{DOMAIN}"


def test_an_organisation_may_name_itself_and_its_pages() -> None:
    built = build_manifest(
        bot_id=BOT_ID, domain=DOMAIN, developer='Byen "Æ"', privacy="https://odense.dk/privatliv"
    )
    developer = json.loads(ZipFile(io.BytesIO(built)).read("manifest.json"))["developer"]
    assert developer["name"] == 'Byen "Æ"'
    assert developer["privacyUrl"] == "https://odense.dk/privatliv"
    assert developer["websiteUrl"] == f"https://{DOMAIN}"


def test_every_danish_text_is_there_in_english(package: ZipFile, manifest: dict[str, Any]) -> None:
    english = json.loads(package.read("en.json"))
    texts = {f"{part}.{key}" for part in ("name", "description") for key in manifest[part]} | {
        f"bots[0].commandLists[{at}].commands[{number}].{key}"
        for at, commands in enumerate(manifest["bots"][0]["commandLists"])
        for number, command in enumerate(commands["commands"])
        for key in command
    }
    assert english.keys() - {"$schema"} == texts


def test_the_same_facts_give_the_same_bytes() -> None:
    assert build_manifest(bot_id=BOT_ID.upper(), domain=DOMAIN.upper()) == build_manifest(
        bot_id=BOT_ID, domain=DOMAIN
    )


def test_the_icons_are_those_the_script_draws(package: ZipFile, manifest: dict[str, Any]) -> None:
    for name, drawn, size in (("color", colour_icon(), 192), ("outline", outline_icon(), 32)):
        kept = Image.open(io.BytesIO(package.read(manifest["icons"][name])))
        assert kept.size == (size, size)
        assert kept.convert("RGBA").tobytes() == drawn.tobytes()


def test_the_outline_is_white_on_nothing() -> None:
    drawn = outline_icon().tobytes()
    pixels = [drawn[at : at + 4] for at in range(0, len(drawn), 4)]
    assert {pixel[:3] for pixel in pixels if pixel[3]} == {b"\xff\xff\xff"}
    assert any(pixel[3] == 0 for pixel in pixels)


@pytest.mark.parametrize("bot_id", ["", "guldkorn", BOT_ID[:-1], f"{{{BOT_ID}}}", BOT_ID.replace("-", "")])
def test_what_is_no_bot_id_is_refused_with_a_sentence(bot_id: str) -> None:
    with pytest.raises(NotABotId, match=f"^{re.escape(repr(bot_id))} is not a bot id: .+\\.$"):
        build_manifest(bot_id=bot_id, domain=DOMAIN)


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "localhost",
        "https://odense.dk",
        "odense.dk:443",
        "odense.dk/bot",
        "10.0.0.1",
        "-a.dk",
        "a..dk",
        "a b.dk",
    ],
)
def test_what_is_no_domain_is_refused_with_a_sentence(domain: str) -> None:
    with pytest.raises(NotADomain, match=f"^{re.escape(repr(domain))} is not a domain: .+\\.$"):
        build_manifest(bot_id=BOT_ID, domain=domain)


@given(st.from_regex(r"[a-z][a-z0-9]{0,20}(\.[a-z]{2,10}){1,3}", fullmatch=True))
def test_ordinary_names_are_domains(domain: str) -> None:
    assert build_manifest(bot_id=BOT_ID, domain=domain)


@pytest.mark.parametrize(
    "link", ["", "odense.dk", "http://odense.dk", "https://", "https://odense", "https://a.dk/ b"]
)
@pytest.mark.parametrize("page", ["website", "privacy", "terms"])
def test_what_is_no_link_is_refused_with_a_sentence(page: str, link: str) -> None:
    with pytest.raises(NotALink, match=f"^{re.escape(repr(link))} is not a link: .+\\.$"):
        build_manifest(bot_id=BOT_ID, domain=DOMAIN, **{page: link})


@pytest.mark.parametrize("developer", ["", " ", "Digitaliseringsafdelingen i Odense"])
def test_a_name_teams_does_not_show_is_refused_with_a_sentence(developer: str) -> None:
    with pytest.raises(NotADeveloper, match="is not a name Teams shows: it takes 1 to 32 characters"):
        build_manifest(bot_id=BOT_ID, domain=DOMAIN, developer=developer)
