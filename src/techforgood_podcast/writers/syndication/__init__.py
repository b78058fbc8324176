"""Feeds of a catalogue: RSS, and JSON Feed."""
