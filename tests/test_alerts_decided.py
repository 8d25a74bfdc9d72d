"""What people decide moves what was told with its batch; what they correct is told once."""

from dataclasses import replace
from pathlib import Path

from aloud import alerts, changed, kinds, play, quietly, slugs
from told import Told, announcement, service, told

from extract.extraction import Extraction
from extract.own_folder import use_folder
from pipelines.decision_files import COLUMNS, PACKAGE
from pipelines.messages import render

NAMES = ("Willow Talk", "Cedar Desk")


def story(name: str, number: int, day: str = "2024-03-01") -> Told:
    named = [service("Harbour Lantern", NAMES[number % 2])]
    facts = {"services_in_batch": number, "event_date": day, "province": "北京"}
    return told(name, announcement(**facts), services=named, published_at=f"{day}T02:00:00Z")


def decide(folder: Path, **cells: str) -> None:
    """One more row of a person's file."""
    path = folder / "own" / PACKAGE.name
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    known = {"date": "2025-01-02", "reason": "it is so"} | cells
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(known.get(column, "") for column in COLUMNS) + "\n")
    use_folder(path.parent)


def test_batches_that_people_join_and_part_are_not_told_again(tmp_path: Path) -> None:
    play(tmp_path, [story("a", 6), story("b", 9, "2024-05-06")])
    one, other = slugs(tmp_path)
    decide(tmp_path, action="merge", batch=one, other=other)
    play(tmp_path, [])
    assert len(slugs(tmp_path)) == 1
    (tmp_path / "own" / PACKAGE.name).unlink()
    decide(tmp_path, action="accept", batch=one)
    play(tmp_path, [])
    assert slugs(tmp_path) == [one, other]
    assert kinds(tmp_path) == ["new_batch", "new_batch"]


def test_a_number_that_a_person_corrects_is_told_once(tmp_path: Path) -> None:
    play(tmp_path, [story("a", 6)])
    (slug,) = slugs(tmp_path)
    decide(tmp_path, action="correct", batch=slug, field="services", value="7")
    for _ in range(2):
        play(tmp_path, [])
    assert kinds(tmp_path) == ["new_batch", "correction"]
    assert changed(alerts(tmp_path)[1]) == [("services", 6, 7)]


def test_a_day_that_a_person_corrects_moves_the_slug_and_tells_nothing(tmp_path: Path) -> None:
    play(tmp_path, [story("a", 6)])
    (slug,) = slugs(tmp_path)
    decide(tmp_path, action="correct", batch=slug, field="event_date", value="2024-03-02")
    play(tmp_path, [])
    assert slugs(tmp_path) != [slug]
    play(tmp_path, [story("c", 6, "2024-03-02")])
    assert kinds(tmp_path) == ["new_batch"]


def test_a_batch_that_a_person_rejects_is_withdrawn_once_and_stays_told(tmp_path: Path) -> None:
    play(tmp_path, [story("a", 6)])
    (slug,) = slugs(tmp_path)
    decide(tmp_path, action="reject", batch=slug)
    for _ in range(2):
        play(tmp_path, [])
    assert slugs(tmp_path) == []
    assert kinds(tmp_path) == ["new_batch", "correction"]
    payload = alerts(tmp_path)[1]["payload"]
    message = render("correction", payload)
    assert message.title.startswith("Withdrawn: Generative-AI service filing, Beijing: 6 services")
    assert "it is so" in message.text
    play(tmp_path, [story("b", 9, "2024-05-06")])
    assert kinds(tmp_path) == ["new_batch", "correction", "new_batch"]
    (tmp_path / "own" / PACKAGE.name).unlink()
    decide(tmp_path, action="accept", batch=slug)
    play(tmp_path, [])
    assert slug in slugs(tmp_path)
    assert kinds(tmp_path) == ["new_batch", "correction", "new_batch", "correction"]
    assert "announced again" in render("correction", alerts(tmp_path)[3]["payload"]).text


def test_a_batch_whose_only_article_takes_it_back_is_withdrawn(tmp_path: Path) -> None:
    play(tmp_path, [story("a", 6)])
    item, _ = told("a", published_at="2024-03-01T02:00:00Z")
    retracted = replace(item, text="The editors withdrew this story."), Extraction(False)
    play(tmp_path, [retracted])
    assert kinds(tmp_path) == ["new_batch", "correction"]
    assert changed(alerts(tmp_path)[1]) == [("withdrawn", False, True)]
    assert alerts(tmp_path)[1]["payload"]["reason"] is None


def test_history_withdraws_nothing(tmp_path: Path) -> None:
    quietly(tmp_path, [story("a", 6)])
    (slug,) = slugs(tmp_path)
    decide(tmp_path, action="reject", batch=slug)
    play(tmp_path, [])
    assert kinds(tmp_path) == []
