"""Reading a file needs neither Scrapy nor the readers of other kinds of files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

URL = "https://www.globaltimes.cn/page/202401/1306359.shtml"
CODE = """
import json, sys
from pathlib import Path
from crawler.files import read_path
(article,) = read_path(Path(sys.argv[1]))
slow = ("scrapy", "twisted", "trafilatura", "dateparser", "bs4", "parsel")
print(json.dumps([article.key, [name for name in slow if name in sys.modules]]))
"""


@pytest.mark.parametrize(
    ("name", "content", "needed"),
    [
        ("a.json", json.dumps({"text": "Ferries leave.", "url": URL}), []),
        (
            "a.html",
            f'<link rel="canonical" href="{URL}"><div class="article_content">'
            '<div class="article_right">Ferries leave.</div></div>',
            ["bs4", "parsel"],
        ),
    ],
)
def test_only_what_the_file_needs_is_imported(
    tmp_path: Path, name: str, content: str, needed: list[str]
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", CODE, str(path)], capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == ["global_times:1306359", needed]
