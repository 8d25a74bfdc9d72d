"""``company`` and ``service`` answer from the official lists; stored lists teach the reading."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Batchwatch
from each import each
from official import rows

from cli.main import main

SHOWN = {
    "scheme", "number", "date", "date_note", "province", "name", "company", "list", "known_from",
    "cancelled_on", "batches",
}  # fmt: skip
CHATGLM = "Beijing-ChatGLM-20230821"
STORY = {
    "id": "batch",
    "url": "https://news.example.org/2024/0130",
    "outlet": "news",
    "language": "zh",
    "published": "2024-01-30",
    "title": "14款大模型通过备案",
    "text": (
        "1月29日消息，国内又有14款大模型通过生成式人工智能服务备案，"
        "包括衔远科技的摹小仙、掌阅科技的阅爱聊和京彩公司的灯笼大模型。"
    ),
}
HEAD = ["序号", "属地", "模型名称", "备案单位", "备案号", "备案时间"]
NEW = [
    1,
    "北京市",
    "阔维问答大模型",
    "北京阔维科技有限公司",
    "Beijing-KuoWei-202612010001",
    "2026/12/9",
]
NEWS = "12月20日，北京市网信办公布，新增1款生成式人工智能服务完成备案，为阔维问答。"


def story(folder: Path) -> Path:
    path = folder / "story.json"
    path.write_text(json.dumps(STORY, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the entries that ship and nothing else."""
    data = tmp_path_factory.mktemp("listed") / "data"
    assert main(["register", "--bundled", "--data", str(data), "-q"]) == 0
    return data


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, listed: Path) -> Path:
    """The same with an article."""
    folder = tmp_path_factory.mktemp("told")
    data = shutil.copytree(listed, folder / "data")
    assert main(["ingest", str(story(folder)), "--data", str(data), "-q"]) == 0
    return data


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A list that does not ship."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    for row in (["生成式人工智能服务已备案信息（2026年12月）"], HEAD, NEW):
        sheet.append(row)
    book.save(tmp_path / "new.xlsx")
    return tmp_path / "new.xlsx"


def asked(batchwatch: Batchwatch, data: Path, *words: object) -> Any:
    ran = batchwatch(*words, "--data", data, "--json")
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


@each(
    "name",
    [
        "智谱",
        "智譜",
        "智谱AI",
        "Zhipu AI",
        "zhipu",
        "北京智谱华章科技有限公司",
        "北京智譜華章科技股份有限公司",
    ],
)
def test_a_company_by_any_name(batchwatch: Batchwatch, listed: Path, name: str) -> None:
    answer = asked(batchwatch, listed, "company", name)
    assert answer["id"] == "zhipu"
    entry = next(row for row in answer["register"] if row["number"] == CHATGLM)
    assert entry.keys() == SHOWN
    assert (entry["date"], entry["province"], entry["list"]) == (
        "2023-08-31",
        "北京市",
        "genai_filing/2024-04",
    )
    assert entry["name"] == "智谱清言（ChatGLM）"
    assert len(answer["register"]) == len({row["number"] for row in answer["register"]}) > 4


@pytest.mark.parametrize("name", ["摹小仙", "Moxiaoxian", "moxiaoxian", "Mo Xiao Xian"])
def test_a_service_by_any_name(batchwatch: Batchwatch, listed: Path, name: str) -> None:
    answer = asked(batchwatch, listed, "service", name)
    assert [row["number"] for row in answer["register"]] == ["Beijing-MuXiaoXian-20240102"]
    assert answer["first_seen"] == "2024-04-02"
    assert (answer["name"], answer["company"]) == ("摹小仙", "北京衔远科技有限公司")


def test_an_entry_alone_goes_by_its_newest_official_name(
    batchwatch: Batchwatch, listed: Path
) -> None:
    newest = "北京智谱华章科技股份有限公司"
    assert asked(batchwatch, listed, "company", "Zhipu AI")["name"] == newest
    assert batchwatch("company", "智谱", "--data", listed).out.splitlines()[0] == newest
    assert rows(listed, "SELECT name FROM v_companies WHERE id = 'zhipu'") == [{"name": newest}]


def test_what_articles_name_goes_by_their_name(batchwatch: Batchwatch, told: Path) -> None:
    assert asked(batchwatch, told, "service", "摹小仙")["company"] == "衔远科技"
    assert asked(batchwatch, told, "company", "Frontis")["name"] == "衔远科技"


def test_the_page_shows_each_entry_once(batchwatch: Batchwatch, listed: Path) -> None:
    lines = batchwatch("company", "智谱", "--data", listed).out.splitlines()
    (line,) = [line for line in lines if CHATGLM in line]
    assert line.split()[:2] == ["2023-08-31", "genai_filing"]
    assert "genai_filing/2024-04" in line


def test_an_entry_that_articles_tell_of_is_no_second_registration(
    batchwatch: Batchwatch, told: Path
) -> None:
    answer = asked(batchwatch, told, "service", "阅爱聊")
    (registration,) = answer["registrations"]
    (entry,) = answer["register"]
    assert registration["status"] == "both"
    assert registration["number"] == entry["number"] == "Beijing-YueAiLiao-20240102"
    assert entry["batches"] == [registration["batch"]]
    out = batchwatch("service", "阅爱聊", "--data", told).out
    assert out.count(entry["number"]) == 1
    assert registration["batch"] in out


def test_what_no_list_has_stands_by_itself(batchwatch: Batchwatch, told: Path) -> None:
    answer = asked(batchwatch, told, "service", "灯笼大模型")
    assert answer["register"] == []
    assert [row["status"] for row in answer["registrations"]] == ["stated"]


def test_companies_count_their_entries(listed: Path) -> None:
    asked_ = "SELECT registered FROM v_companies WHERE id = 'zhipu'"
    found = rows(listed, "SELECT count(*) AS n FROM register_rows WHERE company_id = 'zhipu'")
    assert rows(listed, asked_) == [{"registered": found[0]["n"]}]


def test_nothing_of_a_later_list_is_known_as_of_a_day(
    batchwatch: Batchwatch, told: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(told, tmp_path / "data")
    for day, count in (("2024-02-01", 0), ("2024-04-02", 1)):
        assert batchwatch("replay", "--as-of", day, "--data", data, "-q").status == 0
        answer = asked(batchwatch, data, "service", "阅爱聊")
        assert len(answer["register"]) == count
        assert [row["number"] is None for row in answer["registrations"]] == [not count]
        later = rows(data, "SELECT DISTINCT first_seen FROM aliases WHERE origin = 'register'")
        assert all(row["first_seen"] is None or row["first_seen"] <= day for row in later)
        official = {row["name"] for row in answer["names"] if row["origin"] == "register"}
        assert bool(official) == bool(count)


def test_the_names_of_a_stored_list_are_read(
    batchwatch: Batchwatch, tmp_path: Path, new: Path
) -> None:
    data, text = tmp_path / "data", tmp_path / "news.txt"
    text.write_text(NEWS, encoding="utf-8")
    words = ("extract", text, "--published", "2026-12-20", "--data", data)
    before = json.loads(batchwatch(*words).out)["services"]
    told = ("--published", "2026-12-10")
    assert batchwatch("register", new, "--store", *told, "--data", data, "-q").status == 0
    after = json.loads(batchwatch(*words).out)["services"]
    assert [s["rule"] for s in before] != [s["rule"] for s in after]
    assert [(s["model"], s["rule"]) for s in after] == [("阔维问答", "names.service")]
    assert asked(batchwatch, data, "company", "阔维")["register"][0]["number"] == NEW[4]


def test_replay_reads_with_the_names_of_the_lists_whatever_came_first(
    batchwatch: Batchwatch, tmp_path: Path, new: Path
) -> None:
    data, news = tmp_path / "data", tmp_path / "news.json"
    facts = STORY | {"published": "2026-12-20", "text": NEWS, "title": ""}
    news.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    told = ("--published", "2026-12-10")
    batchwatch("ingest", news, "--data", data, "-q")
    batchwatch("register", new, "--store", *told, "--data", data, "-q")
    for _ in range(2):
        assert batchwatch("replay", "--data", data, "-q").status == 0
        found = rows(data, "SELECT model, rule, service_id FROM service_mentions")
        assert found == [
            {"model": "阔维问答", "rule": "names.service", "service_id": "kuowei/kuoweiwenda"}
        ]
    assert batchwatch("replay", "--as-of", "2026-12-01", "--data", data, "-q").status == 0
