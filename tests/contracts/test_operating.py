"""What docs/operating.md tells a person to do exists, and the deploy files are hardened."""

import configparser
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.settings import Settings
from tests.contracts.instructions import OPERATING, program, sh_lines, table, words
from tests.contracts.sources import PACKAGES, ROOT

# What the machine of a test cannot do: another machine's packages, services and containers.
OUTSIDE = {
    "adduser", "apt-get", "cp", "curl", "df", "docker", "git", "install", "journalctl", "ls",
    "nano", "python3", "rm", "systemctl",
}  # fmt: skip
INSTALLED = "/opt/mentoring-bot/"
UNIT = ROOT / "deploy" / "mentoring-bot.service"
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def unit() -> configparser.SectionProxy:
    parsed = configparser.ConfigParser(interpolation=None, strict=False)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(UNIT, encoding="utf-8")
    return parsed["Service"]


def dockerfile() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [(line.split()[0], line.partition(" ")[2]) for line in text.splitlines() if line]


@pytest.mark.parametrize("line", sh_lines())
def test_every_command_line_is_one_that_exists(line: str) -> None:
    named = program(line)
    if named:
        assert named[0] in COMMANDS
        return
    first = words(line)[0]
    assert first in OUTSIDE or first == f"{INSTALLED}.venv/bin/python", first
    if first == "systemctl":
        assert words(line)[-1] in (UNIT.stem, "daemon-reload")
    if first == "docker":
        assert words(line)[1] == "compose"


@pytest.mark.parametrize("line", [line for line in sh_lines() if INSTALLED in line])
def test_every_file_of_ours_that_is_named_exists(line: str) -> None:
    for word in words(line):
        inside = word.partition(INSTALLED)[2]
        assert not inside or inside.startswith(".venv") or (ROOT / inside).exists(), word


def test_every_command_has_its_row_and_every_row_its_command() -> None:
    assert {name.split()[0] for name in table("Commands and exit codes") if name[0].isalpha()} == {
        *COMMANDS
    }


def test_every_setting_has_its_row() -> None:
    assert set(table("Settings")) == {name.upper() for name in Settings.model_fields}


def test_every_link_inside_the_page_leads_somewhere() -> None:
    heads = [line.lstrip("# ") for line in OPERATING.splitlines() if line.startswith("#")]
    anchors = {"".join(c for c in h.lower() if c.isalnum() or c in " -") for h in heads}
    for link in OPERATING.split("](#")[1:]:
        assert link.partition(")")[0].replace("-", " ") in {a.replace("-", " ") for a in anchors}


def test_the_unit_runs_the_bot_as_nobody_special() -> None:
    service = unit()
    assert service["ExecStart"] == f"{INSTALLED}.venv/bin/python -m bot run"
    assert service["User"] == "mentoring"
    assert service["RestartPreventExitStatus"] == "2 3"
    assert int(service["TimeoutStopSec"]) > 10
    wanted = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
              "CapabilityBoundingSet": "", "UMask": "0077", "StateDirectoryMode": "0700",
              "SystemCallErrorNumber": "EPERM"}  # fmt: skip
    assert {key: service[key] for key in wanted} == wanted
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"


def test_systemd_itself_takes_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("this machine has no systemd-analyze; the test above reads the unit")
    copy = tmp_path / UNIT.name
    python = f"{INSTALLED}.venv/bin/python"
    copy.write_text(UNIT.read_text(encoding="utf-8").replace(python, "/bin/true"))
    for check in (["verify"], ["security", "--offline=true", "--threshold=25"]):
        done = subprocess.run(
            ["systemd-analyze", *check, str(copy)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert UNIT.name not in done.stderr, done.stderr


def test_the_wrapper_is_the_units_own_world() -> None:
    script = (ROOT / "deploy" / "mentoring-bot").read_text(encoding="utf-8")
    subprocess.run(["sh", "-n"], input=script, text=True, check=True)
    service = unit()
    for same in (
        service["WorkingDirectory"],
        f"-u {service['User']} ",
        service["Environment"],
        service["ExecStart"].removesuffix(" run"),
    ):
        assert same in script


def test_the_image_runs_as_a_user_who_owns_its_data_only() -> None:
    steps = dockerfile()
    names = [name for name, _ in steps]
    assert set(names) <= {
        "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "STOPSIGNAL", "HEALTHCHECK",
        "CMD",
    }  # fmt: skip
    assert all(":3.11-" in value for name, value in steps if name == "FROM")
    assert names.index("USER") < names.index("CMD")
    last = dict(steps)
    assert last["USER"] == "mentoring"
    assert last["VOLUME"] == last["WORKDIR"] == "/data"
    assert "DATA_DIR=/data" in last["ENV"]
    assert '"-m", "bot", "run"' in last["CMD"]
    assert "HEALTH_LISTEN=127.0.0.1:9090" in last["ENV"]
    asked = json.loads(last["HEALTHCHECK"].partition("CMD ")[2])
    compile(asked[-1], "HEALTHCHECK", "exec")
    assert "http://127.0.0.1:9090/health" in asked[-1]
    assert "--require-hashes" in " ".join(value for name, value in steps if name == "RUN")


def test_the_image_holds_what_runs_and_no_settings_data_or_history() -> None:
    assert IGNORED[1] == "*"
    kept = {line.removeprefix("!") for line in IGNORED if line.startswith("!")}
    assert kept == {*PACKAGES, "locales", "requirements.txt", "alembic.ini"} - {"sandbox"}
    assert all((ROOT / name).exists() for name in kept)


def test_the_container_gets_no_more_than_it_needs() -> None:
    for line in (
        "read_only: true", "- no-new-privileges:true", "- ALL", "env_file: .env", "- data:/data",
        "DATA_DIR: /data", "stop_grace_period: 20s", "restart: unless-stopped",
    ):  # fmt: skip
        assert f" {line}\n" in COMPOSE, line
    assert "privileged: true" not in COMPOSE
    assert "ports:" not in COMPOSE
