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
    "introduction": ("introduction", "introduction"),
    "bonus": ("bonus", "bonus"),
    "code": ("code", "code"),
    "title": ("titre", "title"),
    "duration": ("durée", "running time"),
    "published": ("publication", "published"),
    "summary": ("résumé", "summary"),
    "host": ("présentation", "host"),
    "hosts": ("présentation", "hosts"),
    "guest": ("personne invitée", "guest"),
    # The heading of those who speak with the hosts, and the word for several of them.
    "guests": ("avec", "guests"),
    "several_guests": ("personnes invitées", "guests"),
    "group": ("personnes non nommées", "unnamed guests"),
    "mentioned": ("mentions", "mentioned"),
    "crew": ("équipe", "crew"),
    # How an episode names a person.
    "mention": ("mention", "mentioned"),
    "person": ("personne", "person"),
    "people": ("personnes", "people"),
    "organisation": ("organisation", "organisation"),
    "organisations": ("organisations", "organisations"),
    "theme": ("thème", "theme"),
    "themes": ("thèmes", "themes"),
    "place": ("lieu", "place"),
    "places": ("lieux", "places"),
    "figures": ("chiffres", "figures"),
    # How the unit of a part of a whole begins.
    "share": ("part", "share"),
    "sources": ("sources", "sources"),
    "consulted": ("consulté le", "consulted on"),
    "member_of": ("membre de", "member of"),
    "parents": ("fait partie de", "part of"),
    "broader": ("thème plus large", "broader theme"),
    "producers": ("production", "produced by"),
    "published_on": ("publication le", "published on"),
    "first_published": ("depuis le", "since"),
    "founded": ("création en", "founded in"),
    "link": ("page", "page"),
    "feed": ("flux RSS", "RSS feed"),
    "transcript": ("transcription", "transcript"),
    "transcripts": ("transcriptions", "transcripts"),
    "chapters": ("chapitres", "chapters"),
    "audio": ("écouter", "listen"),
    "snippet": ("passage trouvé", "match"),
    "none": ("aucun épisode", "no episode"),
    "more": ("… et {} de plus", "… and {} more"),
    "colon": ("\u00a0:", ":"),
    "semicolon": ("\u00a0;", ";"),
    # Titles and axes of the pictures.
    "network": ("personnes, organisations et thèmes", "guests, organisations and themes"),
    "durations": ("durées", "running times"),
    "themes_by_episode": ("thèmes par épisode", "themes by episode"),
    "unknown_duration": ("inconnue", "unknown"),
    "place_country": ("pays", "country"),
    "place_region": ("région", "region"),
    "place_department": ("département", "department"),
    "place_city": ("ville", "city"),
    "kind_association": ("association", "association"),
    "kind_company": ("entreprise", "company"),
    "kind_social_enterprise": ("entreprise sociale", "social enterprise"),
    "kind_ngo": ("organisation non gouvernementale", "non-governmental organisation"),
    "kind_foundation": ("fondation", "foundation"),
    "kind_public_body": ("organisme public", "public body"),
    "kind_hospital": ("hôpital", "hospital"),
    "kind_school": ("école", "school"),
    "kind_university": ("université", "university"),
    "kind_research_chair": ("chaire de recherche", "research chair"),
    "kind_lab": ("laboratoire", "lab"),
    "kind_festival": ("festival", "festival"),
    "kind_troupe": ("troupe", "troupe"),
    "kind_media": ("média", "media"),
    "kind_collective": ("collectif", "collective"),
    "kind_network": ("réseau", "network"),
    "kind_programme": ("programme", "programme"),
    # The command line.
    "speakers": ("au micro", "speakers"),
    "also": ("aussi", "also"),
    "narrower": ("thèmes plus précis", "narrower themes"),
    "links": ("liens", "links"),
    "same_as": ("identique à", "same as"),
    "sound": ("audio", "audio"),
    # The web page.
    "about": ("À propos du podcast", "About the podcast"),
    "website": ("Page du podcast", "Podcast page"),
    "skip": ("Aller aux épisodes", "Skip to the episodes"),
    "contents": ("Sommaire", "Contents"),
    "language": ("Langue", "Language"),
    "search_hint": ("Rechercher un mot, un nom…", "Search words, names…"),
    "filters": ("Filtrer", "Filter"),
    "year": ("année", "year"),
    "order": ("Ordre", "Order"),
    "newest": ("Les plus récents d'abord", "Newest first"),
    "oldest": ("Les plus anciens d'abord", "Oldest first"),
    "undated": ("Sans date", "No date"),
    "other_episodes": ("Autres épisodes", "Other episodes"),
    "any": ("Tous", "All"),
    "any_feminine": ("Toutes", "All"),
    "short": ("moins de 30 min", "under 30 min"),
    "long": ("30 min et plus", "30 min or more"),
    "clear": ("Tout effacer", "Clear all"),
    "remove": ("Retirer {}", "Remove {}"),
    "results": ("Résultats par pertinence", "Results by relevance"),
    "count_none": ("Aucun épisode ne correspond.", "No episode matches."),
    "count_one": ("1 épisode", "1 episode"),
    "count_many": ("{n} épisodes", "{n} episodes"),
    "try_fewer": (
        "Essayez un mot plus court, ou retirez l'un des critères ci-dessus.",
        "Try a shorter word, or remove one of the filters above.",
    ),
    "popular": ("Les thèmes les plus abordés", "Popular themes"),
    "details": ("Détails", "Details"),
    "related": ("À écouter aussi", "Related episodes"),
    "listen": ("Écouter l'épisode", "Listen to the episode"),
    "audio_file": ("Fichier audio", "Audio file"),
    "copy_link": ("Copier le lien", "Copy link"),
    "copied": ("Lien copié", "Link copied"),
    "of_listening": ("d'écoute", "to listen to"),
    "over": ("plus de {}", "over {}"),
    "ties": ("Soutiens", "Support"),
    "ties_title": ("Qui finance et soutient qui", "Who funds and supports whom"),
    "ties_support": ("Financements et soutiens", "Funding and support"),
    "ties_other": ("Autres liens", "Other ties"),
    "arcs": (
        "Un arc relie deux épisodes qui partagent des personnes, des organisations ou des thèmes.",
        "Each arc joins two episodes that share people, organisations or themes.",
    ),
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


def feed_title(show_title: str) -> str:
    """Return the title that the feed of a show has as a source.

    >>> feed_title("Bread")
    'RSS: Bread'
    """
    return f"RSS: {show_title}"


def words(language: str) -> Mapping[str, str]:
    """Return the words of a language, or the English ones if it has none.

    >>> words("fr-CA")["guests"], words("de")["guests"]
    ('avec', 'guests')
    """
    return WORDS.get(language.partition("-")[0], _ENGLISH)
