"""A recorded reading to what it found, kept and dropped, with the reasons."""
