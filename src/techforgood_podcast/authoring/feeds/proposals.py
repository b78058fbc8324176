"""Propose people and themes from a feed: the file ``proposals.txt``, which nothing reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ...syntax.yaml import write
from .ids import digest, slug
from .registers import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...catalogue.catalogue import Catalogue
    from .items import Feed

FILE: Final = "proposals.txt"
_HEAD: Final = "Proposals from the feed, for you to review. Nothing reads this file.\n"
# Fewest episodes with a keyword that is proposed as a theme.
_SEVERAL: Final = 2
_MOST: Final = 50


def propose(feed: Feed, draft: Catalogue) -> str:
    r"""Return entries for people and themes, as files hold them; empty if there are none.

    People are the authors and contributors that nobody credits; themes are the keywords that
    several episodes share.

    >>> from .drafting import draft
    >>> from .pages import read_feed
    >>> feed = read_feed("<rss><channel><title>Bread</title><itunes:author>Ann Bell</itunes:author>"
    ...                  "</channel></rss>")
    >>> print(propose(feed, draft(feed)).partition("\n\n")[2])
    People whom the feed names as authors or contributors, for people.yaml:
    <BLANKLINE>
    # 1 time
    - id: ann-bell
      name: Ann Bell
    <BLANKLINE>
    """
    known = {name_key(name) for name in (feed.title, *(person.name for person in draft.people))}
    people = (name for name in feed.names if name_key(name) not in known)
    themes = (word for episode in draft.episodes for word in episode.keywords)
    parts = (
        (
            "People whom the feed names as authors or contributors, for people.yaml:",
            [*_entries("person", "name", "time", people, least=1)],
        ),
        (
            "Themes from the keywords that episodes share, for themes.yaml:",
            [*_entries("theme", "label", "episode", themes, least=_SEVERAL)],
        ),
    )
    texts = [f"{heading}\n\n{''.join(entries)}" for heading, entries in parts if entries]
    return "\n".join((_HEAD, *texts)) if texts else ""


def _entries(
    noun: str, field: str, unit: str, names: Iterable[str], *, least: int
) -> Iterator[str]:
    """Yield an entry for each name, the most frequent first, in its first spelling."""
    spellings: dict[str, str] = {}
    counts = Counter[str]()
    for name in names:
        key = name_key(name)
        spellings.setdefault(key, name)
        counts[key] += 1
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]:
        if count >= least:
            id_ = slug(spellings[key]) or f"{noun}-{digest(key)}"
            times = f"{count} {unit}{'s' if count > 1 else ''}"
            yield f"# {times}\n{write([{'id': id_, field: spellings[key]}])}"
