"""Shared by the tests of RSS and JSON Feed: what they compare, and feedsmith."""

from __future__ import annotations

import json
import shutil
import subprocess
from string import printable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cases import CASES, HERE

from example import EXAMPLE

if TYPE_CHECKING:
    import techforgood_podcast as tfg

FEED_CASES = {**CASES, "example": EXAMPLE}


def read_by_feedsmith(format_: str, documents: dict[str, str]) -> dict[str, Any]:
    """Parse each document with feedsmith, giving its ``feed`` or the ``error``."""
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run(
        [node, HERE / "feedsmith.mjs"],
        input=json.dumps({name: (format_, document) for name, document in documents.items()}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def words_of(text: tfg.LocalizedText, language: str) -> str:
    return text.get(language) or str(text)


def seconds_of(episode: tfg.Episode) -> int | None:
    return None if episode.duration is None else int(episode.duration.total_seconds())


def known(**fields: Any) -> dict[str, Any]:
    """Return the fields that are neither ``None`` nor an empty list."""
    return {name: value for name, value in fields.items() if value not in (None, [])}


def in_ascii(address: str | None) -> str | None:
    """Return an address with other characters percent-encoded."""
    return address and quote(address, safe=printable)


def guid_of(episode: tfg.Episode) -> str:
    """Return the guid of an episode, or else what apps take for it."""
    address = in_ascii(episode.audio.url) if episode.audio else None
    return episode.guid or address or f"{episode.show.id}/{episode.id}"


def page_of(person: tfg.Person) -> str | None:
    """Return the address of a person."""
    return in_ascii(person.url or (person.same_as[0] if person.same_as else None))


def trimmed(value: Any) -> Any:
    """Strip the texts in a value, as feedsmith does."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [trimmed(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {key: trimmed(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return value
