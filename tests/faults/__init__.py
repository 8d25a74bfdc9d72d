"""A loopback server that misbehaves as told, and crawls of it in a child process."""
