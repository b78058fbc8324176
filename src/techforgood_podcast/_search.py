"""Plain search over the episodes: every word of the text must begin a word of the episode."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import attrs

from ._contents import own_organisations
from .models import Episode
from .names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .models import Entity

_WORD = re.compile(r"\w+")
_WEIGHTS = {
    "title": 8,
    "guests": 6,
    "organisations": 5,
    "themes": 5,
    "places": 4,
    "hosts": 3,
    "mentioned": 3,
    "summary": 2,
}
"""How much a word counts in each field, the weightiest field first."""
_AROUND = 80
"""So many characters of a long text a snippet shows on either side of the first match."""


@attrs.frozen(kw_only=True)
class Hit:
    """An episode found by a search.

    Attributes:
        episode: the episode.
        score: how well it matches; only the order of scores means something.
        snippet: a passage in its original spelling, what was matched between ``**`` and ``**``.
        fields: the fields that matched, the weightiest first.
    """

    episode: Episode
    score: float
    snippet: str
    fields: tuple[str, ...]


def search(episodes: Sequence[Episode], text: str, limit: int) -> tuple[Hit, ...]:
    """Return the episodes that match every word, best first, in order where equal."""
    words = tuple(dict.fromkeys(fold(text).split()))
    hits = [hit for episode in episodes if words and (hit := _hit(episode, words))]
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def _hit(episode: Episode, words: Sequence[str]) -> Hit | None:
    texts = {
        field: [unicodedata.normalize("NFC", text) for text in _texts(episode, field)]
        for field in _WEIGHTS
    }
    missing, score = set(words), 0
    best = ("", 0)
    fields: list[str] = []
    for field, weight in _WEIGHTS.items():
        found: set[str] = set()
        for passage in texts[field]:
            matched = {word for word in words if _spans(passage, [word])}
            found |= matched
            best = max(best, (passage, len(matched)), key=lambda pair: pair[1])
        if found:
            fields.append(field)
            score += weight * len(found)
            missing -= found
    if missing:
        return None
    snippet = _marked(best[0], words)
    return Hit(episode=episode, score=float(score), snippet=snippet, fields=tuple(fields))


def _texts(episode: Episode, field: str) -> Iterator[str]:
    """Give the texts of one field, the one to show first."""
    if field == "title":
        yield episode.title
    elif field == "summary":
        yield from episode.summary.texts if episode.summary else ()
    elif field in {"guests", "mentioned"}:
        for appearance in episode.guests if field == "guests" else episode.mentioned:
            yield from (appearance.person.names if appearance.person else ())
            yield from (appearance.group.texts if appearance.group else ())
            yield from (appearance.role.texts if appearance.role else ())
    elif field == "hosts":
        yield from _names(episode.hosts)
    elif field == "organisations":
        yield from _names(own_organisations(episode))
    elif field == "themes":
        yield from _names(above for theme in episode.themes for above in theme.lineage)
    else:
        yield from _names(around for place in episode.places for around in place.lineage)


def _names(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in dict.fromkeys(entities):
        yield from entity.names


def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where words of the text begin like one of the folded words."""
    starts = tuple(words)
    return [
        match.span()
        for match in _WORD.finditer(text)
        if any(part.startswith(starts) for part in fold(match.group()).split())
    ]


def _marked(text: str, words: Sequence[str]) -> str:
    """Return a passage around the first match, with what was matched marked."""
    spans = _spans(text, words)
    first = max(0, text.rfind(" ", 0, max(0, spans[0][0] - _AROUND)) + 1)
    end = spans[0][1] + _AROUND
    last = len(text) if end >= len(text) else max(spans[0][1], text.rfind(" ", 0, end))
    pieces, place = ["… " if first else ""], first
    for start, stop in spans:
        if stop > last:
            break
        pieces += [text[place:start], "**", text[start:stop], "**"]
        place = stop
    pieces += [text[place:last], "" if last == len(text) else " …"]
    return "".join(pieces).replace("** **", " ")
