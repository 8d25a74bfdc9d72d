"""The verb ``plot``: a chart of the records as a file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cli.errors import USAGE, Failure
from cli.kinds import SCHEME, SINCE, UNTIL, day
from cli.options import Globals, verb
from cli.output import counted, note, plain, print_json
from cli.store import reading
from cli.whole_files import write_whole

if TYPE_CHECKING:
    from db.charts import Theme
    from db.named import Rows

CHARTS = ("timeline", "schemes", "provinces", "lag")
NO_CHINESE = "no font with Chinese characters on this machine: the chart is in English"


@click.command()
@click.argument("name", metavar="CHART", type=click.Choice(CHARTS))
@click.option(
    "-o",
    "--output",
    "file",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to: a name that ends in .svg or .png.",
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", help="Of the words on it."
)
@click.option(
    "--theme",
    type=click.Choice(["light", "dark", "auto"]),
    default="light",
    help="auto: an SVG that follows the reader's screen.",
)
@click.option(
    "--width", type=click.IntRange(280, 2400), default=720, metavar="PIXELS", help="Default: 720."
)
@SINCE
@UNTIL
@SCHEME
@verb
def plot(
    options: Globals,
    name: str,
    file: Path,
    language: Literal["en", "zh"],
    theme: "Theme",
    width: int,
    since: date | None,
    until: date | None,
    scheme: str | None,
) -> None:
    """Draw a chart of the records as SVG or PNG.

    CHART is timeline (new and cumulative by month), schemes, provinces or lag (days from an event
    to the articles). The numbers are those of the named query of that name.
    """
    kind = file.suffix.lower()
    if kind not in (".svg", ".png"):
        raise Failure(f"{file}: name a file that ends in .svg or .png", USAGE)
    rows = _rows(options, name, {"since": day(since), "until": day(until), "scheme": scheme})
    if kind == ".png" and language == "zh":
        language = _readable()
    write_whole(file, _drawn(kind, name, rows, language, theme, width))
    told = {"file": str(file), "chart": name, "rows": len(rows.rows), "language": language}
    if options.json:
        print_json(told)
    elif options.verbosity >= 0:
        print(f"{plain(file)}: {counted(len(rows.rows), 'row', 'rows')} of query {name}")


def _rows(options: Globals, name: str, asked: dict[str, str | None]) -> "Rows":
    """The rows behind the chart; none where there is no store."""
    from db.errors import told_clearly
    from db.named import Rows, answer, named_query, values

    query = named_query(name)
    known = {parameter.name for parameter in query.parameters}
    told = {key: value for key, value in asked.items() if value is not None}
    if unknown := sorted(set(told) - known):
        raise Failure(f"the chart {name} takes no --{unknown[0]}", USAGE)
    with reading(options) as store:
        if store is None:
            values(None, query, told)
            return Rows(tuple(column.name for column in query.columns), [])
        with told_clearly(store.path):
            return answer(store.conn, name, told)


def _readable() -> Literal["en", "zh"]:
    """Chinese, where an image can show it."""
    from db.charts import can_write_chinese

    if can_write_chinese():
        return "zh"
    note(NO_CHINESE)
    return "en"


def _drawn(kind: str, name: str, rows: "Rows", language: str, theme: "Theme", width: int) -> bytes:
    from db.charts import chart_png, chart_svg

    if kind == ".png":
        return chart_png(name, rows.columns, rows.rows, language, theme, width=width)
    svg = chart_svg(name, rows.columns, rows.rows, language, theme, width=width)
    return svg.encode()
