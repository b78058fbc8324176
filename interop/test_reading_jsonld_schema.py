"""JSON-LD, checked with schema.org's vocabulary and the types of schema-dts."""

from __future__ import annotations

import copy
import json
import subprocess

import pytest
from cases import CASES, HERE
from schema_org import PYLD, Node, document_of, expanded, faults

import techforgood_podcast as tfg


@pytest.mark.parametrize("case", CASES)
def test_every_property_is_used_where_the_vocabulary_allows_it(case: str) -> None:
    assert faults(document_of(case, "fr")) == []


# Changes to an episode, with the expected error of each checker.
BROKEN: dict[str, tuple[Node, str, str]] = {
    "a misspelt property": ({"guests": "Ada"}, "no property guests", "'\"guests\"' does not exist"),
    "a property of another type": (
        {"webFeed": "https://example.org/feed.xml"},
        "webFeed is none of",
        "'\"webFeed\"' does not exist",
    ),
    "an unknown type": ({"@type": "PodcastEpisod"}, "no type PodcastEpisod", "PodcastEpisod"),
    "a wrong value": (
        {"datePublished": 2024},
        "datePublished cannot be",
        "Type 'number' is not assignable",
    ),
    "a truth as a number": (
        {"isFamilyFriendly": 1},
        "isFamilyFriendly cannot be",
        "Type 'number' is not assignable",
    ),
    "a wrong thing": (
        {"contentLocation": {"@type": "Person", "name": "Ada"}},
        "contentLocation cannot be",
        "Person",
    ),
}


def broken(changes: Node) -> Node:
    document = copy.deepcopy(document_of("own", "en"))
    episode = next(node for node in document["@graph"] if node["@type"] == "PodcastEpisode")
    episode.update(changes)
    return document


@pytest.mark.parametrize("sample", BROKEN)
def test_the_vocabulary_finds_what_is_wrong(sample: str) -> None:
    changes, reason, _ = BROKEN[sample]
    assert any(fault.startswith(reason) for fault in faults(broken(changes)))


def test_pyld_refuses_what_is_no_json_ld() -> None:
    with pytest.raises(PYLD.JsonLdError, match="@id"):
        expanded(broken({"@id": 5}))


def test_nothing_is_fetched() -> None:
    document = {**document_of("own", "en"), "@context": "https://example.org/context"}
    with pytest.raises(PYLD.JsonLdError, match="loading remote context failed") as caught:
        expanded(document)
    assert isinstance(caught.value.__cause__, PermissionError)


@pytest.fixture(scope="module")
def typed() -> dict[str, list[str]]:
    """Return the errors of TypeScript for each document, from a single run for all of them.

    The types do not depend on the language of texts, so one language is enough.
    """
    documents = {
        **{case: tfg.dumps(obj, "jsonld", language="fr") for case, obj in CASES.items()},
        **{name: json.dumps(broken(changes)) for name, (changes, *_) in BROKEN.items()},
        "no JSON": tfg.dumps(CASES["own"], "jsonld")[:-5],
    }
    done = subprocess.run(
        ["node", HERE / "schema_dts.mjs"],  # noqa: S607 -- found on PATH
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_document_is_a_graph_of_the_types_of_schema_dts(
    case: str, typed: dict[str, list[str]]
) -> None:
    assert typed[case] == []


@pytest.mark.parametrize("sample", BROKEN)
def test_the_types_find_what_is_wrong(sample: str, typed: dict[str, list[str]]) -> None:
    _, _, reason = BROKEN[sample]
    assert reason in " ".join(typed[sample])


def test_a_document_that_is_no_json_is_refused(typed: dict[str, list[str]]) -> None:
    assert typed["no JSON"][0].startswith("no JSON: ")
