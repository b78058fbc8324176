"""RSS feeds: read one, match its items with episodes, and compare two."""
