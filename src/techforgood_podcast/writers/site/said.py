"""What was said in episodes, on the pages of a site and in its search.

The search loads words and passages in pieces. Words are in the piece of their first two letters;
each has the numbers of the passages that have it, among all passages of the site.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ...catalogue.full_text import languages_of
from ...models.records import names_of
from ...reading.transcripts import MEDIA_TYPES, speakers_of
from ...text.folding import fold
from ...text.search_terms import split_words, stem, stop_words_of
from ..page_and_site.scripts_and_styles import write_data
from ..page_and_site.search_index import write_entry
from . import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...catalogue.catalogue import Catalogue
    from ...models import Person
    from ...reading.transcripts import Cue, Spoken


class Paragraph(NamedTuple):
    """What one speaker says in at most half a minute, unless a cue is longer.

    Attributes:
        start: when it begins, in whole seconds.
        speaker: the name of the speaker, if it is known.
        person: the speaker, if they are a person of the show.
        text: the words.
    """

    start: dt.timedelta
    speaker: str
    person: Person | None
    text: str


class Transcript(NamedTuple):
    """What was said in an episode, as its page has it.

    Attributes:
        href: where the file is, from the page.
        media_type: the media type of the file.
        paragraphs: what it says.
    """

    href: str
    media_type: str
    paragraphs: list[Paragraph]

    @property
    def is_long(self) -> bool:
        """Whether a page shows it folded."""
        return self.paragraphs[-1].start.total_seconds() > limits.UNFOLDED


def transcripts_of(
    spoken: Mapping[str, Spoken], catalogue: Catalogue, folder: str
) -> dict[str, Transcript]:
    """Return what was said in episodes, by their ids, for the pages in the folder of a language."""
    names = [(fold(name), person) for person in catalogue.people for name in names_of(person)]
    counts = Counter(name for name, _ in names)
    everybody = {name: person for name, person in names if counts[name] == 1}
    found: dict[str, Transcript] = {}
    for episode in catalogue.episodes:
        if one := spoken.get(episode.id):
            people = {**everybody, **speakers_of(episode)}
            href = f"../{'../' * folder.count('/')}episodes/{episode.id}{one.suffix}"
            paragraphs = [_write_paragraph(part, people) for part in _join(one.cues)]
            found[episode.id] = Transcript(href, MEDIA_TYPES[one.suffix], paragraphs)
    return found


def _join(cues: list[Cue]) -> list[list[Cue]]:
    """Return the cues of each paragraph: a new one for each speaker, and after half a minute."""
    parts: list[list[Cue]] = []
    for cue in cues:
        first = parts[-1][0] if parts else cue._replace(start=-limits.PARAGRAPH)
        if first.speaker == cue.speaker and cue.end - first.start <= limits.PARAGRAPH:
            parts[-1].append(cue)
        else:
            parts.append([cue])
    return parts


def _write_paragraph(part: list[Cue], people: Mapping[str, Person]) -> Paragraph:
    start, speaker = dt.timedelta(seconds=part[0].start // 1_000), part[0].speaker
    text = " ".join(cue.text for cue in part)
    return Paragraph(start, speaker, people.get(fold(speaker)), text)


def index_said(
    transcripts: Mapping[str, Transcript], catalogue: Catalogue
) -> tuple[dict[str, object], dict[str, str]]:
    """Return what the search knows of all that is said, and the files with its pieces."""
    languages = languages_of(catalogue.show)
    stop_words = stop_words_of(languages)
    firsts: list[tuple[int, int]] = []
    passages: list[str] = []
    numbers: dict[str, list[int]] = {}
    for position, episode in enumerate(catalogue.episodes):
        if found := transcripts.get(episode.id):
            firsts.append((position, len(passages)))
            for start, speaker, _, text in found.paragraphs:
                for word in {*split_words(fold(f"{speaker} {text}"))} - stop_words:
                    numbers.setdefault(word, []).append(len(passages))
                passages.append(write_data([int(start.total_seconds()), speaker, text]))
    groups: dict[str, dict[str, list[str]]] = {}
    for word, some in sorted(numbers.items()):
        shared = stem(word, languages)
        family = groups.setdefault(word[:2], {}).setdefault(shared, [shared])
        family.append(write_entry(word, shared, some))
    words: dict[str | int, str] = {
        start: ",".join(write_data(" ".join(family)) for family in group.values())
        for start, group in groups.items()
    }
    known: dict[str, object] = {"size": len(passages), "episodes": firsts}
    files: dict[str, str] = {}
    numbered = dict[str | int, str](enumerate(passages))
    for kind, texts in (("words", words), ("passages", numbered)):
        pieces: dict[int, list[str | int]] = {}
        for size, key in zip(accumulate(map(len, texts.values()), initial=0), texts, strict=False):
            pieces.setdefault(size // limits.PIECE, []).append(key)
        known[kind] = [piece[0] for piece in pieces.values()]
        for number, piece in enumerate(pieces.values()):
            data = ",".join(texts[key] for key in piece)
            files[f"said/{kind}-{number}.js"] = f'said("{kind}-{number}", [{data}]);\n'
    return known, files
