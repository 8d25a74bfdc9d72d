"""Official lists: the bytes of a file in, its rows out."""
