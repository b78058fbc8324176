"""Reproducible catalogues of any size, as lines of JSONL.

The number of people and organisations grows with the number of episodes. ``NEEDLE`` is the id of a
person, an organisation and a theme that each have ten episodes in a catalogue of any size.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDLE = "needle"
ANSWERS = 10
SEASON = 250  # episodes per season
FIRST = ("Ada", "Bao", "Chloé", "Dov", "Élise", "Farid", "Gwen", "Hugo", "Inès", "Jean-Marie")
LAST = ("Martin", "O’Neill", "Nguyễn", "Lefèvre", "Åberg", "Özdemir", "Dupont", "Cœur", "García")
BODIES = ("Atelier", "Collectif", "Fabrique", "Réseau", "Maison", "Lab", "École", "Comptoir")
FRENCH = (
    "le four chauffe depuis l’aube tandis que la pâte lève sous un linge et que l’équipe discute"
    " du prix de la farine du quartier des livraisons à vélo et de l’école où tout a commencé"
)
ENGLISH = (
    "the oven has been hot since dawn while the dough rises under a cloth and the team talks"
    " about the price of flour the neighbourhood deliveries by bike and the school where it began"
)
THEMES = 60
RELATIONS = ("subject", "partner", "supporter", "venue", "mentioned")
DURATION = (600, 3_600)


def lines(episodes: int, seed: int = 1) -> Iterator[str]:
    """Yield the lines of a catalogue."""
    for record in records(episodes, random.Random(seed)):  # noqa: S311 -- not for cryptography
        yield json.dumps(record, ensure_ascii=False) + "\n"


def records(episodes: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the records of a catalogue, each as the value of its noun."""
    people, bodies = episodes // 5 + 20, episodes // 20 + 10
    yield {"show": {"id": "bulk", "title": "Made up", "language": "fr"}}
    yield {"source": {"id": "page", "title": "Made-up page", "url": "https://example.org/"}}
    yield {"place": {"id": "france", "name": {"fr": "France"}, "kind": "country", "code": "FR"}}
    for number in range(THEMES):
        label = {"fr": f"Thème {number}", "en": f"Theme {number}"}
        broader = {"broader": f"t{number % 6}"} if number >= 6 else {}
        yield {"theme": {"id": f"t{number}", "label": label, **broader}}
    yield {"theme": {"id": NEEDLE, "label": {"fr": "Aiguille", "en": "Needle"}}}
    for number in range(bodies):
        name = f"{chance.choice(BODIES)} {number}"
        parents = {"parents": [f"o{number // 10}"]} if number >= 10 else {}
        yield {"organisation": {"id": f"o{number}", "name": name, "kind": "association", **parents}}
    yield {"organisation": {"id": NEEDLE, "name": "Needle Works", "kind": "company"}}
    for number in range(people):
        given, family = chance.choice(FIRST), f"{chance.choice(LAST)} {number}"
        names = {"name": f"{given} {family}", "given": given, "family": family}
        yield {"person": {"id": f"p{number}", **names, "sources": ["page"]}}
    yield {"person": {"id": NEEDLE, "name": "Nora Needle", "given": "Nora", "family": "Needle"}}
    found = set(chance.sample(range(episodes), ANSWERS))
    for number in range(episodes):
        yield {"episode": _episode(number, people, bodies, chance, found=number in found)}


def _episode(
    number: int, people: int, bodies: int, chance: random.Random, *, found: bool
) -> dict[str, Any]:
    guests = [f"p{chance.randrange(people)}" for _ in range(3)]
    mentions = [f"o{chance.randrange(bodies)}" for _ in range(3)]
    themes = [f"t{theme}" for theme in sorted(chance.sample(range(THEMES), 4))]
    if found:
        guests[0] = mentions[0] = themes[0] = NEEDLE
    minutes, seconds = divmod(chance.randint(*DURATION), 60)
    return {
        "id": f"e{number}",
        "season": number // SEASON + 1,
        "number": number % SEASON + 1,
        "kind": "full",
        "title": f"{' '.join(chance.choices(FRENCH.split(), k=5))} {number}",
        "duration": f"{minutes:02}:{seconds:02}",
        "published": f"{2000 + number % 20}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "url": f"https://example.org/episodes/{number}",
        "summary": {
            "fr": " ".join(chance.choices(FRENCH.split(), k=60)),
            "en": " ".join(chance.choices(ENGLISH.split(), k=60)),
        },
        "hosts": [f"p{number % 4}"],
        "guests": [
            {
                "person": person,
                "role": {"fr": "boulangère", "en": "baker"},
                "organisations": [body],
                "credited_as": f"invitée {person}",
            }
            for person, body in zip(guests, mentions, strict=True)
        ],
        "organisations": [
            {"organisation": body, "relation": chance.choice(RELATIONS)} for body in mentions
        ],
        "themes": themes,
        "places": ["france"],
        "sources": ["page"],
    }
