"""Builds the Teams app package: the manifest filled in, its English strings and the icons, in one zip."""

import io
import json
import re
from importlib.metadata import version
from pathlib import Path
from string import Template
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = Path(__file__).parent
AS_THEY_ARE = ("en.json", "color.png", "outline.png")

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"(?=.{{4,253}}$)({LABEL}\.)+(?=[a-z]){LABEL}")
LONGEST_NAME = 32  # characters, as Teams takes them
LINK = re.compile(r"(?=.{1,2048}$)https://[^\s/]+\.[^\s]+")


class ManifestProblem(ValueError):
    """What is asked for makes no package that Teams takes."""


class NotABotId(ManifestProblem):
    """The bot id is not the application id of a registration."""


class NotADomain(ManifestProblem):
    """The domain is not a bare host name."""


class NotADeveloper(ManifestProblem):
    """The name of who runs the service is not one that Teams shows."""


class NotALink(ManifestProblem):
    """The address is not one that people can be sent to."""


def build_manifest(
    *,
    bot_id: str,
    domain: str,
    developer: str = "Guldkorn",
    website: str | None = None,
    privacy: str | None = None,
    terms: str | None = None,
) -> bytes:
    """The zip to upload to Teams; the same facts give the same bytes. Links not given lead to the domain."""
    bot_id, domain = bot_id.lower(), domain.lower()
    if not GUID.fullmatch(bot_id):
        raise NotABotId(
            f"{bot_id!r} is not a bot id: it is the registration's application id, "
            "32 hexadecimal digits written like 8a1f3c52-0d4e-4b7a-9c61-2f5e7d8b9a10."
        )
    if not DOMAIN.fullmatch(domain):
        raise NotADomain(
            f"{domain!r} is not a domain: it is the name the service is reached by, "
            "like guldkorn.kommune.dk, without https:// and without a port."
        )
    if not 0 < len(developer.strip()) <= LONGEST_NAME:
        raise NotADeveloper(
            f"{developer!r} is not a name Teams shows: it takes 1 to {LONGEST_NAME} characters."
        )
    for link in (website, privacy, terms):
        if link is not None and not LINK.fullmatch(link):
            raise NotALink(f"{link!r} is not a link: write it in full, like https://kommune.dk/guldkorn.")
    home = f"https://{domain}"
    manifest = _filled(
        bot_id=bot_id,
        domain=domain,
        developer=developer,
        website=website or home,
        privacy=privacy or home,
        terms=terms or home,
        version=version("guldkorn"),
    )
    return _zipped({"manifest.json": manifest} | {name: (FOLDER / name).read_bytes() for name in AS_THEY_ARE})


def _filled(**facts: str) -> bytes:
    """The template with the facts in their places, escaped as JSON strings."""
    template = Template((FOLDER / "template.json").read_text(encoding="utf-8"))
    return template.substitute({name: json.dumps(fact)[1:-1] for name, fact in facts.items()}).encode()


def _zipped(contents: dict[str, bytes]) -> bytes:
    """A zip without the time of day in it."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return packed.getvalue()
