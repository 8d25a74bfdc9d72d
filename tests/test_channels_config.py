"""``[alerts]`` and ``[[channel]]``: read whole, refused by file, key and reason, secrets unsaid."""

import re
from pathlib import Path

import pytest

from pipelines.channels import KINDS, AlertConfig, Channel, load_alerts, wants
from pipelines.delivery.answers import shown
from pipelines.delivery.endpoints import Rate
from pipelines.errors import AlertConfigError

TOKEN = "abcdefghij0123456789"


def test_without_a_file_there_are_no_channels() -> None:
    assert load_alerts(None) == AlertConfig()


def test_the_whole_table_is_read(tmp_path: Path) -> None:
    config = _read(
        tmp_path,
        '[alerts]\nbase_url = "https://batches.example.org/x/"\nminimum_confidence = 0.7\n'
        '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1:9999/hook"\n'
        'kinds = ["new_batch", "correction"]\nschemes = ["genai_filing"]\n'
        'provinces = ["Beijing", "上海"]\nlanguage = "zh"\nrate = "100/h"\n'
        'minimum_confidence = 0.9\nsecret_env = "DESK_SECRET"\n'
        '[[channel]]\nname = "pipe"\nurl = "stdout:"\n',
    )
    desk, pipe = config.channels
    assert config.base_url == "https://batches.example.org/x"
    assert (desk.kinds, desk.schemes) == (("new_batch", "correction"), ("genai_filing",))
    assert (desk.provinces, desk.language) == (("北京", "上海"), "zh")
    assert (desk.rate, desk.minimum_confidence) == (Rate(100, 3600), 0.9)
    assert (desk.secret_env, desk.endpoint.target) == ("DESK_SECRET", "http://127.0.0.1:9999/hook")
    assert (pipe.kinds, pipe.minimum_confidence, pipe.rate) == (KINDS, 0.7, None)


@pytest.mark.parametrize(
    ("url", "type_", "target", "rate"),
    [
        ("json://h:1/p?-a=b&c=d", "webhook", "http://h:1/p?a=b&c=d", None),
        ("jsons://h/p", "webhook", "https://h/p", None),
        ("webhook+https://h/p?t=1&-u=2", "webhook", "https://h/p?t=1&-u=2", None),
        ("webhook+http://[::1]:8/p", "webhook", "http://[::1]:8/p", None),
        ("file:/a/b.jsonl", "file", "/a/b.jsonl", None),
        ("file:///a/b.jsonl", "file", "/a/b.jsonl", None),
        ("stdout:", "stdout", "", None),
        (f"dingtalk://{TOKEN}", "apprise", f"dingtalk://{TOKEN}", Rate(15, 60)),
        ("ntfy://topic", "apprise", "ntfy://topic", Rate(15, 60)),
        ("mailtos://u:p@example.org", "apprise", "mailtos://u:p@example.org", Rate(15, 60)),
    ],
)
def test_every_kind_of_address(
    tmp_path: Path, url: str, type_: str, target: str, rate: Rate | None
) -> None:
    channel = _channel(tmp_path, f'url = "{url}"')
    assert (channel.endpoint.type, channel.endpoint.target, channel.rate) == (type_, target, rate)


def test_a_relative_file_lies_beside_the_configuration(tmp_path: Path) -> None:
    assert _channel(tmp_path, 'url = "file:out.jsonl"').endpoint.target == f"{tmp_path}/out.jsonl"


def test_login_headers_and_certificates_of_a_json_address(tmp_path: Path) -> None:
    found = _channel(tmp_path, 'url = "jsons://u:p%40w@h/p?+X-Team=desk&verify=no"').endpoint
    assert (found.login, found.headers, found.verify) == (
        ("u", "p@w"),
        (("X-Team", "desk"),),
        False,
    )
    assert found.target == "https://h/p"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('colour = "red"', "unknown key channel.desk.colour"),
        ('kinds = ["new"]', "channel.desk.kinds: unknown 'new'"),
        ('kinds = "new_batch"', "channel.desk.kinds must be a list"),
        ('schemes = ["x"]', "channel.desk.schemes: unknown 'x'"),
        ('provinces = ["Atlantis"]', "channel.desk.provinces: value is 'Atlantis'"),
        ('language = "fr"', "channel.desk.language: unknown 'fr'"),
        ('rate = "fast"', "channel.desk.rate must be such as"),
        ('rate = "0/min"', "channel.desk.rate must be such as"),
        ("minimum_confidence = 2", "channel.desk.minimum_confidence must be a number from 0 to 1"),
        ('secret_env = "A B"', "channel.desk.secret_env must be the name"),
        ('url = "stdout:"\nsecret_env = "A"', "channel.desk.secret_env: only webhooks"),
        ('url = "hook.example.org"', "channel.desk.url has no scheme"),
        ('url = "nonsense://sesame99"', "channel.desk.url: Apprise does not know nonsense://"),
        ('url = "json:///sesame99"', "channel.desk.url has no host"),
        ('url = "json://h:port/sesame99"', "channel.desk.url is no valid URL"),
        ('url = "json://h/sesame99?:title=x"', "channel.desk.url: the body is always"),
        ('url = "wecom://sesame99"', "channel.desk.url: wecom:// is the relay Pushplus"),
        ('url = "https://h/sesame99"', "channel.desk.url: no service that Apprise knows"),
        ("url = 5", "channel.desk.url must be an address"),
    ],
)
def test_what_does_not_hold_is_refused_by_file_key_and_reason(
    tmp_path: Path, lines: str, said: str
) -> None:
    with pytest.raises(AlertConfigError) as caught:
        _channel(tmp_path, lines if "url =" in lines else f'url = "json://h/p"\n{lines}')
    assert str(caught.value).startswith(f"{tmp_path}/batchwatch.toml: {said}")
    assert "sesame99" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[alerts]\nminimum = 1", "unknown key alerts.minimum"),
        ('[alerts]\nbase_url = "here"', "alerts.base_url must be an http"),
        ("alerts = 1", "alerts must be a table"),
        ('[channel]\nname = "x"', "channel must be a list of tables"),
        ('[[channel]]\nurl = "stdout:"', "channel 1: name"),
        ('[[channel]]\nname = "a"', "channel.a.url must be an address"),
        ('[[channel]]\nname="a"\nurl="stdout:"\n' * 2, 'channel.name "a" is there twice'),
        ("[alerts", "not valid TOML"),
    ],
)
def test_what_is_wrong_around_the_channels(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AlertConfigError, match=r"batchwatch\.toml: ") as caught:
        _read(tmp_path, text)
    assert said in str(caught.value)


def test_nothing_shown_of_a_channel_holds_a_secret(tmp_path: Path) -> None:
    url = f"webhook+https://user:pass-word@h:8443/hook/{TOKEN}?key=s%20ame-key"
    channel = _channel(tmp_path, f'url = "{url}"')
    seen = f"{channel!r} {channel.endpoint.shown}"
    for secret in (TOKEN, "pass-word", "ame-key", "user"):
        assert secret not in seen
    answer = f"no hook {TOKEN} for s ame-key or s%20ame-key of user"
    assert shown(answer, channel.endpoint.secrets) == "no *** *** for *** or *** of ***"


def test_the_example_shows_channels_that_hold(tmp_path: Path) -> None:
    example = (Path(__file__).parent.parent / "batchwatch.example.toml").read_text("utf-8")
    head, mark, channels = example.partition("# [[channel]]\n")
    shown = re.sub(r"^# ?", "", mark + channels, flags=re.MULTILINE)
    config = _read(tmp_path, head + shown)
    assert [one.name for one in config.channels] == ["desk", "bot", "operator", "log"]


def test_who_wants_what(tmp_path: Path) -> None:
    channel = _channel(
        tmp_path,
        'url = "stdout:"\nkinds = ["new_batch", "outlet_broken"]\nschemes = ["genai_filing"]\n'
        'provinces = ["Beijing"]',
    )
    assert wants(channel, "new_batch", "genai_filing", "北京", 0.6)
    assert wants(channel, "outlet_broken")
    assert not wants(channel, "correction", "genai_filing", "北京", 1.0)
    assert not wants(channel, "new_batch", "genai_filing", "北京", 0.5)
    assert not wants(channel, "new_batch", "genai_filing", None, 1.0)
    assert not wants(channel, "new_batch", "on_device", "北京", 1.0)


def _read(folder: Path, text: str) -> AlertConfig:
    path = folder / "batchwatch.toml"
    path.write_text(text, encoding="utf-8")
    return load_alerts(path)


def _channel(folder: Path, lines: str) -> Channel:
    [channel] = _read(folder, f'[[channel]]\nname = "desk"\n{lines}\n').channels
    return channel
