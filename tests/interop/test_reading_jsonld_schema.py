"""JSON-LD, checked with schema.org's vocabulary."""

from __future__ import annotations

import copy

import pytest
from cases import CASES
from schema_org import PYLD, Node, document_of, expanded, faults


@pytest.mark.parametrize("case", CASES)
def test_every_property_is_used_where_the_vocabulary_allows_it(case: str) -> None:
    assert faults(document_of(case, "fr")) == []


# Changes to an episode, with the expected fault.
BROKEN: dict[str, tuple[Node, str]] = {
    "a misspelt property": ({"guests": "Ada"}, "no property guests"),
    "a property of another type": (
        {"webFeed": "https://example.org/feed.xml"},
        "webFeed is none of",
    ),
    "an unknown type": ({"@type": "PodcastEpisod"}, "no type PodcastEpisod"),
    "a wrong value": ({"datePublished": 2024}, "datePublished cannot be"),
    "a truth as a number": ({"isFamilyFriendly": 1}, "isFamilyFriendly cannot be"),
    "a wrong thing": (
        {"contentLocation": {"@type": "Person", "name": "Ada"}},
        "contentLocation cannot be",
    ),
}


def broken(changes: Node) -> Node:
    document = copy.deepcopy(document_of("own", "en"))
    episode = next(node for node in document["@graph"] if node["@type"] == "PodcastEpisode")
    episode.update(changes)
    return document


@pytest.mark.parametrize("sample", BROKEN)
def test_the_vocabulary_finds_what_is_wrong(sample: str) -> None:
    changes, reason = BROKEN[sample]
    assert any(fault.startswith(reason) for fault in faults(broken(changes)))


def test_pyld_refuses_what_is_no_json_ld() -> None:
    with pytest.raises(PYLD.JsonLdError, match="@id"):
        expanded(broken({"@id": 5}))


def test_nothing_is_fetched() -> None:
    document = {**document_of("own", "en"), "@context": "https://example.org/context"}
    with pytest.raises(PYLD.JsonLdError, match="loading remote context failed") as caught:
        expanded(document)
    assert isinstance(caught.value.__cause__, PermissionError)
