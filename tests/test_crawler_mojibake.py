"""A page is read as it was meant, whatever charset is named, or it is called garbled."""

from itertools import product

import pytest
from each import each

from crawler.encoding import decode
from crawler.items import Article
from crawler.mojibake import garbled, mended
from crawler.unfit import unfit

CHINESE = (
    "国家网信办公布，十四款生成式人工智能服务已经完成备案，包括“式说”、知海图等。企业在北京、"
    "上海和广东。业内人士说，备案是面向公众提供服务的前提。"
)
RARE = CHINESE + "朱镕基、陶喆、张堃、李玥、王赟、䶮、㐂、𠮷野家。"
TRADITIONAL = (
    "國家網信辦公布，十四款生成式人工智慧服務已經完成備案。業內人士說，這是大型語言模型面向公眾"
    "提供服務的前提，香港和台灣的企業也會加入。"
)
ENGLISH = (
    "The regulator said 14 models were registered — “a milestone”, in the words of Zhipu’s"
    " spokesman. It costs £5 and €3; café, naïve, Zürich… The list covers Beijing’s firms. "
)
MENU = "<div class=menu><a href=/x>Home page link</a></div>" * 60
NAMED = (None, "utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "windows-1252", "bogus")
SENT = {
    "gbk": (CHINESE, "gbk", NAMED),
    "gb18030": (RARE, "gb18030", NAMED),
    "utf-8": (RARE, "utf-8", NAMED),
    "utf-8 with a mark": (RARE, "utf-8-sig", NAMED),
    "utf-16": (RARE, "utf-16", NAMED),
    "utf-16-le": (RARE, "utf-16-le", NAMED),
    "utf-16-be": (RARE, "utf-16-be", NAMED),
    "big5": (TRADITIONAL, "big5", NAMED),
    "big5hkscs": (TRADITIONAL + "啫喱、嘅", "big5hkscs", NAMED),
    "cp1252": (ENGLISH, "cp1252", (None, "utf-8", "iso-8859-1", "windows-1252", "gbk")),
}


def page(text: str, meta: str | None, menu: str) -> str:
    named = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{named}</head><body>{menu}<h1>{text[:20]}</h1><p>{text}</p></body></html>"


@each("sent", SENT)
@each("menu", ["", MENU], ids=["bare", "with a menu"])
def test_every_charset_is_read_whatever_is_named(sent: str, menu: str) -> None:
    text, charset, named = SENT[sent]
    for header, meta in product(named, named):
        body = page(text, meta, menu).encode(charset)
        declared = f"text/html; charset={header}" if header else "text/html"
        assert text in decode(body, declared), (header, meta)


def twice(text: str) -> str:
    """UTF-8 taken for Windows-1252, and what that leaves free for itself."""
    free = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    return "".join(chr(b) if b in free else bytes([b]).decode("cp1252") for b in text.encode())


@pytest.mark.parametrize("text", [CHINESE, RARE, TRADITIONAL, ENGLISH])
def test_a_text_that_was_encoded_twice_is_mended(text: str) -> None:
    assert decode(f"<p>{twice(text)}</p>".encode()) == f"<p>{text}</p>"


def test_a_text_that_was_taken_for_gbk_is_mended_or_called_garbled() -> None:
    read = mended(CHINESE.encode().decode("gb18030", "replace"))
    assert garbled(read) or read == CHINESE


@each(
    "text",
    [
        CHINESE,
        TRADITIONAL,
        ENGLISH,
        "Москва сообщила о новых правилах. " * 5,
        "東京で新しい規則が発表された。これは大きな変化です。" * 5,
        "서울에서 새로운 규칙이 발표되었다. " * 5,
        "L’été à Zürich, façade élégante où naïveté déjà reçue çà et là. " * 4,
        "€5 £3 “x” – y",
    ],
)
def test_a_sound_text_stays_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text
    assert not garbled(text)


@pytest.mark.parametrize(
    "text", ["国家\ufffd\ufffd\ufffd网信办", "锟斤拷锟斤拷国家锟斤拷", "x" * 500 + "\ufffd" * 2]
)
def test_what_is_lost_is_called_garbled(text: str) -> None:
    article = Article("a", "a", None, None, "zh", "t", text, None)
    fault = unfit(article)
    assert fault is not None
    assert fault.name == "garbled"


def test_a_character_that_was_cut_does_not_make_a_page_garbled() -> None:
    body = f"<p>{CHINESE * 10}".encode()[:-2] + b"</p>"
    assert not garbled(decode(body, "text/html; charset=gb2312"))
    assert CHINESE in decode(body, "text/html; charset=gb2312")


def test_question_marks_in_the_place_of_characters_are_lost_ones() -> None:
    assert garbled("??????1????????????????，????????2024??????????。" * 4)
    assert not garbled("Really??? Who asked? " + "The ferries leave at seven. " * 8)
