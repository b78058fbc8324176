"""The fixed words that formats print, in French and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FRENCH_AND_ENGLISH = {
    "show": ("podcast", "podcast"),
    "season": ("saison", "season"),
    "episode": ("épisode", "episode"),
    "episodes": ("épisodes", "episodes"),
    "trailer": ("bande-annonce", "trailer"),
    "bonus": ("bonus", "bonus"),
    "code": ("code", "code"),
    "title": ("titre", "title"),
    "duration": ("durée", "running time"),
    "published": ("publication", "published"),
    "summary": ("résumé", "summary"),
    "host": ("journaliste", "host"),
    "hosts": ("journalistes", "hosts"),
    "guest": ("invité", "guest"),
    "guests": ("invités", "guests"),
    "group": ("invités non nommés", "unnamed guests"),
    "mentioned": ("cités", "mentioned"),
    "crew": ("équipe", "crew"),
    "person": ("personne", "person"),
    "people": ("personnes", "people"),
    "organisation": ("organisation", "organisation"),
    "organisations": ("organisations", "organisations"),
    "theme": ("thème", "theme"),
    "themes": ("thèmes", "themes"),
    "place": ("lieu", "place"),
    "places": ("lieux", "places"),
    "figures": ("chiffres", "figures"),
    "sources": ("sources", "sources"),
    "consulted": ("consulté le", "consulted on"),
    "relation_subject": ("sujet", "subject"),
    "relation_employer": ("employeur", "employer"),
    "relation_partner": ("partenaire", "partner"),
    "relation_supporter": ("soutien", "supporter"),
    "relation_client": ("client", "client"),
    "relation_parent": ("organisation mère", "parent"),
    "relation_member": ("membre", "member"),
    "relation_venue": ("lieu d'accueil", "venue"),
    "relation_mentioned": ("mention", "mentioned"),
    "affiliation": ("affiliation", "affiliation"),
    "member_of": ("membre de", "member of"),
    "part_of": ("rattachement", "part of"),
    "parents": ("rattachement", "part of"),
    "broader": ("thème plus large", "broader theme"),
    "producers": ("production", "produced by"),
    "first_published": ("depuis le", "since"),
    "founded": ("fondation en", "founded in"),
    "link": ("page", "page"),
    "feed": ("flux RSS", "RSS feed"),
    "transcript": ("transcription", "transcript"),
    "chapters": ("chapitres", "chapters"),
    "audio": ("écouter", "listen"),
    "snippet": ("passage trouvé", "match"),
    "none": ("aucun épisode", "no episode"),
    "more": ("… et {} de plus", "… and {} more"),
    "colon": ("\u00a0:", ":"),
    # Titles and axes of the pictures.
    "network": ("invités, organisations et thèmes", "guests, organisations and themes"),
    "durations": ("durées", "running times"),
    "themes_by_episode": ("thèmes par épisode", "themes by episode"),
    "unknown_duration": ("inconnue", "unknown"),
    # The web page.
    "about": ("À propos du podcast", "About the podcast"),
    "website": ("Page du podcast", "Podcast page"),
    "skip": ("Aller aux épisodes", "Go to the episodes"),
    "contents": ("Sommaire", "Contents"),
    "search": ("Rechercher", "Search"),
    "search_hint": ("mot, nom, thème…", "word, name, theme…"),
    "find": ("Rechercher et filtrer", "Search and filter"),
    "filters": ("Filtrer", "Filter"),
    "any": ("Tous", "All"),
    "any_feminine": ("Toutes", "All"),
    "short": ("moins de 30 min", "under 30 min"),
    "long": ("30 min et plus", "30 min or more"),
    "clear": ("Tout effacer", "Clear all"),
    "results": ("Résultats par pertinence", "Results by relevance"),
    "count_none": ("Aucun épisode ne correspond.", "No episode matches."),
    "count_one": ("1 épisode", "1 episode"),
    "count_many": ("{n} épisodes", "{n} episodes"),
    "details": (
        "Résumé complet, invités, organisations, sources",
        "Whole summary, guests, organisations, sources",
    ),
    "listen": ("Écouter l'épisode", "Listen to the episode"),
    "audio_file": ("Fichier audio", "Audio file"),
    "licence": ("Licence des données", "Data licence"),
    "version": ("version", "version"),
    "keys": (
        "/ pour rechercher, Échap pour effacer, flèches pour passer d'un résultat à l'autre.",
        "/ to search, Escape to clear, arrow keys to move between results.",
    ),
}
_ENGLISH = MappingProxyType({key: english for key, (_, english) in _FRENCH_AND_ENGLISH.items()})
_FRENCH = MappingProxyType({key: french for key, (french, _) in _FRENCH_AND_ENGLISH.items()})

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"fr": _FRENCH, "en": _ENGLISH})
"""The words by language."""


def words(language: str) -> Mapping[str, str]:
    """Return the words of a language, or the English ones if it has none.

    >>> words("fr-CA")["guests"], words("de")["guests"]
    ('invités', 'guests')
    """
    return WORDS.get(language.partition("-")[0], _ENGLISH)
