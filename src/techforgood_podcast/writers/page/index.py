"""What the script of a page reads: rules of search, words, and by which texts episodes are found.

The texts that the page shows are not repeated: lines have numbers, first those of the page, from
the top, then those that it lacks, such as other names. Numbers are given as differences from one
to the next, which are shorter.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zlib import crc32

from ...catalogue.full_text import KINDS, RELATED, Known, all_passages, parts_of, unnumbered_codes
from ...text.languages import choose_page_language, direction_of
from ...text.search_terms import ENDINGS, SCRIPTS, STOP_WORDS, vocabulary
from ...text.writing import typeset, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...catalogue.catalogue import Catalogue
    from .headings import Listing

# So many rows are shown at first, also by page.css; a button shows all.
ROWS: Final = 12
# The words that the script prints.
_WORDS: Final = (
    *("theme", "person", "organisation", "place", "any", "any_feminine", "short", "long"),
    *("clear", "remove", "results", "count_none", "count_one", "count_many", "contents"),
    *("language", "search_hint", "newest", "oldest", "letters", "show_all", "lost", "withdrawn"),
    *("with", "no_length_one", "no_length_many", "cite", "share_link", "download", "copy"),
    *("copied", "address", "embed", "close", "as_exported"),
    *("broader", "narrower", "parents", "places", "colon"),
)
# What follows a tag.
_TEXT: Final = re.compile(">([^<]+)")


def page_index(
    catalogue: Catalogue, page: str, listing: Listing, languages: tuple[str, ...]
) -> dict[str, object]:
    """Return what the script of a page reads, beside the page itself."""
    kinds = sorted({f"kind_{body.kind}" for body in catalogue.organisations})
    return {
        "stopWords": " ".join(sorted(STOP_WORDS)),
        "endings": ENDINGS,
        "scripts": SCRIPTS,
        "asking": _asking(),
        "weights": [weight for _, weight in KINDS.values()],
        "related": RELATED,
        "rows": ROWS,
        # Not the ids, which may be the names of people who asked to be left out.
        "withdrawn": [crc32(one.id.encode()) for one in catalogue.redirects if one.to is None],
        "words": {
            tag: {
                "tag": choose_page_language(tag),
                "dir": direction_of(tag),
                **{key: typeset(words(tag)[key], tag) for key in _WORDS},
                **{kind: words(tag)[kind] for kind in kinds},
            }
            for tag in languages
        },
        **_number_passages(catalogue, page),
        **_order(catalogue, listing),
    }


def _order(catalogue: Catalogue, listing: Listing) -> dict[str, list[int]]:
    """Return the position in the catalogue of each episode of the page, if they differ.

    Those in an order of their own have their places by age too.
    """
    positions = {episode.id: n for n, episode in enumerate(catalogue.episodes)}
    order = [positions[episode.id] for group in listing.groups for episode in group.episodes]
    ages = {"ages": listing.ages} if listing.ages else {}
    return ages if order == sorted(order) else {"order": order, **ages}


def _shown_lines(page: str) -> dict[str, int]:
    r"""Return the lines of text inside ``<main>``, each once, with their numbers.

    Jinja escapes ``>`` in attributes too, so that a tag ends at the first one.

    >>> _shown_lines("<p>0</p><main><p>A &lt; B</p>\n<p>C<br>A &lt; B</p></main>")
    {'A < B': 0, 'C': 1}
    """
    main = page[page.index("<main>") : page.index("</main>")]
    texts = "\n".join(dict.fromkeys(_TEXT.findall(main)))
    lines = unescape(texts).replace("\r", "\n").split("\n")
    found = dict.fromkeys(line for line in lines if line.strip(" \t\f"))
    return {line: number for number, line in enumerate(found)}


def _asking() -> dict[str, object]:
    """Return the words in which people ask for episodes."""
    known = vocabulary()
    sets = {"plain": known.plain, "shows": known.shows, "fillers": known.fillers}
    lists = {key: sorted(some) for key, some in sets.items()}
    return {"patterns": known.patterns, "numbers": known.numbers, **lists}


def _number_passages(catalogue: Catalogue, page: str) -> dict[str, object]:
    """Return the lines that a page lacks, the passages, and the numbers of each episode's.

    Season, number and parts of each episode are there too, by which it can be asked for, and the
    code of one without a number.

    A passage is the number of a kind of text, then those of its lines.
    """
    shown = _shown_lines(page)
    numbers = {_plain(line): number for line, number in shown.items()}
    lacking: list[str] = []
    kinds = list(KINDS)
    known: Known = {}
    passages: dict[tuple[int, ...], int] = {}
    episodes: list[list[int]] = []

    def number(line: str) -> int:
        key = _plain(line)
        if key not in numbers:
            numbers[key] = len(shown) + len(lacking)
            lacking.append(line)
        return numbers[key]

    @cache
    def number_passage(kind: str, text: str) -> int:
        lines = [number(line) for line in text.splitlines()]
        passage = (kinds.index(kind), *_steps(lines))
        return passages.setdefault(passage, len(passages))

    for episode in catalogue.episodes:
        own = [number_passage(*passage) for passage in all_passages(episode, known)]
        episodes.append(list(_steps(own)))
    named = [[e.season, e.number, [*parts_of(e)], *unnumbered_codes(e)] for e in catalogue.episodes]
    return {"lines": lacking, "passages": list(passages), "episodes": episodes, "named": named}


def _plain(line: str) -> str:
    """Return a line without the typography of the page, about which search does not care."""
    return line.replace("\xa0", " ").replace("’", "'").strip()


def _steps(numbers: list[int]) -> Iterator[int]:
    """Yield the first number, then the difference from each to the next."""
    return (number - before for before, number in pairwise((0, *numbers)))
