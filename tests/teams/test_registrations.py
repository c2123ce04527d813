"""Two organisations' registrations in one service: each speaks with its own token, and no other."""

from pathlib import Path

import pytest

from sandbox.app import Sandbox
from sandbox.world import demo_world
from tests.actors import Person
from tests.clock import SteeredClock
from tests.service import GLADSAXE, ODENSE, ODENSE_BOT, RANDERS, SHARED_BOT, guldkorn
from tests.teams.channel import PRIVATE
from tests.teams.entra import Azure, Entra, pem, self_signed

BOTS = {
    ODENSE_BOT: {"app_id": ODENSE_BOT, "tenant_id": ODENSE, "serves": [ODENSE]},
    SHARED_BOT: {"app_id": SHARED_BOT, "tenant_id": GLADSAXE, "serves": [GLADSAXE, RANDERS]},
}


async def test_each_organisation_is_answered_with_its_own_bots_token(
    database_url: str, entra: Entra, clock: SteeredClock, tmp_path: Path
) -> None:
    certificate, secret = tmp_path / "shared.pem", tmp_path / "odense"
    secret.write_text("odense's secret")
    certificate.write_bytes(pem(ours := self_signed(PRIVATE), PRIVATE))
    entra.secrets[ODENSE_BOT], entra.certificates[SHARED_BOT] = "odense's secret", ours
    bots = [
        BOTS[ODENSE_BOT] | {"secret_file": secret},
        BOTS[SHARED_BOT] | {"certificate_file": certificate},
    ]
    async with Sandbox.running(world=demo_world(), now=clock.now) as sandbox:
        sandbox.identity.issued = entra.tokens
        async with guldkorn(database_url, sandbox, clock, bots=bots, authority=entra.url) as service:
            for name in ("odense-mette", "gladsaxe-omar", "randers-camilla"):
                person = Person(service, name)
                await person.installs_the_app()
                await person.says("hej")
                assert await person.told()
            calls = (await service.api.get("calls"))["calls"]
    assert {(call["tenant_id"], call["bot"], call["status"] < 300) for call in calls} == {
        (ODENSE, ODENSE_BOT, True),
        (GLADSAXE, SHARED_BOT, True),
        (RANDERS, SHARED_BOT, True),
    }
    assert [(asked["tenant"], asked["client_id"]) for asked in entra.asked] == [
        (ODENSE, ODENSE_BOT),
        (GLADSAXE, SHARED_BOT),
    ]


async def test_a_bot_that_gets_no_token_costs_the_other_organisation_nothing(
    database_url: str, entra: Entra, azure: Azure, clock: SteeredClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", azure.url)
    azure.identities.add(SHARED_BOT)
    bots = [BOTS[ODENSE_BOT] | {"secret": "expired"}, BOTS[SHARED_BOT] | {"managed_identity": True}]
    async with Sandbox.running(world=demo_world(), now=clock.now) as sandbox:
        sandbox.identity.issued = {"a virtual machine's token": SHARED_BOT}
        async with guldkorn(database_url, sandbox, clock, bots=bots, authority=entra.url) as service:
            mette, omar = Person(service, "odense-mette"), Person(service, "gladsaxe-omar")
            for person in (mette, omar):
                await person.installs_the_app()
            assert await mette.told() == []
            assert await omar.told()
            entra.secrets[ODENSE_BOT] = "expired"
            await service.later(120)
            assert await mette.told()
