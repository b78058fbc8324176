"""Turtle, read, checked and queried with rdflib."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from cases import BASE, CASES, LANGUAGES, catalogue_of, reader, stated, unlinked

import techforgood_podcast as tfg
from techforgood_podcast.writers.text.phrases import write_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RDFLIB = reader("rdflib")
RDF, DCT = RDFLIB.namespace.RDF, RDFLIB.namespace.DCTERMS
HEAD = tfg.dumps(tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en")), "turtle")
PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
"""

# The properties allowed for each type.
PROPERTIES = {
    "schema:PodcastSeries": "dct:title dct:identifier dct:language dct:abstract dct:issued "
    "dct:creator schema:producer dct:subject foaf:page schema:webFeed foaf:depiction dct:source "
    "schema:genre schema:isFamilyFriendly",
    "schema:PodcastSeason": "schema:seasonNumber dct:isPartOf",
    "schema:PodcastEpisode": "dct:title dct:identifier dct:type dct:language dct:isPartOf "
    "schema:episodeNumber dct:issued dct:extent dct:abstract dct:creator dct:contributor "
    "dct:subject dct:references dct:spatial foaf:page schema:associatedMedia schema:actor "
    "schema:mentions dct:source schema:contributor schema:datePublished schema:isFamilyFriendly "
    "schema:keywords foaf:depiction dct:hasPart",
    "schema:Role": "schema:roleName schema:name schema:description dct:relation schema:actor "
    "schema:contributor schema:mentions",
    "schema:QuantitativeValue": "schema:name schema:value schema:minValue schema:maxValue "
    "schema:unitText schema:description dct:temporal",
    "schema:AudioObject": "schema:contentUrl schema:encodingFormat schema:contentSize",
    "schema:MediaObject": "schema:name schema:contentUrl schema:encodingFormat dct:language",
    "schema:Clip": "schema:name schema:startOffset foaf:page foaf:depiction",
    "foaf:Group": "foaf:name",
    "foaf:Person": "foaf:name foaf:givenName foaf:familyName foaf:title skos:altLabel "
    "schema:memberOf foaf:page foaf:depiction schema:sameAs dct:source",
    "foaf:Organization": "foaf:name skos:altLabel dct:type dct:description schema:foundingDate "
    "schema:founder schema:parentOrganization schema:location foaf:page schema:sameAs dct:source",
    "foaf:Document": "dct:title foaf:page",
    "dct:Location": "rdfs:label skos:altLabel dct:type dct:identifier dct:isPartOf",
    "dct:LicenseDocument": "dct:identifier",
    "skos:ConceptScheme": "rdfs:label skos:hasTopConcept",
    "skos:Concept": "skos:prefLabel skos:altLabel skos:hiddenLabel skos:definition "
    "dct:identifier skos:broader skos:narrower skos:inScheme skos:topConceptOf",
}


def parsed(text: str) -> Any:
    graph = RDFLIB.Graph(bind_namespaces="none")  # rdflib binds "schema" to another namespace
    return graph.parse(data=text, format="turtle", publicID=BASE)


@cache
def graph_of(case: str) -> Any:
    return parsed(tfg.dumps(CASES[case], "turtle"))


def iris(entities: Iterable[tfg.Episode]) -> set[str]:
    return {f"{BASE}#episode-{entity.id}" for entity in entities}


def leaves(graph: Any, node: Any) -> Iterator[str]:
    """Yield the texts, numbers and ids that are stated of a node, and of nameless ones in it."""
    for predicate, value in graph.predicate_objects(node):
        if isinstance(value, RDFLIB.BNode):
            yield from leaves(graph, value)
        elif predicate != RDF.type:
            yield unlinked(value)


@pytest.mark.parametrize("case", CASES)
def test_every_record_is_read_with_all_that_is_stated_of_it(case: str) -> None:
    graph = graph_of(case)
    expected = stated(catalogue_of(CASES[case]), "turtle")
    for key, texts in expected.items():
        assert texts - {*leaves(graph, RDFLIB.URIRef(f"{BASE}#{key}"))} == set(), key
    records = {RDFLIB.URIRef(f"{BASE}#{key}") for key in expected}
    others = {str(node) for node in set(graph.subjects(RDF.type)) - records}
    assert {name.partition("#")[2].partition("-")[0] for name in others} <= {"", "season", "themes"}


@pytest.mark.parametrize("case", CASES)
def test_nothing_else_is_stated_about_any_subject(case: str) -> None:
    graph = graph_of(case)
    manager = graph.namespace_manager
    for type_, properties in PROPERTIES.items():
        for node in graph.subjects(RDF.type, manager.expand_curie(type_)):
            actual = {p.n3(manager) for p in set(graph.predicates(node)) - {RDF.type}}
            assert actual <= set(properties.split())
    types = {type_.n3(manager) for type_ in graph.objects(predicate=RDF.type)}
    assert types - {"dcmitype:Sound", "dcmitype:Collection"} <= PROPERTIES.keys()
    untyped = set(graph.subjects()) - set(graph.subjects(RDF.type))
    assert set(map(str, untyped)) == {BASE}


@pytest.mark.parametrize("case", CASES)
def test_every_typed_value_is_one_of_its_type(case: str) -> None:
    literals = [node for node in graph_of(case).objects() if isinstance(node, RDFLIB.Literal)]
    assert literals
    assert [node for node in literals if node.ill_typed] == []


@pytest.mark.parametrize("case", CASES)
def test_whatever_is_pointed_at_in_the_document_is_described_there(case: str) -> None:
    graph = graph_of(case)
    inside = {node for node in graph.objects() if str(node).startswith(f"{BASE}#")}
    assert inside <= set(graph.subjects())


def test_a_base_names_things_wherever_the_document_is() -> None:
    text = tfg.dumps(CASES["own"], "turtle", base_url=BASE)
    elsewhere = RDFLIB.Graph().parse(
        data=text, format="turtle", publicID="https://example.com/elsewhere"
    )
    assert reader("rdflib.compare").isomorphic(elsewhere, graph_of("own"))


@pytest.mark.parametrize("theme", [theme.id for theme in tfg.load_catalogue().themes])
def test_a_question_about_a_theme_has_the_answer_of_the_library(theme: str) -> None:
    answer = graph_of("bundled").query(
        f"""{PREFIXES}
        SELECT DISTINCT ?episode WHERE {{
            ?episode a schema:PodcastEpisode ;
                dct:subject/skos:broader* <{BASE}#theme-{theme}> .
        }}"""
    )
    assert {str(row.episode) for row in answer} == iris(tfg.by_theme(theme))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_about_guests_has_their_roles_in_each_language(language: str) -> None:
    answer = graph_of("bundled").query(
        f"""{PREFIXES}
        SELECT ?episode ?name ?role WHERE {{
            ?episode schema:actor [ schema:name ?name ; schema:description ?role ] .
            FILTER (lang(?role) = "{language}")
        }}"""
    )
    assert {(str(row.episode), str(row.name), str(row.role)) for row in answer} == {
        (f"{BASE}#episode-{episode.id}", guest.credited_as, role)
        for episode in tfg.load_catalogue().episodes
        for guest in episode.guests
        if (role := write_role(guest, episode, language))
    }


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('<#x> dct:title "never ended .\n', "newline found in string literal"),
        ("<#x> nosuch:title 1 .\n", 'Prefix "nosuch:" not bound'),
        ("<#x> dct:title 1\n<#y> dct:title 2 .\n", "expected '.' or '}' or ']'"),
    ],
)
def test_rdflib_refuses_what_is_no_turtle(broken: str, reason: str) -> None:
    with pytest.raises(RDFLIB.plugins.parsers.notation3.BadSyntax) as caught:
        parsed(f"{HEAD}\n{broken}")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("value", "type_"), [("2022-02-30", "xsd:date"), ("33:13", "xsd:duration")]
)
def test_rdflib_finds_values_that_are_not_of_their_type(value: str, type_: str) -> None:
    graph = parsed(f'{HEAD}\n<#x> dct:issued "{value}"^^{type_} .\n')
    (literal,) = graph.objects(predicate=DCT.issued)
    assert literal.ill_typed
