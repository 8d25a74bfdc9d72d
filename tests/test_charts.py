"""Charts are drawn of whatever rows there are: valid, told in words, and without a request."""

import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import Batchwatch

from cli.plotting import CHARTS, NO_CHINESE
from db.charts import NAMES, chart_png, chart_svg, drawing
from db.charts.looks import DARK, LIGHT
from db.charts.marks import Frame

HOSTILE = "<script>alert(1)</script>&\x00\x07\u202e=1+1 " + "名" * 500
ROWS: dict[str, tuple[list[str], list[tuple[Any, ...]]]] = {
    "timeline": (
        ["month", "scheme", "source", "new", "cumulative"],
        [
            ("2023-08", "genai_filing", "official", 8, 8),
            ("2024-01", "genai_filing", "official", 25, 33),
            ("2024-01", "genai_filing", "press", 14, 40),
            ("2024-02", HOSTILE, "official", 3, 3),
            ("2024-02", None, "press", 3, None),
            (None, "on_device", "official", 1, 1),
            ("2024", "on_device", "official", 1, 1),
        ],
    ),
    "schemes": (
        ["scheme", "source", "services"],
        [("genai_filing", "official", 1105), ("genai_filing", "press", 14), (HOSTILE, "press", 1)],
    ),
    "provinces": (
        ["province", "english", "scheme", "services"],
        [
            ("北京", "Beijing", "genai_filing", 294),
            (None, None, "genai_filing", 3),
            ("北京", "Beijing", "on_device", 4),
            (HOSTILE, None, "deep_synthesis", 2),
            ("上海", "Shanghai", "genai_registration", 118),
        ],
    ),
    "lag": (
        ["outlet", "batch", "scheme", "event_date", "published", "days"],
        [
            ("technode", "a", "genai_filing", "2024-01-17", "2024-01-18", 1),
            ("technode", "b", "genai_filing", "2024-04-02", "2024-04-02", 0),
            (HOSTILE, "a", "genai_filing", "2024-01-17", "2026-01-17", 731),
        ],
    ),
}


def read(svg: str) -> tuple[ElementTree.Element, str]:
    """The root, and all that is written on the chart."""
    root = ElementTree.fromstring(svg)
    return root, " ".join("".join(text.itertext()) for text in root.findall(".//{*}text"))


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_an_image_with_words_and_without_scripts(name: str) -> None:
    svg = chart_svg(name, *ROWS[name], theme="auto")
    root, _ = read(svg)
    title, described = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert title.text
    assert described.text
    assert {part.tag.split("}")[1] for part in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan", "line", "defs"),
        *("clipPath", "circle"),
    }
    assert not re.search(r"(href|src)=|url\((?!#)|@import", svg)
    assert float(root.attrib["width"]) <= 760


@pytest.mark.parametrize("name", NAMES)
def test_what_altair_is_told_fits_the_schema(name: str) -> None:
    import altair as alt

    columns, rows = ROWS[name]
    drawn = [dict(zip(columns, row, strict=True)) for row in rows[:3]]
    spec = drawing.specification(name, drawn, Frame(720, LIGHT, "en"))
    assert alt.Chart.from_dict(spec, validate=True)


def test_numbers_and_names_are_written_on_the_charts() -> None:
    assert "1,105 official" in read(chart_svg("schemes", *ROWS["schemes"]))[1]
    provinces = read(chart_svg("provinces", *ROWS["provinces"]))[1]
    assert "Beijing Shanghai" in provinces
    assert "not given" in provinces
    assert "294" in provinces
    assert "北京 上海" in read(chart_svg("provinces", *ROWS["provinces"], "zh"))[1]
    assert "median 0.5 days · 2 batches" in read(chart_svg("lag", *ROWS["lag"]))[1]


def test_a_chart_without_rows_says_so_in_both_languages() -> None:
    assert "Nothing to draw" in read(chart_svg("timeline", ROWS["timeline"][0], []))[1]
    assert "无图可画" in read(chart_svg("lag", ROWS["lag"][0], [], "zh", width=340))[1]


def test_themes_differ_in_colours_alone() -> None:
    light, dark, auto = (
        chart_svg("lag", *ROWS["lag"], theme=theme) for theme in ("light", "dark", "auto")
    )
    assert LIGHT.ground in light
    assert DARK.ground in dark
    assert LIGHT.ground not in dark
    assert "prefers-color-scheme: dark" in auto
    assert read(light)[1] == read(dark)[1] == read(auto)[1]


def test_png_is_as_wide_as_asked() -> None:
    png = chart_png("schemes", *ROWS["schemes"], theme="auto", width=400, scale=2)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert 500 < struct.unpack(">I", png[16:20])[0] <= 820


def test_plot_writes_whole_files_and_creates_no_data(
    batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "can_write_chinese", lambda: False)
    monkeypatch.setattr("db.charts.can_write_chinese", lambda: False)
    file, data = tmp_path / "lag.PNG", tmp_path / "none"
    ran = batchwatch("plot", "lag", "-o", file, "--language", "zh", "--data", data)
    assert (ran.status, NO_CHINESE in ran.err) == (0, True)
    assert file.read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_wrong_names_suffixes_and_folders_are_named(batchwatch: Batchwatch, tmp_path: Path) -> None:
    assert CHARTS == NAMES
    for words, status, said in (
        (["timelime", "-o", "a.svg"], 2, "timeline"),
        (["lag", "-o", "a.pdf"], 2, ".svg or .png"),
        (["lag", "-o", tmp_path / "no" / "a.svg", "--data", tmp_path], 1, "no folder"),
        (["schemes", "-o", "a.svg", "--scheme", "on_device"], 2, "--scheme"),
    ):
        ran = batchwatch("plot", *words)
        assert ran.status == status
        assert said in ran.err


@pytest.mark.parametrize("width", [720, 340])
def test_no_diamond_lies_on_the_last_number(width: int) -> None:
    rows = [("2024-01", "genai_filing", who, 14, 14) for who in ("official", "press")]
    svg = chart_svg("timeline", ROWS["timeline"][0], rows, width=width)
    at = r'="translate\(([\d.]+),[^>]*'
    last = re.search(rf"<text[^>]*{at}>14</text></g>(<g.*?</g>)", svg)
    assert last is not None, "the total stands in the panel, the diamonds right behind it"
    diamond = re.search(rf'mark-symbol.*?<path transform{at}d="M-', last[2])
    assert diamond is not None
    assert float(last[1]) > float(diamond[1]) + 8
