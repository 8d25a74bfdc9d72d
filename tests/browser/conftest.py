"""One server and one browser for all modules of this folder."""

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from official_files import FILINGS, html_of, listed
from prepared import Prepared, Running

from browser.door import Door, opened

GOLD = Path(__file__).parents[1] / "gold"
TOLD = ("zh/gold-zh-g10", "zh/gold-zh-c13", "en/gold-en-e05", "zh/gold-zh-d14")
HEADING = "生成式人工智能服务已备案信息"
HOSTILE = {
    "id": 'x"><b>/..%2F?#\u202e',
    "url": "javascript:alert(1)",
    "outlet": "<img src=x onerror=alert(1)>",
    "language": "en",
    "title": "\"><script>alert('title')</script>\u202etxet\u0000 " + "very" * 60,
    "published": "2024-02-05T04:00:00Z",
    "text": "Chinese regulators on Monday approved three large language models of Baidu, "
    "<svg onload=alert(2)> Ltd. and ‘{{ 7*7 }}’ \u202e\u0007 Technology Co., Ltd.",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install it with apt-get install chromium")
    return found


@pytest.fixture(scope="package")
def site(
    chromium: str, commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server with the first official lists, four articles and a hostile one."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "list.html").write_bytes(
        html_of([FILINGS, *listed("genai_filing/2024-04")], title=HEADING)
    )
    (folder / "hostile.json").write_text(json.dumps(HOSTILE), "utf-8")
    where = ("--data", folder / "data", "-q")
    files = [GOLD / f"{name}.json" for name in TOLD]
    for line in (("register", "--store", folder / "list.html"), ("ingest", *files, folder)):
        ended = commands(*line, *where)
        assert ended.status == 0, ended.err
    running = commands.start("serve", "--port", "0", "--data", folder / "data")
    try:
        yield _address(running)
    finally:
        os.kill(running.pid, signal.SIGTERM)
        assert running.wait().status == 0


def _address(running: Running) -> str:
    """Where a server says that it is."""
    for _ in range(600):
        said = running.out.read_text("utf-8") if running.out.exists() else ""
        said += running.err.read_text("utf-8") if running.err.exists() else ""
        if found := re.search(r"http://127\.0\.0\.1:\d+", said):
            return found[0]
        assert not running.ended(), said
        time.sleep(0.1)
    raise AssertionError(f"no server: {said}")


@pytest.fixture(scope="package")
def browser(chromium: str, site: str) -> Iterator[Door]:
    """A browser that keeps what it asks for and what it complains of."""
    with opened(chromium, site) as door:
        yield door


@pytest.fixture
def door(browser: Door) -> Iterator[Door]:
    """A page of its own; it must ask nothing of other machines and complain of nothing."""
    with browser.fresh():
        yield browser
    assert browser.complaints == []
    assert [url for url in browser.asked if not url.startswith(browser.site)] == []
