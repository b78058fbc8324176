"""JSON-LD, read by PyLD with schema.org's own context, and checked with its vocabulary."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from cases import BASE, CASES, LANGUAGES, catalogue_of
from schema_org import PYLD, SCHEMA, Node, document_of, expanded, faults
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
    terms,
)

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.models.sections import SECTIONS
from techforgood_podcast.writers.text.phrases import Phrases, unnamed_organisations

if TYPE_CHECKING:
    from collections.abc import Iterator


# The types of kinds; any other organisation is only an organisation.
TYPES = {
    "ngo": "NGO",
    "public_body": "GovernmentOrganization",
    "hospital": "Hospital",
    "school": "School",
    "university": "CollegeOrUniversity",
    "troupe": "PerformingGroup",
    "programme": "Project",
    "country": "Country",
    "region": "AdministrativeArea",
    "department": "AdministrativeArea",
    "city": "City",
}


def read(node: Node) -> Node:
    """Return the values of each property: literals, addresses or nodes; of types, kinds only."""
    types = [type_.removeprefix(SCHEMA) for type_ in node.get("@type", ())]
    found: Node = {"@type": types} if {*types} & {*TYPES.values()} else {}
    for key in node.keys() - {"@id", "@type"}:
        found[key.removeprefix(SCHEMA)] = [
            value["@value"]
            if "@value" in value
            else value["@id"]
            if [*value] == ["@id"]
            else {**{key: [value[key]] for key in ("@id",) if key in value}, **read(value)}
            for value in node[key]
        ]
    return found


class InLanguage:
    """What JSON-LD says of values in a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.phrases = Phrases(language)

    def localized(self, text: tfg.LocalizedText) -> str:
        return text.get(self.language, str(text))

    def role(self, link: str, field: str, credit: tfg.Credit, episode: tfg.Episode) -> Node:
        called: Any = credit.group and self.localized(credit.group)
        said = f"{credit.credited_as} {called}"
        if credit.person:
            called = {"@id": [iri(credit.person)]}
        words = self.phrases.write_role(credit, episode) or ""
        others = unnamed_organisations(credit.organisations, f"{said} {words}")
        names = ", ".join(body.name for body in others)
        description = f"{words} ({names})" if words and names else words or names
        return {
            "roleName": [ROLES[field]],
            "name": [credit.credited_as],
            **({"description": [description]} if description else {}),
            link: [called],
        }

    def relation(self, mention: tfg.Mention) -> Node:
        colon = " :" if self.language == "fr" else ":"
        label = self.phrases.relations[mention.relation].of
        return {
            "roleName": [mention.relation.capitalize()],
            **({"description": [f"{label}{colon} {mention.of.name}"]} if mention.of else {}),
            "mentions": [iri(mention.organisation)],
        }

    def reword(self, term: str, field: str, value: Any, record: Any) -> Iterator[Any]:
        match value:
            case tfg.Credit():
                yield self.role(term, field, value, record)
            case tfg.Mention():
                if (value.relation == "subject") == (term == "about"):
                    yield iri(value.organisation) if term == "about" else self.relation(value)
            case tfg.Figure() | tfg.Audio() | tfg.Transcript() | tfg.Chapter():
                yield node_of(value, "jsonld", self.reword)
            case tfg.Link():
                yield {"name": [value.label], "url": [value.url]}
            case tfg.LocalizedText():
                yield self.localized(value)
            case _:
                yield from self.others(term, field, value, record)

    def others(self, term: str, field: str, value: Any, record: Any) -> Iterator[Any]:
        match term, field:
            case "@type", _:
                yield from [TYPES[value]] if value in TYPES else []
            case "genre", "kind":
                yield from [] if value == "full" else [self.phrases.name_kind(record)]
            case "additionalProperty", _:
                yield {"propertyID": ["year"], "value": [value]}
            case "address", _:
                yield {"addressCountry": [value]}
            case "datePublished", "published" if record.published_at:
                pass  # the moment is said
            case _:
                yield plain(field, value)


def expected(catalogue: tfg.Catalogue, language: str) -> dict[str, Node]:
    """Return what must be stated of the records, the seasons and the list of themes."""
    show, themes = catalogue.show, f"{BASE}#themes"
    licence, notice = licence_of(catalogue), notice_of(catalogue)
    called = name_of_themes(catalogue)
    found = stated(catalogue, "jsonld", InLanguage(language).reword)
    numbers = list(dict.fromkeys(one.season for one in catalogue.episodes if one.season))
    seasons = {f"{BASE}#season-{number}": number for number in numbers}
    if seasons:
        found[iri(show)]["hasPart"] = [*seasons]
    if licence:
        found[iri(show)]["sdLicense"] = [licence]
    if notice:
        found[iri(show)]["usageInfo"] = [{"text": [notice[language]]}]
    for season, number in seasons.items():
        found[season] = {
            "seasonNumber": [number],
            "partOfSeries": [iri(show)],
            "episode": [iri(episode) for episode in catalogue.episodes.by_season(number)],
        }
    for theme in catalogue.themes:
        found[iri(theme)]["inDefinedTermSet"] = [themes]
        name = called.get(language, next(iter(called.values())))
        found.setdefault(themes, {"name": [name], "hasDefinedTerm": []})
        found[themes]["hasDefinedTerm"].append(iri(theme))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", LINKED_CASES)
def test_every_record_is_read_with_each_value_under_its_property(case: str, language: str) -> None:
    found = {node["@id"]: read(node) for node in expanded(document_of(case, language))}
    assert found == expected(catalogue_of(LINKED_CASES[case]), language)


@pytest.mark.parametrize("model", [tfg.Show, *(section.model for section in SECTIONS)])
@pytest.mark.parametrize("format_", ["jsonld", "turtle"])
def test_every_field_has_a_property_unless_it_is_lost(format_: str, model: type[Any]) -> None:
    (loses,) = (known.loses for known in tfg.formats() if known.name == format_)
    noun = model.__name__
    kept = {field.name for field in fields_of(model) if f"{noun}.{field.name}" not in loses}
    named = {field for field, _ in terms(format_, noun)} | {"id", "links"}
    assert kept <= named


@pytest.mark.parametrize("case", LINKED_CASES)
def test_every_property_is_used_where_the_vocabulary_allows_it(case: str) -> None:
    assert faults(document_of(case, "fr")) == []


def test_a_base_names_things_wherever_the_document_is() -> None:
    found = json.loads(tfg.dumps(CASES["own"], "jsonld", base_url=BASE))
    elsewhere: list[Node] = PYLD.expand(found, {"base": "https://example.com/elsewhere"})
    assert elsewhere == expanded(json.loads(tfg.dumps(CASES["own"], "jsonld")))


# Changes to an episode, with the expected fault.
BROKEN: dict[str, tuple[Node, str]] = {
    "a misspelt property": ({"guests": "Ada"}, "no property guests"),
    "a property of another type": ({"webFeed": "https://a.org/feed"}, "webFeed is none of"),
    "an unknown type": ({"@type": "PodcastEpisod"}, "no type PodcastEpisod"),
    "a wrong value": ({"datePublished": 2024}, "datePublished cannot be"),
    "a truth as a number": ({"isFamilyFriendly": 1}, "isFamilyFriendly cannot be"),
    "a wrong thing": ({"contentLocation": {"@type": "Person"}}, "contentLocation cannot be"),
}


def broken(changes: Node) -> Node:
    document = copy.deepcopy(document_of("own", "en"))
    episode = next(node for node in document["@graph"] if node["@type"] == "PodcastEpisode")
    episode.update(changes)
    return document


@pytest.mark.parametrize(("changes", "reason"), BROKEN.values(), ids=BROKEN)
def test_the_vocabulary_finds_what_is_wrong(changes: Node, reason: str) -> None:
    assert any(fault.startswith(reason) for fault in faults(broken(changes)))


def test_pyld_refuses_what_is_no_json_ld() -> None:
    with pytest.raises(PYLD.JsonLdError, match="@id"):
        expanded(broken({"@id": 5}))


def test_nothing_is_fetched() -> None:
    document = {**document_of("own", "en"), "@context": "https://example.org/context"}
    with pytest.raises(PYLD.JsonLdError, match="loading remote context failed") as caught:
        expanded(document)
    assert isinstance(caught.value.__cause__, PermissionError)
