"""Compare writing RSS with feedgen and podgen.

    python benchmarks/feeds.py

3,000 episodes like the bundled ones, with audio, are written in turn by ``dumps`` and by each peer,
which builds its objects and serialises them. Each side composes the text below a summary. Only the
library writes ``podcast:person`` and places, and podgen has no categories or seasons.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from measuring import Case, Row, compare, table

import techforgood_podcast as tfg
from techforgood_podcast.writers.syndication.items import list_facts
from techforgood_podcast.writers.text.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator

EPISODES = 3_000
PAIRS = 7
GOALS = {"feedgen": 1.1, "podgen": 1.3}


def many() -> tfg.Catalogue:
    """Return a catalogue of 3,000 episodes like the bundled ones."""
    document: dict[str, Any] = tfg.to_dict(tfg.load_catalogue())
    bundled = document["episodes"]
    document["episodes"] = [
        {
            **bundled[index % len(bundled)],
            "id": f"s{index // 100 + 1:02}e{index % 100 + 1:02}",
            "season": index // 100 + 1,
            "number": index % 100 + 1,
            "published": f"{1960 + index // 100}-03-01",
            "duration": "33:13",
            "audio": {
                "url": f"https://example.org/{index}.mp3",
                "media_type": "audio/mpeg",
                "length": 4_000_000 + index,
            },
        }
        for index in range(EPISODES)
    ]
    return tfg.loads(json.dumps(document), "json")


def text_of(episode: tfg.Episode, facts: Facts) -> str:
    """Return the summary of an episode and the lists that the feed adds to it."""
    sections = list_facts(episode, facts)
    listed = ["\n- ".join((heading, *lines)) for heading, lines in sections]
    return "\n\n".join((str(episode.summary), *listed))


def with_feedgen(catalogue: tfg.Catalogue) -> bytes:
    """Write the feed with feedgen."""
    show = catalogue.show
    facts = Facts(show.language, catalogue)
    feed: Any = importlib.import_module("feedgen.feed").FeedGenerator()
    feed.load_extension("podcast")
    feed.title(show.title)
    feed.link(href=show.url)
    feed.description(str(show.summary))
    feed.language(show.language)
    for episode in catalogue.episodes:
        entry = feed.add_entry(order="append")
        entry.title(episode.title)
        entry.guid(episode.id)
        entry.description(str(episode.summary), isSummary=True)
        entry.content(text_of(episode, facts), type="CDATA")
        entry.category([{"term": str(theme.label)} for theme in episode.themes])
        entry.podcast.itunes_season(episode.season)
        entry.podcast.itunes_episode(episode.number)
        entry.podcast.itunes_episode_type(episode.kind)
        if episode.url:
            entry.link(href=episode.url)
        if episode.published:
            entry.published(_midnight(episode.published))
        if episode.duration is not None:
            entry.podcast.itunes_duration(int(episode.duration.total_seconds()))
        if episode.audio:
            entry.enclosure(episode.audio.url, str(episode.audio.length), episode.audio.media_type)
    written: bytes = feed.rss_str()
    return written


def with_podgen(catalogue: tfg.Catalogue) -> str:
    """Write the feed with podgen."""
    podgen: Any = importlib.import_module("podgen")
    show = catalogue.show
    facts = Facts(show.language, catalogue)
    feed: Any = podgen.Podcast(
        name=show.title,
        website=show.url,
        description=str(show.summary),
        language=show.language,
        explicit=False,
    )
    for episode in catalogue.episodes:
        entry = podgen.Episode(
            id=episode.id,
            title=episode.title,
            summary=str(episode.summary),
            long_summary=text_of(episode, facts),
            link=episode.url,
        )
        if episode.published:
            entry.publication_date = _midnight(episode.published)
        if episode.audio:
            audio = episode.audio
            entry.media = podgen.Media(
                audio.url, audio.length, audio.media_type, duration=episode.duration
            )
        feed.episodes.append(entry)
    written: str = feed.rss_str()
    return written


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def cases() -> Iterator[Case]:
    """Yield a case for each peer."""
    catalogue = many()
    for peer, write in {"feedgen": with_feedgen, "podgen": with_podgen}.items():
        yield Case(
            f'`dumps(…, "rss")` of {EPISODES:,} episodes vs {peer}',
            partial(tfg.dumps, catalogue, "rss"),
            partial(write, catalogue),
            GOALS[peer],
        )


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    for case in cases():
        yield compare(case, PAIRS)


if __name__ == "__main__":
    print(table(rows()))
