"""Readers of feeds, and what a feed should say of a catalogue."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import techforgood_podcast as tfg
from techforgood_podcast.models.records import names_of
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import typeset, words, write_day
from techforgood_podcast.writers.text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

PODCAST = "{https://podcastindex.org/namespace/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def in_feed_order(catalogue: tfg.Catalogue) -> list[tfg.Episode]:
    """Return the episodes as a feed has them, the newest first unless the show's own has not."""
    episodes = list(catalogue.episodes)
    days = [(one.published, one.published_at) for one in episodes]
    if all(moment for _, moment in days):
        episodes.sort(key=lambda one: str(one.published_at and one.published_at.astimezone(dt.UTC)))
    elif all(day for day, _ in days):
        episodes.sort(key=lambda one: (one.published, one.published_at is not None))
    return episodes if catalogue.show.feed_order == "oldest" else episodes[::-1]


def channel_of(text: str) -> ET.Element:
    """Return the channel of a feed."""
    found = ET.fromstring(text).find("channel")  # noqa: S314 -- it was written here
    assert found is not None
    return found


def items_of(obj: tfg.Catalogue | tfg.Episodes) -> list[ET.Element]:
    """Return the items of the feed that is written of an object."""
    return channel_of(tfg.dumps(obj, "rss")).findall("item")


class Markup(HTMLParser):
    """What a browser makes of HTML: paragraphs, headings and list items, each with its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.blocks: list[tuple[str, str]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == []
        self.tags.add(tag)
        if tag == "br":
            self.handle_data("\n")
        elif tag != "ul":
            self.blocks.append((tag, ""))

    def handle_data(self, data: str) -> None:
        tag, text = self.blocks.pop()
        self.blocks.append((tag, text + data))

    def texts(self, tag: str) -> list[str]:
        return [text for name, text in self.blocks if name == tag]


def named_places(place: tfg.Place) -> list[tfg.Place]:
    """Return a place, the largest region around it, and its country."""
    around = place.lineage[1:]
    regions = [one for one in around if one.kind == "region"]
    return [place, *regions[-1:], *(one for one in around if one.kind == "country")]


def lines_of(episode: tfg.Episode, language: str) -> list[str]:
    """Return the lines in which the notes of an item say who and what the episode names."""

    def said(text: tfg.LocalizedText) -> str:
        return text.get(language) or str(text)

    printed = words(language)

    def within(text: str, bodies: Iterable[tfg.Organisation]) -> str:
        names = f"{printed['semicolon']} ".join(body.name for body in bodies)
        return f"{text} ({names})" if names else text

    def name(credit: tfg.Credit) -> str:
        if credit.group:
            return said(credit.group)
        person, text = credit.person, credit.credited_as
        return _full(person) if person and person.name == text else text

    def line(credits_: list[tfg.Credit]) -> str:
        *first, last = map(name, credits_)
        text = f"{', '.join(first)} {printed['and']} {last}" if first else last
        if credits_[0].role:
            text += f", {said(credits_[0].role)}"
        named = f" {fold(text)} "
        bodies = credits_[0].organisations
        unnamed = [
            body
            for body in bodies
            if not any(f" {fold(name)} " in named for name in names_of(body))
        ]
        return within(text, unnamed)

    def together(credit: tfg.Credit) -> object:
        return (credit.role, credit.organisations) if credit.shared else id(credit)

    lines = [within(_full(host), host.organisations) for host in episode.hosts]
    for part in (episode.guests, episode.mentioned, episode.crew):
        lines += [line(list(credits_)) for _, credits_ in groupby(part, together)]
    for body, label, others in statements(episode, language):
        names = ", ".join(other.name for other in others)
        lines.append(f"{body.name} – {label} {names}" if others else f"{body.name} – {label}")
    lines += [said(theme.label) for theme in episode.themes]
    lines += [", ".join(said(p.name) for p in named_places(place)) for place in episode.places]
    lines += ["".join(Phrases(language).figure_text(one)) for one in episode.figures]
    lines += [
        _source_line(source, language)
        for source in episode.sources
        if source.url is None or source.url != episode.show.feed_url
    ]
    return [typeset(line, language) for line in lines]


def statements(
    episode: tfg.Episode, language: str
) -> list[tuple[tfg.Organisation, str, list[tfg.Organisation]]]:
    """Return what an episode says of each organisation: a label, and those at its other end."""
    credits_ = (*episode.guests, *episode.mentioned, *episode.crew)
    named = [body for credit in credits_ for body in credit.organisations]
    own: dict[str, tuple[tfg.Organisation, dict[str, None]]] = {}
    found: dict[tuple[str, str], tuple[tfg.Organisation, str, list[tfg.Organisation]]] = {}
    for mention in episode.organisations:
        body, of = mention.organisation, mention.of
        labels = Phrases(language).relations[mention.relation]
        if of is None:
            if mention.relation != "affiliation" or body not in named:
                own.setdefault(body.id, (body, {}))[1][labels.word] = None
            continue
        first, label, other = (of, labels.by, body)
        if mention.relation == "member":
            first, label, other = (body, labels.of, of)
        label += words(language)["colon"]
        others = found.setdefault((first.id, mention.relation), (first, label, []))[2]
        if other not in others:
            others.append(other)
    return [*((body, ", ".join(labels), []) for body, labels in own.values()), *found.values()]


def _full(person: tfg.Person) -> str:
    return f"{person.honorific} {person.name}" if person.honorific else person.name


def _source_line(source: tfg.Source, language: str) -> str:
    printed = words(language)
    url = f"{printed['colon']} {source.url}" if source.url else ""
    day = source.consulted and write_day(source.consulted, language)
    title = source.title.get(language) or str(source.title)
    return title + url + (f" ({printed['consulted']} {day})" if day else "")
