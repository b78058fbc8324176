"""Turtle, read, checked and queried with rdflib."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from cases import BASE, CASES, LANGUAGES, catalogue_of, reader
from terms import (
    LINKED_CASES,
    ROLES,
    iri,
    licence_of,
    name_of_themes,
    node_of,
    notice_of,
    plain,
    stated,
)

import techforgood_podcast as tfg
from plain_values import is_mapping
from techforgood_podcast.writers.text.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from terms import Node

RDFLIB = reader("rdflib")
RDF, DCT = RDFLIB.namespace.RDF, RDFLIB.namespace.DCTERMS
HEAD = tfg.dumps(tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en")), "turtle")
PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
"""


def parsed(text: str) -> Any:
    graph = RDFLIB.Graph(bind_namespaces="none")  # rdflib binds "schema" to another namespace
    return graph.parse(data=text, format="turtle", publicID=BASE)


@cache
def graph_of(case: str) -> Any:
    return parsed(tfg.dumps(LINKED_CASES[case], "turtle"))


def iris(entities: Iterable[tfg.Episode]) -> set[str]:
    return {f"{BASE}#episode-{entity.id}" for entity in entities}


def read(graph: Any, node: Any) -> Node:
    """Return the values of each term, with their languages, and with ``^^`` a term's datatype."""
    found: Node = {}
    manager = graph.namespace_manager
    for predicate, value in graph.predicate_objects(node):
        term, said = predicate.n3(manager), value
        if predicate == RDF.type:
            term, said = "a", value.n3(manager)
        elif isinstance(value, RDFLIB.BNode):
            said = read(graph, value)
        elif isinstance(value, RDFLIB.URIRef):
            said = value.n3()
        elif value.language:
            said = str(value), value.language
        elif isinstance(value.value, (bool, int, float, Decimal)):
            said = value.value
        else:
            term += f"^^{value.datatype.n3(manager)}" if value.datatype else ""
            said = str(value)
        found.setdefault(term, []).append(said)
    return found


def ordered(value: Any) -> Any:
    """Return a value of a node with numbers of one type, and with what has no order in one."""
    if is_mapping(value):
        return {key: sorted(map(ordered, value[key]), key=repr) for key in sorted(value)}
    number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return float(value) if number else value


def localized(text: tfg.LocalizedText | None) -> list[tuple[str, str]]:
    return [(text[tag], tag.lower()) for tag in text] if text else []


def role(link: str, field: str, credit: tfg.Credit, episode: tfg.Episode) -> Node:
    said = [(Phrases(tag).write_role(credit, episode), tag.lower()) for tag in credit.role or ()]
    return without_nothing(
        {
            "a": ["schema:Role"],
            "schema:roleName": [ROLES[field]],
            "schema:name": [credit.credited_as],
            "schema:description": said,
            "dct:relation": [f"<{iri(body)}>" for body in credit.organisations],
            link: [agent(credit)],
        }
    )


def agent(credit: tfg.Credit) -> Any:
    """Return the address of a person, or the node of a group."""
    group = {"a": ["foaf:Group"], "foaf:name": localized(credit.group)}
    return f"<{iri(credit.person)}>" if credit.person else group


def without_nothing(node: Node) -> Node:
    return {term: values for term, values in node.items() if values}


def relation(term: str, mention: tfg.Mention) -> Iterator[Any]:
    body, of = f"<{iri(mention.organisation)}>", mention.of
    if term == "schema:mentions":
        yield without_nothing(
            {
                "a": ["schema:Role"],
                "schema:roleName": [mention.relation.capitalize()],
                "dct:relation": [f"<{iri(of)}>"] if of else [],
                "schema:mentions": [body],
            }
        )
    elif (mention.relation == "subject") == (term == "dct:subject"):
        yield body


def reword(term: str, field: str, value: Any, record: Any) -> Iterator[Any]:
    """Yield what Turtle says of a value."""
    match value:
        case tfg.Credit():
            yield role(term, field, value, record) if "schema:" in term else agent(value)
        case tfg.Mention():
            yield from relation(term, value)
        case tfg.Figure() | tfg.Audio() | tfg.Transcript() | tfg.Chapter():
            yield node_of(value, "turtle", reword)
        case tfg.Link():
            yield {
                "a": ["schema:DonateAction"],
                "schema:name": [(value.label, record.language.lower())],
                "foaf:page": [f"<{value.url}>"],
            }
        case tfg.LocalizedText():
            yield from localized(value)
        case _ if term in {"dct:title", "dct:alternative"}:
            yield value, getattr(record, "show", record).language.lower()
        case _ if term == "dct:temporal^^xsd:gYear":
            yield f"{value:04}"
        case _:
            said = plain(field, value)
            is_address = isinstance(value, tfg.Entity) or field in {"season", "same_as"}
            yield f"<{said}>" if is_address or field.endswith("url") else said


def expected(catalogue: tfg.Catalogue) -> dict[str, Node]:
    """Return what must be stated of the document, records, seasons and list of themes."""
    show, info, themes = catalogue.show, catalogue.info, f"{BASE}#themes"
    found = stated(catalogue, "turtle", reword)
    licence = licence_of(catalogue)
    found[BASE] = without_nothing(
        {
            "foaf:primaryTopic": [f"<{iri(show)}>"],
            "schema:version": [info.version] if info.version else [],
            "dct:license": [f"<{licence}>"] if licence else [],
            "dct:description": [(text, tag) for tag, text in notice_of(catalogue).items()],
        }
    )
    for number in {one.season for one in catalogue.episodes if one.season}:
        found[f"{BASE}#season-{number}"] = {
            "a": ["schema:PodcastSeason"],
            "schema:seasonNumber": [number],
            "dct:isPartOf": [f"<{iri(show)}>"],
        }
    for theme in catalogue.themes:
        found[iri(theme)]["skos:inScheme"] = [f"<{themes}>"]
        scheme: Node = {
            "a": ["skos:ConceptScheme"],
            "rdfs:label": [(name, tag) for tag, name in name_of_themes(catalogue).items()],
        }
        found.setdefault(themes, scheme)
        if not theme.broader:
            found[iri(theme)]["skos:topConceptOf"] = [f"<{themes}>"]
            found[themes].setdefault("skos:hasTopConcept", []).append(f"<{iri(theme)}>")
    for node in found.values():  # a graph states nothing twice
        for values in node.values():
            named = [value for value in values if not is_mapping(value)]
            values[:] = [*dict.fromkeys(named), *filter(is_mapping, values)]
    return found


@pytest.mark.parametrize("case", LINKED_CASES)
def test_every_record_is_read_with_each_value_under_its_term_and_no_other(
    case: str,
) -> None:
    graph = graph_of(case)
    addresses = {node for node in graph.subjects() if isinstance(node, RDFLIB.URIRef)}
    found = {str(node): ordered(read(graph, node)) for node in addresses}
    wanted = expected(catalogue_of(LINKED_CASES[case]))
    assert found == {address: ordered(node) for address, node in wanted.items()}


@pytest.mark.parametrize("case", LINKED_CASES)
def test_every_typed_value_is_one_of_its_type(case: str) -> None:
    literals = [node for node in graph_of(case).objects() if isinstance(node, RDFLIB.Literal)]
    assert literals
    assert [node for node in literals if node.ill_typed] == []


@pytest.mark.parametrize("case", LINKED_CASES)
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
        if (role := Phrases(language).write_role(guest, episode))
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
