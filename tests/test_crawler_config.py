"""The configuration file is read strictly: a wrong key or type is named."""

from pathlib import Path

import pytest

from crawler.bundled import bundled
from crawler.config import Config, load_config
from crawler.errors import ConfigError, CrawlerError, UnknownOutlet
from crawler.manners import polite
from crawler.outlets import chosen, known

FULL = """
[crawl]
contact = "mailto:desk@reader.example"
delay = "1500ms"
outlets = ["global_times", "harbour"]
[outlets.global_times]
every = "30m"
enabled = false
[outlets.harbour]
url = "https://www.harbour.example/rss"
language = "zh"
timezone = "Asia/Shanghai"
body = ".text"
[alerts]
base_url = "http://127.0.0.1:8001"
[[channel]]
name = "desk"
"""


def load(folder: Path, text: str) -> Config:
    path = folder / "batchwatch.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def test_no_file_means_defaults() -> None:
    assert load_config(None) == Config()


def test_a_full_file_changes_and_makes_outlets(tmp_path: Path) -> None:
    config = load(tmp_path, FULL)
    outlets = known(config)
    assert (config.delay, config.contact) == (1.5, "mailto:desk@reader.example")
    assert (outlets["global_times"].every, outlets["global_times"].enabled) == ("30m", False)
    assert bundled()["global_times"].every == "2h"
    harbour = outlets["harbour"]
    assert harbour.feeds == ("https://www.harbour.example/rss",)
    assert harbour.allowed_domains == ("harbour.example",)
    assert (harbour.language, harbour.body) == ("zh", (".text",))
    assert [outlet.name for outlet in chosen(config, (), ())] == ["global_times", "harbour"]


def test_where_a_list_prints_dates_is_configured(tmp_path: Path) -> None:
    own = """[outlets.harbour]
        list = "https://www.harbour.example/"
        article = '/\\d+$'
        rows = ".row"
        row_date = "i::attr(title)"
        """
    outlet = known(load(tmp_path, own))["harbour"]
    assert (outlet.rows, outlet.row_date) == ((".row",), ("i::attr(title)",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[crawl", "not valid TOML"),
        ("[crwl]", "unknown key crwl"),
        ("[crawl]\ndelai = '1s'", "unknown key crawl.delai"),
        ("[crawl]\ndelay = 1", "crawl.delay must be a duration"),
        ("[crawl]\ndelay = '1 week'", "crawl.delay must be a duration"),
        ("[crawl]\ncontact = 1", "crawl.contact must be a string"),
        ("[crawl]\noutlets = 'x'", "crawl.outlets must be a list"),
        ("crawl = 1", "crawl must be a table"),
        ("[outlets.X]", "lower-case"),
        ("[outlets.x]\nevrey = '1h'", "unknown key outlets.x.evrey"),
        ("[outlets.x]\nenabled = 'yes'", "outlets.x.enabled must be true or false"),
        ("[outlets.x]\nlanguage = 'fr'", "outlets.x.language"),
        ("[outlets.x]\nurl = 'file:///etc/x'", "must be an http or https URL"),
        ("[outlets.x]\narticle = '('", "no regular expression"),
        ("[outlets.x]\ntimezone = 'Mars/X'", "outlets.x.timezone must be a time zone"),
        ("[outlets.x]\ntimezone = ''", "outlets.x.timezone must be a time zone"),
        ("[outlets.x]\ntitle = 'h1[['", "outlets.x.title is no CSS selector"),
        ("[outlets.x]\nbody = ''", "outlets.x.body is no CSS selector"),
        ("[outlets.x]\nrows = '>>'", "outlets.x.rows is no CSS selector"),
        ("[outlets.x]\ndocuments = 'a:nope(b)'", "outlets.x.documents is no CSS selector"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"batchwatch\.toml: .*") as caught:
        load(tmp_path, text)
    assert message in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "absent.toml")


def test_an_outlet_that_is_not_bundled_needs_an_address(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="needs url"):
        known(load(tmp_path, "[outlets.harbour]\nevery = '1h'"))


def test_an_unknown_outlet_names_the_known_ones() -> None:
    with pytest.raises(UnknownOutlet, match=r"'glbal_times'; known outlets: .*global_times"):
        chosen(Config(), ("glbal_times",), ())


def test_a_url_chooses_its_outlet() -> None:
    url = "https://www.globaltimes.cn/page/202401/1306359.shtml"
    assert [outlet.name for outlet in chosen(Config(), (), (url,))] == ["global_times"]
    two = [outlet.name for outlet in chosen(Config(), (), (url, "https://nobody.example/"))]
    assert two == ["global_times", "nobody.example"]
    with pytest.raises(CrawlerError, match="--url must be an http or https URL"):
        chosen(Config(), (), ("ftp://nobody.example/",))


def test_the_delay_asked_for_is_the_shortest() -> None:
    settings = polite(Config(delay=2.0))
    delay, jitter = settings["DOWNLOAD_DELAY"], settings["DOWNLOAD_DELAY_JITTER"]
    assert isinstance(delay, float)
    assert isinstance(jitter, float)
    assert delay * (1 - jitter) == pytest.approx(2.0)


def test_the_user_agent_says_who_asks() -> None:
    assert "mailto:a@b.example" in str(polite(Config(contact="mailto:a@b.example"))["USER_AGENT"])
    assert polite(Config(user_agent="own/1"))["USER_AGENT"] == "own/1"


def test_an_outlet_may_be_filtered_by_titles_or_noted_only(tmp_path: Path) -> None:
    text = """
[outlets.desk]
url = "https://news.example/feed"
title_filter = ["AI", "备案"]
metadata_only = true
[outlets.bbt]
title_filter = ["人工智能"]
"""
    outlets = known(load(tmp_path, text))
    assert (outlets["desk"].title_filter, outlets["desk"].metadata_only) == (("AI", "备案"), True)
    assert outlets["bbt"].title_filter == ("人工智能",)
    assert outlets["bbt"].lists == bundled()["bbt"].lists
    assert all(outlet.title_filter == () for outlet in bundled().values())
    with pytest.raises(ConfigError, match="title_filter must be a list of words"):
        load(tmp_path, '[outlets.bbt]\ntitle_filter = "AI"\n')


def test_an_address_of_ones_own_takes_the_place_of_all_lists(tmp_path: Path) -> None:
    text = '[outlets.bbt]\nurl = "https://www.bbtnews.com.cn/feed.xml"\n'
    own = known(load(tmp_path, text))["bbt"]
    assert (own.feeds, own.lists) == (("https://www.bbtnews.com.cn/feed.xml",), ())
    assert (own.pages, own.sections) == ("", "")


@pytest.mark.parametrize(
    "lines",
    [
        'url = "https://news.example/rss.xml"\nrows = "li"',
        'url = "https://news.example/rss.xml"\nrow_date = "time"',
        'url = "https://news.example/rss.xml"\ntitle = "h1::foo"',
        'url = "https://news.example/rss.xml"\ntitle = "h1:is(a"',
        'list = "https://news.example/"\narticle = "x"\nrows = "li::text"',
    ],
)
def test_a_selector_that_its_reader_does_not_take_is_refused(tmp_path: Path, lines: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(f'[outlets.sample]\nlanguage = "en"\n{lines}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"outlets\.sample"):
        load_config(file)


def test_a_row_s_date_may_be_an_attribute(tmp_path: Path) -> None:
    lines = 'list = "https://news.example/"\narticle = "x"\nrows = "li"\n'
    file = tmp_path / "c.toml"
    file.write_text(
        f'[outlets.sample]\nlanguage = "en"\n{lines}row_date = "time::attr(datetime)"\n',
        encoding="utf-8",
    )
    assert load_config(file).outlet["sample"].row_date == ("time::attr(datetime)",)
