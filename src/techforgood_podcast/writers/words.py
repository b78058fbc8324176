"""The fixed words that formats print around the data, in French and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FRENCH = {
    "show": "podcast",
    "season": "saison",
    "episode": "épisode",
    "episodes": "épisodes",
    "trailer": "bande-annonce",
    "bonus": "bonus",
    "duration": "durée",
    "published": "publication",
    "summary": "résumé",
    "host": "journaliste",
    "hosts": "journalistes",
    "guest": "invité",
    "guests": "invités",
    "mentioned": "cités",
    "organisation": "organisation",
    "organisations": "organisations",
    "theme": "thème",
    "themes": "thèmes",
    "place": "lieu",
    "places": "lieux",
    "figures": "chiffres",
    "sources": "sources",
    "consulted": "consulté le",
    "none": "aucun épisode",
    "relation_subject": "sujet",
    "relation_employer": "employeur",
    "relation_partner": "partenaire",
    "relation_supporter": "soutien",
    "relation_client": "client",
    "relation_parent": "organisation mère",
    "relation_member": "membre",
    "relation_venue": "lieu d'accueil",
    "relation_mentioned": "mention",
    "affiliation": "affiliation",
    "part_of": "rattachement",
    "broader": "thème plus large",
    "producers": "production",
    "first_published": "depuis le",
    "founded": "fondation en",
    "link": "page",
    "feed": "flux RSS",
    "audio": "écouter",
    "colon": "\u00a0:",
}
_ENGLISH = {
    "show": "podcast",
    "season": "season",
    "episode": "episode",
    "episodes": "episodes",
    "trailer": "trailer",
    "bonus": "bonus",
    "duration": "running time",
    "published": "published",
    "summary": "summary",
    "host": "host",
    "hosts": "hosts",
    "guest": "guest",
    "guests": "guests",
    "mentioned": "mentioned",
    "organisation": "organisation",
    "organisations": "organisations",
    "theme": "theme",
    "themes": "themes",
    "place": "place",
    "places": "places",
    "figures": "figures",
    "sources": "sources",
    "consulted": "consulted on",
    "none": "no episode",
    "relation_subject": "subject",
    "relation_employer": "employer",
    "relation_partner": "partner",
    "relation_supporter": "supporter",
    "relation_client": "client",
    "relation_parent": "parent",
    "relation_member": "member",
    "relation_venue": "venue",
    "relation_mentioned": "mentioned",
    "affiliation": "affiliation",
    "part_of": "part of",
    "broader": "broader theme",
    "producers": "produced by",
    "first_published": "since",
    "founded": "founded in",
    "link": "page",
    "feed": "RSS feed",
    "audio": "listen",
    "colon": ":",
}

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"fr": _FRENCH, "en": _ENGLISH})
"""The words by language."""


def words(language: str) -> Mapping[str, str]:
    """Return the words of a language; those of English where it has none of its own.

    >>> words("fr-CA")["guests"], words("de")["guests"]
    ('invités', 'guests')
    """
    return WORDS.get(language.partition("-")[0], _ENGLISH)
