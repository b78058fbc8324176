"""Citations in CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citable
import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from value_strategies import CHARACTERS


def items(obj: tfg.Catalogue | tfg.Episodes | tfg.Episode, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tfg.dumps(obj, "csl", **options))
    return found


def test_a_complete_episode_is_cited_in_full() -> None:
    assert items(citable.CATALOGUE.episode("s02e03")) == [
        {
            "id": "my-show_s02e03",
            "type": "broadcast",
            "genre": "Podcast",
            "title": "Steps",
            "container-title": "My show",
            "host": [{"family": "Quill", "given": "Zoé"}],
            "guest": [{"literal": "Ada"}, {"literal": "le public"}],
            "publisher": "Studio, Radio & Co",
            "volume": "2",
            "number": "3",
            "issued": {"date-parts": [[2024, 2, 29]]},
            "dimensions": "1:02:03",
            "URL": "https://example.org/1",
            "accessed": {"date-parts": [[2024, 3, 5]]},
            "language": "fr",
            "abstract": "Un résumé.\n\nDeux.",
            "keyword": "Art, Emploi, travail",
            "annote": "\n".join(citable.CREDITS["fr"]),
        }
    ]


def test_unknown_values_are_left_out() -> None:
    assert items(citable.CATALOGUE)[0] == {
        "id": "my-show_s01-intro",
        "type": "broadcast",
        "genre": "Podcast",
        "title": "Intro",
        "container-title": "My show",
        "publisher": "Studio, Radio & Co",
        "volume": "1",
        "language": "fr",
        "annote": "Saison 1, introduction",
    }


def test_an_episode_without_a_page_is_found_at_its_sound_file() -> None:
    assert items(citable.CATALOGUE)[2]["URL"] == "https://example.org/4.mp3"


def test_summary_themes_groups_and_roles_are_in_the_language_asked_for() -> None:
    item = items(citable.CATALOGUE, language="en")[1]
    assert (item["abstract"], item["keyword"], item["language"]) == (
        "A summary.",
        "Arts, Work",
        "fr",
    )
    assert item["guest"] == [{"literal": "Ada"}, {"literal": "the public"}]
    assert item["annote"].splitlines() == citable.CREDITS["en"]


def test_a_language_that_the_catalogue_lacks_is_refused() -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.dumps(citable.CATALOGUE, "csl", language="nl")


def test_an_empty_selection_gives_an_empty_list() -> None:
    assert tfg.dumps(citable.EMPTY, "csl") == "[]\n"


def test_every_episode_of_the_bundled_catalogue_is_cited_once() -> None:
    catalogue = tfg.load_catalogue()
    found = items(catalogue)
    assert [item["title"] for item in found] == [episode.title for episode in catalogue.episodes]
    assert len({item["id"] for item in found}) == len(catalogue.episodes)


def test_hostile_texts_are_kept_apart_from_tags() -> None:
    for item, episode in zip(items(HOSTILE), HOSTILE.episodes, strict=True):
        assert item["title"].replace("\u2060", "") == episode.title
        assert item["abstract"].replace("\u2060", "") == str(episode.summary)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("<b>bold</b>", "<\u2060b>bold<\u2060/b>"),
        ('<span class="nocase">x</span>', '<\u2060span class="nocase">x<\u2060/span>'),
        (
            "<sc>a</sc><sub>b</sub><sup>c</sup>",
            "<\u2060sc>a<\u2060/sc><\u2060sub>b<\u2060/sub><\u2060sup>c<\u2060/sup>",
        ),
        ("1 < i 2 < b > <base> <img>", "1 < i 2 < b > <base> <img>"),
    ],
)
def test_a_tag_known_to_processors_is_not_treated_as_markup(title: str, written: str) -> None:
    show = tfg.Show(id="s", title="S", language="en")
    episode = tfg.Episode(id="e", show=show, season=1, title=title)
    assert items(episode)[0]["title"] == written


def test_a_guest_with_two_credits_is_named_once() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    ann, namesake = (tfg.Person(id=id_, name="Ann Bell") for id_ in ("ann", "other-ann"))
    guests = tuple(
        tfg.Credit(person=person, role=tfg.LocalizedText(en=role), credited_as="Ann")
        for person, role in ((ann, "baker"), (ann, "miller"), (namesake, "guest"))
    )
    episode = tfg.Episode(id="e", show=show, season=1, title="T", guests=guests)
    (citation,) = items(episode)
    assert citation["guest"] == [{"literal": "Ann Bell"}] * 2
    assert "Ann Bell, baker; Ann Bell, miller; Ann Bell, guest" in citation["annote"]


@settings(deadline=None, max_examples=examples(20))
@given(catalogues(min_episodes=1))
def test_every_catalogue_can_be_cited(catalogue: tfg.Catalogue) -> None:
    for item, episode in zip(items(catalogue), catalogue.episodes, strict=True):
        assert item["id"] == f"{catalogue.show.id}_{episode.id}"
        assert item["title"].replace("\u2060", "") == episode.title.replace("\u2060", "")
        assert ("issued" in item) is (episode.published is not None)
        assert len(item.get("host", ())) == len(episode.hosts)
        speakers = {guest.person or guest for guest in episode.guests}
        assert len(item.get("guest", ())) == len(speakers)


@settings(deadline=None, max_examples=examples(100))
@given(
    st.text(CHARACTERS | st.sampled_from("<>/bi"), min_size=1).filter(
        lambda text: text.strip() and "\n" not in text
    )
)
def test_no_text_contains_a_tag_known_to_processors(text: str) -> None:
    show = tfg.Show(id="s", title=text, language="en")
    episode = tfg.Episode(id="e", show=show, season=1, title="T")
    title = json.loads(tfg.dumps(episode, "csl"))[0]["container-title"]
    assert title.replace("\u2060", "") == text.replace("\u2060", "")
    assert [tag for tag in ("<b>", "</b>", "<i>", "</i>") if tag in title] == []
