"""Whatever bytes a feed holds, it is a draft of a catalogue or a ``PodcastError``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["techforgood_podcast"]):
    import techforgood_podcast as tfg


def try_one(data: bytes) -> None:
    """Draft a catalogue from a document, and enrich the bundled one with it."""
    try:
        tfg.draft_from_feed(data)
        tfg.enrich(tfg.load_catalogue(), data)
    except tfg.PodcastError as error:
        assert str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
