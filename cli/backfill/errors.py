"""What can go wrong with a shard and with a file of the web."""


class BadShard(ValueError):
    """A file that is no shard, or a damaged one."""


class FetchFailed(Exception):
    """A file of the web that cannot be had; the message is one line."""
