"""What the templates of page and site say of a catalogue."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from ...text.languages import choose_page_language
from ..text.phrases import in_language
from .colours import darken
from .headings import count_episodes, lacking, summarize, write_span
from .profiles import members_of, support_in, ties_of, tree_of

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue

# That of style.css in light.
_ACCENT: Final = "#a8391f"


def shared_by_pages(
    catalogue: Catalogue, languages: tuple[str, ...], accent: str | None
) -> dict[str, Any]:
    """Return what the templates say of a catalogue, in one page or in each page of a site.

    Args:
        catalogue: what is written.
        languages: the languages of a page.
        accent: the one colour of a page, if another than the usual one.
    """
    show, language = catalogue.show, languages[0]
    return {
        "catalogue": catalogue,
        "show": show,
        "sounds": " ".join(
            sorted({f"{e.audio.url.split(':')[0]}:" for e in catalogue.episodes if e.audio})
        ),
        "themes": tree_of(
            catalogue.themes,
            lambda theme: theme.broader,
            lambda theme: in_language(theme.label, language),
        ),
        "places": tree_of(
            catalogue.places,
            lambda place: place.part_of,
            lambda place: in_language(place.name, language),
        ),
        "members": members_of(catalogue),
        "support": support_in(catalogue),
        "ties": ties_of(catalogue),
        "related_to": cache(catalogue.related),
        "own_pictures": _own_pictures(catalogue),
        "bars": _bars_of(show.title),
        "mark_colour": darken(accent) if accent else _ACCENT,
        "span": write_span(catalogue, languages),
        "lacking": lacking(catalogue),
        "counted": count_episodes(len(catalogue.episodes), languages),
        "totals": list(summarize(catalogue, languages)),
        "languages": languages,
        "language": language,
        "own_words": choose_page_language(language),
    }


def _own_pictures(catalogue: Catalogue) -> set[str]:
    """Return the addresses of pictures that only one episode has, and the show has not."""
    found = Counter(episode.image_url for episode in catalogue.episodes if episode.image_url)
    return {url for url, count in found.items() if count == 1 and url != catalogue.show.cover_url}


def _bars_of(title: str) -> list[int]:
    """Return the heights of the bars in the mark of a show, which its title decides."""
    return [6 + byte % 15 for byte in sha256(title.encode()).digest()[:5]]


def robots_of(base: str | None) -> str:
    """Return the ``robots.txt`` of the site of a page, if its host is plain in a policy."""
    site = re.match(r"https?://[\w.-]+(?::\d+)?(?=[/?]|$)", base or "", re.ASCII)
    return f"{site[0]}/robots.txt" if site else ""


def former_ids(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the retired ids of each record that replaces them."""
    found: dict[str, list[str]] = {}
    for redirect in catalogue.redirects:
        if redirect.to is not None:
            found.setdefault(redirect.to, []).append(redirect.id)
    return found
