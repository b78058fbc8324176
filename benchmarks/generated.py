"""Generate any number of episodes that resemble the bundled ones, reproducibly for each seed.

Titles, summaries and roles consist of words of the bundled episodes, drawn by frequency. Themes and
places are the bundled ones; people and organisations have invented names and occur in several
episodes each. ``NEEDLE`` is the id of a person, an organisation and a theme that each have ten
episodes in a catalogue of any size.
"""

from __future__ import annotations

import datetime as dt
import json
from random import Random
from typing import TYPE_CHECKING

import attrs

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from techforgood_podcast.models import Relation
    from techforgood_podcast.models.records import Record

SEED = 20220117
SUMMARY_WORDS = (60, 130)
# Summaries of large files, with which an episode takes up 1.6 KB of JSONL.
SHORT = (8, 16)
TITLE_WORDS = (4, 11)
ROLE_WORDS = (3, 8)
EPISODES_A_PERSON = 3
EPISODES_A_BODY = 5
RELATIONS: tuple[Relation, ...] = ("subject", "partner", "affiliation", "venue")
SYLLABLES = [start + vowel for start in "bcdfglmnprstv" for vowel in ("a", "e", "i", "o", "ou")]
NEEDLE = "needle"
ANSWERS = 10
PERSON = tfg.Person(id=NEEDLE, name="Nora Needle")
BODY = tfg.Organisation(id=NEEDLE, name="Needle Works", kind="company")
THEME = tfg.Theme(id=NEEDLE, label=tfg.LocalizedText(fr="Aiguille", en="Needle"))


def catalogue(count: int, seed: int = SEED) -> tfg.Catalogue:
    """Return a catalogue of generated episodes."""
    return tfg.Catalogue(show=tfg.load_catalogue().show, episodes=episodes(count, seed))


def lines(count: int, seed: int = SEED) -> Iterator[str]:
    """Yield the lines of a JSONL file, one by one, so that any size fits in memory."""
    bundled = tfg.load_catalogue()
    records: dict[str, Sequence[Record]] = {
        "show": [bundled.show],
        "source": bundled.sources,
        "place": bundled.places,
        "theme": [*bundled.themes, THEME],
        "organisation": [*bundled.organisations, *_bodies(count, seed), BODY],
        "person": [*bundled.people, *_people(count, seed), PERSON],
    }
    for noun, found in records.items():
        yield from (_line(noun, record) for record in found)
    yield from (_line("episode", episode) for episode in episodes(count, seed, SHORT))


def _line(noun: str, record: Record) -> str:
    return json.dumps({noun: tfg.to_dict(record)}, ensure_ascii=False) + "\n"


def episodes(
    count: int, seed: int = SEED, length: tuple[int, int] = SUMMARY_WORDS
) -> Iterator[tfg.Episode]:
    """Yield generated episodes, with so many words in their summaries."""
    random = Random(seed)  # noqa: S311 -- not for cryptography
    bundled = tfg.load_catalogue()
    people, bodies = _people(count, seed), _bodies(count, seed)
    found = set(random.sample(range(count), ANSWERS)) if count > ANSWERS else set[int]()
    for index in range(count):
        mentions = [
            tfg.Mention(organisation=body, relation=relation)
            for body, relation in zip(random.sample(bodies, 4), RELATIONS, strict=True)
        ]
        guests, themes = random.sample(people, 4), random.sample(bundled.themes, 6)
        if index in found:
            guests[0], themes[0] = PERSON, THEME
            mentions[0] = attrs.evolve(mentions[0], organisation=BODY)
        yield tfg.Episode(
            id=f"s{index // 100 + 1:02}e{index % 100 + 1:02}",
            show=bundled.show,
            season=index // 100 + 1,
            number=index % 100 + 1,
            title=str(_text(random, *TITLE_WORDS)),
            duration=dt.timedelta(seconds=random.randint(600, 3600)),
            published=bundled.show.first_published,
            summary=_text(random, *length),
            hosts=(random.choice(bundled.hosts),),
            guests=tuple(
                tfg.Credit(
                    person=person,
                    role=_text(random, *ROLE_WORDS),
                    organisations=(mention.organisation,),
                    credited_as=person.name,
                )
                for person, mention in zip(guests, mentions, strict=True)
            ),
            organisations=tuple(mentions),
            themes=tuple(themes),
            places=(random.choice(bundled.places),),
        )


# The words of the summaries of the bundled episodes, in each language.
_WORDS = {
    language: [
        word
        for episode in tfg.load_catalogue().episodes
        if episode.summary
        for word in episode.summary[language].split()
    ]
    for language in tfg.load_catalogue().languages
}


def _text(random: Random, least: int, most: int) -> tfg.LocalizedText:
    return tfg.LocalizedText(
        {
            language: " ".join(random.choices(words, k=random.randint(least, most)))
            for language, words in _WORDS.items()
        }
    )


def _people(count: int, seed: int) -> list[tfg.Person]:
    random = Random(f"people {seed}")  # noqa: S311 -- not for cryptography
    return [
        tfg.Person(id=f"person-{number}", name=_name(random, 2))
        for number in range(max(9, count // EPISODES_A_PERSON))
    ]


def _bodies(count: int, seed: int) -> list[tfg.Organisation]:
    random = Random(f"bodies {seed}")  # noqa: S311 -- not for cryptography
    return [
        tfg.Organisation(
            id=f"body-{number}",
            name=_name(random, random.randint(1, 3)),
            kind="association",
            description=_text(random, 5, 12),
        )
        for number in range(max(9, count // EPISODES_A_BODY))
    ]


def _name(random: Random, words: int) -> str:
    return " ".join(
        "".join(random.choices(SYLLABLES, k=random.randint(2, 3))).capitalize()
        for _ in range(words)
    )
