"""The official register's side of the pipelines."""
