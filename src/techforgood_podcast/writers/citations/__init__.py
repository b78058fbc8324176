"""Formats for reference managers and bibliographies, and citations to copy into a text."""
