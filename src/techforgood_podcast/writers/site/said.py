"""What was said in episodes, on the pages of a site and in its search.

The search loads words and passages in pieces. Words are in the piece of their first two letters;
each has the numbers of the passages that have it, among all passages of the site.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from ...catalogue.full_text import languages_of
from ...models.records import names_of
from ...reading.transcripts import MEDIA_TYPES, speakers_of
from ...text.folding import fold
from ...text.search_terms import split_words, stem, stop_words_of
from ..page_and_site.scripts_and_styles import write_data
from ..page_and_site.search_index import write_entry
from . import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...catalogue.catalogue import Catalogue
    from ...models import Person
    from ...reading.transcripts import Cue, Spoken

KeyT = TypeVar("KeyT")


class Paragraph(NamedTuple):
    """What one speaker says in at most half a minute, unless a cue is longer.

    Attributes:
        start: when it begins, in whole seconds.
        speaker: the name of the speaker, if it is known.
        person: the speaker, if they are a person of the show.
        text: the words.
        is_first: whether no other paragraph above begins in the same second.
    """

    start: dt.timedelta
    speaker: str
    person: Person | None
    text: str
    is_first: bool


@attrs.frozen
class Transcript:
    """What was said in an episode, as its page has it.

    Attributes:
        path: the path of the file, from the top of the site.
        media_type: the media type of the file.
        paragraphs: what it says.
        href: where the file is, from the page of the episode.
    """

    path: str
    media_type: str
    paragraphs: Sequence[Paragraph]
    href: str = ""

    def seen_from(self, folder: str) -> Transcript:
        """Return the transcript for a page in the folder of a language."""
        return attrs.evolve(self, href="../" * (1 + folder.count("/")) + self.path)

    @property
    def is_long(self) -> bool:
        """Whether a page shows it folded."""
        return self.paragraphs[-1].start.total_seconds() > limits.UNFOLDED


def transcripts_of(spoken: Mapping[str, Spoken], catalogue: Catalogue) -> dict[str, Transcript]:
    """Return what was said in episodes, by their ids."""
    names = [(fold(name), person) for person in catalogue.people for name in names_of(person)]
    counts = Counter(name for name, _ in names)
    people = {name: person for name, person in names if counts[name] == 1}
    return {
        episode.id: Transcript(
            f"episodes/{episode.id}{found.suffix}",
            MEDIA_TYPES[found.suffix],
            [*_join(found.cues, {**people, **speakers_of(episode)})],
        )
        for episode in catalogue.episodes
        if (found := spoken.get(episode.id))
    }


def _join(cues: Iterable[Cue], people: Mapping[str, Person]) -> Iterator[Paragraph]:
    """Yield the paragraphs that cues make: a new one for each speaker, and after half a minute."""
    parts: list[list[Cue]] = []
    for cue in cues:
        first = parts[-1][0] if parts else None
        if first and first.speaker == cue.speaker and cue.end - first.start <= limits.PARAGRAPH:
            parts[-1].append(cue)
        else:
            parts.append([cue])
    before = -1
    for part in parts:
        second, speaker = part[0].start // 1_000, part[0].speaker
        text = " ".join(cue.text for cue in part)
        start = dt.timedelta(seconds=second)
        yield Paragraph(start, speaker, people.get(fold(speaker)), text, second != before)
        before = second


def index_said(
    transcripts: Mapping[str, Transcript], catalogue: Catalogue
) -> tuple[dict[str, object], dict[str, str]]:
    """Return what the search knows of all that is said, and the files with its pieces."""
    languages = languages_of(catalogue.show)
    stop_words = stop_words_of(languages)
    episodes: list[tuple[int, int]] = []
    passages: list[str] = []
    numbers: dict[str, list[int]] = {}
    for position, episode in enumerate(catalogue.episodes):
        if found := transcripts.get(episode.id):
            episodes.append((position, len(passages)))
            for one in found.paragraphs:
                words = {*split_words(fold(f"{one.speaker} {one.text}"))}
                for word in words - stop_words:
                    numbers.setdefault(word, []).append(len(passages))
                start = int(one.start.total_seconds())
                passages.append(write_data([start, one.speaker, one.text]))
    families: dict[tuple[str, str], list[str]] = {}
    for word, found_in in sorted(numbers.items()):
        shared = stem(word, languages)
        family = families.setdefault((word[:2], shared), [shared])
        family.append(write_entry(word, shared, found_in))
    groups: dict[str, list[str]] = {}
    for (start, _), family in families.items():
        groups.setdefault(start, []).append(write_data(" ".join(family)))
    words_ = _divide({start: ",".join(some) for start, some in sorted(groups.items())})
    pieces = {"words": words_, "passages": _divide(dict(enumerate(passages)))}
    files = {
        f"said/{kind}-{number}.js": f'said("{kind}-{number}", [{",".join(piece)}]);\n'
        for kind, divided in pieces.items()
        for number, piece in enumerate(divided.values())
    }
    firsts = {kind: list(divided) for kind, divided in pieces.items()}
    return {"size": len(passages), "episodes": episodes, **firsts}, files


def _divide(texts: Mapping[KeyT, str]) -> dict[KeyT, list[str]]:
    """Return texts in pieces of some size or a little more, each by the key of its first text."""
    divided: dict[KeyT, list[str]] = {}
    piece: list[str] = []
    size = limits.PIECE
    for key, text in texts.items():
        if size >= limits.PIECE:
            divided[key] = piece = []
            size = 0
        piece.append(text)
        size += len(text)
    return divided
