"""Linked data: any catalogue as a whole graph, with all its texts.

What each property is called is in ``exports/linked.cases``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from plain_values import is_list, is_mapping
from settings import examples
from strategies import catalogues
from techforgood_podcast.models.records import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BUNDLED = tfg.load_catalogue()
BOTH = pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE], ids=["bundled", "hostile"])

# The words of Turtle.
IRIREF = r'<[^\x00-\x20<>"{}|^`\\]*>'
STRING = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"'
TOKEN = re.compile(
    rf"""{IRIREF}
    |{STRING}(?:@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*|\^\^[a-z]+:\w+)?
    |_:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?
    |[a-z]*:[A-Za-z0-9]*|a(?=\s)
    |true|false
    |-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?
    |@(?:prefix|base)\b
    |[\[\],;.]
    |\s+""",
    re.VERBOSE,
)
UNESCAPED = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\"}


def tokens(text: str) -> list[str]:
    """Return the words of a document; there is nothing between them but white space."""
    found = [match.group() for match in TOKEN.finditer(text)]
    assert "".join(found) == text
    return [token for token in found if not token.isspace()]


def text_of(token: str) -> str:
    """Return the text of a literal as it was before it was escaped."""
    string = re.match(STRING, token)
    assert string
    return re.sub(r"\\.", lambda match: UNESCAPED[match.group()], string.group()[1:-1])


def check_turtle(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "turtle")
    words = tokens(text)
    subjects = re.findall(r"^(<#[^>]*>|_:\S+)$", text, re.MULTILINE)
    assert f"<#show-{catalogue.show.id}>" in subjects
    assert len(set(subjects)) == len(subjects)
    assert {word for word in words if word.startswith(("<#", "_:"))} == set(subjects)
    expected = {catalogue.show.title}
    for episode in catalogue.episodes:
        expected |= {episode.title, *(guest.credited_as for guest in episode.guests)}
        expected.update(episode.summary.texts if episode.summary else ())
    for entity in (*catalogue.people, *catalogue.themes):
        expected.update(names_of(entity))
    assert expected <= {text_of(word) for word in words if word.startswith('"')}


@BOTH
def test_a_document_in_turtle_describes_each_subject_once_and_holds_every_text(
    catalogue: tfg.Catalogue,
) -> None:
    check_turtle(catalogue)


@settings(deadline=None, max_examples=examples(20))
@given(catalogues())
def test_any_catalogue_in_turtle_holds_every_text(catalogue: tfg.Catalogue) -> None:
    check_turtle(catalogue)


@settings(deadline=None, max_examples=examples(100))
@given(rest=st.text(st.characters(), min_size=1, max_size=8))
def test_an_address_that_a_catalogue_may_hold_is_one_that_turtle_may_hold(rest: str) -> None:
    try:
        show = tfg.Show(id="s", title="S", language="en", url=f"https://a.org/{rest}")
    except tfg.RecordError:
        reject()
    assert f"<{show.url}>" in tokens(tfg.dumps(tfg.Catalogue(show=show), "turtle"))


def values(value: Any) -> Iterator[Any]:
    """Yield every value within a value, itself included."""
    yield value
    for inner in value.values() if is_mapping(value) else value if is_list(value) else ():
        yield from values(inner)


def check_jsonld(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "jsonld")
    assert not re.search("[<>&\u2028\u2029]", text)
    graph: list[dict[str, Any]] = json.loads(text)["@graph"]
    named = [node["@id"] for node in graph]
    assert len(named) == len(set(named))
    inside = list(values(graph))
    assert [value for value in inside if value is None or value in ("", [], {})] == []
    assert {value["@id"] for value in inside if is_mapping(value) and "@id" in value} == set(named)
    found = [
        (node["name"], [role["name"] for role in node.get("actor", ())])
        for node in graph
        if node["@type"] == "PodcastEpisode"
    ]
    assert found == [(e.title, [g.credited_as for g in e.guests]) for e in catalogue.episodes]
    people = [node["name"] for node in graph if node["@type"] == "Person"]
    assert people == [person.name for person in catalogue.people]


@BOTH
def test_a_document_in_schema_org_is_a_whole_graph_that_is_safe_in_a_page(
    catalogue: tfg.Catalogue,
) -> None:
    check_jsonld(catalogue)


@settings(deadline=None, max_examples=examples(20))
@given(catalogues())
def test_any_catalogue_in_schema_org_is_a_whole_graph(catalogue: tfg.Catalogue) -> None:
    check_jsonld(catalogue)
