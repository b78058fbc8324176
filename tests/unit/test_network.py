"""The network that two formats write: which nodes, which edges, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import LINKED, MINE
from hostile import CATALOGUE as HOSTILE
from networks import Expected, read, shared
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import labels_of, words

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

SHOW = tfg.Show(id="s", title="Show", language="en")
BUNDLED = tfg.load_catalogue()


def nodes_of(obj: Exportable, language: str) -> list[dict[str, Any]]:
    return read(tfg.dumps(obj, "graphml", language=language))[1]


def edges_of(obj: Exportable, language: str = "en") -> list[dict[str, Any]]:
    return read(tfg.dumps(obj, "graphml", language=language))[2]


def labelled_edges(obj: Exportable, language: str = "en") -> list[tuple[str, str, str, str | None]]:
    """Return source, kind, target and label of each edge."""
    edges = edges_of(obj, language)
    return [(edge["source"], edge["kind"], edge["target"], edge.get("label")) for edge in edges]


def test_nodes_are_grouped_by_kind_in_the_order_of_the_catalogue() -> None:
    assert [(node["id"], node["label"]) for node in nodes_of(LINKED, "en")] == [
        ("episode-s01e01", "Steps"),
        ("episode-s01e02", "Bread"),
        ("person-ann-bell", "Ann Bell"),
        ("person-bob-cole", "Bob Cole"),
        ("person-cid-dean", "Cid Dean"),
        ("person-zoe-quill", "Zoé Quill"),
        ("group-s01e01-2", "the public"),
        ("organisation-backer", "Backer"),
        ("organisation-bakery", "Bakery"),
        ("organisation-branch", "Branch"),
        ("organisation-group", "Group"),
        ("theme-art", "Art"),
        ("theme-dance", "Dance"),
        ("theme-food", "Food"),
    ]


def test_edges_follow_the_credits_and_the_relations_between_records() -> None:
    assert labelled_edges(LINKED) == [
        ("episode-s01e01", "host", "person-zoe-quill", None),
        ("episode-s01e01", "guest", "person-ann-bell", None),
        ("person-ann-bell", "affiliation", "organisation-branch", None),
        ("episode-s01e01", "guest", "group-s01e01-2", None),
        ("group-s01e01-2", "affiliation", "organisation-branch", None),
        ("episode-s01e01", "mentioned", "person-cid-dean", None),
        ("episode-s01e01", "subject", "organisation-branch", None),
        ("episode-s01e01", "supporter", "organisation-backer", None),
        ("organisation-backer", "supporter", "organisation-branch", None),
        ("episode-s01e01", "theme", "theme-dance", None),
        ("episode-s01e02", "guest", "person-bob-cole", None),
        ("person-bob-cole", "affiliation", "organisation-bakery", None),
        ("episode-s01e02", "guest", "person-ann-bell", None),
        ("episode-s01e02", "theme", "theme-food", None),
        ("person-zoe-quill", "affiliation", "organisation-group", None),
        ("organisation-branch", "part_of", "organisation-group", None),
        ("theme-dance", "broader", "theme-art", None),
    ]


def test_only_what_an_episode_refers_to_is_a_node() -> None:
    assert "organisation-payer" in {node["id"] for node in nodes_of(MINE, "fr")}
    part = nodes_of(MINE.episode("s01-intro"), "fr")
    assert [node["id"] for node in part] == ["episode-s01-intro", "person-zoe-quill"]
    assert nodes_of(MINE.subset([]), "fr") == []


def test_an_edge_stated_by_several_episodes_is_written_once_and_lists_them() -> None:
    found = [e for e in edges_of(BUNDLED) if e["target"] == "organisation-universite-du-quebec"]
    of_people = [edge for edge in found if edge["source"].startswith("person")]
    (edge,) = of_people
    assert (edge["source"], edge["kind"]) == ("person-karine-gentelet", "affiliation")
    assert edge["episodes"].split()[:2] == ["s01e03", "s01e07"]


def test_a_lasting_membership_that_a_credit_repeats_is_one_edge() -> None:
    body = tfg.Organisation(id="body", name="Body", kind="lab")
    ann = tfg.Person(id="ann", name="Ann", organisations=(body,))
    credit = tfg.Credit(person=ann, organisations=(body,), credited_as="Ann")
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=(credit,))
    assert [(edge["kind"], edge.get("episodes")) for edge in edges_of(episode)] == [
        ("guest", None),
        ("affiliation", "e"),
    ]


def test_two_roles_in_one_episode_are_two_edges() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    parts = tuple(
        tfg.Credit(person=ann, role=tfg.LocalizedText(en=role), credited_as="Ann")
        for role in ("baker", "miller", "baker")
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=parts)
    assert [edge.get("label") for edge in edges_of(episode)] == ["baker", "miller"]


def test_texts_are_in_the_language_asked_for_or_else_in_their_own() -> None:
    labels = {node["id"]: node["label"] for node in nodes_of(BUNDLED, "en")}
    assert labels["theme-inclusion-numerique"] == "Digital inclusion"
    founder = ("episode-s01e03", "guest", "person-jean-deydier", "founder of We TechCare")
    assert founder in labelled_edges(BUNDLED)
    show = tfg.Show(id="s", title="Show", language="de")
    role = tfg.LocalizedText(fr="boulangère")
    credit = tfg.Credit(person=tfg.Person(id="a", name="A"), role=role, credited_as="A")
    episode = tfg.Episode(id="e", show=show, season=1, title="T", guests=(credit,))
    assert labelled_edges(episode, "de") == [("episode-e", "guest", "person-a", "boulangère")]


def test_a_node_has_only_known_facts() -> None:
    nodes = {node["id"]: node for node in nodes_of(BUNDLED, "fr")}
    assert nodes["person-david-servais"] == {
        "id": "person-david-servais",
        "kind": "person",
        "label": "David Servais",
        "honorific": "Dr",
    }
    assert nodes["organisation-bayes-impact"] == {
        "id": "organisation-bayes-impact",
        "kind": "organisation",
        "label": "Bayes Impact",
        "organisation_kind": "ngo",
        "description": str(BUNDLED.organisations["bayes-impact"].description),
        "founded": 2014,
    }
    mine = {node["id"]: node for node in nodes_of(MINE, "fr")}
    assert mine["episode-s01e01"] == {
        "id": "episode-s01e01",
        "kind": "episode",
        "label": "Été",
        "code": "S1E1",
        "season": 1,
        "number": 1,
        "episode_kind": "full",
        "duration": 1800,
        "published": "2022-01-17",
    }
    assert mine["theme-art"] == {"id": "theme-art", "kind": "theme", "label": "Art"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_picture_says_in_words_what_an_edge_means(language: str) -> None:
    bodies = [tfg.Organisation(id=r, name=r, kind="lab") for r in get_args(tfg.Relation)]
    parent = tfg.Organisation(id="all", name="All", kind="company", parents=(bodies[0],))
    ann = tfg.Person(id="ann", name="Ann", founder_of=(parent,))
    episode = tfg.Episode(
        id="e",
        show=SHOW,
        season=1,
        title="T",
        hosts=(ann,),
        guests=(tfg.Credit(person=ann, credited_as="Ann"),),
        organisations=tuple(
            tfg.Mention(organisation=body, relation=relation)
            for body, relation in zip(bodies, get_args(tfg.Relation), strict=True)
        ),
    )
    text = tfg.dumps(episode, "mermaid", language=language, nodes="all")
    labels = re.findall(r'-->\|"(.*?)"\|', text)
    found = [re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label) for label in labels]
    known = words(language)
    assert found == [
        known["host"],
        known["guest"],
        *(labels_of(r, language).word for r in get_args(tfg.Relation) if r != "affiliation"),
        known["founder_of"],
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_episode_but_the_usual_one_is_named_on_a_page(language: str) -> None:
    for kind in get_args(tfg.EpisodeKind):
        episode = tfg.Episode(id="s01-x", show=SHOW, season=1, number=1, title="T", kind=kind)
        page = tfg.dumps(episode, "markdown", language=language)
        assert (words(language).get(kind, "full") in page.lower()) is (kind != "full")


def check(catalogue: tfg.Catalogue) -> None:
    _, nodes, edges = read(tfg.dumps(catalogue, "graphml", language="en"))
    expected = Expected(catalogue, "en")
    keys = [node["id"] for node in nodes]
    assert len(keys) == len(expected.nodes)
    assert set(keys) == set(expected.nodes)
    assert [key for key in keys if not re.fullmatch(r"[a-z]+-[a-z0-9-]+", key)] == []
    assert {key for edge in edges for key in (edge["source"], edge["target"])} <= set(keys)
    statements = [(e["source"], e["kind"], e["target"], e.get("label")) for e in edges]
    assert len(statements) == len(expected.edges)
    assert set(statements) == set(expected.edges)


def test_every_edge_joins_two_nodes_and_is_unique() -> None:
    for catalogue in (BUNDLED, HOSTILE, MINE, LINKED):
        check(catalogue)


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_the_network_of_any_catalogue_has_everything_its_episodes_refer_to(
    catalogue: tfg.Catalogue,
) -> None:
    check(catalogue)


def check_shared(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "graphml", language="en", nodes="shared")
    _, nodes, edges = read(text)
    expected = shared(catalogue)
    episodes = [f"episode-{episode.id}" for episode in catalogue.episodes]
    keys = [node["id"] for node in nodes]
    assert len(keys) == len(set(keys))
    assert set(keys) == {*episodes, *expected}
    assert {(edge["source"], edge["target"]) for edge in edges} == {
        (episode, key) for key, found in expected.items() for episode in found
    }


def test_what_episodes_share_is_joined_to_each_of_them() -> None:
    assert shared(BUNDLED)
    for catalogue in (BUNDLED, HOSTILE, MINE, LINKED):
        check_shared(catalogue)


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_what_the_episodes_of_any_catalogue_share_is_joined_to_each_of_them(
    catalogue: tfg.Catalogue,
) -> None:
    check_shared(catalogue)


def test_an_organisation_that_only_guests_lead_to_is_joined_to_their_episodes() -> None:
    body = tfg.Organisation(id="body", name="Body", kind="lab")
    episodes = [
        tfg.Episode(
            id=f"e{number}",
            show=SHOW,
            season=1,
            number=number,
            title="T",
            guests=(tfg.Credit(person=guest, organisations=(body,), credited_as="G"),),
        )
        for number, guest in enumerate((tfg.Person(id=id_, name=id_) for id_ in "ab"), 1)
    ]
    text = tfg.dumps(tfg.Catalogue(show=SHOW, episodes=episodes), "graphml", nodes="shared")
    assert [(edge["source"], edge["kind"], edge["target"]) for edge in read(text)[2]] == [
        ("episode-e1", "affiliation", "organisation-body"),
        ("episode-e2", "affiliation", "organisation-body"),
    ]


def test_people_who_host_several_episodes_are_not_what_they_share() -> None:
    hosts = {f"person-{host.id}" for host in BUNDLED.hosts}
    _, nodes, _ = read(tfg.dumps(BUNDLED, "graphml", nodes="shared"))
    assert hosts & {node["id"] for node in nodes} == set()


def test_a_drawing_shows_everything_where_nothing_is_shared() -> None:
    episode = BUNDLED.episode(3)
    text = tfg.dumps(episode, "mermaid")
    assert text == tfg.dumps(episode, "mermaid", nodes="all")
    assert text != tfg.dumps(episode, "mermaid", nodes="shared")


def test_graphml_holds_everything_unless_it_is_asked_for_less() -> None:
    assert tfg.dumps(BUNDLED, "graphml") == tfg.dumps(BUNDLED, "graphml", nodes="all")


@pytest.mark.parametrize("name", ["graphml", "mermaid"])
def test_other_nodes_than_all_or_shared_are_refused(name: Any) -> None:
    with pytest.raises(tfg.UnknownOptionError, match=r'did you mean "shared"'):
        tfg.dumps(BUNDLED, name, nodes="share")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
