"""The user's own names, rules and decisions, as the configuration names their folder."""

from pathlib import Path

from cli.options import Globals


def names_folder(options: Globals) -> Path | None:
    """The folder of the user's own names; None where none is configured."""
    from crawler.config import load_config

    return load_config(options.config).names


def use_own_names(options: Globals) -> None:
    """Has everything that this process does from now on follow the user's names and decisions."""
    from extract.own import use_folder
    from pipelines.decision_files import decisions

    use_folder(names_folder(options))
    decisions()
