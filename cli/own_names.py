"""The user's own names and rules, as the configuration names their folder."""

from pathlib import Path

from cli.options import Globals


def names_folder(options: Globals) -> Path | None:
    """The folder of the user's own names; None where none is configured."""
    from crawler.config import load_config

    return load_config(options.config).names


def use_own_names(options: Globals) -> None:
    """Has everything that this process reads from now on read with the user's names and rules."""
    from extract.own import use_folder

    use_folder(names_folder(options))
