"""What the script of a page reads: words to print, and the index of its search.

The index has the words by which episodes are found, by their stems, each with the passages that
have it; and the episodes of each passage. Of the texts themselves it has only those that the page
lacks, such as other names. Numbers are given as differences from one to the next, as these are
shorter.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final
from zlib import crc32

from ...catalogue.full_text import (
    KINDS,
    RELATED,
    Known,
    Passage,
    all_passages,
    hidden_names_in,
    languages_of,
    own_names,
    parts_of,
    when,
)
from ...catalogue.search import MAX_JOINED
from ...models import Theme
from ...text.folding import fold
from ...text.languages import choose_page_language, direction_of
from ...text.names import MAX_DIGITS, MAX_LETTERS
from ...text.near_words import MIN_ALIKE, SILENT, SOUNDS
from ...text.questions import LAST, MAYBE_WORD, vocabulary
from ...text.search_terms import LEAST, NUMBER, SCRIPTS, split_words, stem, stop_words_of, units_of
from ...text.writing import typeset, words
from .order import group_by_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode
    from .order import Listing

# The words that a script prints of what a search found.
_WORDS: Final = """
    colon missed taken results count_none count_one count_many with show_more
    theme person organisation place
"""
# So many words have an ending that others may have.
_COMMON: Final = 3
# The kinds of text that nobody needs to be shown.
_SEARCHED: Final = frozenset({"alias", "broader", "search_word"})
# What each group of a pattern is the number of, a season or an episode; or the mark of what a
# pattern asks for, and whether only if a query has no other words.
_READ: Final[dict[str, dict[str, object]]] = {
    "whole": {"groups": "se"},
    "code": {"groups": "se"},
    "episode": {"groups": "ee"},
    "ordinal": {"groups": "e"},
    "last": {"mark": f"e{LAST}"},
    "season": {"groups": "sss"},
    "intro": {"mark": "intro"},
    "introduction": {"mark": "intro", "alone": True},
    "trailer": {"mark": "trailer"},
}
# What follows a tag.
_TEXT: Final = re.compile(">([^<]+)")


def page_index(
    catalogue: Catalogue, page: str, listing: Listing, languages: tuple[str, ...], more: str
) -> dict[str, object]:
    """Return what a script reads beside the page itself, with more words that it prints."""
    kinds = sorted({f"kind_{body.kind}" for body in catalogue.organisations})
    return {
        "stopWords": " ".join(sorted(stop_words_of(languages_of(catalogue.show)))),
        "scripts": SCRIPTS,
        "asking": _asking(languages_of(catalogue.show)),
        "weights": [weight for _, weight in KINDS.values()],
        "related": RELATED,
        "title": list(KINDS).index("title"),
        "told": [list(KINDS).index("summary"), list(KINDS).index("notes")],
        "given": sorted({word for one in catalogue.people for word in fold(one.name).split()[:1]}),
        "sounds": SOUNDS,
        "silent": SILENT,
        "least": LEAST,
        "most": {"letters": MAX_LETTERS, "digits": MAX_DIGITS, "joined": MAX_JOINED},
        "number": NUMBER,
        "alike": MIN_ALIKE,
        "show": {
            "title": typeset(catalogue.show.title, catalogue.show.language),
            "language": catalogue.show.language,
            "url": catalogue.show.url,
            "cover": catalogue.show.cover_url,
        },
        # Not the ids, which may be the names of people who asked to be left out.
        "withdrawn": [crc32(one.id.encode()) for one in catalogue.redirects if one.to is None],
        "words": {
            tag: {
                "tag": choose_page_language(tag),
                "dir": direction_of(tag),
                **{key: typeset(words(tag)[key], tag) for key in f"{_WORDS} {more}".split()},
                **{kind: words(tag)[kind] for kind in kinds},
                **{
                    one.anchor: typeset(one.heading[0][1], tag)
                    for one in group_by_length(catalogue.episodes, (tag,))
                },
            }
            for tag in languages
        },
        "marks": _marks(catalogue),
        **_index(catalogue, page),
        **_order(catalogue, listing),
    }


def _order(catalogue: Catalogue, listing: Listing) -> dict[str, list[int]]:
    """Return the position in the catalogue of each episode of the page, if they differ.

    Those in an order of their own have their places by age too.
    """
    positions = {episode.id: n for n, episode in enumerate(catalogue.episodes)}
    order = [positions[episode.id] for episode in listing.episodes]
    ages = {"ages": listing.ages} if listing.ages else {}
    return ages if order == sorted(order) else {"order": order, **ages}


def _asking(languages: tuple[str, ...]) -> dict[str, object]:
    """Return the words in which people ask for episodes, in some languages."""
    known = vocabulary(languages)
    return {
        "patterns": [
            {"pattern": pattern, **_READ[kind]} for kind, pattern in known.patterns.items()
        ],
        "limits": [pattern.replace("?P<", "?<") for pattern in known.limits.values()],
        "maybeWord": MAYBE_WORD,
        "months": known.phrases["months"],
        "excluding": known.excluding,
        "episode": next(iter(known.phrases["episode"]), ""),
        "numbers": known.numbers,
        "plain": sorted(known.plain),
        "last": [*known.phrases["last"]],
        "shows": sorted(known.phrases["show"]),
        "units": units_of(languages),
        # The script takes the first that fits.
        "fillers": sorted(known.phrases["fillers"], key=lambda some: (-some.count(" "), some)),
    }


def _marks(catalogue: Catalogue) -> dict[str, list[int]]:
    """Return the positions of the episodes that have a number, a season, a part or a code.

    >>> from ...packaged.bundled import load_catalogue
    >>> marks = _marks(load_catalogue())
    >>> marks["s1e3"], marks["e-1"], marks["intro"]
    ([3], [8], [0])
    """
    found: dict[str, list[int]] = {}
    numbered = [episode for episode in catalogue.episodes if episode.number is not None]
    for at, episode in enumerate(catalogue.episodes):
        seasons = [""] if episode.season is None else ["", f"s{episode.season}"]
        for season in seasons:
            found.setdefault(season, []).append(at)
            for part in parts_of(episode):
                found.setdefault(f"{season}{part}", []).append(at)
            if episode.number is not None:
                found.setdefault(f"{season}e{episode.number}", []).append(at)
            if episode.number is not None or 2 * len(numbered) < len(catalogue.episodes):
                found[f"{season}e{LAST}"] = [at]
        for code in islice(own_names(episode), 1, None):  # the script knows titles by their words
            found.setdefault(f"={code}", []).append(at)
    # Who asks for an introduction is given a trailer where there is none.
    for mark in [mark for mark in found if mark.endswith("trailer")]:
        found.setdefault(f"{mark.removesuffix('trailer')}intro", found[mark])
    return found


def _index(catalogue: Catalogue, page: str) -> dict[str, object]:
    """Return the passages, the words that they have, the texts that a page lacks, and lengths."""
    languages = languages_of(catalogue.show)
    known: Known = {}
    kinds = list(KINDS)
    numbers: dict[Passage, int] = {}
    printed: dict[Passage, str] = {}
    episodes: list[list[int]] = []
    passages_of: list[list[Passage]] = []
    for at, episode in enumerate(catalogue.episodes):
        passages = list(all_passages(episode, known))
        passages_of.append(passages)
        as_printed = print_texts(episode)
        printed |= {one: as_printed[one[0]] for one in passages if one[0] in as_printed}
        for passage in passages:
            number = numbers.setdefault(passage, len(numbers))
            if number == len(episodes):
                episodes.append([])
            episodes[number].append(at)
    # The first passage of an entity has its names; those of themes are not compared by sound.
    names = {own[0] for (_, entity), own in known.items() if not isinstance(entity, Theme)}
    stems: dict[str, dict[str, list[int]]] = {}
    sizes: dict[Passage, int] = {}
    for passage, number in numbers.items():
        found = [word for line in passage[1].splitlines() for word in split_words(fold(line))]
        sizes[passage] = len(found)
        for word in found:
            stems.setdefault(stem(word, languages), {}).setdefault(word, []).append(number)
    left_out = _shown_lines(page)
    for episode in catalogue.episodes:
        left_out.update(map(_plain, hidden_names_in(episode)))
    lacking = (
        (number, "\n".join(line for line in text.splitlines() if _plain(line) not in left_out))
        for passage, number in numbers.items()
        if passage[0] not in _SEARCHED
        for text in [printed.get(passage, passage[1])]
    )
    return {
        "passages": [
            [kinds.index(kind), *_steps(some)]
            for (kind, _), some in zip(numbers, episodes, strict=True)
        ],
        "stems": "\n".join(
            " ".join([shared, *(write_entry(word, shared, some) for word, some in family.items())])
            for shared, family in sorted(stems.items())
        ),
        "lines": [[number, text] for number, text in lacking if text],
        "titles": [
            [at, len(fold(text).split())] for (kind, text), at in numbers.items() if kind == "title"
        ],
        "names": [*_steps(sorted(numbers[one] for one in names))],
        "when": [*map(when, catalogue.episodes)],
        "endings": _common_endings(stems),
        "sizes": _relative_sizes([_length(passages, sizes) for passages in passages_of]),
    }


def print_texts(episode: Episode) -> dict[str, str]:
    """Return the title, the summary and the notes of an episode as a page prints them."""
    spoken = episode.show.language
    summary = dict(episode.summary or {})
    found = {
        "title": typeset(episode.title, spoken),
        "summary": "\n".join(typeset(text, tag) for tag, text in summary.items()),
        "notes": typeset(episode.notes or "", spoken),
    }
    return {kind: text for kind, text in found.items() if text}


def _common_endings(stems: dict[str, dict[str, list[int]]]) -> dict[str, int]:
    """Return what several words have after their stems, with the shortest stem's length."""
    found: dict[str, list[int]] = {}
    for shared, family in stems.items():
        for word in family:
            if word.startswith(shared):
                ending = re.sub("y$", "i", word[len(shared) :])
                found.setdefault(ending, []).append(len(shared))
    common = sorted(ending for ending, sizes in found.items() if len(sizes) >= _COMMON)
    return {ending: min(found[ending]) for ending in common}


def _relative_sizes(lengths: list[int]) -> list[float]:
    """Return what bm25 adds to a count for the length of each episode, among as many empty ones."""
    average = sum(lengths) / (2 * len(lengths) or 1)
    return [round(1.2 * (0.25 + 0.75 * length / (average or 1)), 3) for length in lengths]


def _length(passages: list[Passage], sizes: dict[Passage, int]) -> int:
    """Return the length of an episode in the table of a search, where signs stand between lines."""
    lines = Counter[str]()
    for kind, text in passages:
        lines[kind] += len(text.splitlines())
    words = sum(sizes[passage] for passage in passages)
    return 2 * words + sum(number - 1 for number in lines.values() if number)


def write_entry(word: str, shared: str, passages: list[int]) -> str:
    """Return what a word has after its stem, or all of it after a slash, and where it is.

    >>> write_entry("recyclage", "recycl", [3, 5]), write_entry("locaux", "local", [0])
    ('age:3.2', '/locaux:0')
    """
    ending = word[len(shared) :] if word.startswith(shared) else f"/{word}"
    return f"{ending}:{'.'.join(map(str, _steps(passages)))}"


def _shown_lines(page: str) -> set[str]:
    r"""Return the lines of text inside ``<main>``.

    Jinja escapes ``>`` in attributes too, so that a tag ends at the first one.

    >>> sorted(_shown_lines("<p>0</p><main><p>A &lt; B</p>\n<p>C<br>A &lt; B</p></main>"))
    ['A < B', 'C']
    """
    main = page[page.index("<main>") : page.index("</main>")]
    texts = "\n".join(dict.fromkeys(_TEXT.findall(main)))
    lines = unescape(texts).replace("\r", "\n").split("\n")
    return {_plain(line) for line in lines} - {""}


def _plain(line: str) -> str:
    """Return a line without the typography of the page, about which search does not care."""
    return line.replace("\xa0", " ").replace("’", "'").strip()


def _steps(numbers: list[int]) -> Iterator[int]:
    """Yield the first number, then the difference from each to the next."""
    return (number - before for before, number in pairwise((0, *numbers)))
