"""The configuration as every verb that acts on it takes it: the whole file, checked in one way."""

from typing import TYPE_CHECKING

from cli.options import Globals

if TYPE_CHECKING:
    from crawler.config import Config
    from pipelines.channels import AlertConfig


def checked(options: Globals) -> "tuple[Config, AlertConfig]":
    """What is configured of crawling and of alerts; the folder of own names is read, too.

    What is wrong with any of it is told by every verb in the same words.
    """
    from crawler.config import load_config
    from pipelines.channels import load_alerts

    config, alerts = load_config(options.config), load_alerts(options.config)
    if config.names is not None:
        from extract.own_folder import use_folder

        use_folder(config.names)
    return config, alerts
