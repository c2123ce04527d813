"""What is kept: tables, sessions and queries, on SQLite and PostgreSQL by one code path."""
