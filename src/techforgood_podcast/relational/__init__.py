"""Relational tables of a catalogue: one schema for the CSV, SQLite, Parquet and Arrow output."""
