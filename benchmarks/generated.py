"""Generate any number of episodes that resemble the bundled ones, reproducibly for each seed.

Titles, summaries and roles consist of words of the bundled episodes, drawn by frequency. Themes and
places are the bundled ones; people and organisations have invented names and occur in several
episodes each.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from techforgood_podcast.models import Relation

SEED = 20220117
SUMMARY_WORDS = (60, 130)
TITLE_WORDS = (4, 11)
ROLE_WORDS = (3, 8)
EPISODES_A_PERSON = 3
EPISODES_A_BODY = 5
RELATIONS: tuple[Relation, ...] = ("subject", "partner", "affiliation", "venue")
SYLLABLES = [start + vowel for start in "bcdfglmnprstv" for vowel in ("a", "e", "i", "o", "ou")]


def catalogue(count: int, seed: int = SEED) -> tfg.Catalogue:
    """Return a catalogue of generated episodes."""
    return tfg.Catalogue(show=tfg.load_catalogue().show, episodes=episodes(count, seed))


def episodes(count: int, seed: int = SEED) -> Iterator[tfg.Episode]:
    """Yield generated episodes."""
    random = Random(seed)  # noqa: S311 -- not for cryptography
    bundled = tfg.load_catalogue()
    words = {
        language: [
            word
            for episode in bundled.episodes
            if episode.summary
            for word in episode.summary[language].split()
        ]
        for language in bundled.languages
    }

    def text(least: int, most: int) -> tfg.LocalizedText:
        return tfg.LocalizedText(
            {
                language: " ".join(random.choices(drawn, k=random.randint(least, most)))
                for language, drawn in words.items()
            }
        )

    people = [_person(random, n) for n in range(max(9, count // EPISODES_A_PERSON))]
    bodies = [_body(random, n, text(5, 12)) for n in range(max(9, count // EPISODES_A_BODY))]
    for index in range(count):
        mentions = [
            tfg.Mention(organisation=body, relation=relation)
            for body, relation in zip(random.sample(bodies, 4), RELATIONS, strict=True)
        ]
        yield tfg.Episode(
            id=f"s{index // 100 + 1:02}e{index % 100 + 1:02}",
            show=bundled.show,
            season=index // 100 + 1,
            number=index % 100 + 1,
            title=str(text(*TITLE_WORDS)),
            duration=dt.timedelta(seconds=random.randint(600, 3600)),
            published=bundled.show.first_published,
            summary=text(*SUMMARY_WORDS),
            hosts=(random.choice(bundled.hosts),),
            guests=_guests(random, people, [text(*ROLE_WORDS) for _ in range(4)], mentions),
            organisations=tuple(mentions),
            themes=tuple(random.sample(bundled.themes, 6)),
            places=(random.choice(bundled.places),),
        )


def _guests(
    random: Random,
    people: Sequence[tfg.Person],
    roles: Sequence[tfg.LocalizedText],
    mentions: Sequence[tfg.Mention],
) -> tuple[tfg.Credit, ...]:
    return tuple(
        tfg.Credit(
            person=person,
            role=role,
            organisations=(mention.organisation,),
            credited_as=person.name,
        )
        for person, role, mention in zip(
            random.sample(people, len(roles)), roles, mentions, strict=True
        )
    )


def _name(random: Random, words: int) -> str:
    return " ".join(
        "".join(random.choices(SYLLABLES, k=random.randint(2, 3))).capitalize()
        for _ in range(words)
    )


def _person(random: Random, number: int) -> tfg.Person:
    return tfg.Person(id=f"person-{number}", name=_name(random, 2))


def _body(random: Random, number: int, description: tfg.LocalizedText) -> tfg.Organisation:
    return tfg.Organisation(
        id=f"body-{number}",
        name=_name(random, random.randint(1, 3)),
        kind="association",
        description=description,
    )
