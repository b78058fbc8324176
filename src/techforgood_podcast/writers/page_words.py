"""The words of the web page beyond those that formats share, in French and English."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from .words import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_FRENCH = {
    "about": "À propos du podcast",
    "skip": "Aller aux épisodes",
    "contents": "Sommaire",
    "search": "Chercher",
    "search_hint": "mot, nom, thème…",
    "find": "Chercher et filtrer",
    "filters": "Filtrer",
    "any": "Tous",
    "any_feminine": "Toutes",
    "short": "moins de 30 min",
    "long": "30 min et plus",
    "clear": "Tout effacer",
    "results": "Résultats, les plus proches d'abord",
    "count_none": "Aucun épisode ne correspond.",
    "count_one": "1 épisode",
    "count_many": "{n} épisodes",
    "count_most": "Aucun épisode n'a tous ces mots ; voici ceux qui en ont le plus.",
    "details": "Résumé complet, invités, organisations, sources",
    "people": "personnes",
    "member": "membre de",
    "listen": "Écouter l'épisode",
    "audio": "Fichier audio",
    "website": "Page du podcast",
    "licence": "Licence des données",
    "version": "version",
    "keys": "Touche / : chercher. Échap : effacer. Flèches : aller d'un résultat à l'autre.",
}
_ENGLISH = {
    "about": "About the podcast",
    "skip": "Go to the episodes",
    "contents": "Contents",
    "search": "Search",
    "search_hint": "word, name, theme…",
    "find": "Search and filter",
    "filters": "Filter",
    "any": "All",
    "any_feminine": "All",
    "short": "under 30 min",
    "long": "30 min and more",
    "clear": "Clear all",
    "results": "Results, the closest first",
    "count_none": "No episode matches.",
    "count_one": "1 episode",
    "count_many": "{n} episodes",
    "count_most": "No episode has all these words; here are those that have most of them.",
    "details": "Whole summary, guests, organisations, sources",
    "people": "people",
    "member": "member of",
    "listen": "Listen to the episode",
    "audio": "Sound file",
    "website": "The podcast's page",
    "licence": "Licence of the data",
    "version": "version",
    "keys": "Key /: search. Escape: clear. Arrows: go from one result to the next.",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_BESIDE = re.compile(" (?=[;:!?»])|(?<=«) ")
_NAMES = {"fr": "Français", "en": "English", "de": "Deutsch", "es": "Español", "it": "Italiano"}


def written(date: dt.date, language: str) -> str:
    """Return a day as people write it.

    >>> import datetime as dt
    >>> written(dt.date(2022, 1, 1), "fr-CA"), written(dt.date(2022, 1, 17), "en")
    ('1er janvier 2022', '17 January 2022')
    """
    language = language.partition("-")[0]
    day = "1er" if (language, date.day) == ("fr", 1) else date.day
    return f"{day} {_MONTHS[language].split()[date.month - 1]} {date.year}"


def spaced(text: str, language: str) -> str:
    r"""Return a text that keeps the punctuation which French sets apart beside its word.

    >>> spaced("« Pour qui ? »", "fr") == "«\xa0Pour qui\xa0?\xa0»"
    True
    >>> spaced("for whom ?", "en")
    'for whom ?'
    """
    return _BESIDE.sub("\xa0", text) if language.partition("-")[0] == "fr" else text


def page_words(language: str) -> Mapping[str, str]:
    """Return every word that the page prints, in a language or else in English.

    >>> page_words("fr")["search"], page_words("de")["search"], page_words("fr")["guests"]
    ('Chercher', 'Search', 'invités')
    """
    own = _FRENCH if language.partition("-")[0] == "fr" else _ENGLISH
    return MappingProxyType({**words(language), **own})


def page_language(language: str) -> str:
    """Return the language of the page's own words.

    >>> page_language("fr-CA"), page_language("de")
    ('fr-CA', 'en')
    """
    return language if language.partition("-")[0] in {"fr", "en"} else "en"


def name_of_language(language: str) -> str:
    """Return what a language calls itself, or its tag.

    >>> name_of_language("en"), name_of_language("br")
    ('English', 'br')
    """
    return _NAMES.get(language, language)
