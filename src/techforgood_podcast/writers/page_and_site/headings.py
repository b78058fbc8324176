"""What a page is called, the facts about the whole show, and what a list shows of an episode."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

import attrs

from ...models import Credit, Person, Theme
from ...models.durations import format_in_words
from ...text.markup import without_addresses
from ...text.writing import join_lines, shorten, words, write_day
from ..text.phrases import code_before_title
from .languages import Versions, each_version, versions, word_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode, LocalizedText


# Maximum number of characters of a summary in a row, and of what notes begin with.
_GIST: Final = 160
_OPENING: Final = 200
# At most so many guests and themes are in a row.
_FIRST: Final = 3
_MINUTE: Final = dt.timedelta(minutes=1)
# A first sentence, or what is before a blank line; what ends sooner is an abbreviation.
_SENTENCE: Final = re.compile(r".{30,}?(?:[.!?…](?=\s|$)|(?=\n\s*\n))", re.DOTALL)
# The end of the last sentence that fits, unless it is near the beginning.
_SENTENCES: Final = re.compile(rf".{{{_OPENING // 2},{_OPENING}}}(?<=[.!?…])(?=\s)")


def name_page(catalogue: Catalogue, title: str | None, language: str) -> tuple[str, str]:
    """Return the name of a page, which heads it, and its title, which programs show.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue().subset(["S1E3", "S1E7"])
    >>> name_page(catalogue, "Emploi", "fr")
    ('Emploi', 'Emploi')
    >>> name_page(catalogue, "", "fr")[1]
    '2 épisodes – À qui profite la tech for good ?'
    """
    show, episodes = catalogue.show.title, catalogue.episodes
    if title:
        return title, title
    if title is None:
        return show, show
    if len(episodes) == 1:
        code = code_before_title(episodes[0])
        return show, f"{code} {episodes[0].title} – {show}".lstrip()
    counted = f"{len(episodes)} {words(language)['episodes']} – {show}"
    return counted, counted


def write_lead(summary: LocalizedText | None, languages: tuple[str, ...]) -> Versions:
    """Return the first sentence of a summary, in each language of a page.

    >>> from ...models import LocalizedText
    >>> write_lead(LocalizedText(en="A podcast about bread and salt. And wine."), ("en",))
    [('en', 'A podcast about bread and salt.')]
    """
    if summary is None:
        return []
    found = [(tag, _SENTENCE.match(text), text) for tag, text in versions(summary, languages)]
    return [(tag, first[0] if first else text) for tag, first, text in found]


def write_gist(episode: Episode, languages: tuple[str, ...]) -> Versions:
    """Return the first sentence of a summary for a row, cut between words if it is long.

    An episode that has notes only is described by their beginning.
    """
    if episode.summary is None:
        return [(episode.show.language, write_opening(episode.notes))] if episode.notes else []
    return [(tag, shorten(text, _GIST)) for tag, text in write_lead(episode.summary, languages)]


@attrs.frozen(kw_only=True)
class Row:
    """What a list shows of an episode beside its title, its day and its gist.

    Attributes:
        is_dated: whether its code is its day.
        duration: its running time to the nearest minute.
        guests: its first guests.
        others: how many other guests it has.
        hosts: its hosts, unless they are those of the show.
        themes: its first themes.
    """

    is_dated: bool
    duration: dt.timedelta | None
    guests: tuple[Credit, ...]
    others: int
    hosts: tuple[Person, ...]
    themes: tuple[Theme, ...]


def row_of(episode: Episode) -> Row:
    """Return what a list shows of an episode: a template prints it, or a script draws it."""
    duration, hosts = episode.duration, episode.hosts
    return Row(
        is_dated=episode.code == str(episode.published),
        duration=None if duration is None else max(1, round(duration / _MINUTE)) * _MINUTE,
        guests=episode.guests[:_FIRST],
        others=len(episode.guests[_FIRST:]),
        hosts=() if {*hosts} == {*episode.show.hosts} else hosts,
        themes=episode.themes[:_FIRST],
    )


def write_opening(notes: str) -> str:
    r"""Return the beginning of notes on one line: whole sentences, or else words.

    >>> write_opening("Bread\n\nWith [salt](x) from the mill (https://example.org/).")
    'Bread With [salt](x) from the mill.'
    """
    text = join_lines(without_addresses(notes))
    sentences = _SENTENCES.match(text) if len(text) > _OPENING else None
    return sentences[0] if sentences else shorten(text, _OPENING)


def write_span(catalogue: Catalogue, languages: tuple[str, ...]) -> Versions:
    """Return the years of the episodes if all are known, else when the show began, if known.

    >>> from ...packaged.bundled import load_catalogue
    >>> write_span(load_catalogue(), ("en",))
    [('en', 'began on 17 January 2022')]
    """
    days = [episode.published for episode in catalogue.episodes if episode.published]
    if days and len(days) == len(catalogue.episodes):
        years = sorted({min(days).year, max(days).year})
        return [("", "\u2013".join(map(str, years)))]
    began = catalogue.show.first_published
    if began is None:
        return []
    return each_version(
        lambda phrases: f"{phrases.words['first_published']} {write_day(began, phrases.language)}",
        languages,
    )


def lacking(catalogue: Catalogue) -> list[str]:
    """Return the keys of the words for what no episode has, of what listeners look for.

    >>> from ...packaged.bundled import load_catalogue
    >>> lacking(load_catalogue())
    ['sound']
    """
    known: dict[str, Callable[[Episode], object]] = {
        "sound": lambda episode: episode.audio,
        "duration": lambda episode: episode.duration,
        "day_published": lambda episode: episode.published,
    }
    episodes = catalogue.episodes
    return [key for key, of in known.items() if episodes[1:] and not any(map(of, episodes))]


def count_episodes(number: int, languages: tuple[str, ...]) -> Versions:
    """Return how many episodes there are, in each language of a page."""
    found = word_versions("count_one" if number == 1 else "count_many", languages)
    return [(tag, text.replace("{n}", str(number))) for tag, text in found]


def summarize(
    catalogue: Catalogue, languages: tuple[str, ...]
) -> Iterator[tuple[Versions, Versions]]:
    """Yield the facts about the whole show: how many of what, and how long."""
    for number, one, many in (
        (len(catalogue.episodes), "episode", "episodes"),
        (len(catalogue.guests), "guest", "several_guests"),
        (len(catalogue.organisations), "organisation", "organisations"),
    ):
        if number:
            label = word_versions(one if number == 1 else many, languages)
            yield [("", str(number))], label
    if catalogue.episodes.total_duration >= _MINUTE:
        time = format_in_words(catalogue.episodes.total_duration)
        complete = all(episode.duration is not None for episode in catalogue.episodes)
        over = word_versions("over", languages)
        length = [("", time)] if complete else [(tag, text.format(time)) for tag, text in over]
        yield length, word_versions("of_listening", languages)
