"""Archives of others in, shards of articles out, made by any number of processes; then merged."""
