"""A user's own rules: each must do what its own lines say, and none may be slow."""

import re
import time
from collections.abc import Iterator

from extract import own
from extract.errors import RuleError
from extract.layout.form import normalise
from extract.matching.rules import OTHER_FILES, Rule, RuleBook, load, read_rules, shipped

LONGEST_PATIENCE = 0.5
"""Seconds of this process for one text of ``LONGEST_TEXT`` characters."""
LONGEST_TEXT = 20_000
FIRST_TEXT = 12
UNMATCHED = "\x00"


def check_own_rules() -> None:
    """RuleError for the first rule of the folder in use that is not as its own lines say."""
    for language in own.LANGUAGES:
        files = own.own_rule_files(language)
        known: dict[str, set[str | None]] = {}
        for rule in shipped(language).values() if files else ():
            known.setdefault(rule.label, set()).add(rule.value)
        for path in files:
            for number, rule in read_rules(path, language):
                for reason in _faults(rule, language, known):
                    raise RuleError(str(path), number, reason)
        load(language)


def _faults(rule: Rule, language: str, known: dict[str, set[str | None]]) -> Iterator[str]:
    """What is wrong with a rule, the worst first."""
    if rule.label not in known:
        yield f"unknown label {rule.label!r}; known are {', '.join(sorted(known))}"
    elif rule.value not in known[rule.label]:
        values = ", ".join(sorted(v for v in known[rule.label] if v)) or "none"
        yield f"value is {rule.value!r}; {rule.label} takes {values}"
    yield from _regex_faults(rule)
    try:
        book = RuleBook(language, [rule])
    except ValueError as error:
        yield f"bad pattern: {' '.join(str(error).split())[:200]}"
        return
    for line in rule.yes:
        if not _finds(book, line, language):
            yield f"does not find its own yes line {line!r}"
    for line in rule.no:
        if _finds(book, line, language):
            yield f"finds its own no line {line!r}"


def _regex_faults(rule: Rule) -> Iterator[str]:
    try:
        regex = rule.regex
    except re.error as error:
        yield f"bad regex: {error}"
        return
    if regex is not None:
        if regex.search("") or regex.search(UNMATCHED):
            yield "the regex is empty or matches the empty text: it would match everywhere"
        if slow := slow_on(regex, rule.yes + rule.no):
            yield f"the regex is too slow on {slow!r}…: do not repeat what repeats, as in (a+)+"


def _finds(book: RuleBook, line: str, language: str) -> bool:
    text = normalise(line, language).text
    return bool(book.find(text))


def slow_on(regex: re.Pattern[str], lines: tuple[str, ...]) -> str | None:
    """The beginning of a text that takes the regex too long; texts grow, so none takes for ever."""
    seeds = {piece for line in lines for piece in (line, line[:1], line[-1:], f"{line[-1:]} ")}
    for seed in sorted({*seeds, "a", "1", " ", "中", "a "} - {""}):
        size = FIRST_TEXT
        while size <= LONGEST_TEXT:
            text = (seed * size)[:size] + UNMATCHED
            begun = time.process_time()
            for _ in regex.finditer(text):
                pass
            if time.process_time() - begun > LONGEST_PATIENCE * max(size / LONGEST_TEXT, 0.1):
                return text[:20].strip(UNMATCHED)
            size = size + 4 if size < 64 else size * 2
    return None


def check_file_names() -> None:
    """Refuses what is named so that nothing would ever read it."""
    folder = own.folder()
    if folder is None:
        return
    if not folder.is_dir():
        raise RuleError(str(folder), None, "there is no such folder; make it, it may be empty")
    for found in sorted(path for path in folder.iterdir() if path.name[0] not in ".~"):
        if found.suffix == ".csv" and found.name not in own.FILES:
            known = f"known are {', '.join(own.FILES[:-1])} and {own.FILES[-1]}"
            raise RuleError(str(found), None, f"unknown file; {known}")
        if found.suffix == ".jsonl":
            raise RuleError(str(found), None, "rules stand in the folders en and zh")
    for path in (file for language in own.LANGUAGES for file in own.own_rule_files(language)):
        if path.name in OTHER_FILES:
            said = "belongs to the package alone; a file of rules may have any other name"
            raise RuleError(str(path), None, said)
