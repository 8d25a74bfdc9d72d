"""A configuration that is wrong is wrong for every verb that acts on it, in the same words."""

from pathlib import Path

import pytest
from conftest import Batchwatch
from each import each

from crawler.config import load_config
from crawler.errors import ConfigError
from crawler.outlets import known

ACTING = (
    "outlets",
    "outlets check global_times",
    "crawl global_times",
    "crawl --url https://news.example/1",
    "watch --once",
    "alerts channels",
    "alerts test",
    "replay",
    "feed -",
    "serve --port 0",
    "record https://www.globaltimes.cn/page/202401/1306359.shtml --outlet global_times",
)
READING = ("batches", "runs", "articles", "query timeline")


def refused(batchwatch: Batchwatch, folder: Path, text: str, lines: tuple[str, ...]) -> str:
    """What all those verbs say of it, which is one and the same; they leave no trace."""
    (config := folder / "own.toml").write_text(text, encoding="utf-8")
    said = set()
    for line in lines:
        ran = batchwatch(*line.split(), "--config", config, "--data", folder / "data")
        assert (line, ran.status, ran.out) == (line, 2, "")
        said.add(ran.err)
    assert not (folder / "data").exists()
    (words,) = said
    doctor = batchwatch("doctor", "--config", config, "--data", folder / "data")
    assert doctor.status == 1
    assert f"error    configuration: {words.removeprefix('batchwatch: ')}" in doctor.out
    return words


@each(
    ("text", "words"),
    [
        ('[outlets.glbal_times]\nevery = "1h"', "outlets.glbal_times needs url"),
        ('[crawl]\noutlets = ["nosuch"]', "crawl.outlets: unknown outlet 'nosuch'"),
        ('[outlets.bbt]\nevery = "1s"', 'outlets.bbt.every must be "10s" or more'),
        ('[outlets.bbt]\nevery = "0s"', 'outlets.bbt.every must be "10s" or more'),
        ('[outlets.bbt]\nevery = "99999999999d"', "outlets.bbt.every must be no longer"),
        ('[outlets.bbt]\nmost_time = "0s"', 'outlets.bbt.most_time must be "1s" or more'),
        ('[outlets.bbt]\ntitle_filter = ["AI", " "]', "one of them is empty"),
        ('[outlets.own]\nurl = "https://a b/"', "must be an http or https URL"),
        ('[outlets.own]\nurl = "https://[::1/feed"', "must be an http or https URL"),
        ('[outlets.own]\nlist = ""\narticle = "x"', "must be an http or https URL"),
        ('[outlets.own]\nwatched = ["https://a.example:x/"]', "must be an http or https URL"),
    ],
)
def test_wrong_outlets_are_refused_by_all(
    batchwatch: Batchwatch, tmp_path: Path, text: str, words: str
) -> None:
    said = refused(batchwatch, tmp_path, text, (*ACTING, *READING))
    assert words in said
    assert "own.toml: " in said


@each(
    ("text", "words"),
    [
        ('names = "nowhere"', "there is no such folder"),
        ('[alerts]\nbase_url = "x"', "alerts.base_url must be"),
        ('[alerts]\nbase_url = "http://[::1"', "alerts.base_url must be"),
        ('[[channel]]\nname = "a"\nurl = "nonsense"', "has no scheme"),
    ],
)
def test_wrong_names_and_channels_are_refused_before_anything_is_made(
    batchwatch: Batchwatch, tmp_path: Path, text: str, words: str
) -> None:
    assert words in refused(batchwatch, tmp_path, text, ACTING)


@pytest.mark.parametrize("key", ["url", "feed", "list"])
def test_a_password_in_an_address_is_refused_and_not_told(tmp_path: Path, key: str) -> None:
    (config := tmp_path / "own.toml").write_text(
        f'[outlets.own]\n{key} = "https://me:s3cret@news.example/feed"\narticle = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match=r"no password: 'https://…@news\.example/feed'"):
        load_config(config)


def test_a_selector_may_be_a_list_of_selectors(tmp_path: Path) -> None:
    (config := tmp_path / "own.toml").write_text(
        """[outlets.own]
        list = "https://news.example/"
        article = "x"
        title = ["h1.head", "h1"]
        rows = ["li.news", "tr"]
        row_date = "time::attr(datetime)"
        """,
        encoding="utf-8",
    )
    own = known(load_config(config))["own"]
    assert (own.title, own.rows) == (("h1.head", "h1"), ("li.news", "tr"))
    assert own.row_date == ("time::attr(datetime)",)
    for wrong in ("title = []", 'title = ["h1", 3]', 'title = ["h1", "h1[["]', "title = 3"):
        config.write_text(f'[outlets.own]\nurl = "https://news.example/"\n{wrong}\n')
        with pytest.raises(ConfigError, match=r"outlets\.own\.title (must be|is no) "):
            load_config(config)
