"""Turtle graphs as read by rdflib, in plain values."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cases import CASES, reader

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterable


RDFLIB = reader("rdflib")
NAMESPACE = RDFLIB.namespace
DCT, FOAF, RDF, RDFS, SKOS = (
    getattr(NAMESPACE, name) for name in ("DCTERMS", "FOAF", "RDF", "RDFS", "SKOS")
)
SCHEMA = RDFLIB.Namespace("http://schema.org/")
BASE = "https://example.org/podcast"
Localized = dict[str, str]


def parsed(text: str) -> Any:
    graph = RDFLIB.Graph(bind_namespaces="none")  # rdflib binds "schema" to another namespace
    return graph.parse(data=text, format="turtle", publicID=BASE)


@cache
def graph_of(case: str) -> Any:
    return parsed(tfg.dumps(CASES[case], "turtle"))


def iri(noun: str, id_: str | int) -> str:
    return f"{BASE}#{noun}-{id_}"


def iris(noun: str, entities: Iterable[tfg.Entity]) -> set[str]:
    return {iri(noun, entity.id) for entity in entities}


class Thing:
    """A node of a graph and its properties, in plain values."""

    def __init__(self, graph: Any, node: Any) -> None:
        self.graph = graph
        self.node = RDFLIB.URIRef(node) if isinstance(node, str) and "://" in node else node

    def all(self, predicate: Any) -> list[Any]:
        return list(self.graph.objects(self.node, predicate))

    def things(self, predicate: Any) -> list[Thing]:
        return [Thing(self.graph, node) for node in self.all(predicate)]

    def names(self, predicate: Any) -> set[str]:
        return {str(node) for node in self.all(predicate) if isinstance(node, RDFLIB.URIRef)}

    def texts(self, predicate: Any) -> set[str]:
        """Return the texts that have no language."""
        found = self.all(predicate)
        assert all(text.language is None for text in found)
        return set(map(str, found))

    def value(self, predicate: Any) -> Any:
        """Return the only value as a Python object, or ``None`` if there is none."""
        found = self.all(predicate)
        assert len(found) < 2
        return found[0].toPython() if found else None

    def localized(self, predicate: Any) -> Localized:
        found = self.all(predicate)
        actual = {text.language: str(text) for text in found}
        assert len(actual) == len(found)
        return actual


def localized(text: tfg.LocalizedText | None) -> Localized:
    return {language.lower(): text[language] for language in text} if text else {}


def known(*values: str | None) -> set[str]:
    return {value for value in values if value is not None}
