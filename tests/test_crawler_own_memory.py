"""A crawl's memory is its own, however large the process was that started it."""

import subprocess
import sys

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
