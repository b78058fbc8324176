"""French."""

from __future__ import annotations

import re
from types import MappingProxyType

from . import Labels, LanguageRules

_WORDS = {
    "show": "podcast",
    "season": "saison",
    "episode": "épisode",
    "episodes": "épisodes",
    "trailer": "bande-annonce",
    "introduction": "introduction",
    "bonus": "bonus",
    "code": "code",
    "title": "titre",
    "duration": "durée",
    "published": "publication",
    "summary": "résumé",
    "host": "présentation",
    "hosts": "présentation",
    "guest": "personne invitée",
    "guests": "avec",
    "several_guests": "personnes invitées",
    "group": "personnes non nommées",
    "mentioned": "mentions",
    "crew": "équipe",
    "mention": "mention",
    "person": "personne",
    "people": "personnes",
    "organisation": "organisation",
    "organisations": "organisations",
    "theme": "thème",
    "themes": "thèmes",
    "place": "lieu",
    "places": "lieux",
    "figures": "chiffres",
    "sources": "sources",
    "consulted": "consulté le",
    "member_of": "membre de",
    "parents": "fait partie de",
    "broader": "thème plus large",
    "producers": "production",
    "published_on": "publication le",
    "first_published": "début le",
    "founded": "création en",
    "founders": "à son origine",
    "founder_of": "a fondé ou cofondé",
    "created": "création en",
    "creators": "à son origine",
    "creator_of": "a créé ou cocréé",
    "and": "et",
    "with": "avec",
    "credited_with": "avec",
    "credited_as": "au titre de",
    "link": "page",
    "feed": "flux RSS",
    "transcript": "transcription",
    "transcripts": "transcriptions",
    "chapters": "chapitres",
    "notes": "notes de l'épisode",
    "audio": "écouter",
    "snippet": "passage trouvé",
    "none": "aucun épisode",
    "more": "… et {} de plus",
    "colon": "\u00a0:",
    "semicolon": "\u00a0;",
    "first_day": "1er",
    "months": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    "short_months": "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.",
    "day": "{day} {month} {year}",
    # Citations to copy.
    "day_in_apa": "{year}, {day} {month}",
    "day_in_mla": "{day} {short_month} {year}",
    "day_in_chicago": "{day} {month} {year}",
    "no_date": "s.\u00a0d.",
    "accessed": "Consulté le {}",
    "numbered": "n°\u00a0{}",
    "numbered_in_season": "saison {}, épisode {}",
    "audio_episode": "Épisode de podcast audio",
    "in_show": "Dans {}",
    "produced": "Production\u00a0: {}",
    "and_in_apa": " et ",
    "quoted": "«\u00a0{}\u00a0»",
    "quoted_sentence": "«\u00a0{}\u00a0».",
    "quoted_inside": "“{}”",
    # The card of an episode.
    "listen_episode": "Écouter sur la page de l'épisode",
    "listen_show": "Écouter sur la page du podcast",
    # Titles and axes of the pictures.
    "network": "personnes, organisations et thèmes",
    "durations": "durées",
    "themes_by_episode": "thèmes par épisode",
    "unknown_duration": "inconnue",
    "out_of": "{} sur {}",
    "minutes": "{}–{}\N{NO-BREAK SPACE}min",
    "place_country": "pays",
    "place_region": "région",
    "place_department": "département",
    "place_city": "ville",
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
    # The command line.
    "also": "aussi",
    "narrower": "thèmes plus précis",
    "links": "liens",
    "same_as": "identique à",
    "sound": "audio",
    # The web page.
    "about": "À propos du podcast",
    "skip": "Aller aux épisodes",
    "contents": "Sommaire",
    "language": "Langue",
    "search_hint": "Rechercher un mot, un nom…",
    "year": "année",
    "order": "Ordre",
    "newest": "Récents d'abord",
    "oldest": "Anciens d'abord",
    "undated": "Sans date",
    "other_episodes": "Autres épisodes",
    "any": "Tous",
    "any_feminine": "Toutes",
    "short": "moins de 30 min",
    "long": "30 min et plus",
    "clear": "Tout effacer",
    "remove": "Retirer {}",
    "results": "Résultats par pertinence",
    "count_none": "Aucun épisode ne correspond.",
    "count_one": "1 épisode",
    "count_many": "{n} épisodes",
    "try_fewer": "Essayez un mot plus court, ou retirez l'un des critères ci-dessus.",
    "popular": "Les thèmes les plus abordés",
    "related": "À écouter aussi",
    "of_listening": "d'écoute",
    "over": "plus de {}",
    "support_title": "Qui finance et soutient qui",
    "licence": "Licence des données",
    "version": "version",
    "keys": "/ pour rechercher, Échap pour effacer, flèches pour passer d'un résultat à l'autre.",
    "duration_unknown": "durée inconnue",
    "listen": "Écouter",
    "cite": "Citer",
    "share_link": "Partager",
    "download": "Télécharger",
    "subscribe": "S'abonner",
    "copy": "Copier",
    "copied": "Copié",
    "address": "Adresse",
    "embed": "Intégrer",
    "close": "Fermer",
    "show_all": "Tout afficher",
    "lost": "Rien sur cette page ne s'appelle {}.",
    "withdrawn": "L'identifiant {} a été retiré, et rien ne le remplace.",
    "audio_file": "Fichier audio",
    "no_audio": "Aucune adresse audio n'est connue.",
    "no_feed": "Aucun flux n'est connu.",
    "no_length_one": "1 épisode de durée inconnue est laissé de côté.",
    "no_length_many": "{n} épisodes de durée inconnue sont laissés de côté.",
    "find_name": "Chercher un nom",
    "kind": "type",
    "letters": "Lettres",
    "support_table": "En tableau",
    "support_from": "De",
    "support_relation": "Lien",
    "support_to": "À",
}
_RELATIONS = {
    "subject": Labels("sujet", "sujet de", "sujet"),
    "affiliation": Labels("rattachement", "rattachement à", "rattachement"),
    "funder": Labels("financement", "financement accordé à", "financement reçu de"),
    "supporter": Labels("soutien", "soutien apporté à", "avec le soutien de"),
    "partner": Labels("partenaire", "partenaire de", "partenaire de"),
    "user": Labels("utilisation", "utilisation de", "utilisation par"),
    "creator": Labels("création", "création de", "création par"),
    "parent": Labels("organisation d'appartenance", "en son sein", "fait partie de"),
    "associated": Labels("nom associé", "nom cité avec", "nom cité avec"),
    "member": Labels("membre", "membre de", "parmi ses membres"),
    "venue": Labels("lieu de l'épisode", "lieu de", "lieu"),
    "mentioned": Labels("mention", "mention avec", "mention avec"),
}
_TITLES = """
    docteur docteure dr m madame mademoiselle maitre mlle mme monsieur pr prof professeur
    professeure
"""
_STOP_WORDS = """
    a au aux avec c ce ceci cela celle celles celui ces cet cette ceux chez comme comment d dans de
    des donc dont du elle elles en es est et etaient etait etre eu eux fait font il ils j je l la le
    les leur leurs lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par parce pas
    plus pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont
    sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y
"""
# How people ask for an episode; an underscore is a space.
_ASKING = {
    "episode": "episode episodes ep eps",
    "mark": "n no numero",
    "season": "saison saisons",
    "show": "podcast podcasts emission emissions balado serie",
    "intro": "intro",
    "introduction": "introduction presentation",
    "trailer": "bande_annonce teaser",
    "last": "dernier derniere",
    "and": "et ou",
    "one": "un une",
    "cardinals": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
    "ordinals": """
        premier/premiere/1er deuxieme/second/seconde troisieme quatrieme cinquieme sixieme septieme
        huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme
    """,
    "fillers": """
        cherche cherchons recherche_un voudrais voudrait veux aimerais aimerait ai_envie ecouter
        entendre trouver retrouver trouve_moi montre montrez y_a_t_il il_y_a parle parlent parlait
        parlant discute question_de truc quelque_chose propos_de sujet_de c_etait existe
    """,
}
_ENDINGS = {
    # Nouns of actions and of those who act, with the verb.
    "ation": (4, ""),
    "ateur": (4, ""),
    "atric": (4, ""),
    "ution": (4, "u"),
    "uteur": (4, "u"),
    "utric": (4, "u"),
    "ertion": (3, "erer"),
    "creation": (0, "creat"),
    "creatric": (0, "creat"),
    "createur": (0, "creat"),
    "creer": (0, "creat"),
    "unication": (3, "unic"),
    "unic": (0, "unic"),
    "tion": (5, "t"),
    "teur": (5, "t"),
    "tric": (5, "t"),
    "ersion": (0, "ersion"),
    "tention": (0, "tention"),
    "sion": (4, "s"),
    "issement": (4, ""),
    "isseur": (4, ""),
    "ement": (5, ""),
    "ment": (5, ""),
    "ag": (5, ""),
    "ant": (5, ""),
    "eus": (3, "eur"),
    "eur": (5, ""),
    # Adjectives, and nouns of qualities.
    "ional": (3, "ion"),
    "ionnel": (3, "ion"),
    "ionnell": (3, "ion"),
    "iqu": (3, "ic"),
    "informatic": (0, "informatic"),
    "ic": (5, ""),
    "ical": (3, "ic"),
    "ologist": (2, "olog"),
    "atif": (4, ""),
    "ativ": (4, ""),
    "if": (3, "iv"),
    "iv": (5, ""),
    "ivit": (3, "iv"),
    "abilit": (3, "abl"),
    "ibilit": (3, "ibl"),
    "abl": (5, ""),
    "ibl": (5, ""),
    "alit": (2, "al"),
    "arit": (4, "ar"),
    "air": (4, "ar"),
    "at": (5, ""),
    # Verbs.
    "er": (3, ""),
    "ir": (5, ""),
    "endr": (4, "en"),
    "ait": (4, ""),
    "ee": (3, ""),
    "e": (3, ""),
}
# An address to its end, which stays; or what French prints otherwise: a space beside punctuation
# or in a number, and an apostrophe after a letter and before a word or a quotation. In Markdown,
# a mark may be escaped, and the space after "#", "-" or ">" at the beginning of a line is markup.
# What is replaced comes first, since re finds a literal quickly.
_TYPOGRAPHY = (
    r"://\S+"
    r"| (?:(?<=[^\s#>-] )(?=\\?[;:!?»])|(?<=« )|(?<=\d )(?=\d{3}(?!\d)))"
    r"""|'(?<=[^\W\d_]')(?=[^\W_]|[«"“])"""
)
_PRINTED = {" ": "\xa0", "'": "’"}


def _typeset(text: str) -> str:
    # Searches import this module too, and have no use for the compiled expression.
    return re.sub(_TYPOGRAPHY, lambda found: _PRINTED.get(found[0], found[0]), text)


LANGUAGE = LanguageRules(
    name="Français",
    words=MappingProxyType(_WORDS),
    relations=MappingProxyType(_RELATIONS),
    typeset=_typeset,
    decimal_mark=",",
    titles=_TITLES,
    stop_words=_STOP_WORDS,
    asking=MappingProxyType(_ASKING),
    endings=MappingProxyType(_ENDINGS),
)
