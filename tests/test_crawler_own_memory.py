"""A crawl's memory is its own, however large the process was that started it."""

import subprocess
import sys
import time
from pathlib import Path

from faults.pages import CONFIG, SITE, feed, robots
from faults.pages import FEED as LIST
from faults.serving import Answer, FaultServer, Handler
from prepared import Desk, Prepared

STARTED_BY_A_LARGE_ONE = """
import subprocess, sys
held = bytearray(400_000_000)
held[::4096] = b"x" * len(held[::4096])
asked = '''
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler
from crawler.own_memory import OwnMemory
print(OwnMemory(get_crawler(settings_dict={})).get_virtual_size())
'''
command = [sys.executable, "-c", asked]
print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
"""


def test_memory_of_the_process_that_started_it_is_not_counted() -> None:
    command = [sys.executable, "-c", STARTED_BY_A_LARGE_ONE]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert 20_000_000 < int(ran.stdout) < 350_000_000


def much_and_no_end(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(b" " * 1_000_000)
    time.sleep(2.5)


def test_a_page_that_ends_a_crawl_has_failed(commands: Prepared, tmp_path: Path) -> None:
    answers = {f"{SITE}/robots.txt": robots(), LIST: feed("/much")}
    answers |= {f"{SITE}/much": Answer(behaviour=much_and_no_end)}
    limits = {"MEMUSAGE_LIMIT_MB": 300, "MEMUSAGE_CHECK_INTERVAL_SECONDS": 0.2}
    caps = {"DOWNLOAD_MAXSIZE": 10**9, "DOWNLOAD_TIMEOUT": 1.5}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        ended = desk.crawl("sample", settings=limits | caps)
    assert "memusage_exceeded" in ended.err
    much = desk.rows()["/much"]
    assert (much.state, much.outcome, much.attempts) == ("queued", "memory", 1)
