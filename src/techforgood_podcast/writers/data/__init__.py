"""Formats for programs, spreadsheets, databases and dataframes."""
