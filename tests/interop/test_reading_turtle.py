"""Turtle, read by rdflib and compared with the catalogue."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from cases import CASES, catalogue_of
from graphs import (
    DCT,
    FOAF,
    RDF,
    RDFLIB,
    RDFS,
    SCHEMA,
    SKOS,
    Thing,
    graph_of,
    iri,
    iris,
    known,
    localized,
)

from techforgood_podcast.writers.text.phrases import write_role

if TYPE_CHECKING:
    from collections.abc import Iterable

    import techforgood_podcast as tfg

Facts = dict[str, Any]
RoleFound = tuple[str, Any, Any, frozenset[str], Any]


def read_role(role: Thing, link: Any) -> RoleFound:
    (agent,) = role.things(link)
    group = agent.localized(FOAF.name) if isinstance(agent.node, RDFLIB.BNode) else None
    return (
        role.value(SCHEMA.roleName),
        role.value(SCHEMA.name),
        sorted(role.localized(SCHEMA.description).items()),
        frozenset(role.names(DCT.relation)),
        str(agent.node) if group is None else sorted(group.items()),
    )


def expected_role(name: str, part: tfg.Credit, episode: tfg.Episode) -> RoleFound:
    role = {tag: write_role(part, episode, tag) for tag in part.role or ()}
    agent = iri("person", part.person.id) if part.person else sorted(localized(part.group).items())
    return (
        name,
        part.credited_as,
        sorted(role.items()),
        frozenset(iris("organisation", part.organisations)),
        agent,
    )


def expected_mention(mention: tfg.Mention) -> RoleFound:
    return (
        mention.relation.capitalize(),
        None,
        [],
        frozenset(iris("organisation", [mention.of] if mention.of else [])),
        iri("organisation", mention.organisation.id),
    )


def read_figure(figure: Thing) -> Facts:
    return {
        "as_printed": figure.localized(SCHEMA.name),
        "value": as_float(figure.value(SCHEMA.value)),
        "low": as_float(figure.value(SCHEMA.minValue)),
        "high": as_float(figure.value(SCHEMA.maxValue)),
        "unit": figure.localized(SCHEMA.unitText),
        "statement": figure.localized(SCHEMA.description),
        "year": [str(year) for year in figure.all(DCT.temporal)],
    }


def expected_figure(figure: tfg.Figure) -> Facts:
    return {
        "as_printed": localized(figure.as_printed),
        "value": as_float(figure.value),
        "low": as_float(figure.low),
        "high": as_float(figure.high),
        "unit": localized(figure.unit),
        "statement": localized(figure.statement),
        "year": [] if figure.year is None else [f"{figure.year:04}"],
    }


def as_float(number: Any) -> float | None:
    return None if number is None else float(number)


def read_episode(episode: Thing) -> Facts:
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
        "media": by_text(
            (media.names(SCHEMA.contentUrl), media.texts(SCHEMA.encodingFormat))
            for media in episode.things(SCHEMA.associatedMedia)
        ),
        "chapters": by_text(
            (chapter.value(SCHEMA.name), chapter.value(SCHEMA.startOffset))
            for chapter in episode.things(DCT.hasPart)
        ),
        "keywords": episode.texts(SCHEMA.keywords),
        "image": episode.names(FOAF.depiction),
        "family friendly": episode.value(SCHEMA.isFamilyFriendly),
        "guests": by_text(read_role(role, SCHEMA.actor) for role in episode.things(SCHEMA.actor)),
        "crew": by_text(
            read_role(role, SCHEMA.contributor) for role in episode.things(SCHEMA.contributor)
        ),
        "mentions": by_text(read_role(role, SCHEMA.mentions) for role in roles),
        "figures": by_text(map(read_figure, figures)),
        "sources": episode.names(DCT.source),
    }


def expected_episode(episode: tfg.Episode) -> Facts:
    mentions = episode.organisations
    audio = [episode.audio] if episode.audio else []
    seasons = [iri("season", episode.season)] if episode.season else []
    return {
        "title": {episode.show.language: episode.title},
        "identifiers": known(episode.id, episode.guid),
        "kind": episode.kind,
        "language": episode.show.language,
        "whole": {iri("show", episode.show.id), *seasons},
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
        "media": by_text(
            [
                *(({one.url}, {one.media_type}) for one in audio),
                *(({one.url}, {one.media_type}) for one in episode.transcripts),
            ]
        ),
        "chapters": by_text(
            (chapter.title, chapter.start.total_seconds()) for chapter in episode.chapters
        ),
        "keywords": set(episode.keywords),
        "image": known(episode.image_url),
        "family friendly": None if episode.explicit is None else not episode.explicit,
        "guests": by_text(expected_role("Guest", guest, episode) for guest in episode.guests),
        "crew": by_text(expected_role("Crew", one, episode) for one in episode.crew),
        "mentions": by_text(
            [
                *(expected_role("Mentioned", part, episode) for part in episode.mentioned),
                *map(expected_mention, mentions),
            ]
        ),
        "figures": by_text(map(expected_figure, episode.figures)),
        "sources": iris("source", episode.sources),
    }


def by_text(values: Iterable[Any]) -> list[Any]:
    """Sort values that have no order of their own."""
    return sorted(values, key=repr)


def as_timedelta(duration: Any) -> dt.timedelta | None:
    return duration if duration is None or isinstance(duration, dt.timedelta) else duration.tdelta


@pytest.mark.parametrize("case", CASES)
def test_every_episode_is_read_as_the_catalogue_has_it(case: str) -> None:
    graph = graph_of(case)
    found = {
        str(node): read_episode(Thing(graph, node))
        for node in graph.subjects(RDF.type, SCHEMA.PodcastEpisode)
    }
    assert found == {
        iri("episode", episode.id): expected_episode(episode)
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
        assert thing.texts(SKOS.hiddenLabel) == set(theme.search_words)
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
        assert thing.names(SCHEMA.founder) == iris("person", catalogue.founders_of(body))
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
        assert thing.localized(DCT.title) == localized(source.title)
        assert thing.names(FOAF.page) == known(source.url)
