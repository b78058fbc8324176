"""JSON-LD, read by PyLD with schema.org's own context, and checked with its vocabulary."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from cases import BASE, CASES, LANGUAGES, catalogue_of, stated, unlinked
from schema_org import PYLD, SCHEMA, Node, document_of, expanded, faults

import techforgood_podcast as tfg
from plain_values import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator


def leaves(value: Any) -> Iterator[str]:
    """Yield the texts, numbers and ids in a node, without those that say what it is."""
    if is_mapping(value):
        for key, inner in value.items():
            yield from () if key == "@type" else leaves(inner)
    elif is_list(value):
        for inner in value:
            yield from leaves(inner)
    else:
        yield unlinked(value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_every_record_is_read_with_all_that_is_stated_of_it(case: str, language: str) -> None:
    expected = stated(catalogue_of(CASES[case]), "jsonld", language)
    nodes = {node["@id"]: node for node in expanded(document_of(case, language))}
    for key, texts in expected.items():
        found = {*leaves(nodes.pop(f"{BASE}#{key}"))}
        days = {text[:10] for text in found if re.match("[0-9-]{10}T", text)}  # of moments
        assert texts - found - days == set(), key
    kinds = {kind.removeprefix(SCHEMA) for node in nodes.values() for kind in node["@type"]}
    assert kinds <= {"PodcastSeason", "DefinedTermSet"}


@pytest.mark.parametrize("case", CASES)
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
