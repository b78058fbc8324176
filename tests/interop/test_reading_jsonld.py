"""JSON-LD, read with schema.org's own context and compared with the catalogue."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from cases import CASES, LANGUAGES, catalogue_of
from schema_org import BASE, PYLD, SCHEMA, Node, document_of, expanded

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import labels_of
from techforgood_podcast.writers.text.phrases import write_role

if TYPE_CHECKING:
    from collections.abc import Iterable


def values_of(node: Node, name: str) -> list[Any]:
    """Return the values of a property: literals, ids of other nodes, or nested nodes."""
    return [
        value.get("@value", value["@id"] if list(value) == ["@id"] else value)
        for value in node.get(SCHEMA + name, [])
    ]


def one(node: Node, name: str) -> Any:
    values = values_of(node, name)
    assert len(values) < 2
    return values[0] if values else None


def id_of(noun: str, entity: tfg.Entity) -> str:
    return f"{BASE}#{noun}-{entity.id}"


def ids_of(noun: str, entities: Iterable[tfg.Entity]) -> list[str]:
    return [id_of(noun, entity) for entity in entities]


def in_language(text: tfg.LocalizedText | None, language: str) -> str | None:
    return text.get(language, str(text)) if text else None


def seconds(duration: str | None) -> float | None:
    """Parse an ISO 8601 duration."""
    if duration is None:
        return None
    match = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", duration)
    assert match
    hours, minutes, rest = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest


def read_role(role: Node, link: str) -> tuple[Any, ...]:
    found: Any = one(role, link)
    person: dict[str, Any] = {"@id": found} if isinstance(found, str) else found or {}
    return (
        one(role, "roleName"),
        one(role, "name"),
        one(role, "description"),
        person.get("@id"),
        values_of(person, "affiliation"),
    )


def expected_role(
    name: str, part: tfg.Credit, episode: tfg.Episode, language: str
) -> tuple[Any, ...]:
    return (
        name,
        part.credited_as,
        write_role(part, episode, language),
        id_of("person", part.person) if part.person else in_language(part.group, language),
        ids_of("organisation", part.organisations if part.person else ()),
    )


def read_mentions(episode: Node) -> list[tuple[Any, ...]]:
    """Return the people, organisations and figures that an episode mentions."""
    found: list[tuple[Any, ...]] = []
    for node in values_of(episode, "mentions"):
        if node["@type"] == [SCHEMA + "QuantitativeValue"]:
            year = one(node, "additionalProperty")
            names = ("name", "description", "value", "minValue", "maxValue", "unitText")
            found.append((*(one(node, name) for name in names), year and one(year, "value")))
        elif one(node, "name"):
            found.append(read_role(node, "mentions"))
        else:
            relation, of = one(node, "roleName"), one(node, "description")
            found.append((relation, of, one(node, "mentions")))
    return found


def describe_mention(relation: str, of: str, language: str) -> str:
    colon = " :" if language == "fr" else ":"
    return f"{labels_of(relation, language).of}{colon} {of}"


def expected_mentions(episode: tfg.Episode, language: str) -> list[tuple[Any, ...]]:
    return [
        *(expected_role("Mentioned", part, episode, language) for part in episode.mentioned),
        *(
            (
                mention.relation.capitalize(),
                mention.of and describe_mention(mention.relation, mention.of.name, language),
                id_of("organisation", mention.organisation),
            )
            for mention in episode.organisations
            if mention.relation != "subject"
        ),
        *(
            (
                in_language(figure.as_printed, language),
                in_language(figure.statement, language),
                figure.value,
                figure.low,
                figure.high,
                in_language(figure.unit, language),
                figure.year,
            )
            for figure in episode.figures
        ),
    ]


def read_episode(node: Node, seasons: dict[str, Node]) -> Node:
    files = values_of(node, "associatedMedia")
    season = one(node, "partOfSeason")
    return {
        "id": node["@id"],
        "season": season and one(seasons[season], "seasonNumber"),
        "number": one(node, "episodeNumber"),
        "special": one(node, "genre") is not None,
        "title": one(node, "name"),
        "duration": seconds(one(node, "duration")),
        "published": one(node, "datePublished"),
        "url": one(node, "url"),
        "guid": one(node, "identifier"),
        "summary": one(node, "description"),
        "hosts": values_of(node, "author"),
        "guests": [read_role(role, "actor") for role in values_of(node, "actor")],
        "about": values_of(node, "about"),
        "mentions": read_mentions(node),
        "places": values_of(node, "contentLocation"),
        "files": [
            (one(file, "contentUrl"), one(file, "encodingFormat"), one(file, "inLanguage"))
            for file in files
        ],
        "crew": [read_role(role, "contributor") for role in values_of(node, "contributor")],
        "keywords": values_of(node, "keywords"),
        "image": one(node, "image"),
        "friendly": one(node, "isFamilyFriendly"),
        "sources": values_of(node, "subjectOf"),
        "chapters": [
            (one(part, "startOffset"), *(one(part, key) for key in ("name", "url", "image")))
            for part in values_of(node, "hasPart")
        ],
    }


def expected_episode(episode: tfg.Episode, language: str) -> Node:
    subjects = [m.organisation for m in episode.organisations if m.relation == "subject"]
    published = episode.published_at or episode.published
    audio = [(episode.audio.url, episode.audio.media_type, None)] if episode.audio else []
    return {
        "id": id_of("episode", episode),
        "season": episode.season,
        "number": episode.number,
        "special": episode.kind != "full",
        "title": episode.title,
        "duration": episode.duration and episode.duration.total_seconds(),
        "published": published and published.isoformat(),
        "url": episode.url,
        "guid": episode.guid,
        "summary": in_language(episode.summary, language),
        "hosts": ids_of("person", episode.hosts),
        "guests": [expected_role("Guest", guest, episode, language) for guest in episode.guests],
        "about": [*ids_of("theme", episode.themes), *ids_of("organisation", subjects)],
        "mentions": expected_mentions(episode, language),
        "places": ids_of("place", episode.places),
        "files": [*audio, *((t.url, t.media_type, t.language) for t in episode.transcripts)],
        "crew": [expected_role("Crew", member, episode, language) for member in episode.crew],
        "keywords": list(episode.keywords),
        "image": episode.image_url,
        "friendly": None if episode.explicit is None else not episode.explicit,
        "sources": ids_of("source", episode.sources),
        "chapters": [
            (int(one.start.total_seconds()), one.title, one.url, one.image_url)
            for one in episode.chapters
        ],
    }


def read_things(nodes: Iterable[Node]) -> dict[str, Node]:
    """Return all nodes except episodes, by id."""
    return {
        node["@id"]: {
            key.removeprefix(SCHEMA): values_of(node, key.removeprefix(SCHEMA))
            for key in node.keys() - {"@id", "@type"}
        }
        for node in nodes
    }


def expected_things(catalogue: tfg.Catalogue, language: str) -> dict[str, Node]:
    show = catalogue.show
    numbers = [episode.season for episode in catalogue.episodes if episode.season]
    seasons = {number: f"{BASE}#season-{number}" for number in numbers}
    found: dict[str, Node] = {
        id_of("show", show): {
            "name": [show.title],
            "description": [in_language(show.summary, language)],
            "inLanguage": [show.language],
            "url": [show.url],
            "webFeed": [show.feed_url],
            "image": [show.cover_url],
            "identifier": [show.guid],
            "genre": list(show.categories),
            "isFamilyFriendly": [None if show.explicit is None else not show.explicit],
            "startDate": [show.first_published and str(show.first_published)],
            "author": ids_of("person", show.hosts),
            "producer": ids_of("organisation", show.producers),
            "about": ids_of("theme", show.themes),
            "hasPart": list(seasons.values()),
            "subjectOf": ids_of("source", show.sources),
        }
    }
    for number, id_ in seasons.items():
        found[id_] = {
            "seasonNumber": [number],
            "partOfSeries": [id_of("show", show)],
            "episode": ids_of("episode", catalogue.episodes.by_season(number)),
        }
    for person in catalogue.people:
        found[id_of("person", person)] = {
            "name": [person.name],
            "givenName": [person.given],
            "familyName": [person.family],
            "honorificPrefix": [person.honorific],
            "alternateName": list(person.aliases),
            "memberOf": ids_of("organisation", person.organisations),
            "url": [person.url],
            "image": [person.image_url],
            "sameAs": list(person.same_as),
            "subjectOf": ids_of("source", person.sources),
        }
    for body in catalogue.organisations:
        found[id_of("organisation", body)] = {
            "name": [body.name],
            "alternateName": list(body.aliases),
            "description": [in_language(body.description, language)],
            "foundingDate": [body.founded and str(body.founded)],
            "founder": ids_of("person", catalogue.founders_of(body)),
            "parentOrganization": ids_of("organisation", body.parents),
            "location": ids_of("place", [body.place] if body.place else []),
            "url": [body.url],
            "sameAs": list(body.same_as),
            "subjectOf": ids_of("source", body.sources),
        }
    for place in catalogue.places:
        found[id_of("place", place)] = {
            "name": [in_language(place.name, language)],
            "alternateName": list(place.aliases),
            "containedInPlace": ids_of("place", [place.part_of] if place.part_of else []),
        }
    for theme in catalogue.themes:
        found[id_of("theme", theme)] = {
            "name": [in_language(theme.label, language)],
            "alternateName": list(theme.aliases),
            "description": [in_language(theme.definition, language)],
            "termCode": [theme.id],
            "inDefinedTermSet": [f"{BASE}#themes"],
        }
    if catalogue.themes:
        found[f"{BASE}#themes"] = {
            "name": [show.title],
            "hasDefinedTerm": ids_of("theme", catalogue.themes),
        }
    for source in catalogue.sources:
        found[id_of("source", source)] = {
            "name": [in_language(source.title, language)],
            "url": [source.url],
        }
    return {id_: without_nothing(node) for id_, node in found.items()}


def without_nothing(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in ([], [None])}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_episode_is_read_as_the_catalogue_has_it(case: str, language: str) -> None:
    catalogue = catalogue_of(CASES[case])
    nodes = expanded(document_of(case, language))
    seasons = {node["@id"]: node for node in nodes if SCHEMA + "seasonNumber" in node}
    actual = [
        read_episode(node, seasons)
        for node in nodes
        if node["@type"] == [SCHEMA + "PodcastEpisode"]
    ]
    assert actual == [expected_episode(episode, language) for episode in catalogue.episodes]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_everything_else_is_read_as_the_catalogue_has_it(case: str, language: str) -> None:
    nodes = expanded(document_of(case, language))
    things = [node for node in nodes if node["@type"] != [SCHEMA + "PodcastEpisode"]]
    actual = read_things(things)
    known = expected_things(catalogue_of(CASES[case]), language)
    for node in actual.values():
        node.pop("sdLicense", None)
        node.pop("address", None)
    assert actual == known


def test_a_country_has_its_code_and_the_description_its_licence() -> None:
    nodes = expanded(document_of("bundled", "fr"))
    codes = {
        one(node, "name"): one(address, "addressCountry")
        for node in nodes
        for address in values_of(node, "address")
    }
    assert codes == {"Belgique": "BE", "Canada": "CA", "France": "FR"}
    licences = [one(licence, "name") for node in nodes for licence in values_of(node, "sdLicense")]
    assert licences == ["CC0-1.0"]


def test_a_base_names_things_wherever_the_document_is() -> None:
    actual = json.loads(tfg.dumps(CASES["own"], "jsonld", base_url=BASE))
    elsewhere: list[Node] = PYLD.expand(actual, {"base": "https://example.com/elsewhere"})
    assert elsewhere == expanded(json.loads(tfg.dumps(CASES["own"], "jsonld")))
