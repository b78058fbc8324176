"""Fuzz JSON and JSONL: any bytes must give a catalogue or a ``PodcastError``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["techforgood_podcast"]):
    import techforgood_podcast as tfg
    from techforgood_podcast.reading.loading import loads


def try_one(data: bytes) -> None:
    """Load a text as a catalogue in JSON, and as one in JSONL."""
    text = data.decode("utf-8", "surrogateescape")
    for format_ in ("json", "jsonl"):
        try:
            loads(text, format_)
        except tfg.PodcastError as error:
            assert str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
