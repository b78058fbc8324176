"""Read the season and number that a title prints, and compare titles without them."""

from __future__ import annotations

import re

import attrs

from ...text.folding import fold

# A number before a folded title, for comparisons: "3. Bread", "S1E3 - Bread", "Épisode 3 : Bread".
_LEADING_NUMBER = re.compile(
    r"(?:s(?:aison|eason)? ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,6}) (?=\S)"
)
_SEASON = r"s(?:aison|eason|taffel)?\s?0*(\d{1,4})[\s,]*"
_EPISODE = r"(?:#|e|ep\.?|[eé]pisod[eio]+|folge|nr\.?|no\.)\s?#?0*"
_SEPARATOR = r"\s*(?:[:|)–—]|[.-](?=\s))\s*"
# A number that is certainly that of the episode: "Episode 12 – Bread", "#12", "S1E3: Bread".
_NAMED_NUMBER = re.compile(rf"(?:{_SEASON})?{_EPISODE}(\d{{1,6}})(?:{_SEPARATOR}|$)", re.IGNORECASE)
# A number alone: "278: Bread".
_BARE_NUMBER = re.compile(rf"0*(\d{{1,4}}){_SEPARATOR}(?<=\s)(?=\S)")
# Numbers that are more probably years: "1984: a review".
_YEARS = range(1900, 2100)


def printed_number(title: str) -> tuple[int | None, int] | None:
    """Return the season, if given, and the number that a title prints; ``None`` if it has none.

    >>> printed_number("S1E3 - Bread"), printed_number("#12: Salt"), printed_number("278: Oven")
    ((1, 3), (None, 12), (None, 278))
    >>> printed_number("1984: a review"), printed_number("3 little pigs")
    (None, None)
    """
    named = _NAMED_NUMBER.match(title)
    if named:
        return (int(named[1]) or None) if named[1] else None, int(named[2])
    bare = _BARE_NUMBER.match(title)
    if bare and int(bare[1]) and int(bare[1]) not in _YEARS:
        return None, int(bare[1])
    return None


@attrs.frozen
class Title:
    """A folded title, split from the episode number that some feeds put before it.

    Attributes:
        text: the title without the number.
        season: the season number; ``None`` if the title has none.
        number: the episode number; ``None`` if the title has none.

    >>> Title.of("S1E3 - Le pain"), Title.of("1984")
    (Title(text='le pain', season=1, number=3), Title(text='1984', season=None, number=None))
    """

    text: str
    season: int | None
    number: int | None

    @classmethod
    def of(cls, title: str) -> Title:
        """Split a title."""
        folded = fold(title)
        found = _LEADING_NUMBER.match(folded)
        if found is None:
            return cls(folded, None, None)
        season, number = found.groups()
        return cls(folded[found.end() :], int(season) if season else None, int(number))
