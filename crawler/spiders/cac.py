"""Cyberspace Administration of China, which keeps the registers; see docs/outlets/cac.md."""

from crawler.api import Api, Envelope, Kind, Row
from crawler.outlet import Outlet

SITE, SYSTEM = "https://www.cac.gov.cn", "https://beian.cac.gov.cn"
FORM = {"perPage": "20", "pageno": "{page}", "condition": "0", "fuhao": "=", "value": ""}
ROW = Row((Kind(""),), title=("topic",), published=("pubtime",), url=("infourl",))
CHANNELS = ("A093702", "A093710")
LISTS = tuple(
    Api(f"{SITE}/cms/JsonList", ROW, 20, "", Envelope("list"), {"channelCode": channel, **FORM})
    for channel in CHANNELS
)
FILE = f"{SYSTEM}/api/file/fileDownLoad?noticeId={{id}}"
KINDS = (Kind("", FILE, titled="注销", document=f"{SYSTEM}/"), Kind("3"))
NOTICE = Row(KINDS, ("noticeId",), published=("createTime",), kind="type", url=("content",))
SYSTEM_SAYS = Envelope("datas", "errno", "0", "errmsg")
REFERER, OWN_REFERER = {"Referer": f"{SITE}/"}, {"Referer": f"{SYSTEM}/"}
NOTICES = Api(f"{SYSTEM}/api/notice/list", NOTICE, envelope=SYSTEM_SAYS, headers=OWN_REFERER)
GROWING = ("2024-04/02/c_1713729983803145", "2022-08/12/c_1661927474338504")


class CyberspaceAdministration(Outlet):
    """Announcements and the lists attached to them; two pages gain lists in place."""

    name, label, language = "cac", "国家网信办", "zh"
    listings, lengths = 0.3, (10, 200_000)
    allowed_domains = ("cac.gov.cn",)
    headers = REFERER
    lists = (f"{SITE}/wxzw/wxfb/{CHANNELS[0]}index_1.htm",)
    links = ("#loadingInfoPage li h5 a",)
    apis = (*LISTS, NOTICES)
    watched = tuple(f"{SITE}/{page}.htm" for page in GROWING)
    documents = ("a[href*='downloadfile.jsp']", "a[href*='/rootimages/uploadimg/']")
    tables, strict, revisit = True, True, "7d"
    article = r"cac\.gov\.cn/(?P<year>\d{4})-(?P<month>\d\d)/(?P<day>\d\d)/(?P<id>c_\d+)\.html?"
    title, date, author = ("h1.title", "h1"), ("#pubtime",), ("#source",)
    body = ("#BodyLabel", "#bodylabel", "#BODYLABEL")
    strip = ("[class*=share]",)
