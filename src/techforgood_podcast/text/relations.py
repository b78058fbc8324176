"""What formats call the relations of organisations to episodes and to one another, by language.

The labels agree with no gender or number and need no article, since any name may follow them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Labels(NamedTuple):
    """The labels of one relation.

    Attributes:
        word: what an organisation is in an episode.
        of: what leads from the organisation to the other one: "Google – supporter of: We TechCare".
        by: what leads back: "We TechCare – supported by: Google".
    """

    word: str
    of: str
    by: str


_FRENCH = {
    "subject": Labels("sujet", "sujet de", "sujet"),
    "affiliation": Labels("rattachement", "rattachement à", "rattachement"),
    "funder": Labels("financement", "financement accordé à", "financement reçu de"),
    "supporter": Labels("soutien", "soutien apporté à", "avec le soutien de"),
    "partner": Labels("partenaire", "partenaire de", "partenaire de"),
    "user": Labels("utilisation", "utilisation de", "utilisation par"),
    "creator": Labels("création", "à l'origine de", "création par"),
    "parent": Labels("organisation d'appartenance", "en son sein", "fait partie de"),
    "associated": Labels("nom associé", "nom cité avec", "nom cité avec"),
    "member": Labels("membre", "membre de", "parmi ses membres"),
    "venue": Labels("lieu de l'épisode", "lieu de", "lieu"),
    "mentioned": Labels("mention", "mention avec", "mention avec"),
}
_ENGLISH = {
    "subject": Labels("subject", "subject of", "subject"),
    "affiliation": Labels("affiliation", "affiliated with", "affiliation"),
    "funder": Labels("funder", "funder of", "with funding from"),
    "supporter": Labels("supporter", "supporter of", "supported by"),
    "partner": Labels("partner", "partner of", "partner of"),
    "user": Labels("user", "user of", "used by"),
    "creator": Labels("creator", "creator of", "created by"),
    "parent": Labels("parent organisation", "includes", "part of"),
    "associated": Labels("associated name", "named together with", "named together with"),
    "member": Labels("member", "member of", "members include"),
    "venue": Labels("venue", "venue of", "venue"),
    "mentioned": Labels("mentioned", "mentioned with", "mentioned with"),
}
RELATIONS: Mapping[str, Mapping[str, Labels]] = MappingProxyType(
    {"fr": MappingProxyType(_FRENCH), "en": MappingProxyType(_ENGLISH)}
)
"""The labels of each relation, by language."""


def labels_of(relation: str, language: str) -> Labels:
    """Return the labels of a relation in a language, or the English ones if it has none.

    >>> labels_of("creator", "fr-CA").of, labels_of("creator", "de").by
    ("à l'origine de", 'created by')
    """
    return RELATIONS.get(language.partition("-")[0], _ENGLISH)[relation]
