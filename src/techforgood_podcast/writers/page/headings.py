"""What a page is called, and the facts about the whole show."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from ...models.durations import format_in_words
from ...text.writing import words
from .tongues import Versions, versions, word_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...catalogue.catalogue import Catalogue
    from ...models import LocalizedText

# A first sentence; what ends sooner is an abbreviation.
_SENTENCE: Final = re.compile(r".{30,}?[.!?…](?=\s|$)", re.DOTALL)


def name_page(catalogue: Catalogue, title: str | None, language: str) -> dict[str, str]:
    """Return the name of a page, which heads it, and its title, which programs show.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue().subset(["S1E3", "S1E7"])
    >>> name_page(catalogue, "Emploi", "fr")
    {'name': 'Emploi', 'title': 'Emploi'}
    >>> name_page(catalogue, "", "fr")["title"]
    '2 épisodes – À qui profite la tech for good ?'
    """
    show, episodes = catalogue.show.title, catalogue.episodes
    if title:
        return {"name": title, "title": title}
    if title is None:
        return {"name": show, "title": show}
    if len(episodes) == 1:
        return {"name": show, "title": f"{episodes[0].code} {episodes[0].title} – {show}"}
    counted = f"{len(episodes)} {words(language)['episodes']} – {show}"
    return {"name": counted, "title": counted}


def write_lead(summary: LocalizedText | None, tongues: tuple[str, ...]) -> Versions:
    """Return the first sentence of a summary, in each language of a page.

    >>> from ...models import LocalizedText
    >>> write_lead(LocalizedText(en="A podcast about bread and salt. And wine."), ("en",))
    [('en', 'A podcast about bread and salt.')]
    """
    if summary is None:
        return []
    found = [(tag, _SENTENCE.match(text), text) for tag, text in versions(summary, tongues)]
    return [(tag, first[0] if first else text) for tag, first, text in found]


def count_episodes(number: int, tongues: tuple[str, ...]) -> Versions:
    """Return how many episodes there are, in each language of a page."""
    found = word_versions("count_many", tongues)
    return [(tag, text.replace("{n}", str(number))) for tag, text in found]


def summarize(
    catalogue: Catalogue, tongues: tuple[str, ...]
) -> Iterator[tuple[Versions, Versions]]:
    """Yield the facts about the whole show: how many of what, and how long."""
    for number, one, many in (
        (len(catalogue.episodes), "episode", "episodes"),
        (len(catalogue.guests), "guest", "several_guests"),
        (len(catalogue.organisations), "organisation", "organisations"),
    ):
        if number:
            label = word_versions(one if number == 1 else many, tongues)
            yield [("", str(number))], label
    if catalogue.episodes.total_duration >= dt.timedelta(minutes=1):
        time = format_in_words(catalogue.episodes.total_duration)
        complete = all(episode.duration is not None for episode in catalogue.episodes)
        over = word_versions("over", tongues)
        length = [("", time)] if complete else [(tag, text.format(time)) for tag, text in over]
        yield length, word_versions("of_listening", tongues)
