"""Addresses of the web, as text."""

from __future__ import annotations

from string import printable


def to_uri(address: str) -> str:
    """Return an address in ASCII, with other characters percent-encoded.

    >>> to_uri("https://example.org/épisode-1?a=%20")
    'https://example.org/%C3%A9pisode-1?a=%20'
    """
    if address.isascii():
        return address
    from urllib.parse import quote

    return quote(address, safe=printable)
