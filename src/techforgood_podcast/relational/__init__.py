"""The catalogue as relational tables: one schema, from which CSV, SQLite and Arrow derive."""
