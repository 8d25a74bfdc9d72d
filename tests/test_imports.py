"""The direction of imports holds, and a planted back edge is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawler", "extract", "pipelines", "db", "cli")


def lint(directory: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-cache", "--no-logo"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("checkout")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package,
            directory / package,
            ignore=lambda _, names: [n for n in names if "." in n and not n.endswith(".py")],
        )
    shutil.copy(ROOT / "pyproject.toml", directory)
    return directory


def test_the_packages_keep_their_direction(copy: Path) -> None:
    ran = lint(copy)
    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout


PLANTED = (
    ("crawler", "import db"),
    ("crawler", "import extract.extraction"),
    ("extract", "import crawler.errors"),
    ("extract", "import sqlite3"),
    ("db", "import crawler.items"),
    ("db", "import extract.extraction"),
    ("pipelines", "import cli.main"),
    ("pipelines", "import crawler.errors"),
    ("pipelines", "import bs4"),
)


def test_planted_back_edges_are_refused(copy: Path) -> None:
    planted = {copy / PLANTED[n][0] / f"planted_{n}.py": PLANTED[n][1] for n in range(len(PLANTED))}
    for module, line in planted.items():
        module.write_text(f"{line}\n", encoding="utf-8")
    try:
        ran = lint(copy)
    finally:
        for module in planted:
            module.unlink()
    assert ran.returncode == 1, ran.stdout
    names = [f"{module.parent.name}.{module.stem}" for module in planted]
    assert [name for name in names if name not in ran.stdout] == []
