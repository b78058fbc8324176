"""A catalogue in Turtle, read by the grammar of Turtle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, reject
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from settings import examples
from strategies import catalogues
from techforgood_podcast.models.records import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

IRIREF = r'<[^\x00-\x20<>"{}|^`\\]*>'
STRING = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"'
TOKEN = re.compile(
    rf"""(?P<iri>{IRIREF})
    |(?P<literal>{STRING}(?:@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*|\^\^[a-z]+:\w+)?)
    |(?P<blank>_:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)
    |(?P<word>[a-z]*:[A-Za-z0-9]*|a(?=\s))
    |(?P<boolean>true|false)
    |(?P<number>-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)
    |(?P<directive>@(?:prefix|base)\b)
    |(?P<mark>[\[\],;.])
    |(?P<space>\s+)""",
    re.VERBOSE,
)
UNESCAPED = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\"}
Object: TypeAlias = "str | dict[str, list[Object]]"
Described: TypeAlias = dict[str, list[Object]]


def tokens(text: str) -> Iterator[str]:
    """Give the words of a document; there is nothing between them but white space."""
    index = 0
    while index < len(text):
        found = TOKEN.match(text, index)
        assert found, text[index : index + 40]
        index = found.end()
        if found.lastgroup != "space":
            yield found.group()


def statements(words: Iterator[str], end: str) -> Described:
    """Return what is said of one thing, up to the mark that ends it."""
    said: Described = {}
    while True:
        objects = said.setdefault(next(words), [])
        mark = ","
        while mark == ",":
            word = next(words)
            objects.append(statements(words, "]") if word == "[" else word)
            mark = next(words)
        if mark == end:
            return said
        assert mark == ";"


def read(text: str) -> dict[str, Described]:
    """Return what a document says, by subject."""
    words = tokens(text)
    found: dict[str, Described] = {}
    for word in words:
        if word == "@prefix":
            assert next(words).endswith(":")
            assert next(words).startswith("<http")
            assert next(words) == "."
        elif word == "@base":
            found["@base"] = {"is": [next(words)]}
            assert next(words) == "."
        else:
            assert word not in found
            found[word] = statements(words, ".")
    return found


def text_of(literal: Object) -> str:
    """Return the text of a literal as it was before it was escaped."""
    assert isinstance(literal, str)
    string = re.match(STRING, literal)
    assert string
    return re.sub(r"\\.", lambda match: UNESCAPED[match.group()], string.group()[1:-1])


def literals(said: Object) -> Iterator[str]:
    """Give every literal in what is said."""
    if not isinstance(said, str):
        for objects in said.values():
            for item in objects:
                yield from literals(item)
    elif said.startswith('"'):
        yield said


def test_a_show_and_the_document_are_described() -> None:
    found = read(tfg.dumps(OWN, "turtle"))
    assert found["<>"] == {
        "foaf:primaryTopic": ["<#show-bread>"],
        "schema:version": ['"1"'],
        "dct:license": [{"a": ["dct:LicenseDocument"], "dct:identifier": ['"MIT"']}],
    }
    assert found["<#show-bread>"] == {
        "a": ["schema:PodcastSeries", "dcmitype:Collection"],
        "dct:title": ['"Bread"@en'],
        "dct:identifier": ['"bread"'],
        "dct:language": ['"en"'],
        "dct:abstract": ['"All about bread"@en', '"Alles über Brot"@de'],
        "dct:issued": ['"2024-02-29"^^xsd:date'],
        "dct:creator": ["<#person-zoe>"],
        "schema:producer": ["<#organisation-mill>"],
        "dct:subject": ["<#theme-baking>"],
        "foaf:page": ["<https://example.org/>"],
        "schema:webFeed": ["<https://example.org/feed.xml>"],
        "foaf:depiction": ["<https://example.org/cover.png>"],
        "dct:source": ["<#source-page>"],
    }
    assert found["<#season-2>"] == {
        "a": ["schema:PodcastSeason"],
        "schema:seasonNumber": ["2"],
        "dct:isPartOf": ["<#show-bread>"],
    }


def test_a_complete_episode_is_described_in_full() -> None:
    found = read(tfg.dumps(OWN, "turtle"))
    assert found["<#episode-s01e01>"] == {
        "a": ["schema:PodcastEpisode", "dcmitype:Sound"],
        "dct:title": ['"The oven"@en'],
        "dct:identifier": ['"s01e01"', '"abc-1"'],
        "dct:type": ['"full"'],
        "dct:language": ['"en"'],
        "dct:isPartOf": ["<#show-bread>", "<#season-1>"],
        "schema:episodeNumber": ["1"],
        "dct:issued": ['"2024-02-29"^^xsd:date'],
        "dct:extent": ['"PT1H25M10S"^^xsd:duration'],
        "dct:abstract": ['"How it is heated"@en', '"Wie er geheizt wird"@de'],
        "dct:creator": ["<#person-zoe>"],
        "dct:contributor": ["<#person-ann>", "_:episode-s01e01-guest-2"],
        "dct:subject": ["<#theme-ovens>", "<#organisation-mill>"],
        "dct:references": ["<#person-zoe>", "<#organisation-stones>"],
        "dct:spatial": ["<#place-namur>"],
        "foaf:page": ["<https://example.org/1>"],
        "schema:associatedMedia": [
            {
                "a": ["schema:AudioObject"],
                "schema:contentUrl": ["<https://example.org/1.mp3>"],
                "schema:encodingFormat": ['"audio/mpeg"'],
                "schema:contentSize": ['"4000000 B"'],
            }
        ],
        "schema:actor": [
            {
                "a": ["schema:Role"],
                "schema:roleName": ['"Guest"'],
                "schema:name": ['"Ann B."'],
                "schema:description": ['"miller"@en', '"Müllerin"@de'],
                "dct:relation": ["<#organisation-stones>"],
                "schema:actor": ["<#person-ann>"],
            },
            {
                "a": ["schema:Role"],
                "schema:roleName": ['"Guest"'],
                "schema:name": ['"All"'],
                "dct:relation": ["<#organisation-mill>"],
                "schema:actor": ["_:episode-s01e01-guest-2"],
            },
        ],
        "schema:mentions": [
            {
                "a": ["schema:Role"],
                "schema:roleName": ['"Mentioned"'],
                "schema:name": ['"Zoé"'],
                "schema:description": ['"founder"@en'],
                "schema:mentions": ["<#person-zoe>"],
            },
            {
                "a": ["schema:Role"],
                "schema:roleName": ['"Subject"'],
                "schema:mentions": ["<#organisation-mill>"],
            },
            {
                "a": ["schema:Role"],
                "schema:roleName": ['"Supporter"'],
                "dct:relation": ["<#organisation-mill>"],
                "schema:mentions": ["<#organisation-stones>"],
            },
            {
                "a": ["schema:QuantitativeValue"],
                "schema:name": ['"13 m"@en'],
                "schema:description": ['"Baked in a year"@en'],
                "schema:value": ["13000000"],
                "schema:unitText": ['"loaves"@en'],
                "dct:temporal": ['"1999"^^xsd:gYear'],
            },
            {
                "a": ["schema:QuantitativeValue"],
                "schema:name": ['"½ to 2 kg"@en'],
                "schema:description": ['"Weight"@en'],
                "schema:minValue": ["0.5"],
                "schema:maxValue": ["2"],
                "schema:unitText": ['"kg"@en'],
            },
        ],
        "dct:source": ["<#source-page>"],
    }
    assert found["_:episode-s01e01-guest-2"] == {
        "a": ["foaf:Group"],
        "foaf:name": ['"the neighbours"@en', '"die Nachbarn"@de'],
    }


def test_crew_chapters_transcripts_and_keywords_are_described_in_schema_org() -> None:
    episode = """
      {id: s01e01, title: Oven, published: 2024-02-29, published_at: 2024-02-29T08:00:00Z,
       explicit: false, image_url: https://example.org/1.png, keywords: [bread],
       crew: [{group: the millers, credited_as: the millers}],
       audio: {url: https://example.org/1.mp3, media_type: audio/mpeg},
       transcripts: [{url: https://example.org/1.vtt, media_type: text/vtt, language: en}],
       chapters: [{start: "1:00", title: Dough, url: https://example.org/1#dough}]}"""
    show = "{id: bread, title: Bread, language: en, guid: g-1, categories: [Arts > Food]}"
    text = tfg.dumps(tfg.loads(f"show: {show}\nepisodes: [{episode}]", "yaml"), "turtle")
    found = read(text)
    assert found["<#show-bread>"]["schema:genre"] == ['"Arts > Food"']
    assert found["<#show-bread>"]["dct:identifier"] == ['"g-1"', '"bread"']
    described = found["<#episode-s01e01>"]
    assert described["schema:datePublished"] == ['"2024-02-29T08:00:00+00:00"^^xsd:dateTime']
    assert described["dct:issued"] == ['"2024-02-29"^^xsd:date']
    assert described["schema:isFamilyFriendly"] == ["true"]
    assert described["foaf:depiction"] == ["<https://example.org/1.png>"]
    assert described["schema:keywords"] == ['"bread"']
    assert described["schema:contributor"] == [
        {
            "a": ["schema:Role"],
            "schema:roleName": ['"Crew"'],
            "schema:name": ['"the millers"'],
            "schema:contributor": ["_:episode-s01e01-crew-1"],
        }
    ]
    assert found["_:episode-s01e01-crew-1"]["foaf:name"] == ['"the millers"@en']
    assert described["schema:associatedMedia"][1] == {
        "a": ["schema:MediaObject"],
        "schema:name": ['"Transcript"'],
        "schema:contentUrl": ["<https://example.org/1.vtt>"],
        "schema:encodingFormat": ['"text/vtt"'],
        "dct:language": ['"en"'],
    }
    assert described["dct:hasPart"] == [
        {
            "a": ["schema:Clip"],
            "schema:name": ['"Dough"'],
            "schema:startOffset": ["60"],
            "foaf:page": ["<https://example.org/1#dough>"],
        }
    ]


def test_a_sparse_episode_is_described_without_empty_values() -> None:
    found = read(tfg.dumps(OWN, "turtle"))
    assert found["<#episode-s01-intro>"] == {
        "a": ["schema:PodcastEpisode", "dcmitype:Sound"],
        "dct:title": ['"Welcome"@en'],
        "dct:identifier": ['"s01-intro"'],
        "dct:type": ['"trailer"'],
        "dct:language": ['"en"'],
        "dct:isPartOf": ["<#show-bread>", "<#season-1>"],
    }


def test_audio_of_unknown_size_has_none() -> None:
    (audio,) = read(tfg.dumps(OWN, "turtle"))["<#episode-s02e01>"]["schema:associatedMedia"]
    assert isinstance(audio, dict)
    assert list(audio) == ["a", "schema:contentUrl", "schema:encodingFormat"]


def test_people_organisations_places_and_sources_are_described() -> None:
    found = read(tfg.dumps(OWN, "turtle"))
    assert found["<#person-zoe>"] == {
        "a": ["foaf:Person"],
        "foaf:name": ['"Zoé Quill"'],
        "foaf:givenName": ['"Zoé"'],
        "foaf:familyName": ['"Quill"'],
        "foaf:title": ['"Dr"'],
        "skos:altLabel": ['"Zed"'],
        "schema:memberOf": ["<#organisation-mill>"],
        "schema:sameAs": ["<https://example.org/Q2>"],
    }
    assert found["<#organisation-mill>"] == {
        "a": ["foaf:Organization"],
        "foaf:name": ['"The mill"'],
        "skos:altLabel": ['"Mill"'],
        "dct:type": ['"company"'],
        "dct:description": ['"It grinds"@en', '"Sie mahlt"@de'],
        "schema:foundingDate": ['"0987"^^xsd:gYear'],
        "schema:location": ["<#place-namur>"],
        "foaf:page": ["<https://example.org/mill>"],
        "schema:sameAs": ["<https://example.org/Q1>"],
        "dct:source": ["<#source-atlas>"],
    }
    assert found["<#organisation-stones>"]["schema:parentOrganization"] == ["<#organisation-mill>"]
    assert found["<#place-belgium>"] == {
        "a": ["dct:Location"],
        "rdfs:label": ['"Belgium"@en'],
        "skos:altLabel": ['"Kingdom of Belgium"'],
        "dct:type": ['"country"'],
        "dct:identifier": ['"BE"^^dct:ISO3166'],
    }
    assert found["<#place-namur>"]["dct:isPartOf"] == ["<#place-wallonia>"]
    assert found["<#source-page>"] == {
        "a": ["foaf:Document"],
        "dct:title": ['"The page"@en'],
        "foaf:page": ["<https://example.org/page>"],
    }


def test_themes_are_concepts_of_one_scheme() -> None:
    found = read(tfg.dumps(OWN, "turtle"))
    assert found["<#themes>"] == {
        "a": ["skos:ConceptScheme"],
        "rdfs:label": ['"Bread"@en'],
        "skos:hasTopConcept": ["<#theme-baking>"],
    }
    assert found["<#theme-baking>"] == {
        "a": ["skos:Concept"],
        "skos:prefLabel": ['"Baking"@en', '"Backen"@de'],
        "skos:altLabel": ['"bakery"'],
        "skos:definition": ['"Making bread"@en'],
        "dct:identifier": ['"baking"'],
        "skos:narrower": ["<#theme-ovens>"],
        "skos:inScheme": ["<#themes>"],
        "skos:topConceptOf": ["<#themes>"],
    }
    assert found["<#theme-ovens>"] == {
        "a": ["skos:Concept"],
        "skos:prefLabel": ['"Ovens"@en'],
        "dct:identifier": ['"ovens"'],
        "skos:broader": ["<#theme-baking>"],
        "skos:inScheme": ["<#themes>"],
    }


def test_an_empty_selection_describes_the_show_alone() -> None:
    text = tfg.dumps(tfg.Catalogue(show=tfg.Show(id="s", title="S", language="pt-BR")), "turtle")
    assert list(read(text)) == ["<>", "<#show-s>"]
    assert 'dct:title "S"@pt-BR ;' in text
    assert text.endswith(" .\n")


def test_a_base_is_on_the_first_line_and_changes_no_other() -> None:
    based = tfg.dumps(OWN, "turtle", base_url="https://example.org/a?b")
    assert based == "@base <https://example.org/a?b> .\n" + tfg.dumps(OWN, "turtle")


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
        tfg.dumps(OWN, "turtle", base_url=base)


@hypothesis_settings(deadline=None, max_examples=examples(100))
@given(rest=st.text(st.characters(), min_size=1, max_size=8))
def test_an_address_that_a_catalogue_may_hold_is_one_that_turtle_may_hold(rest: str) -> None:
    try:
        show = tfg.Show(id="s", title="S", language="en", url=f"https://a.org/{rest}")
    except tfg.RecordError:
        reject()
    text = tfg.dumps(tfg.Catalogue(show=show), "turtle")
    assert read(text)["<#show-s>"]["foaf:page"] == [f"<{show.url}>"]


def test_texts_survive_a_round_trip() -> None:
    found = read(tfg.dumps(HOSTILE, "turtle"))
    for episode in HOSTILE.episodes:
        said = found[f"<#episode-{episode.id}>"]
        assert episode.summary
        assert text_of(said["dct:title"][0]) == episode.title
        assert list(map(text_of, said["dct:abstract"])) == list(episode.summary.texts)
        labels = found[f"<#theme-{episode.id}>"]["skos:prefLabel"]
        assert list(map(text_of, labels)) == [episode.title, f"{episode.title} (en)"]


@hypothesis_settings(deadline=None, max_examples=examples(20))
@given(catalogue=catalogues())
def test_every_catalogue_gives_a_document_that_holds_its_texts(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "turtle")
    found = read(text)
    names = set(re.findall(r"<#[^>]*>|_:\S+", re.sub(STRING, "", text)))
    assert f"<#show-{catalogue.show.id}>" in names
    assert names <= set(found)
    written = {text_of(literal) for said in found.values() for literal in literals(said)}
    expected = {catalogue.show.title}
    for episode in catalogue.episodes:
        expected |= {episode.title, *(guest.credited_as for guest in episode.guests)}
        expected.update(episode.summary.texts if episode.summary else ())
    for entity in (*catalogue.people, *catalogue.themes):
        expected.update(names_of(entity))
    assert expected <= written
