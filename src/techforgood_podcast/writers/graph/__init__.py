"""Formats for search engines, libraries and graph tools: linked data and networks."""
