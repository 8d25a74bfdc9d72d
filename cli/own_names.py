"""What a process knows: the user's names, rules and decisions, official lists, up to which day."""

from pathlib import Path

from cli.options import Globals


def names_folder(options: Globals) -> Path | None:
    """The folder of the user's own names; None where none is configured."""
    from crawler.config import load_config

    return load_config(options.config).names


def use_own_names(options: Globals, *, as_of: str | None = None, stored_lists: bool = True) -> None:
    """Has everything that this process does from now on follow the user's names and decisions.

    Names of the official lists are known too: those that ship, and with ``stored_lists`` those of
    the data directory; of both, with ``as_of``, only what was published up to and on that day.
    """
    from extract.known.official import use_horizon
    from extract.own_folder import use_folder
    from pipelines.decision_files import decisions
    from pipelines.official.known import use_names_in

    use_horizon(as_of)
    use_names_in(options.data if stored_lists else None)
    use_folder(names_folder(options))
    decisions()
