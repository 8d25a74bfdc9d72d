"""The researchers' views as files: CSV, JSON Lines, Parquet, Excel, and the SQLite file itself."""
