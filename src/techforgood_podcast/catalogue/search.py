"""Search: the texts by which episodes are found, and the hits."""

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

# The kinds of text by which an episode is found: the field that a hit reports, and the weight of a
# word. "subject" is an organisation that the episode is about, "around" a place around its own.
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

# Number of characters that a snippet shows on either side of a match.
_AROUND = 80


@attrs.frozen(kw_only=True)
class Hit:
    """An episode found by a search.

    Attributes:
        episode: the episode.
        score: how well the episode matches; compare scores within one search only.
        snippet: a passage in its original spelling, with the matches between ``**`` and ``**``.
        fields: the fields that matched, highest weight first.

    >>> import techforgood_podcast as tfg
    >>> hit = tfg.search("imprimante 3D")[0]
    >>> hit.episode.code, hit.snippet
    ('S1E6', '**imprimante 3D**')
    """

    episode: Episode
    score: float
    snippet: str
    fields: tuple[str, ...]


# A kind of text, and texts of this kind, one per line.
Passage: TypeAlias = "tuple[str, Weighted]"

# A cache of passages by kind and id.
Known: TypeAlias = dict[tuple[str, str], tuple[Passage, ...]]


def text_index(episodes: Iterable[Episode]) -> TextIndex:
    """Build a full-text index of episodes."""
    from .fulltext import TextIndex

    known: Known = {}
    return TextIndex(
        ([weighted for _, weighted in own(e)], [weighted for _, weighted in shared(e, known)])
        for e in episodes
    )


def search(
    index: TextIndex, episodes: Sequence[Episode], text: str, limit: int, *, all_words: bool
) -> tuple[Hit, ...]:
    """Return the episodes that match a query, best first; ties are in the given order."""
    from .fulltext import Question

    question = Question(text, all_words=all_words)
    limit = max(0, limit)
    if question.phrases:
        matching = (
            (position, score)
            for position, score in index.search(question)
            if question.phrases_stand_in(line for _, line in _lines(episodes[position]))
        )
        found = list(islice(matching, limit))
    else:
        found = index.search(question, limit)
    marking = _Marking(index, question)
    return tuple(marking.hit(episodes[position], score) for position, score in found)


def own(episode: Episode) -> Iterator[Passage]:
    """Yield the passages that belong to one episode only."""
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
    """Return the passages of the people, organisations, themes and places of an episode."""
    found: dict[int, Passage] = {}
    for kind, entity in _entities(episode):
        for passage in known.get((kind, entity.id)) or _passages(kind, entity, known):
            found[id(passage)] = passage
    return found.values()


def _entities(episode: Episode) -> Iterator[tuple[str, Entity]]:
    """Yield the entities of an episode, each with the kind of text that its names are."""
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


def _passages(kind: str, entity: Entity, known: Known) -> tuple[Passage, ...]:
    """Return the passages of an entity and of its broader themes or the places around it."""
    if (kind, entity.id) not in known:
        passages = [_passage(kind, entity.names)]
        if isinstance(entity, Organisation) and entity.description:
            passages.append(_passage("description", entity.description.texts))
        if isinstance(entity, Theme) and kind == "theme":
            if entity.definition:
                passages.append(_passage("definition", entity.definition.texts))
            for above in entity.lineage[1:]:
                passages += _passages("broader", above, known)
        if isinstance(entity, Place) and kind == "place":
            for around in entity.lineage[1:]:
                passages += _passages("around", around, known)
        known[kind, entity.id] = tuple(passages)
    return known[kind, entity.id]


def _passage(kind: str, texts: Iterable[str]) -> Passage:
    return kind, (KINDS[kind][1], "\n".join(texts))


def _lines(episode: Episode) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each line by which an episode is found."""
    for kind, (_, text) in (*own(episode), *shared(episode, {})):
        for line in unicodedata.normalize("NFC", text).splitlines():
            yield kind, line


class _Marking:
    """Find and mark the matches of a query in texts."""

    def __init__(self, index: TextIndex, question: Question) -> None:
        self._stems = index.stems
        self._wanted = [frozenset(stems) for stems in index.matching(question)]
        self._words = frozenset(question.words)
        self._phrases = [phrase.split() for phrase in question.phrases]

    def hit(self, episode: Episode, score: float) -> Hit:
        """Return the hit for an episode."""
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
        """Return the number of phrases, of related words and of exact words that match."""
        stems = {self._stems[word] for word in words}
        phrases = sum(any(True for _ in _runs(words, phrase)) for phrase in self._phrases)
        matching = sum(not stems.isdisjoint(wanted) for wanted in self._wanted)
        return phrases, matching, len(self._words.intersection(words))

    def _snippet(self, text: str, found: Sequence[Span]) -> str:
        """Return the passage of a text with most matches, and mark them."""
        words = [span.word for span in found]
        in_phrases = {
            start + offset
            for phrase in self._phrases
            for start in _runs(words, phrase)
            for offset in range(len(phrase))
        }
        wanted = frozenset[str]().union(*self._wanted)
        marked = [
            span
            for index, span in enumerate(found)
            if index in in_phrases or self._stems[span.word] in wanted
        ]

        def count_matches_after(span: Span) -> int:
            end = span.stop + _AROUND
            return len({self._stems[o.word] for o in marked if span.start <= o.start < end})

        return _cut(text, marked, max(marked, key=count_matches_after))


def _runs(words: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    """Yield the positions at which a phrase begins among words."""
    size = len(phrase)
    return (n for n in range(len(words) - size + 1) if list(words[n : n + size]) == list(phrase))


def _cut(text: str, spans: Sequence[Span], centre: Span) -> str:
    """Return the text around one span, with all spans marked."""
    first = max(0, text.rfind(" ", 0, max(0, centre.start - _AROUND)) + 1)
    end = centre.stop + _AROUND
    last = len(text) if end >= len(text) else max(centre.stop, text.rfind(" ", 0, end))
    pieces, position = ["… " if first else ""], first
    for _, start, stop in spans:
        if first <= start and stop <= last:
            pieces += [text[position:start], "**", text[start:stop], "**"]
            position = stop
    pieces += [text[position:last], "" if last == len(text) else " …"]
    return "".join(pieces).replace("** **", " ")
