"""The record store: schema, migrations, writes and named queries."""
