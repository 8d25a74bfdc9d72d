"""What can go wrong in the steps and around them, and is worth a name."""


class AlertConfigError(Exception):
    """``[alerts]`` or a ``[[channel]]`` has an unknown key or a value that does not hold.

    The message names the file, the key and the reason, and never quotes an address.
    """
