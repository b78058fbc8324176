"""Turtle, read and asked by rdflib, and its themes looked over by Skosify."""

from __future__ import annotations

import datetime as dt
import logging
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from cases import CASES, LANGUAGES, catalogue_of, reader

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from techforgood_podcast.models import Entity, LocalizedText

RDFLIB = reader("rdflib")
SKOSIFY = reader("skosify")
NAMESPACE = RDFLIB.namespace
DCT, FOAF, RDF, RDFS, SKOS = (
    getattr(NAMESPACE, name) for name in ("DCTERMS", "FOAF", "RDF", "RDFS", "SKOS")
)
SCHEMA = RDFLIB.Namespace("http://schema.org/")
BASE = "https://example.org/podcast"
PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
"""

Localized = dict[str, str]
Facts = dict[str, Any]


def parsed(text: str) -> Any:
    graph = RDFLIB.Graph(bind_namespaces="none")  # its own "schema" would be another
    return graph.parse(data=text, format="turtle", publicID=BASE)


@cache
def graph_of(case: str) -> Any:
    return parsed(tfg.dumps(CASES[case], "turtle"))


def iri(noun: str, id_: str | int) -> str:
    return f"{BASE}#{noun}-{id_}"


def iris(noun: str, entities: Iterable[Entity]) -> set[str]:
    return {iri(noun, entity.id) for entity in entities}


class Thing:
    """A thing of a graph, and what is said of it, in plain values."""

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
        """Return texts without a language."""
        found = self.all(predicate)
        assert all(text.language is None for text in found)
        return set(map(str, found))

    def value(self, predicate: Any) -> Any:
        """Return the one value that there may be, as Python has it."""
        found = self.all(predicate)
        assert len(found) < 2
        return found[0].toPython() if found else None

    def localized(self, predicate: Any) -> Localized:
        found = self.all(predicate)
        told = {text.language: str(text) for text in found}
        assert len(told) == len(found)
        return told


def localized(text: LocalizedText | None) -> Localized:
    return {language.lower(): text[language] for language in text} if text else {}


def known(*values: str | None) -> set[str]:
    return {value for value in values if value is not None}


Credit = tuple[str, Any, Any, frozenset[str], Any]


def role_said(role: Thing, link: Any) -> Credit:
    (agent,) = role.things(link)
    group = agent.localized(FOAF.name) if isinstance(agent.node, RDFLIB.BNode) else None
    return (
        role.value(SCHEMA.roleName),
        role.value(SCHEMA.name),
        sorted(role.localized(SCHEMA.description).items()),
        frozenset(role.names(DCT.relation)),
        str(agent.node) if group is None else sorted(group.items()),
    )


def role_known(name: str, part: tfg.Appearance) -> Credit:
    agent = iri("person", part.person.id) if part.person else sorted(localized(part.group).items())
    return (
        name,
        part.credited_as,
        sorted(localized(part.role).items()),
        frozenset(iris("organisation", part.organisations)),
        agent,
    )


def mention_known(mention: tfg.Mention) -> Credit:
    return (
        mention.relation.capitalize(),
        None,
        [],
        frozenset(iris("organisation", [mention.of] if mention.of else [])),
        iri("organisation", mention.organisation.id),
    )


def figure_said(figure: Thing) -> Facts:
    return {
        "as_printed": figure.value(SCHEMA.name),
        "value": as_float(figure.value(SCHEMA.value)),
        "low": as_float(figure.value(SCHEMA.minValue)),
        "high": as_float(figure.value(SCHEMA.maxValue)),
        "unit": figure.localized(SCHEMA.unitText),
        "statement": figure.localized(SCHEMA.description),
        "year": [str(year) for year in figure.all(DCT.temporal)],
    }


def figure_known(figure: tfg.Figure) -> Facts:
    return {
        "as_printed": figure.as_printed,
        "value": as_float(figure.value),
        "low": as_float(figure.low),
        "high": as_float(figure.high),
        "unit": localized(figure.unit),
        "statement": localized(figure.statement),
        "year": [] if figure.year is None else [f"{figure.year:04}"],
    }


def as_float(number: Any) -> float | None:
    return None if number is None else float(number)


def episode_said(episode: Thing) -> Facts:
    mentions = episode.things(SCHEMA.mentions)
    figures = [t for t in mentions if t.names(RDF.type) == {str(SCHEMA.QuantitativeValue)}]
    roles = [t for t in mentions if t.names(RDF.type) == {str(SCHEMA.Role)}]
    assert len(figures) + len(roles) == len(mentions)
    return {
        "title": episode.localized(DCT.title),
        "identifiers": episode.texts(DCT.identifier),
        "kind": episode.value(DCT.type),
        "language": episode.value(DCT.language),
        "whole": episode.names(DCT.isPartOf),
        "number": episode.value(SCHEMA.episodeNumber),
        "published": episode.value(DCT.issued),
        "duration": as_timedelta(episode.value(DCT.extent)),
        "summary": episode.localized(DCT.abstract),
        "hosts": episode.names(DCT.creator),
        "contributors": episode.names(DCT.contributor),
        "subjects": episode.names(DCT.subject),
        "referred to": episode.names(DCT.references),
        "places": episode.names(DCT.spatial),
        "url": episode.names(FOAF.page),
        "audio": [
            (audio.names(SCHEMA.contentUrl), audio.texts(SCHEMA.encodingFormat))
            for audio in episode.things(SCHEMA.associatedMedia)
        ],
        "guests": by_text(role_said(role, SCHEMA.actor) for role in episode.things(SCHEMA.actor)),
        "mentions": by_text(role_said(role, SCHEMA.mentions) for role in roles),
        "figures": by_text(map(figure_said, figures)),
        "sources": episode.names(DCT.source),
    }


def episode_known(episode: tfg.Episode) -> Facts:
    mentions = episode.organisations
    audio = episode.audio
    return {
        "title": {episode.show.language: episode.title},
        "identifiers": known(episode.id, episode.guid),
        "kind": episode.kind,
        "language": episode.show.language,
        "whole": {iri("show", episode.show.id), iri("season", episode.season)},
        "number": episode.number,
        "published": episode.published,
        "duration": episode.duration,
        "summary": localized(episode.summary),
        "hosts": iris("person", episode.hosts),
        "contributors": iris("person", [g.person for g in episode.guests if g.person]),
        "subjects": iris("theme", episode.themes)
        | iris("organisation", [m.organisation for m in mentions if m.relation == "subject"]),
        "referred to": iris("person", [m.person for m in episode.mentioned if m.person])
        | iris("organisation", [m.organisation for m in mentions if m.relation != "subject"]),
        "places": iris("place", episode.places),
        "url": known(episode.url),
        "audio": [({audio.url}, {audio.media_type})] if audio else [],
        "guests": by_text(role_known("Guest", guest) for guest in episode.guests),
        "mentions": by_text(
            [
                *(role_known("Mentioned", part) for part in episode.mentioned),
                *map(mention_known, mentions),
            ]
        ),
        "figures": by_text(map(figure_known, episode.figures)),
        "sources": iris("source", episode.sources),
    }


def by_text(values: Iterable[Any]) -> list[Any]:
    """Put values that have no order of their own into one."""
    return sorted(values, key=repr)


def as_timedelta(duration: Any) -> dt.timedelta | None:
    return duration if duration is None or isinstance(duration, dt.timedelta) else duration.tdelta


# -------------------------------------------------------------------------------------- the tests


@pytest.mark.parametrize("case", CASES)
def test_every_episode_is_read_as_the_catalogue_has_it(case: str) -> None:
    graph = graph_of(case)
    found = {
        str(node): episode_said(Thing(graph, node))
        for node in graph.subjects(RDF.type, SCHEMA.PodcastEpisode)
    }
    assert found == {
        iri("episode", episode.id): episode_known(episode)
        for episode in catalogue_of(CASES[case]).episodes
    }


@pytest.mark.parametrize("case", CASES)
def test_the_show_is_read_as_the_catalogue_has_it(case: str) -> None:
    show = catalogue_of(CASES[case]).show
    (node,) = graph_of(case).subjects(RDF.type, SCHEMA.PodcastSeries)
    thing = Thing(graph_of(case), node)
    assert str(node) == iri("show", show.id)
    assert thing.localized(DCT.title) == {show.language: show.title}
    assert thing.localized(DCT.abstract) == localized(show.summary)
    assert thing.value(DCT.issued) == show.first_published
    assert thing.names(DCT.creator) == iris("person", show.hosts)
    assert thing.names(DCT.subject) == iris("theme", show.themes)
    assert thing.names(FOAF.page) == known(show.url)
    assert thing.names(SCHEMA.webFeed) == known(show.feed_url)
    assert thing.names(DCT.source) == iris("source", show.sources)


@pytest.mark.parametrize("case", CASES)
def test_the_themes_are_read_as_the_catalogue_has_them(case: str) -> None:
    graph = graph_of(case)
    themes = catalogue_of(CASES[case]).themes
    assert set(map(str, graph.subjects(RDF.type, SKOS.Concept))) == iris("theme", themes)
    for theme in themes:
        thing = Thing(graph, iri("theme", theme.id))
        assert thing.localized(SKOS.prefLabel) == localized(theme.label)
        assert thing.texts(SKOS.altLabel) == set(theme.aliases)
        assert thing.localized(SKOS.definition) == localized(theme.definition)
        assert thing.value(DCT.identifier) == theme.id
        assert thing.names(SKOS.broader) == iris("theme", [theme.broader] if theme.broader else [])
        narrower = [other for other in themes if other.broader is theme]
        assert thing.names(SKOS.narrower) == iris("theme", narrower)


@pytest.mark.parametrize("case", CASES)
def test_people_and_organisations_are_read_as_the_catalogue_has_them(case: str) -> None:
    graph = graph_of(case)
    catalogue = catalogue_of(CASES[case])
    people = set(map(str, graph.subjects(RDF.type, FOAF.Person)))
    assert people == iris("person", catalogue.people)
    for person in catalogue.people:
        thing = Thing(graph, iri("person", person.id))
        assert thing.value(FOAF.name) == person.name
        assert thing.value(FOAF.givenName) == person.given
        assert thing.value(FOAF.familyName) == person.family
        assert thing.value(FOAF.title) == person.honorific
        assert thing.texts(SKOS.altLabel) == set(person.aliases)
        assert thing.names(SCHEMA.memberOf) == iris("organisation", person.organisations)
        assert thing.names(SCHEMA.sameAs) == set(person.same_as)
        assert thing.names(DCT.source) == iris("source", person.sources)
    bodies = set(map(str, graph.subjects(RDF.type, FOAF.Organization)))
    assert bodies == iris("organisation", catalogue.organisations)
    for body in catalogue.organisations:
        thing = Thing(graph, iri("organisation", body.id))
        assert thing.value(FOAF.name) == body.name
        assert thing.texts(SKOS.altLabel) == set(body.aliases)
        assert thing.value(DCT.type) == body.kind
        assert thing.localized(DCT.description) == localized(body.description)
        founded = [] if body.founded is None else [str(body.founded)]
        assert list(map(str, thing.all(SCHEMA.foundingDate))) == founded
        assert thing.names(SCHEMA.parentOrganization) == iris("organisation", body.parents)
        assert thing.names(SCHEMA.location) == iris("place", [body.place] if body.place else [])
        assert thing.names(FOAF.page) == known(body.url)
        assert thing.names(SCHEMA.sameAs) == set(body.same_as)
        assert thing.names(DCT.source) == iris("source", body.sources)


@pytest.mark.parametrize("case", CASES)
def test_places_and_sources_are_read_as_the_catalogue_has_them(case: str) -> None:
    graph = graph_of(case)
    catalogue = catalogue_of(CASES[case])
    places = set(map(str, graph.subjects(RDF.type, DCT.Location)))
    assert places == iris("place", catalogue.places)
    for place in catalogue.places:
        thing = Thing(graph, iri("place", place.id))
        assert thing.localized(RDFS.label) == localized(place.name)
        assert thing.texts(SKOS.altLabel) == set(place.aliases)
        assert thing.value(DCT.type) == place.kind
        assert set(map(str, thing.all(DCT.identifier))) == known(place.code)
        assert thing.names(DCT.isPartOf) == iris("place", [place.part_of] if place.part_of else [])
    sources = set(map(str, graph.subjects(RDF.type, FOAF.Document)))
    assert sources == iris("source", catalogue.sources)
    for source in catalogue.sources:
        thing = Thing(graph, iri("source", source.id))
        assert thing.value(DCT.title) == source.title
        assert thing.names(FOAF.page) == known(source.url)


PROPERTIES = {
    "schema:PodcastSeries": "dct:title dct:identifier dct:language dct:abstract dct:issued "
    "dct:creator schema:producer dct:subject foaf:page schema:webFeed foaf:depiction dct:source",
    "schema:PodcastSeason": "schema:seasonNumber dct:isPartOf",
    "schema:PodcastEpisode": "dct:title dct:identifier dct:type dct:language dct:isPartOf "
    "schema:episodeNumber dct:issued dct:extent dct:abstract dct:creator dct:contributor "
    "dct:subject dct:references dct:spatial foaf:page schema:associatedMedia schema:actor "
    "schema:mentions dct:source",
    "schema:Role": "schema:roleName schema:name schema:description dct:relation schema:actor "
    "schema:mentions",
    "schema:QuantitativeValue": "schema:name schema:value schema:minValue schema:maxValue "
    "schema:unitText schema:description dct:temporal",
    "schema:AudioObject": "schema:contentUrl schema:encodingFormat schema:contentSize",
    "foaf:Group": "foaf:name",
    "foaf:Person": "foaf:name foaf:givenName foaf:familyName foaf:title skos:altLabel "
    "schema:memberOf schema:sameAs dct:source",
    "foaf:Organization": "foaf:name skos:altLabel dct:type dct:description schema:foundingDate "
    "schema:parentOrganization schema:location foaf:page schema:sameAs dct:source",
    "foaf:Document": "dct:title foaf:page",
    "dct:Location": "rdfs:label skos:altLabel dct:type dct:identifier dct:isPartOf",
    "dct:LicenseDocument": "dct:identifier",
    "skos:ConceptScheme": "rdfs:label skos:hasTopConcept",
    "skos:Concept": "skos:prefLabel skos:altLabel skos:definition dct:identifier skos:broader "
    "skos:narrower skos:inScheme skos:topConceptOf",
}
"""What may be said of a thing of each type; the other tests compare what is."""


@pytest.mark.parametrize("case", CASES)
def test_of_no_thing_anything_else_is_said(case: str) -> None:
    graph = graph_of(case)
    manager = graph.namespace_manager
    for type_, properties in PROPERTIES.items():
        for node in graph.subjects(RDF.type, manager.expand_curie(type_)):
            told = {p.n3(manager) for p in set(graph.predicates(node)) - {RDF.type}}
            assert told <= set(properties.split())
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


def test_the_document_says_what_it_is_about_and_under_what_licence() -> None:
    document = Thing(graph_of("bundled"), BASE)
    show = tfg.load_catalogue().show
    assert document.names(FOAF.primaryTopic) == {iri("show", show.id)}
    (licence,) = document.things(DCT.license)
    assert licence.value(DCT.identifier) == "CC0-1.0"


def test_a_base_names_things_wherever_the_document_stands() -> None:
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
            ?episode a schema:PodcastEpisode ; dct:subject/skos:broader* <{iri("theme", theme)}> .
        }}"""
    )
    found = {str(row.episode) for row in answer}
    assert found == iris("episode", tfg.by_theme(theme))


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
        (iri("episode", episode.id), guest.credited_as, guest.role[language])
        for episode in tfg.load_catalogue().episodes
        for guest in episode.guests
        if guest.role
    }


@pytest.mark.parametrize("case", [case for case in CASES if case != "hostile"])
def test_skosify_finds_nothing_to_mend(case: str, caplog: pytest.LogCaptureFixture) -> None:
    graph = graph_of(case)
    mended = skosified(graph)
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING] == []
    assert set(mended) == set(graph)


def skosified(graph: Any) -> Any:
    copy = RDFLIB.Graph()
    for triple in graph:
        copy.add(triple)
    return SKOSIFY.skosify(copy)


HEAD = tfg.dumps(tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en")), "turtle")


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


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('<#theme-baking> skos:prefLabel "Bakery"@en .', "has more than one prefLabel@en"),
        ("<#theme-baking> skos:broader <#theme-baking> .", "Hierarchy cycle"),
        ('<#theme-baking> skos:altLabel "Baking"@en .', "as both prefLabel and altLabel"),
        ('<#theme-baking> skos:altLabel " b "@en .', "Stripping whitespace"),
    ],
)
def test_skosify_finds_what_is_wrong_with_themes(
    broken: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    skosified(parsed(tfg.dumps(CASES["own"], "turtle") + f"\n{broken}\n"))
    assert any(reason in record.getMessage() for record in caplog.records)
