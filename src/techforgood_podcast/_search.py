"""Search: what an episode is found by, and how it is shown when it is found."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

from ._contents import own_organisations
from .fulltext import Question, TextIndex, spans
from .models import Entity, Episode
from .names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .fulltext import Span, Weighted
    from .models import LocalizedText

KINDS = {
    "title": ("title", 5.0),
    "guest": ("guests", 4.0),
    "role": ("guests", 2.0),
    "subject": ("organisations", 4.0),
    "organisation": ("organisations", 2.5),
    "description": ("organisations", 1.0),
    "theme": ("themes", 3.0),
    "broader": ("themes", 1.0),
    "definition": ("themes", 1.0),
    "place": ("places", 3.0),
    "around": ("places", 1.0),
    "host": ("hosts", 2.0),
    "mentioned": ("mentioned", 2.0),
    "summary": ("summary", 1.0),
    "figure": ("figures", 1.0),
}
"""The kinds of text that an episode is found by: what a hit calls it, and how much a word counts.

A "subject" is an organisation that the episode is about, "around" are the places around its own.
"""
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


class Passage(NamedTuple):
    """Texts of one kind, one a line."""

    kind: str
    weighted: Weighted


Known: TypeAlias = dict[tuple[str, str], Passage]
"""The passages of kinds and ids, so that each is put together once."""


def text_index(episodes: Iterable[Episode]) -> TextIndex:
    """Return an index of the texts of episodes."""
    known: Known = {}
    return TextIndex(
        ([weighted for _, weighted in own(e)], [weighted for _, weighted in shared(e, known)])
        for e in episodes
    )


def search(
    index: TextIndex, episodes: Sequence[Episode], question: Question, limit: int
) -> tuple[Hit, ...]:
    """Return the episodes that answer a question best, in order where equal."""
    found = index.search(question, None if question.phrases else limit)
    if question.phrases:
        having = (
            (place, score)
            for place, score in found
            if question.phrases_stand_in(line for _, line in _lines(episodes[place]))
        )
        found = islice(having, limit)
    marking = _Marking(index, question)
    return tuple(marking.hit(episodes[place], score) for place, score in found)


def own(episode: Episode) -> Iterator[Passage]:
    """Give what is said of an episode alone."""
    yield _passage("title", (episode.title,))
    for appearance in episode.guests:
        if appearance.group:
            yield _passage("guest", appearance.group.texts)
        if appearance.role:
            yield _passage("role", appearance.role.texts)
    for appearance in episode.mentioned:
        for text in (appearance.group, appearance.role):
            if text:
                yield _passage("mentioned", text.texts)
    if episode.summary:
        yield _passage("summary", episode.summary.texts)
    for figure in episode.figures:
        texts = (figure.as_printed, *figure.unit.texts, *figure.statement.texts)
        yield _passage("figure", texts)


def shared(episode: Episode, known: Known) -> Iterator[Passage]:
    """Give what is said of the people, organisations, themes and places of an episode."""
    seen: set[tuple[str, str]] = set()
    for kind, id_, texts in _reached(episode):
        key = (kind, id_)
        if key not in seen:
            seen.add(key)
            if key not in known:
                known[key] = _passage(
                    kind, texts.names if isinstance(texts, Entity) else texts.texts
                )
            yield known[key]


def _reached(episode: Episode) -> Iterator[tuple[str, str, Entity | LocalizedText]]:
    """Give what an episode leads to: the kind of text, the id, and what has the text."""
    for kind, appearances in (("guest", episode.guests), ("mentioned", episode.mentioned)):
        for appearance in appearances:
            if appearance.person:
                yield kind, appearance.person.id, appearance.person
    subjects = {m.organisation.id for m in episode.organisations if m.relation == "subject"}
    for body in own_organisations(episode):
        yield "subject" if body.id in subjects else "organisation", body.id, body
        if body.description:
            yield "description", body.id, body.description
    for theme in episode.themes:
        yield "theme", theme.id, theme
        if theme.definition:
            yield "definition", theme.id, theme.definition
    for theme in episode.themes:
        for above in theme.lineage[1:]:
            yield "broader", above.id, above
    for place in episode.places:
        yield "place", place.id, place
        for around in place.lineage[1:]:
            yield "around", around.id, around
    for host in episode.hosts:
        yield "host", host.id, host


def _passage(kind: str, texts: Iterable[str]) -> Passage:
    return Passage(kind, (KINDS[kind][1], "\n".join(texts)))


def _lines(episode: Episode) -> Iterator[tuple[str, str]]:
    """Give the kind and the text of each line that an episode is found by."""
    for kind, (_, text) in (*own(episode), *shared(episode, {})):
        for line in unicodedata.normalize("NFC", text).splitlines():
            yield kind, line


class _Marking:
    """What a question is found by, and how it is shown in a text."""

    def __init__(self, index: TextIndex, question: Question) -> None:
        self._stems = index.stems
        self._wanted = [frozenset(stems) for stems in index.matching(question)]
        self._phrases = [phrase.split() for phrase in question.phrases]

    def hit(self, episode: Episode, score: float) -> Hit:
        """Return how an episode is shown that was found."""
        fields: set[str] = set()
        best, most = "", 0
        for kind, line in _lines(episode):
            words = fold(line).split()
            if matched := self._matched(words):
                fields.add(KINDS[kind][0])
                if matched > most:
                    best, most = line, matched
        order = dict.fromkeys(field for field, _ in KINDS.values())
        return Hit(
            episode=episode,
            score=score,
            snippet=self._snippet(best),
            fields=tuple(field for field in order if field in fields),
        )

    def _matched(self, words: Sequence[str]) -> int:
        """Return how many words of the question are among these, and how many of its phrases."""
        stems = {self._stems[word] for word in words}
        phrases = sum(any(True for _ in _runs(words, phrase)) for phrase in self._phrases)
        return sum(not stems.isdisjoint(wanted) for wanted in self._wanted) + 100 * phrases

    def _snippet(self, text: str) -> str:
        """Return a passage around the first match, with what was matched marked."""
        found = list(spans(text))
        words = [span.word for span in found]
        marked = {
            n
            for phrase in self._phrases
            for start in _runs(words, phrase)
            for n in range(start, start + len(phrase))
        }
        marked.update(
            n
            for n, word in enumerate(words)
            if any(self._stems[word] in wanted for wanted in self._wanted)
        )
        return _cut(text, [found[n] for n in sorted(marked)])


def _runs(words: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    """Give where a phrase begins among words."""
    size = len(phrase)
    return (n for n in range(len(words) - size + 1) if list(words[n : n + size]) == list(phrase))


def _cut(text: str, spans: Sequence[Span]) -> str:
    """Return a text around the first of some spans, which are marked."""
    first = max(0, text.rfind(" ", 0, max(0, spans[0].start - _AROUND)) + 1)
    end = spans[0].stop + _AROUND
    last = len(text) if end >= len(text) else max(spans[0].stop, text.rfind(" ", 0, end))
    pieces, place = ["… " if first else ""], first
    for _, start, stop in spans:
        if stop > last:
            break
        pieces += [text[place:start], "**", text[start:stop], "**"]
        place = stop
    pieces += [text[place:last], "" if last == len(text) else " …"]
    return "".join(pieces).replace("** **", " ")
