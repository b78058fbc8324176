"""A catalogue that has everything citations can hold, and what LaTeX prints of a text."""

from __future__ import annotations

import re

import techforgood_podcast as tfg

CATALOGUE = tfg.loads(
    """
show:
  id: my-show
  title: My show
  language: fr
  producers: [studio, radio]
sources:
  - {id: page, title: Page, url: https://example.org/1, consulted: 2024-03-05}
  - {id: other, title: Other page, url: https://example.org/other, consulted: 2024-03-06}
places:
  - {id: namur, name: {fr: Namur, en: Namur (Belgium)}, kind: city}
themes:
  - {id: art, label: {fr: Art, en: Arts}}
  - {id: work, label: {fr: "Emploi, travail", en: Work}}
organisations:
  - {id: studio, name: Studio, kind: company}
  - {id: radio, name: Radio & Co, kind: media}
people:
  - {id: zoe, name: Zoé Quill, given: Zoé, family: Quill}
  - {id: ada, name: Ada, given: Ada}
  - {id: cid, name: Cid Dean, given: Cid, family: Dean}
episodes:
  - id: s01-intro
    season: 1
    kind: trailer
    title: Intro
  - id: s02e03
    season: 2
    number: 3
    title: Steps
    duration: 1:02:03
    published: 2024-02-29
    url: https://example.org/1
    summary: {fr: "Un résumé.\\n\\nDeux.", en: A summary.}
    hosts: [zoe]
    guests:
      - person: ada
        role: {fr: danseur, en: dancer}
        organisations: [studio, radio]
        credited_as: Ada
      - {group: {fr: le public, en: the public}, credited_as: Le public}
    mentioned: [{person: cid, credited_as: C. Dean}]
    organisations:
      - {organisation: studio, relation: venue}
      - {organisation: radio, relation: partner, of: studio}
      - {organisation: studio, relation: supporter}
    themes: [art, work]
    places: [namur]
    sources: [other, page]
  - id: s02e04
    season: 2
    number: 4
    title: Sound only
    audio: {url: https://example.org/4.mp3, media_type: audio/mpeg}
""",
    "yaml",
)
EMPTY = CATALOGUE.episodes.where(lambda _: False)
CREDITS = {
    "fr": [
        "Saison 2, épisode 3, 1:02:03",
        "Avec : Ada, danseur (Studio, Radio & Co) ; le public",
        "Mentions : Cid Dean",
        "Organisations : Studio ; Radio & Co",
        "Lieux : Namur",
    ],
    "en": [
        "Season 2, episode 3, 1:02:03",
        "Guests: Ada, dancer (Studio, Radio & Co); the public",
        "Mentioned: Cid Dean",
        "Organisations: Studio; Radio & Co",
        "Places: Namur (Belgium)",
    ],
}
COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textasciigrave{}": "`",
}
SIGN = re.compile(r"\\text[a-z]+\{\}|\\[$%#&_]|\{\}|[^\\{}$%#&_~^`]")


def read(text: str) -> str:
    """Return what LaTeX prints of a text without commands but those for signs."""
    signs = SIGN.findall(text)
    assert "".join(signs) == text
    return "".join(
        COMMANDS.get(sign, "" if sign == "{}" else sign.removeprefix("\\")) for sign in signs
    )
