"""Official lists: the bytes of a file in, its rows out."""

from extract.register.read import read_file

__all__ = ["read_file"]
