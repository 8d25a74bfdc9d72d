"""A page of a browser, with what the tests look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
IGNORED = ("Failed to load resource: the server responded with a status of 404",)


class Door:
    """The pages of a site as one reader meets them."""

    page: Page

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.asked: list[str] = []
        self.complaints: list[str] = []

    @contextmanager
    def fresh(self, **how: Any) -> Iterator[None]:
        """A page of a new reader."""
        self.asked, self.complaints = [], []
        settings = {"viewport": WIDE, "locale": "en-GB", "service_workers": "block"}
        context = self.browser.new_context(**(settings | how))
        context.set_default_timeout(15_000)
        context.on("request", self._ask)
        self.page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        try:
            yield
        finally:
            context.close()

    def go(self, path: str) -> Page:
        """Open a page by its path."""
        self.page.goto(self.site + path)
        return self.page

    def without_charts(self) -> None:
        """Charts cost the server time that most tests can do without."""
        self.page.route("**/chart/**", lambda route: route.fulfill(status=200, body=""))

    def has_room(self) -> bool:
        """Whether the page is no wider than its window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def in_sight(self, selector: str) -> bool:
        """Whether the first of these elements is within the window."""
        box = self.page.locator(selector).first.bounding_box()
        height = (self.page.viewport_size or WIDE)["height"]
        return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(IGNORED):
            self.complaints.append(message.text)


@contextmanager
def opened(chromium: str, site: str) -> Iterator[Door]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            yield Door(browser, site)
        finally:
            browser.close()
