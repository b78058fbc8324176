"""A catalogue in schema.org's terms."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from plain_values import is_list, is_mapping
from settings import examples
from strategies import catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, Any]

BUNDLED = tfg.load_catalogue()


def nodes(obj: Any, **options: Any) -> dict[str, Node]:
    """Return what a document describes, by name."""
    graph = json.loads(tfg.dumps(obj, "jsonld", **options))["@graph"]
    found = {node["@id"]: node for node in graph}
    assert len(found) == len(graph)
    return found


def values(value: Any) -> Iterator[Any]:
    """Give every value within a value, itself included."""
    yield value
    if is_mapping(value):
        for inner in value.values():
            yield from values(inner)
    if is_list(value):
        for inner in value:
            yield from values(inner)


def links(*names: str) -> list[Node]:
    return [{"@id": f"#{name}"} for name in names]


def test_a_show_is_a_series_with_all_its_facts() -> None:
    assert nodes(OWN)["#show-bread"] == {
        "@type": "PodcastSeries",
        "@id": "#show-bread",
        "name": "Bread",
        "description": "All about bread",
        "inLanguage": "en",
        "url": "https://example.org/",
        "webFeed": "https://example.org/feed.xml",
        "image": "https://example.org/cover.png",
        "startDate": "2024-02-29",
        "author": links("person-zoe"),
        "producer": links("organisation-mill"),
        "about": links("theme-baking"),
        "hasPart": links("season-1", "season-2"),
        "subjectOf": links("source-page"),
        "sdLicense": {"@type": "CreativeWork", "name": "MIT"},
    }


def test_a_season_lists_its_episodes() -> None:
    assert nodes(OWN)["#season-1"] == {
        "@type": "PodcastSeason",
        "@id": "#season-1",
        "seasonNumber": 1,
        "partOfSeries": {"@id": "#show-bread"},
        "episode": links("episode-s01-intro", "episode-s01e01"),
    }


def test_a_complete_episode_is_described_in_full() -> None:
    assert nodes(OWN)["#episode-s01e01"] == {
        "@type": "PodcastEpisode",
        "@id": "#episode-s01e01",
        "name": "The oven",
        "episodeNumber": 1,
        "partOfSeries": {"@id": "#show-bread"},
        "partOfSeason": {"@id": "#season-1"},
        "datePublished": "2024-02-29",
        "duration": "PT1H25M10S",
        "description": "How it is heated",
        "inLanguage": "en",
        "url": "https://example.org/1",
        "identifier": "abc-1",
        "author": links("person-zoe"),
        "actor": [
            {
                "@type": "Role",
                "roleName": "Guest",
                "name": "Ann B.",
                "description": "miller",
                "actor": {
                    "@type": "Person",
                    "@id": "#person-ann",
                    "affiliation": links("organisation-stones"),
                },
            },
            {
                "@type": "Role",
                "roleName": "Guest",
                "name": "All",
                "actor": "the neighbours",
            },
        ],
        "about": links("theme-ovens", "organisation-mill"),
        "mentions": [
            {
                "@type": "Role",
                "roleName": "Mentioned",
                "name": "Zoé",
                "description": "founder",
                "mentions": {"@type": "Person", "@id": "#person-zoe"},
            },
            {
                "@type": "Role",
                "roleName": "Supporter",
                "description": "supporter of: The mill",
                "mentions": {"@id": "#organisation-stones"},
            },
            {
                "@type": "QuantitativeValue",
                "name": "13 m",
                "description": "Baked in a year",
                "value": 13_000_000,
                "unitText": "loaves",
                "additionalProperty": {
                    "@type": "PropertyValue",
                    "propertyID": "year",
                    "value": 1999,
                },
            },
            {
                "@type": "QuantitativeValue",
                "name": "½ to 2 kg",
                "description": "Weight",
                "minValue": 0.5,
                "maxValue": 2,
                "unitText": "kg",
            },
        ],
        "contentLocation": links("place-namur"),
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": "https://example.org/1.mp3",
            "encodingFormat": "audio/mpeg",
            "contentSize": "4000000 B",
        },
        "subjectOf": links("source-page"),
    }


def test_a_sparse_episode_is_described_without_empty_values() -> None:
    assert nodes(OWN, language="fr")["#episode-s01-intro"] == {
        "@type": "PodcastEpisode",
        "@id": "#episode-s01-intro",
        "name": "Welcome",
        "genre": "introduction",
        "partOfSeries": {"@id": "#show-bread"},
        "partOfSeason": {"@id": "#season-1"},
        "inLanguage": "en",
    }


def test_audio_of_unknown_size_has_none() -> None:
    assert nodes(OWN)["#episode-s02e01"]["associatedMedia"] == {
        "@type": "AudioObject",
        "contentUrl": "https://example.org/2.ogg",
        "encodingFormat": "audio/ogg",
    }


def test_people_and_organisations_are_described_once() -> None:
    found = nodes(OWN)
    assert found["#person-zoe"] == {
        "@type": "Person",
        "@id": "#person-zoe",
        "name": "Zoé Quill",
        "givenName": "Zoé",
        "familyName": "Quill",
        "honorificPrefix": "Dr",
        "alternateName": ["Zed"],
        "memberOf": links("organisation-mill"),
        "sameAs": ["https://example.org/Q2"],
    }
    assert found["#organisation-mill"] == {
        "@type": "Organization",
        "@id": "#organisation-mill",
        "name": "The mill",
        "alternateName": ["Mill"],
        "description": "It grinds",
        "foundingDate": "0987",
        "location": {"@id": "#place-namur"},
        "url": "https://example.org/mill",
        "sameAs": ["https://example.org/Q1"],
        "subjectOf": links("source-atlas"),
    }
    assert found["#organisation-stones"] == {
        "@type": "Project",
        "@id": "#organisation-stones",
        "name": "The stones",
        "parentOrganization": links("organisation-mill"),
    }


def test_places_themes_and_sources_are_described() -> None:
    found = nodes(OWN)
    assert found["#place-belgium"] == {
        "@type": "Country",
        "@id": "#place-belgium",
        "name": "Belgium",
        "alternateName": ["Kingdom of Belgium"],
        "address": {"@type": "PostalAddress", "addressCountry": "BE"},
    }
    assert found["#place-wallonia"]["containedInPlace"] == {"@id": "#place-belgium"}
    assert found["#themes"] == {
        "@type": "DefinedTermSet",
        "@id": "#themes",
        "name": "Bread",
        "hasDefinedTerm": links("theme-baking", "theme-ovens"),
    }
    assert found["#theme-baking"] == {
        "@type": "DefinedTerm",
        "@id": "#theme-baking",
        "name": "Baking",
        "alternateName": ["bakery"],
        "description": "Making bread",
        "termCode": "baking",
        "inDefinedTermSet": {"@id": "#themes"},
    }
    assert found["#source-page"] == {
        "@type": "WebPage",
        "@id": "#source-page",
        "name": "The page",
        "url": "https://example.org/page",
    }
    assert found["#source-atlas"] == {
        "@type": "CreativeWork",
        "@id": "#source-atlas",
        "name": "An atlas",
    }


def test_texts_are_given_in_the_language_asked_for_or_else_in_their_main_one() -> None:
    found = nodes(OWN, language="de")
    assert found["#show-bread"]["description"] == "Alles über Brot"
    assert found["#show-bread"]["inLanguage"] == "en"
    assert found["#place-namur"]["name"] == "Namür"
    assert found["#theme-baking"]["name"] == "Backen"
    assert found["#theme-baking"]["description"] == "Making bread"
    ann, group = found["#episode-s01e01"]["actor"]
    assert (ann["description"], group["actor"]) == ("Müllerin", "die Nachbarn")


def test_a_language_that_the_catalogue_lacks_is_refused() -> None:
    with pytest.raises(tfg.UnknownLanguageError, match="nl"):
        tfg.dumps(OWN, "jsonld", language="nl")


def test_an_empty_selection_describes_the_show_alone() -> None:
    found = nodes(tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en")))
    assert list(found.values()) == [
        {"@type": "PodcastSeries", "@id": "#show-s", "name": "S", "inLanguage": "en"}
    ]


def test_a_base_changes_the_context_alone() -> None:
    without = json.loads(tfg.dumps(OWN, "jsonld"))
    based = json.loads(tfg.dumps(OWN, "jsonld", base_url="https://example.org/a?b"))
    assert without["@context"] == "https://schema.org"
    assert based["@context"] == ["https://schema.org", {"@base": "https://example.org/a?b"}]
    assert without["@graph"] == based["@graph"]


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        ("example.org", "is not an address"),
        ("https://example.org/\x01", "is not an address"),
        ("https://example.org/#here", "has a fragment"),
    ],
)
def test_a_malformed_base_address_is_refused(base: str, reason: str) -> None:
    with pytest.raises(tfg.UnknownOptionError, match=reason):
        tfg.dumps(OWN, "jsonld", base_url=base)


def test_texts_survive_embedding_in_a_web_page() -> None:
    text = tfg.dumps(HOSTILE, "jsonld")
    assert not re.search("[<>&\u2028\u2029]", text)
    found = {node["@id"]: node for node in json.loads(text)["@graph"]}
    for episode in HOSTILE.episodes:
        node = found[f"#episode-{episode.id}"]
        credit, group = node["actor"]
        assert node["name"] == node["identifier"] == credit["name"] == episode.title
        assert credit["description"] == episode.title
        assert group["actor"] == group["description"] == episode.title
        assert node["description"] == str(episode.summary)
        assert found[f"#theme-{episode.id}"]["name"] == episode.title
        assert found[f"#organisation-{episode.id}"]["name"] == episode.title


@hypothesis_settings(deadline=None, max_examples=examples(20))
@given(catalogue=catalogues())
def test_every_catalogue_gives_a_whole_graph_that_is_safe_in_a_page(
    catalogue: tfg.Catalogue,
) -> None:
    text = tfg.dumps(catalogue, "jsonld")
    assert not re.search("[<>&\u2028\u2029]", text)
    assert text.endswith("}\n")
    graph = json.loads(text)["@graph"]
    named = [node["@id"] for node in graph]
    assert len(named) == len(set(named))
    inside = list(values(graph))
    assert [value for value in inside if value is None or value in ("", [], {})] == []
    assert {value["@id"] for value in inside if is_mapping(value) and "@id" in value} == set(named)
    by_type: dict[str, list[Node]] = {}
    for node in graph:
        by_type.setdefault(node["@type"], []).append(node)
    credits_ = [
        (node["name"], [role["name"] for role in node.get("actor", ())])
        for node in by_type.get("PodcastEpisode", ())
    ]
    assert credits_ == [(e.title, [g.credited_as for g in e.guests]) for e in catalogue.episodes]
    assert [node["name"] for node in by_type.get("Person", ())] == [
        person.name for person in catalogue.people
    ]


def test_of_the_bundled_catalogue_every_guest_has_the_role_of_the_credits() -> None:
    found = nodes(BUNDLED, language="en")
    for episode in BUNDLED.episodes:
        roles = found[f"#episode-{episode.id}"].get("actor", [])
        for role, guest in zip(roles, episode.guests, strict=True):
            assert role.get("description", "").startswith(guest.role["en"] if guest.role else "")
            assert isinstance(role["actor"], str) is (guest.group is not None)


def test_a_role_of_several_people_names_them_all() -> None:
    arnaud, rene = nodes(BUNDLED, language="en")["#episode-s01e06"]["actor"][-2:]
    assert arnaud["description"] == rene["description"] == "patients (Arnaud, René)"


def test_those_who_speak_without_a_name_are_no_person() -> None:
    troupe, public = nodes(BUNDLED, language="en")["#episode-s01e04"]["actor"][3:5]
    assert troupe == {
        "@type": "Role",
        "roleName": "Guest",
        "name": "La troupe Post Uit Hessdalen",
        "actor": "the Post Uit Hessdalen troupe",
    }
    assert public["actor"] == "the public at the festival"
