"""The documents say what is so: links lead somewhere, commands exist, nothing private is named."""

import json
import re
import subprocess
from pathlib import Path

import click
import pytest
from each import each

from cli.main import VERBS, batchwatch

ROOT = Path(__file__).parent.parent
ONE_SCREEN = 70
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
SQL = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)
RULE = re.compile(r"^```json\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# A command line stands in a code block or between back-ticks, after a prompt or alone.
COMMAND = re.compile(r"(?:^|`|\$ |bin/)batchwatch((?: +[^\s`|]+)+)", re.MULTILINE)
TARGET = re.compile(r"(?:^|`|\$ )make ([a-z]+)", re.MULTILINE)
# Written apart, so that this file does not name what it forbids.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js.",
    "registry" + ".npm",
    "deb.deb" + "ian",
]
PRIVATE = re.compile(
    "|".join(map(re.escape, HOSTS)) + r"|(?<![\w.~:/-])/(?:home|root|work|Users|tmp)/[\w.-]+"
)


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    found = [ROOT / name for name in names if name] or [
        path for pattern in patterns for path in ROOT.rglob(pattern) if ".venv" not in path.parts
    ]
    return sorted(path for path in found if path.is_file())


PAGES = tracked("*.md")


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    kept = [re.sub(r"[^\w\- ]", "", title.lower()) for title in HEADING.findall(text)]
    return {title.strip().replace(" ", "-") for title in kept}


@each("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)
    assert not dead


def command_lines(page: Path) -> list[list[str]]:
    text = page.read_text(encoding="utf-8")
    return [found.split() for found in COMMAND.findall(text)]


@each("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_exist(page: Path) -> None:
    unknown = []
    for words in command_lines(page):
        verb = next((word for word in words if re.fullmatch(r"[a-z]+", word)), None)
        if verb not in VERBS and not words[0].startswith("-"):
            unknown.append(" ".join(words))
        elif verb in VERBS:
            unknown += [f"{verb} {option}" for option in words if not offered(verb, option)]
    assert not unknown


def offered(verb: str, word: str) -> bool:
    """False for an option, such as ``--since``, that the verb does not have."""
    option = word.rstrip("]").lstrip("[").partition("=")[0]
    if not option.startswith("--"):
        return True
    command = batchwatch.get_command(click.Context(batchwatch), verb)
    assert command is not None
    known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    return option in known | {"--help", "--version"}


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in PAGES for name in TARGET.findall(page.read_text(encoding="utf-8"))}
    assert named
    assert named <= targets


def test_the_readme_fits_one_screen() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= ONE_SCREEN
    for wanted in ("make demo", "make test", "docs/flow.md", ".venv"):
        assert wanted in text


def test_every_verb_is_documented() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [verb for verb in VERBS if f"batchwatch {verb}" not in text] == []


def test_nothing_private_is_named() -> None:
    named = {}
    for path in tracked("*"):
        if path.suffix in {".gz", ".png"}:
            continue
        found = PRIVATE.findall(path.read_text(encoding="utf-8", errors="replace"))
        if found:
            named[path.relative_to(ROOT).as_posix()] = found
    assert named == {}


def test_the_example_configuration_is_valid() -> None:
    from crawler.config import load_config

    config = load_config(ROOT / "batchwatch.example.toml")
    assert config.outlets


@pytest.mark.parametrize("sql", SQL.findall((ROOT / "docs/querying.md").read_text("utf-8")))
def test_sql_examples_run(sql: str, tmp_path: Path) -> None:
    from db.store import RecordStore

    with RecordStore.open(tmp_path / "batchwatch.db") as store:
        assert store.rows(sql) == []


@pytest.mark.parametrize("line", RULE.findall((ROOT / "docs/adding-a-rule.md").read_text("utf-8")))
def test_rule_examples_are_rules(line: str) -> None:
    from extract.dates import forms as date_forms
    from extract.event_dates import cues as day_cues
    from extract.matching import kind_rules
    from extract.matching.links import KEYS
    from extract.matching.rules import parse_rule
    from extract.matching.word_lists import compiled

    record = json.loads(line)
    for module, own in ((day_cues, {"bearing"}), (date_forms, {"kind", "how"})):
        if own <= set(record):
            assert set(record) == module.KEYS
            record = {key: record[key] for key in ("id", "regex", "yes", "no")} | {"label": "DAY"}
    if "at" in record:
        assert set(record) == kind_rules.KEYS
        examples = [line.split("»")[1] for line in record["yes"] + record["no"]]
        told = [compiled(record["regex"], "en").match(text) is not None for text in examples]
        assert told == [True] * len(record["yes"]) + [False] * len(record["no"])
    elif "order" in record:
        assert set(record) - {"weight"} == KEYS
        regex = compiled(record["regex"], "en")
        between = [re.split("«[cm]»", example)[1] for example in record["yes"] + record["no"]]
        joined = [regex.fullmatch(text) is not None for text in between]
        assert joined == [True] * len(record["yes"]) + [False] * len(record["no"])
    else:
        rule = parse_rule(record, "en", "example", 1)
        assert rule.regex is not None
        assert all(rule.regex.search(text) for text in rule.yes)
        assert not any(rule.regex.search(text) for text in rule.no)
