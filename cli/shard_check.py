"""What ``doctor`` finds of the shards that back-fills have left."""

from collections.abc import Iterator

from cli.findings import Finding
from cli.options import Globals
from cli.output import counted, progress


def examine_shards(options: Globals) -> Iterator[Finding]:
    """Every row of every shard; nothing where there is none."""
    from cli.backfill.errors import BadShard
    from cli.backfill.shelf import shards_of

    shards, articles, sound = shards_of(options.data), 0, 0
    if not shards:
        return
    from cli.backfill.shard import about, rows

    with progress("shards", len(shards), quiet=options.verbosity < 0) as bar:
        for number, path in enumerate(shards, 1):
            bar.reach(number)
            try:
                about(path)
                articles += sum(1 for _ in rows(path))
                sound += 1
            except (BadShard, OSError) as error:
                text = f"{path}: {error}; delete it, and the same backfill makes it anew"
                yield Finding("shards", "damaged", text)
    text = f"{sound} of {counted(len(shards), 'shard', 'shards')} sound, {articles} articles"
    yield Finding("shards", "ok" if sound == len(shards) else "damaged", text)
