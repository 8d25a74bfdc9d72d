"""Back-fill of a list that can only be paged: the days are sought, read once, and gone on with."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from faults.serving import FaultServer
from prepared import Desk, Prepared
from replicas import BEIJING, Answers, Column, query_of

DAYS = ("--since", "2024-01-10", "--until", "2024-01-14")


def offsets(server: FaultServer) -> list[int]:
    """Where the pages of the column that were asked for begin."""
    return [int(query_of(url)["offset"]) for url in server.urls if "/categories/" in url]


def posts(server: FaultServer) -> list[str]:
    """The posts that were asked for."""
    paths = [urlsplit(url).path for url in server.urls]
    return [path.rpartition("/")[2] for path in paths if "/posts/" in path]


def test_the_days_are_found_by_few_looks_and_read_once(commands: Prepared, tmp_path: Path) -> None:
    column = Column(6_500)
    with FaultServer({}) as server:
        server.answers = Answers(column)
        desk = Desk(commands, tmp_path, server.prefix)
        ended = desk.crawl("tmtpost", *DAYS)
        asked, had = offsets(server), posts(server)
        assert (ended.status, ended.err) == (0, "")
        assert set(had) == column.guids("2024-01-10", "2024-01-14")
        assert len(had) == len(set(had)) == len(desk.titles())
        assert len(asked) == len(set(asked)) <= 12
        server.arrivals.clear()
        assert desk.crawl("tmtpost", *DAYS).status == 0
        assert (offsets(server), posts(server)) == ([], [])


def test_a_run_that_ended_early_is_gone_on_with(commands: Prepared, tmp_path: Path) -> None:
    column = Column(6_500)
    with FaultServer({}) as server:
        server.answers = Answers(column)
        desk = Desk(commands, tmp_path, server.prefix)
        running = desk.commands.start(*desk.line("tmtpost", *DAYS))
        while len(posts(server)) < 8:
            pass
        running.kill()
        running.wait()
        had = posts(server)
        server.arrivals.clear()
        assert desk.crawl("tmtpost", *DAYS).status == 0
        later = posts(server)
        assert {*had, *later} == column.guids("2024-01-10", "2024-01-14")
        assert len(desk.titles()) == len({*had, *later})
        assert len(set(had) & set(later)) <= 3


def test_a_back_fill_ends_no_reading_of_the_newest(commands: Prepared, tmp_path: Path) -> None:
    column = Column(400)
    with FaultServer({}) as server:
        server.answers = Answers(column)
        desk = Desk(commands, tmp_path, server.prefix)
        desk.crawl("tmtpost")
        known = {str(1_000_000 - n) for n in range(50)}
        column.newest += timedelta(days=20)
        shift = 20 * 6
        moved = Moved(column, shift)
        server.answers = Answers(moved)
        day = f"{column.published(99).astimezone(BEIJING).date()}"
        assert desk.crawl("tmtpost", "--since", day, "--until", day).status == 0
        assert desk.crawl("tmtpost").status == 0
        assert {*posts(server)} >= {str(1_000_000 + shift - n) for n in range(shift)} | known


class Moved(Column):
    """The same column when ``shift`` further posts have been published."""

    def __init__(self, column: Column, shift: int) -> None:
        super().__init__(column.size + shift)
        self.newest, self._shift = column.newest, shift

    def _post(self, number: int, *, text: bool = False) -> dict[str, object]:
        post = super()._post(number, text=text)
        return post | {"guid": str(1_000_000 + self._shift - number)}
