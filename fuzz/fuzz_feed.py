"""Fuzz RSS feeds: any bytes must give a draft of a catalogue or a ``PodcastError``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["techforgood_podcast"]):
    import techforgood_podcast as tfg
    from techforgood_podcast.feeds.drafting import draft_from_feed
    from techforgood_podcast.feeds.enriching import enrich


def try_one(data: bytes) -> None:
    """Draft a catalogue from a document, and enrich the bundled one with it."""
    try:
        draft_from_feed(data)
        enrich(tfg.load_catalogue(), data)
    except tfg.PodcastError as error:
        assert str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
