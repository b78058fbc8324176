"""The categories of Apple's directory of podcasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .folding import fold
from .suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": (
        *("Careers", "Entrepreneurship", "Investing", "Management", "Marketing"),
        "Non-Profit",
    ),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": (
        *("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition"),
        "Sexuality",
    ),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        *("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies"),
        *("Home & Garden", "Video Games"),
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        *("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics"),
        *("Sports News", "Tech News"),
    ),
    "Religion & Spirituality": (
        *("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion"),
        "Spirituality",
    ),
    "Science": (
        *("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics"),
        *("Natural Sciences", "Nature", "Physics", "Social Sciences"),
    ),
    "Society & Culture": (
        *("Documentary", "Personal Journals", "Philosophy", "Places & Travel"),
        "Relationships",
    ),
    "Sports": (
        *("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey"),
        *("Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness"),
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}
_NAMES: Final = (
    *APPLE,
    *(f"{main} > {below}" for main, subs in APPLE.items() for below in subs),
)


def categories_instead(category: str) -> tuple[str, ...] | None:
    """Return what a category may mean that Apple does not have; ``None`` if it has it.

    >>> categories_instead("Arts > Food"), categories_instead("Art > Foods")
    (None, ('Arts > Food',))
    >>> categories_instead("Documentary"), categories_instead("Culture")[0]
    (('Society & Culture > Documentary',), 'Society & Culture')
    """
    if category in _NAMES:
        return None
    last = fold(category.rpartition(">")[2])
    same = tuple(name for name in _NAMES if fold(name.rpartition(">")[2]) == last)
    return same or closest(category, _NAMES)
