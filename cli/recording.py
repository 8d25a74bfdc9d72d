"""The verb ``record``: one page with its headers, out of the archive or the web, as a fixture."""

import gzip
import json
import re
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import click

from cli.configuration import checked
from cli.errors import DONE, LOOK, Failure
from cli.kinds import VIA, Folder
from cli.options import Globals, verb
from cli.output import note, print_json, print_table

if TYPE_CHECKING:
    from crawler.archive.capture import Capture
    from crawler.outlet import Outlet

FOLDER: Final = Path("tests/outlets")
_CODINGS: Final = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG, _SHORT_SLUG = 60, 3


@click.command()
@click.argument("source", metavar="URL-or-FILE")
@click.option("--outlet", required=True, help="The outlet that the page is of.")
@click.option("--url", help="The page's address, where SOURCE is a file that does not say it.")
@click.option("--slug", help="Name of the fixture; made of the address without it.")
@click.option(
    "--to",
    type=Folder(),
    default=FOLDER,
    show_default=True,
    help="Folder of the fixtures.",
)
@VIA
@click.option(
    "--force", is_flag=True, help="Replace a fixture of that name; save a page without an article."
)
@verb
def record(
    options: Globals,
    source: str,
    outlet: str,
    url: str | None,
    slug: str | None,
    to: Path,
    via: str | None,
    force: bool,
) -> int:
    """Save a page, its bytes and headers, as a test fixture of an outlet.

    A page that the archive has is taken from there, else it is fetched once, politely.
    """
    if slug and (slug != Path(slug).name or slug.startswith(".")):
        raise click.UsageError(f"--slug {slug!r} is no name of a folder")
    from crawler.addresses import fault_of
    from crawler.captured import read_capture
    from crawler.errors import UnknownOutlet
    from crawler.outlets import known, on_its_site

    outlets = known(checked(options)[0])
    if outlet not in outlets:
        raise UnknownOutlet(outlet, tuple(outlets))
    for address in (source if "://" in source else None, url):
        if address and (fault := fault_of(address)):
            raise click.UsageError(f"the address {fault}")
        if address and not on_its_site(address, outlets[outlet]):
            sites = ", ".join(outlets[outlet].allowed_domains)
            raise click.UsageError(f"{address} is no page of {outlet}, whose site is {sites}")
    if "://" in source:
        capture = _archived(options, source) or _fetched(options, source, via)
    else:
        capture = _from_file(Path(source), url, outlets[outlet])
    folder = to / outlet / (slug or _slug(capture.about.page or capture.url))
    read = read_capture(capture, outlets)
    if read is None and not force:
        raise Failure(f"no article found on {source}: nothing is written (--force does it)")
    _write(folder, capture, force=force)
    _show(options, folder, read.article if read else None, by_outlet=bool(read and read.by_outlet))
    return DONE if read is not None else LOOK


def _archived(options: Globals, url: str) -> "Capture | None":
    """The page's content out of the data directory's archive; writes nothing."""
    from crawler.archive.capture import archive_path
    from crawler.archive.reading import read_at
    from crawler.ledger.opening import ledger_path, open_readable
    from crawler.ledger.reading import page_of
    from crawler.urls import canonical_key

    ledger = open_readable(ledger_path(options.data))
    if ledger is None:
        return None
    with closing(ledger):
        page = page_of(ledger, canonical_key(url))
    place = page.place if page is not None else None
    return read_at(archive_path(options.data), place) if place is not None else None


def _fetched(options: Globals, url: str, via: str | None) -> "Capture":
    """The page out of the web, through the same manners as a crawl; nothing is stored."""
    from dataclasses import replace

    from cli.crawling import ready
    from crawler.run import crawl

    with TemporaryDirectory() as place:
        elsewhere = Globals(data=Path(place), config=options.config)
        with ready(elsewhere, (), (url,), via=via) as request:
            settings = {**request.settings, "ITEM_PIPELINES": {}}
            report = crawl(replace(request, settings=settings))
        capture = _archived(elsewhere, url)
    if capture is None or capture.status != 200:
        told = (reason["text"] for outlet in report.outlets for reason in outlet.reasons)
        reasons = "; ".join(map(str, told))
        raise Failure(f"{url} could not be had: {reasons or 'no answer'}")
    return capture


def _from_file(path: Path, url: str | None, outlet: type["Outlet"]) -> "Capture":
    from datetime import UTC, datetime

    from crawler.archive.capture import About, Capture
    from crawler.encoding import decode
    from crawler.recognise import recognise

    try:
        body = path.read_bytes()
    except OSError as error:
        raise Failure(f"cannot read {path}: {error.strerror}") from error
    kind = "application/json" if path.suffix == ".json" else "text/html"
    address = url or (recognise(decode(body)).url if kind == "text/html" else None)
    if address is None:
        raise click.UsageError(f"{path} does not say its address: give it with --url")
    return Capture(
        url=address,
        fetched_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        body=body,
        status=200,
        fields=(("Content-Type", kind),),
        about=About("page", outlet=outlet.name, listed=False),
    )


def _slug(url: str) -> str:
    """The last telling part of an address: ``…/2024/01/ferries-leave/`` is ``ferries-leave``.

    One that is short tells something with the part before it only: ``…/20231117/1fe8…/c.html``.
    """
    parts = [part.lower() for part in re.split(r"[/?#]", url.partition("://")[2])[1:] if part]
    last = re.sub(r"\.[a-z]{2,5}$", "", parts[-1]) if parts else "front-page"
    if len(last) < _SHORT_SLUG and len(parts) > 1:
        last = f"{parts[-2]}-{last}"
    return _NO_SLUG.sub("-", last).strip("-")[:_LONGEST_SLUG] or "page"


def _write(folder: Path, capture: "Capture", *, force: bool) -> None:
    if folder.exists() and not force:
        raise Failure(f"{folder} is there already; name another with --slug, or give --force")
    kind = "json" if "json" in capture.headers.get("Content-Type", "") else "html"
    meta = {
        "url": capture.about.page or capture.url,
        "fetched_at": capture.fetched_at,
        "headers": {k: v for k, v in capture.headers.items() if k.lower() not in _CODINGS},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("page.*.gz"), folder / "expected.json"):
        old.unlink(missing_ok=True)
    (folder / f"page.{kind}.gz").write_bytes(gzip.compress(capture.body, mtime=0))
    text = json.dumps(meta, ensure_ascii=False, indent=1)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")


def _show(options: Globals, folder: Path, article: Any, *, by_outlet: bool) -> None:
    """Print what the page gives, so that a person sees at once whether it is the right one."""
    found = {
        "folder": str(folder),
        "title": article.title if article else None,
        "published_at": article.published_at if article else None,
        "text_length": len(article.text) if article else None,
        "reader": None if article is None else "outlet" if by_outlet else "generic",
    }
    if options.json:
        print_json(found)
    elif options.verbosity >= 0:
        print_table(["what", "is"], list(found.items()), empty="nothing")
        print("run the tests: the first run writes expected.json for you to read")
    if article is None:
        note(f"batchwatch: no article found on the page in {folder}")
