"""The words that formats print around the data, written down again for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from techforgood_podcast.text.relations import labels_of

if TYPE_CHECKING:
    import techforgood_podcast as tfg

_FRENCH = {
    "show": "podcast",
    "season": "saison",
    "episode": "épisode",
    "episodes": "épisodes",
    "trailer": "bande-annonce",
    "introduction": "introduction",
    "bonus": "bonus",
    "duration": "durée",
    "published": "publication",
    "summary": "résumé",
    "host": "présentation",
    "hosts": "présentation",
    "guest": "personne invitée",
    "guests": "avec",
    "several_guests": "personnes invitées",
    "mentioned": "mentions",
    "mention": "mention",
    "crew": "équipe",
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
    "kind_association": "association",
    "kind_company": "entreprise",
    "kind_social_enterprise": "entreprise sociale",
    "kind_ngo": "organisation non gouvernementale",
    "kind_foundation": "fondation",
    "kind_public_body": "organisme public",
    "kind_hospital": "hôpital",
    "kind_school": "école",
    "kind_university": "université",
    "kind_research_chair": "chaire de recherche",
    "kind_lab": "laboratoire",
    "kind_festival": "festival",
    "kind_troupe": "troupe",
    "kind_media": "média",
    "kind_collective": "collectif",
    "kind_network": "réseau",
    "kind_programme": "programme",
    "affiliation": "affiliation",
    "parents": "fait partie de",
    "broader": "thème plus large",
    "producers": "production",
    "first_published": "depuis le",
    "founded": "création en",
    "link": "page",
    "feed": "flux RSS",
    "audio": "écouter",
    "transcript": "transcription",
    "chapters": "chapitres",
    "colon": "\u00a0:",
    "semicolon": "\u00a0;",
}
_ENGLISH = {
    "show": "podcast",
    "season": "season",
    "episode": "episode",
    "episodes": "episodes",
    "trailer": "trailer",
    "introduction": "introduction",
    "bonus": "bonus",
    "duration": "running time",
    "published": "published",
    "summary": "summary",
    "host": "host",
    "hosts": "hosts",
    "guest": "guest",
    "guests": "guests",
    "mentioned": "mentioned",
    "crew": "crew",
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
    "kind_association": "association",
    "kind_company": "company",
    "kind_social_enterprise": "social enterprise",
    "kind_ngo": "non-governmental organisation",
    "kind_foundation": "foundation",
    "kind_public_body": "public body",
    "kind_hospital": "hospital",
    "kind_school": "school",
    "kind_university": "university",
    "kind_research_chair": "research chair",
    "kind_lab": "lab",
    "kind_festival": "festival",
    "kind_troupe": "troupe",
    "kind_media": "media",
    "kind_collective": "collective",
    "kind_network": "network",
    "kind_programme": "programme",
    "affiliation": "affiliation",
    "parents": "part of",
    "broader": "broader theme",
    "producers": "produced by",
    "first_published": "since",
    "founded": "founded in",
    "link": "page",
    "feed": "RSS feed",
    "audio": "listen",
    "transcript": "transcript",
    "chapters": "chapters",
    "colon": ":",
    "semicolon": ";",
}


def words(language: str) -> dict[str, str]:
    """Return the words of French for French, and those of English for any other language."""
    return _FRENCH if language.partition("-")[0] == "fr" else _ENGLISH


def statements(
    episode: tfg.Episode, language: str
) -> list[tuple[tfg.Organisation, str, list[tfg.Organisation]]]:
    """Return what an episode says of each organisation: a label, and those at its other end."""
    credits_ = (*episode.guests, *episode.mentioned, *episode.crew)
    named = [body for credit in credits_ for body in credit.organisations]
    own: dict[str, tuple[tfg.Organisation, dict[str, None]]] = {}
    found: dict[tuple[str, str], tuple[tfg.Organisation, str, list[tfg.Organisation]]] = {}
    for mention in episode.organisations:
        body, of = mention.organisation, mention.of
        labels = labels_of(mention.relation, language)
        if of is None:
            if mention.relation != "affiliation" or body not in named:
                own.setdefault(body.id, (body, {}))[1][labels.word] = None
            continue
        first, label, other = (of, labels.by, body)
        if mention.relation == "member":
            first, label, other = (body, labels.of, of)
        colon = "\xa0:" if language.partition("-")[0] == "fr" else ":"
        others = found.setdefault((first.id, mention.relation), (first, label + colon, []))[2]
        if other not in others:
            others.append(other)
    return [*((body, ", ".join(labels), []) for body, labels in own.values()), *found.values()]
