"""Every answer keeps strangers out: policies, names under which it is asked for, caches."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from each import each
from serving import Pages, pages

PATHS = (
    "/", "/batches.json", "/batches.csv", "/batch/none", "/batch/none.json", "/nothing",
    "/static/pages.css", "/static/none.css", "/favicon.ico", "/batchwatch", "/batchwatch/batches",
    "/batchwatch.json?sql=select+1", "/batchwatch.json?sql=nonsense", "/batchwatch.db",
    "/feed.xml", "/-/versions", "/batches/", "/%", "/query/timeline.csv", "/home.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages(tmp_path_factory.mktemp("headers") / "none") as found:
        yield found


@each("method", ["GET", "POST"])
@each("path", PATHS)
def test_every_answer_has_every_policy(site: Pages, path: str, method: str) -> None:
    from db.pages.guard import POLICY

    headers = site.ask(path, method, headers={"cookie": "ds_actor=x; a=b"}).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]
    for part in ("opener", "embedder", "resource"):
        assert headers[f"cross-origin-{part}-policy"] in ("same-origin", "require-corp")
    for never in ("set-cookie", "server", "access-control-allow-origin"):
        assert never not in headers


def test_the_policy_allows_no_script_and_nothing_from_elsewhere() -> None:
    from db.pages.guard import POLICY

    parts = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert parts.pop("default-src") == "'none'"
    assert set(parts.values()) <= {"'self'", "'none'"}
    assert "script-src" not in parts
    assert parts["frame-ancestors"] == "'none'"


@each("path", [path for path in PATHS if "csv" not in path])
def test_no_page_needs_what_the_policy_forbids(site: Pages, path: str) -> None:
    answer = site.ask(path)
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "<script" not in answer.text
        assert "<style" not in answer.text
        assert " style=" not in answer.text
        assert " onclick" not in answer.text


@each(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:8001", 200), ("127.0.0.1:9", 200), ("[::1]:8001", 200),
        ("LOCALHOST.", 200), ("evil.example", 421), ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:8001", 421), ("192.168.1.4", 421), ("", 421),
        ("evil.example@localhost", 421), ("localhost, evil.example", 421),
    ],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered(site: Pages, host: str, status: int) -> None:
    for path in ("/", "/static/pages.css", "/batches.json"):
        answer = site.ask(path, headers={"host": host})
        assert answer.status_code == status
        assert "content-security-policy" in answer.headers


def test_other_names_are_answered_where_they_are_given() -> None:
    from cli.server import hosts_for

    def allows(host: str, asked: str, *names: str) -> bool:
        return hosts_for(host, names).allow([(b"host", asked.encode())])

    assert allows("127.0.0.1", "news.example.org", "https://news.example.org/x")
    assert allows("127.0.0.1", "news.example.org:443", "News.example.org")
    assert not allows("127.0.0.1", "news.example.org")
    assert not allows("127.0.0.1", "10.0.0.7:8001")
    assert allows("0.0.0.0", "10.0.0.7:8001")
    assert allows("::", "[fe80::1]:8001")
    assert not allows("0.0.0.0", "rebound.example")


def test_what_did_not_change_is_not_sent_again(site: Pages) -> None:
    for path in ("/", "/batches.json", "/static/pages.css", "/batchwatch"):
        first = site.ask(path)
        assert first.headers["cache-control"] == "no-cache"
        again = site.ask(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = site.ask("/about", headers={"if-none-match": first.headers["etag"]})
        assert other.status_code == 200


def test_errors_are_not_kept_by_caches(site: Pages) -> None:
    for path in ("/nothing", "/batch/none.json", "/batchwatch?sql=nonsense"):
        answer = site.ask(path)
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


def test_a_head_has_the_headers_of_its_page_and_no_body(site: Pages) -> None:
    for path in ("/", "/batches.json", "/static/pages.css", "/batchwatch"):
        page, head = site.ask(path), site.ask(path, "HEAD")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["etag"] == page.headers["etag"]


def test_a_drawing_may_use_its_own_styles_and_nothing_else() -> None:
    from db.pages.replies import drawing_policy

    assert "style-src 'none'" in drawing_policy(b"<svg></svg>")
    policy = drawing_policy(b"<svg><style>a { b: c }</style></svg>")
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_pages_of_nothing_say_so(site: Pages, tmp_path: Path) -> None:
    assert site.json("/batches.json")["batches"] == []
    assert json.loads(site.page("/outlets.json")) == {"outlets": []}
    assert "batchwatch crawl" in site.page("/")
    assert not site.keeper.data.exists()
