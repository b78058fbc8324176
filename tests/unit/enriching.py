"""Small catalogues to enrich from feeds."""

from __future__ import annotations

import techforgood_podcast as tfg
from techforgood_podcast import Catalogue, Enrichment

SHOW = "show: {id: my-show, title: My show, language: en}\n"
BREAD = {"title": "Bread", "pubDate": "Mon, 17 Jan 2022 06:00:00 +0100"}
"""Fields of an item with a day."""


def catalogue(*episodes: str) -> Catalogue:
    """Return a catalogue of episodes, each written as a mapping of YAML."""
    return tfg.loads(f"{SHOW}episodes: [{', '.join(episodes)}]", "yaml")


def matched(found: Enrichment) -> list[str]:
    return list(dict.fromkeys(change.id for change in found.changes))


def kinds(found: Enrichment) -> dict[str, str]:
    return {str(change.field): change.change for change in found.changes}


ONE = catalogue("{id: s01e03, season: 1, number: 3, title: Bread}")
