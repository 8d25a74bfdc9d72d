"""The whole contract of an outlet: what its file declares; Scrapy is not needed to read it."""

from collections.abc import Mapping
from typing import ClassVar

from crawler.api import Api, Detail, Hub
from crawler.walk import Walk


class Outlet:
    """One news site. A subclass declares attributes only; selectors are CSS, tried in order."""

    name: str = ""
    """Lower case with underscores, such as ``global_times``; every command and table uses it."""
    allowed_domains: ClassVar[tuple[str, ...]] = ()
    """Registered domains of the site; anything else is never fetched."""
    single: ClassVar[bool] = False
    """True: stands for pages that a person names, of a site of which nothing is known; where they
    lead is not bound to ``allowed_domains``, for a short link leads to any site."""
    label: ClassVar[str] = ""
    """The outlet's own name, such as ``Global Times``; empty means ``name``."""
    language: ClassVar[str | None] = None
    """``en`` or ``zh``; None where the site writes in both (then each page is looked at)."""
    timezone: ClassVar[str] = "Asia/Shanghai"
    """Zone of printed times that carry no offset."""
    every: ClassVar[str] = "2h"
    """How often it is worth a look."""
    listings: ClassVar[float | None] = None
    """How many new articles its lists name on a usual day, such as ``0.3``; None: not known, so
    that its own history alone tells when it is silent for too long."""
    fields: ClassVar[tuple[str, ...]] = ("title", "date")
    """What every article of it has beside its text: ``title``, ``date``, ``author``. Where
    ``date`` selectors are declared, that the page itself states one."""
    lengths: ClassVar[tuple[int, int]] = (40, 100_000)
    """Characters of its shortest and longest usual text."""
    most_pages: ClassVar[int] = 10_000
    """Pages, lists and files that one run asks for at most; the next one goes on."""
    most_megabytes: ClassVar[int] = 5_000
    """Megabytes that one run fetches at most, as they come over the wire."""
    most_time: ClassVar[str] = "2h"
    """How long one run goes on asking at most."""
    enabled: ClassVar[bool] = True
    """False: crawled only when it is named."""
    charset: ClassVar[str | None] = None
    """Charset of its pages where they declare a wrong one or none."""
    headers: ClassVar[Mapping[str, str]] = {}
    """Extra headers of every request to it, such as ``{"app-version": "web1.0"}``: no key, no
    signature, nothing that names a person."""

    sitemaps: ClassVar[tuple[str, ...]] = ()
    """Sitemaps, news sitemaps and sitemap indexes."""
    feeds: ClassVar[tuple[str, ...]] = ()
    """RSS and Atom feeds."""
    lists: ClassVar[tuple[str, ...]] = ()
    """HTML pages of links; those that match ``article`` are followed."""
    links: ClassVar[tuple[str, ...]] = ()
    """The links of ``lists`` that name articles; empty: all that match ``article``."""
    rows: ClassVar[tuple[str, ...]] = ()
    """Elements of ``lists`` around an article's link and its date, such as ``.news li``."""
    row_date: ClassVar[tuple[str, ...]] = ()
    """Element or attribute of such a row that holds the date, such as ``span:last-child`` or
    ``a.c::attr(data-ot)``: it spares fetches outside ``since``/``until``, and is the date of a
    page that prints none."""
    sections: ClassVar[str] = ""
    """Regular expression; what matches it among the links of ``lists`` is a list too. Such a list
    may be empty or gone."""
    secure: ClassVar[bool] = False
    """True: the site answers by https and its lists still say http."""
    title_filter: ClassVar[tuple[str, ...]] = ()
    """Words of which a title in a list must hold one, in capitals or not; a new page with another
    title is passed over (``title_filter``). For outlets with more than 200 new pages a day."""
    metadata_only: ClassVar[bool] = False
    """True: what its lists name is noted in the ledger (``metadata_only``) and never fetched: for
    sites that do not want their texts to be read by machines."""
    pages: ClassVar[str] = ""
    """Address of the further pages of each of ``lists``: ``{list}`` is its own address,
    ``{page}`` counts from 2. They are read until one reaches what is known, or to ``since``."""
    first_pages: ClassVar[int] = 1
    """Pages of each of ``lists`` that the first crawl reads."""
    hub: ClassVar[Hub | None] = None
    """JSON lists that the pages of ``lists`` name, asked for beside what they link to."""
    watched: ClassVar[tuple[str, ...]] = ()
    """Pages asked for at every crawl, whether or not a list names them: those that are edited in
    place. What is attached to them later than at the first look is not dated as the page is."""
    revisit: ClassVar[str | None] = None
    """How long a page that files were had from, or that is one, rests at most before it is looked
    at again, such as ``7d``: for sites that edit old pages in place. A few such pages a crawl,
    those longest unseen first, on condition where they can be; None: only as lists name them."""
    apis: ClassVar[tuple[Api, ...]] = ()
    """Lists of articles in JSON; see ``crawler.api``."""
    search: ClassVar[str | None] = None
    """Search for dated back-fill, used with ``since`` only; holds ``{query}``, ``{page}``,
    ``{since}`` and ``{until}``. It ends where a set of links repeats."""
    queries: ClassVar[tuple[str, ...]] = ()
    """What is put into ``search``, one search each."""
    walk: ClassVar[Walk | None] = None
    """Articles numbered in the order of their publication: with ``since`` those that no list has
    named are looked for number by number, when all else is done."""

    article: ClassVar[str] = ""
    """Regular expression found in the URLs of articles; its group ``id`` is the site's own id
    (slashes dropped), ``year``, ``month`` and ``day`` spare fetches outside ``since``/``until``."""
    title: ClassVar[tuple[str, ...]] = ()
    """Headline."""
    date: ClassVar[tuple[str, ...]] = ()
    """Elements or attributes (``time::attr(datetime)``) that hold the publication date; the first
    that is one counts, made finer by a later one of the same day."""
    date_labels: ClassVar[tuple[str, ...]] = ()
    """Words before the date, such as ``Published:``; all up to the last of them is cut."""
    date_ends: ClassVar[tuple[str, ...]] = ()
    """Words after the date, such as ``Updated:``; all from the first of them is cut."""
    date_formats: ClassVar[tuple[str, ...]] = ()
    """``strptime`` formats, tried before the general rules."""
    author: ClassVar[tuple[str, ...]] = ()
    """Byline; a leading ``By`` is cut, and what follows a ``|``."""
    body: ClassVar[tuple[str, ...]] = ()
    """Element around the text; empty means the generic reader."""
    strip: ClassVar[tuple[str, ...]] = ()
    """What is taken out of ``body`` first: share bars, related stories, captions."""
    strict: ClassVar[bool] = False
    """True: a page on which ``body`` finds nothing holds no article, whatever else it holds."""
    documents: ClassVar[tuple[str, ...]] = ()
    """Links of a page to the files that belong to it; see ``crawler.attachments``. They are
    fetched with the page as their Referer, and leave the crawler as ``Document``."""
    tables: ClassVar[bool] = False
    """True: a page whose ``body`` holds a table with rows is a ``Document`` too."""
    detail: ClassVar[Detail | None] = None
    """Where the JSON of one article keeps its parts, for outlets whose texts come as JSON; the
    body is HTML there, and ``strip``, ``drop_lines`` and ``end_lines`` work on it as on a page."""
    drop_lines: ClassVar[str] = ""
    """Regular expression; lines of the text that it matches from their start are dropped."""
    end_lines: ClassVar[str] = ""
    """Regular expression; the text ends before the first line that it matches from its start."""
