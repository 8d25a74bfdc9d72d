"""A user's own rules: each must do what its own lines say, and none may be slow."""


def check_own_rules() -> None:
    """Checks every rule of the folder in use."""
