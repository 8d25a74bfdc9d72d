"""The identity of one name by itself, for the tests of names."""

from extract.known.identity import identities


def company_key(name: str) -> str:
    """The key of a company's name among the known ones."""
    return identities("company", (name,))[name].key


def service_key(name: str) -> str:
    """The key of a service's name among the known ones."""
    return identities("service", (name,))[name].key
