"""Global options stand before and after the verb; wrong usage is one line and status 2."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
from conftest import Batchwatch
from each import each

from cli.kinds import Day
from cli.options import Globals, verb


@pytest.fixture
def seen() -> list[Globals]:
    return []


@pytest.fixture
def door(seen: list[Globals]) -> click.Group:
    """A group with the global options and one verb that keeps what it is given."""
    from cli.options import global_options

    @click.group()
    @global_options
    def group() -> None:
        pass

    @group.command()
    @verb
    def look(options: Globals) -> None:
        seen.append(options)

    return group


@pytest.mark.parametrize(
    "line",
    [
        "--data a --json -v look",
        "look --data a --json -v",
        "--data b look --data a -v --json",
        "-v look --data=a --json",
    ],
)
def test_before_and_after_the_verb(door: click.Group, seen: list[Globals], line: str) -> None:
    door.main(line.split(), standalone_mode=False)
    assert (seen[0].data, seen[0].json, seen[0].verbosity) == (Path("a"), True, 1)


def test_the_environment_is_the_default(
    door: click.Group, seen: list[Globals], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BATCHWATCH_DATA", "elsewhere")
    monkeypatch.setenv("BATCHWATCH_CONFIG", "own.toml")
    door.main(["look"], standalone_mode=False)
    door.main(["look", "--data", "here"], standalone_mode=False)
    assert [found.data for found in seen] == [Path("elsewhere"), Path("here")]
    assert seen[0].config == Path("own.toml")


def test_an_empty_variable_is_not_set(
    batchwatch: Batchwatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BATCHWATCH_DATA", "BATCHWATCH_CONFIG", "BATCHWATCH_VIA"):
        monkeypatch.setenv(name, "")
    found = Globals.from_environment()
    assert (found.data, found.config) == (Path("data"), None)
    ran = batchwatch("crawl", "nosuch")
    assert (ran.status, list(tmp_path.iterdir())) == (2, [])
    assert "unknown outlet 'nosuch'" in ran.err


def test_a_configuration_that_is_there_is_used(
    door: click.Group, seen: list[Globals], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    door.main(["look"], standalone_mode=False)
    Path("batchwatch.toml").touch()
    door.main(["look"], standalone_mode=False)
    assert [found.config for found in seen] == [None, Path("batchwatch.toml")]


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [
        ("2024-01-29", False, date(2024, 1, 29)),
        ("2024-2", True, date(2024, 2, 29)),
        ("2024-02", False, date(2024, 2, 1)),
        ("2024", True, date(2024, 12, 31)),
    ],
)
def test_a_month_stands_for_its_edge(text: str, last: bool, day: date) -> None:
    assert Day(last=last).convert(text, None, None) == day


MANY = 99999999999999999999
COUNTING = (
    *("articles --limit", "batches --limit", "runs --limit", "alerts list --limit"),
    *("search model --limit", "feed - --limit", "review --limit", "review --offset"),
    *("crawl bbt --limit", "crawl --engine local --workers", "backfill a.warc --workers"),
    *("serve --port", "plot timeline -o a.svg --width", "evaluate tests --errors"),
)


@each(
    ("line", "words"),
    [
        ("bachtes", "did you mean batches"),
        ("zzz", "no verb 'zzz'"),
        ("batches --since yesterday", "2024-01-29"),
        ("batches --since 2024-02-30", "no day of the calendar"),
        ("batches --limit 0", "--limit"),
        ("batches --scheme other_thing", "genai_filing"),
        ("batch", "SLUG"),
        ("ingest no-such-file.json", "no-such-file.json"),
        ("extract no-such-file.json", "no-such-file.json"),
        ("batches --config no-such.toml", "no-such.toml"),
        ("runs --nonsense", "--nonsense"),
        ("batches --since 2025 --until 2024", "--since 2025-01-01 is after --until 2024-12-31"),
        ("plot timeline -o x.svg --since 2025 --until 2024", "is after --until"),
        ("query timeline --param since=2025 --param until=2024", "is after until 2024-12-31"),
        ("query approval-days --param least=-1", "from 0 on"),
        ("query --csv", "name the question"),
        ('search "', "a letter or a digit"),
        ("search --", "WORDS"),
        ("extract --url notaurl pyproject.toml", "must be an http or https URL"),
        ("extract --url http://me:s3cret@a.example/ pyproject.toml", "'http://…@a.example/'"),
        ("runs --data=", "'--data': it is empty"),
        ("--data= runs", "'--data': it is empty"),
        ("runs --config=", "'--config'"),
        ("watch --once --via=", "'--via': it is empty"),
        ("outlets check --via=", "'--via': it is empty"),
        ("record page.html --outlet bbt --to=", "'--to': it is empty"),
        ("serve --snapshots=", "'--snapshots': it is empty"),
        *((f"{verb} {MANY}", "is not in the range") for verb in COUNTING),
    ],
)
def test_wrong_usage(batchwatch: Batchwatch, line: str, words: str) -> None:
    ran = batchwatch(*line.split())
    assert ran.status == 2
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert ran.out == ""


@each("content", [b"crwl = 1\n", b"[outlets.x]\nevrey = '1h'\n", bytes(range(256))])
def test_a_wrong_configuration_is_told_by_reading_verbs_too(
    batchwatch: Batchwatch, tmp_path: Path, content: bytes
) -> None:
    (config := tmp_path / "own.toml").write_bytes(content)
    for line in ("batches", "runs", "query timeline"):
        ran = batchwatch(*line.split(), "--config", config)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "own.toml: " in ran.err


def test_help_loads_no_room() -> None:
    code = (
        "import sys; from cli.main import main; status = main(['--help']);"
        "heavy = {'scrapy', 'spacy', 'sqlite_utils', 'lxml', 'rich', 'bs4'} & set(sys.modules);"
        "sys.exit(status or str(sorted(heavy)) if heavy else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "New here? Run: batchwatch demo" in ran.stdout


def test_every_verb_has_help(batchwatch: Batchwatch) -> None:
    from cli.main import VERBS

    for name in VERBS:
        ran = batchwatch(name, "--help")
        assert ran.status == 0
        assert "--data DIR" in ran.out


def test_no_verb_shows_the_help(batchwatch: Batchwatch) -> None:
    ran = batchwatch()
    assert ran.status == 2
    assert "Usage: batchwatch" in ran.err
