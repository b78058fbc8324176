"""Search: what an episode is found by, and how it is shown when it is found."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ..models import Entity, Episode, Organisation, Place, Theme
from ..text.folding import fold
from .indexes import own_organisations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..models import LocalizedText
    from .fulltext import Question, Span, TextIndex, Weighted

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
"""So many characters of a long text a snippet shows on either side of what was matched."""


@attrs.frozen(kw_only=True)
class Hit:
    """An episode found by a search.

    Attributes:
        episode: the episode.
        score: how well it matches; only the order of scores means something.
        snippet: a passage in its original spelling, what was matched between ``**`` and ``**``.
        fields: the fields that matched, the weightiest first.

    >>> import techforgood_podcast as tfg
    >>> hit = tfg.search("imprimante 3D")[0]
    >>> hit.episode.code, hit.snippet
    ('S1E6', '**imprimante 3D**')
    """

    episode: Episode
    score: float
    snippet: str
    fields: tuple[str, ...]


Passage: TypeAlias = "tuple[str, Weighted]"
"""A kind of text and texts of it, one a line."""
Known: TypeAlias = dict[tuple[str, str], tuple[Passage, ...]]
"""The passages of kinds and ids, so that each is put together once."""


def text_index(episodes: Iterable[Episode]) -> TextIndex:
    """Return an index of the texts of episodes."""
    from .fulltext import TextIndex

    known: Known = {}
    return TextIndex(
        ([weighted for _, weighted in own(e)], [weighted for _, weighted in shared(e, known)])
        for e in episodes
    )


def search(
    index: TextIndex, episodes: Sequence[Episode], text: str, limit: int, *, all_words: bool
) -> tuple[Hit, ...]:
    """Return the episodes that a text is about, the best first, in order where equal."""
    from .fulltext import Question

    question = Question(text, all_words=all_words)
    limit = max(0, limit)
    if question.phrases:
        having = (
            (place, score)
            for place, score in index.search(question)
            if question.phrases_stand_in(line for _, line in _lines(episodes[place]))
        )
        found = list(islice(having, limit))
    else:
        found = index.search(question, limit)
    marking = _Marking(index, question)
    return tuple(marking.hit(episodes[place], score) for place, score in found)


def own(episode: Episode) -> Iterator[Passage]:
    """Give what is said of an episode alone."""
    guests, mentioned, figures = episode.guests, episode.mentioned, episode.figures
    texts: dict[str, Iterable[LocalizedText | None]] = {
        "guest": [appearance.group for appearance in guests],
        "role": [appearance.role for appearance in guests],
        "mentioned": [text for one in mentioned for text in (one.group, one.role)],
        "summary": [episode.summary],
        "figure": [text for figure in figures for text in (figure.unit, figure.statement)],
    }
    yield _passage("title", (episode.title,))
    for kind, some in texts.items():
        if lines := [line for text in some if text for line in text.texts]:
            yield _passage(kind, lines)
    if figures:
        yield _passage("figure", [figure.as_printed for figure in figures])


def shared(episode: Episode, known: Known) -> Iterable[Passage]:
    """Return what is said of the people, organisations, themes and places of an episode."""
    found: dict[int, Passage] = {}
    for kind, entity in _entities(episode):
        for passage in known.get((kind, entity.id)) or _said(kind, entity, known):
            found[id(passage)] = passage
    return found.values()


def _entities(episode: Episode) -> Iterator[tuple[str, Entity]]:
    """Give the entities of an episode, and the kind of text that their names are."""
    for kind, appearances in (("guest", episode.guests), ("mentioned", episode.mentioned)):
        for appearance in appearances:
            if appearance.person:
                yield kind, appearance.person
    subjects = {m.organisation.id for m in episode.organisations if m.relation == "subject"}
    for body in own_organisations(episode):
        yield "subject" if body.id in subjects else "organisation", body
    for theme in episode.themes:
        yield "theme", theme
    for place in episode.places:
        yield "place", place
    for host in episode.hosts:
        yield "host", host


def _said(kind: str, entity: Entity, known: Known) -> tuple[Passage, ...]:
    """Return what is said of an entity, and of those above a theme or around a place."""
    if (kind, entity.id) not in known:
        passages = [_passage(kind, entity.names)]
        if isinstance(entity, Organisation) and entity.description:
            passages.append(_passage("description", entity.description.texts))
        if isinstance(entity, Theme) and kind == "theme":
            if entity.definition:
                passages.append(_passage("definition", entity.definition.texts))
            for above in entity.lineage[1:]:
                passages += _said("broader", above, known)
        if isinstance(entity, Place) and kind == "place":
            for around in entity.lineage[1:]:
                passages += _said("around", around, known)
        known[kind, entity.id] = tuple(passages)
    return known[kind, entity.id]


def _passage(kind: str, texts: Iterable[str]) -> Passage:
    return kind, (KINDS[kind][1], "\n".join(texts))


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
        self._words = frozenset(question.words)
        self._phrases = [phrase.split() for phrase in question.phrases]

    def hit(self, episode: Episode, score: float) -> Hit:
        """Return how an episode is shown that was found."""
        from .fulltext import spans

        fields: dict[str, None] = {}
        best, most = "", (0, 0, 0)
        for kind, line in sorted(_lines(episode), key=lambda line: -KINDS[line[0]][1]):
            matched = self._matched(fold(line).split())
            if any(matched):
                fields[KINDS[kind][0]] = None
            if matched > most:
                best, most = line, matched
        return Hit(
            episode=episode,
            score=score,
            snippet=self._snippet(best, list(spans(best))),
            fields=tuple(fields),
        )

    def _matched(self, words: Sequence[str]) -> tuple[int, int, int]:
        """Return how many phrases and words of the question these match, and how many they are."""
        stems = {self._stems[word] for word in words}
        phrases = sum(any(True for _ in _runs(words, phrase)) for phrase in self._phrases)
        matching = sum(not stems.isdisjoint(wanted) for wanted in self._wanted)
        return phrases, matching, len(self._words.intersection(words))

    def _snippet(self, text: str, found: Sequence[Span]) -> str:
        """Return the passage of a text in which most was matched, with that marked."""
        words = [span.word for span in found]
        in_phrases = {
            start + place
            for phrase in self._phrases
            for start in _runs(words, phrase)
            for place in range(len(phrase))
        }
        wanted = frozenset[str]().union(*self._wanted)
        marked = [
            span
            for place, span in enumerate(found)
            if place in in_phrases or self._stems[span.word] in wanted
        ]

        def close(span: Span) -> int:
            end = span.stop + _AROUND
            return len({self._stems[o.word] for o in marked if span.start <= o.start < end})

        return _cut(text, marked, max(marked, key=close))


def _runs(words: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    """Give where a phrase begins among words."""
    size = len(phrase)
    return (n for n in range(len(words) - size + 1) if list(words[n : n + size]) == list(phrase))


def _cut(text: str, spans: Sequence[Span], chief: Span) -> str:
    """Return a text around one of some spans, which are marked."""
    first = max(0, text.rfind(" ", 0, max(0, chief.start - _AROUND)) + 1)
    end = chief.stop + _AROUND
    last = len(text) if end >= len(text) else max(chief.stop, text.rfind(" ", 0, end))
    pieces, place = ["… " if first else ""], first
    for _, start, stop in spans:
        if first <= start and stop <= last:
            pieces += [text[place:start], "**", text[start:stop], "**"]
            place = stop
    pieces += [text[place:last], "" if last == len(text) else " …"]
    return "".join(pieces).replace("** **", " ")
