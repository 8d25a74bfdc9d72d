"""The units and the crontab line of docs/operations.md are what systemd and cron understand."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Batchwatch

TEXT = (Path(__file__).parents[1] / "docs" / "operations.md").read_text(encoding="utf-8")
UNITS = dict(re.findall(r"`/etc/systemd/system/([a-z.-]+)`\n\n```ini\n(.*?)```", TEXT, re.DOTALL))
(CRON,) = re.findall(r"```cron\n(.*?)\n```", TEXT, re.DOTALL)


def options(unit: str) -> dict[str, list[str]]:
    """The assignments of a unit; KeyError for a line that is none."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in filter(None, unit.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            name, sign, value = line.partition("=")
            assert sign, line
            found.setdefault(f"{section}.{name}", []).append(value)
    return found


def test_the_units_that_are_shown() -> None:
    assert sorted(UNITS) == [
        "batchwatch-once.service",
        "batchwatch-once.timer",
        "batchwatch.service",
    ]
    assert options(UNITS["batchwatch-once.timer"])["Timer.Persistent"] == ["true"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    paths = []
    for name, text in UNITS.items():
        # The program and its user are not on this machine: what is examined is the unit.
        unit = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text)
        unit = re.sub(r"(?m)^(User|WorkingDirectory|ReadWritePaths)=.*\n", "", unit)
        (tmp_path / name).write_text(unit, encoding="utf-8")
        paths.append(str(tmp_path / name))
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *paths]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    said = [line for line in ran.stderr.splitlines() if str(tmp_path) in line]
    assert (ran.returncode, said) == (0, [])


def test_the_services_are_confined_alike() -> None:
    service, once = (options(UNITS[f"batchwatch{end}.service"]) for end in ("", "-once"))
    confined = [name for name in service if re.search("Protect|Private|Restrict|NoNew|Cap", name)]
    assert len(confined) > 10
    assert [name for name in confined if service[name] != once.get(name)] == []


@pytest.mark.parametrize("name", ["batchwatch.service", "batchwatch-once.service"])
def test_the_command_of_a_unit_is_one_of_ours(name: str, batchwatch: Batchwatch) -> None:
    (line,) = options(UNITS[name])["Service.ExecStart"]
    program, *words = line.split()
    assert program.endswith("/.venv/bin/batchwatch")
    assert batchwatch(*words, "--help").status == 0


def test_the_line_of_cron(batchwatch: Batchwatch) -> None:
    fields, command = CRON.split("   ")
    minute, *others = fields.split()
    assert re.fullmatch(r"\*/\d+", minute)
    assert others == ["*"] * 4
    assert "%" not in command
    words = command.partition("bin/batchwatch ")[2].split()
    assert batchwatch(*words, "--help").status == 0
