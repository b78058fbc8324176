"""``turtle``: linked data for libraries: Dublin Core for episodes, SKOS for themes.

It contains all languages. Episodes are described in Dublin Core, people and organisations in FOAF,
and themes in SKOS; schema.org supplies the remaining terms.

Note: guests are ``dct:contributor`` and hosts ``dct:creator``; subjects are ``dct:subject``, and
everyone else who is mentioned is under ``dct:references``. Each credit and each relation is also a
``schema:Role`` under ``schema:actor``, ``schema:contributor`` (the crew) or ``schema:mentions``:
``schema:roleName`` is the kind of role, ``schema:name`` the name as credited,
``schema:description`` what the credit says, and ``dct:relation`` the organisations in the credit,
or the one at the other end of the relation. The names of all who share a role follow it in
brackets.

Note: the document has the ``dct:license`` of the data, as an address if it is one
identifier of SPDX, and the catalogue's notice as ``dct:description``.

Note: ``dct:source`` leads from the show, an episode or a person to the pages that state the facts.
From an organisation, ``dct:isReferencedBy`` leads to the pages that name it: its kind
(``dct:type``) may be common knowledge, which no page states.

Note: texts that the catalogue has by language have the tag of each language; titles of the show and
of episodes have the tag of the show. All other texts have none: names of people and organisations
belong to no language, and the language of aliases (``skos:altLabel``), names that are not shown
(``skos:hiddenLabel``), keywords and chapters is not known. Things have the same
names as in ``jsonld``.

Tested with: rdflib, which also answers SPARQL queries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...models import Entity, LocalizedText
from ..anchors import licence_address
from ..format import Format
from ..text.phrases import Phrases
from .jsonld import ORGANISATIONS, PLACES, build_nodes, notice_in, refer_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...catalogue.catalogue import Catalogue
    from .jsonld import Node, Value

FORMAT = Format(
    name="turtle",
    suffixes=(".ttl",),
    media_type="text/turtle",
    summary="Linked data for libraries: Dublin Core for episodes, SKOS for themes.",
    family="linked data",
    options=("base_url",),
)

_PREFIXES: Final = """\
@prefix dcmitype: <http://purl.org/dc/dcmitype/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# The classes of each type of ``jsonld``; of any other, the class of schema.org.
_CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "PodcastSeries": ("schema:PodcastSeries", "dcmitype:Collection"),
    "PodcastEpisode": ("schema:PodcastEpisode", "dcmitype:Sound"),
    "Person": ("foaf:Person",),
    **dict.fromkeys((*ORGANISATIONS.values(), "Organization"), ("foaf:Organization",)),
    **dict.fromkeys((*PLACES.values(), "Place"), ("dct:Location",)),
    "DefinedTermSet": ("skos:ConceptScheme",),
    "DefinedTerm": ("skos:Concept",),
    **dict.fromkeys(("WebPage", "CreativeWork"), ("foaf:Document",)),
}
# The term for each key of ``jsonld``, and its datatype; ``@id`` is that of addresses. A key without
# a term is left out, because the node has a term of Turtle for it. Any other is schema.org's.
_TERMS: Final = {
    "about": "dct:subject",
    "additionalProperty": "",
    "address": "",
    "alternateName": "skos:altLabel",
    "author": "dct:creator",
    "containedInPlace": "dct:isPartOf",
    "contentLocation": "dct:spatial",
    "contentUrl": "schema:contentUrl^^@id",
    "datePublished": "",
    "duration": "dct:extent^^xsd:duration",
    "episode": "",
    "familyName": "foaf:familyName",
    "foundingDate": "schema:foundingDate^^xsd:gYear",
    "givenName": "foaf:givenName",
    "hasDefinedTerm": "",
    "hasPart": "dct:hasPart",
    "honorificPrefix": "foaf:title",
    "identifier": "dct:identifier",
    "image": "foaf:depiction^^@id",
    "inDefinedTermSet": "skos:inScheme",
    "inLanguage": "dct:language",
    "partOfSeason": "dct:isPartOf",
    "partOfSeries": "dct:isPartOf",
    "sameAs": "schema:sameAs^^@id",
    "sdLicense": "",
    "usageInfo": "",
    "startDate": "dct:issued^^xsd:date",
    "subjectOf": "dct:source",
    "target": "schema:target^^@id",
    "termCode": "dct:identifier",
    "url": "foaf:page^^@id",
    "webFeed": "schema:webFeed^^@id",
}
# The terms of the classes for which some differ.
_TERMS_OF: Final[Mapping[str, Mapping[str, str]]] = {
    class_: _TERMS | own
    for class_, own in {
        "schema:PodcastSeries": {"name": "dct:title", "description": "dct:abstract", "hasPart": ""},
        "schema:PodcastEpisode": {
            "name": "dct:title",
            "alternateName": "dct:alternative",
            "description": "dct:abstract",
            "genre": "",
            "mentions": "",
        },
        "schema:Role": dict.fromkeys(("description", "actor", "contributor", "mentions"), ""),
        "foaf:Person": {"name": "foaf:name"},
        "foaf:Organization": {
            "name": "foaf:name",
            "description": "dct:description",
            "subjectOf": "dct:isReferencedBy",
        },
        "foaf:Document": {"name": "dct:title"},
        "dct:Location": {"name": "rdfs:label"},
        "skos:ConceptScheme": {"name": "rdfs:label"},
        "skos:Concept": {"name": "skos:prefLabel", "description": "skos:definition"},
    }.items()
}
# The backslash comes first: the others bring new ones.
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def content(catalogue: Catalogue, *, base_url: str | None = None) -> str:
    """Return the catalogue as Turtle.

    Args:
        catalogue: what to describe.
        base_url: the address of the document, to which the names of things are relative; without
            it, they are relative to wherever the document is.

    >>> import techforgood_podcast as tfg
    >>> turtle = tfg.dumps(tfg.by_theme("art"), "turtle", base_url="https://example.org/podcast")
    >>> print(turtle.splitlines()[0])
    @base <https://example.org/podcast> .
    """
    head = _PREFIXES if base_url is None else f"@base {_iri(base_url)} .\n{_PREFIXES}"
    nodes = [_document(catalogue), *build_nodes(catalogue, Phrases(catalogue.show.language))]
    return head + "".join(f"\n{block}" for node in nodes for block in _blocks(node))


def _document(catalogue: Catalogue) -> Node:
    info = catalogue.info
    address = licence_address(info.licence)
    return {
        "@id": "",
        "foaf:primaryTopic": catalogue.show,
        "schema:version": info.version,
        "dct:description": notice_in(info),
        "dct:license^^@id": address,
        "dct:license": None
        if address
        else info.licence and {"@type": "dct:LicenseDocument", "dct:identifier": info.licence},
    }


def _blocks(node: Node) -> Iterator[str]:
    """Write the statements about a node, and about the groups of people in it."""
    yield f"{_name(node)}\n{_statements(node, 4)} .\n"
    for group in {found["@id"]: found for found in _groups(node.values())}.values():
        yield f"{_name(group)}\n{_statements(group, 4)} .\n"


def _groups(values: Iterable[Value]) -> Iterator[Node]:
    """Give the groups of people, which have no address, but which several statements name."""
    for value in values:
        if isinstance(value, list):
            yield from _groups(value)
        elif isinstance(value, dict):
            if value.get("@id", "").startswith("_:"):
                yield value
            yield from _groups(value.values())


def _name(node: Node) -> str:
    return node["@id"] if node["@id"].startswith("_:") else _iri(node["@id"])


def _statements(node: Node, indent: int) -> str:
    """Write each term with its objects; a term without objects is left out."""
    type_ = node.get("@type", "")
    classes = _CLASSES.get(type_, (type_ if ":" in type_ else f"schema:{type_}",))
    terms = _TERMS_OF.get(classes[0], _TERMS)
    found: dict[str, list[str]] = {"a": [*classes]} if type_ else {}
    for key, value in node.items():
        term = key if ":" in key else terms.get(key, f"schema:{key}")
        if term and key not in {"@type", "@id"}:
            predicate, _, datatype = term.partition("^^")
            found.setdefault(predicate, []).extend(_objects(value, datatype))
    margin = " " * indent
    return " ;\n".join(
        f"{margin}{predicate} " + f" ,\n{margin}    ".join(dict.fromkeys(objects))
        for predicate, objects in found.items()
        if objects
    )


def _objects(value: Value, datatype: str) -> Iterator[str]:
    """Write a value, or each of several; nothing, if it is unknown."""
    match value:
        case None:
            pass
        case str():
            marked = f"^^{datatype}" if datatype else ""
            yield _iri(value) if datatype == "@id" else _literal(value, marked)
        case list() | tuple():
            for item in value:
                yield from _objects(item, datatype)
        case dict() if "@id" in value:
            yield _name(value)
        case dict():
            yield f"[\n{_statements(value, 12)}\n        ]"
        case LocalizedText():
            yield from (_literal(value[language], f"@{language}") for language in value)
        case Entity():
            yield _iri(refer_to(value))
        case bool():
            yield str(value).lower()
        case _:
            yield repr(value)


def _iri(reference: str) -> str:
    """Write an address, which was checked to hold no character that Turtle forbids.

    >>> _iri("#theme-emploi")
    '<#theme-emploi>'
    """
    return f"<{reference}>"


def _literal(text: str, mark: str = "") -> str:
    r"""Write a text on one line, with the mark of its language or datatype.

    >>> print(_literal('a "b"\nc', "@en"))
    "a \"b\"\nc"@en
    """
    for character, escaped in _ESCAPES.items():  # `str.translate` is slow beyond ASCII
        text = text.replace(character, escaped)
    return f'"{text}"{mark}'
