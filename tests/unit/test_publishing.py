"""What is published of a podcast that goes on; its feeds and pages are in ``exports/``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import attrs
import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from published import FULL
from settings import examples
from strategies import catalogues

if TYPE_CHECKING:
    from pathlib import Path

SHOW = FULL.show
EPISODE = FULL.episodes["e278"]
# Formats that hold the publisher's notes, and the address of the owner of the feed.
WITH_NOTES = {
    *("json", "yaml", "jsonl", "sqlite", "parquet", "rss", "jsonfeed"),
    *("markdown", "html", "site"),
}
# The feed of a site has the address, as its own format has.
WITH_ADDRESS = {"json", "yaml", "jsonl", "rss", "site"}


def test_chapters_in_the_words_of_podlove_are_read_back() -> None:
    again = tfg.authoring.draft_from_feed(tfg.dumps(FULL, "rss")).episode(278)
    first, oven = EPISODE.chapters
    image = "https://example.org/four-%C3%A0-pain.jpg"
    assert again.chapters == (first, attrs.evolve(oven, image_url=image))


def test_a_notebook_links_the_page_of_a_person() -> None:
    link = 'href="https://example.org/zoe?a&amp;b"'
    for shown in (FULL.person("zoe"), FULL.people):
        assert link in shown._repr_html_()  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("name", [one.name for one in tfg.formats()])
def test_notes_and_the_address_of_the_owner_are_where_they_may_be(
    name: Any, tmp_path: Path
) -> None:
    tfg.dump(FULL, tmp_path / "whole", name)
    files = [path for path in (tmp_path, *tmp_path.rglob("*")) if path.is_file()]
    data = b"".join(path.read_bytes() for path in files)
    assert data
    assert (b"Pumpernickel" in data) == (name in WITH_NOTES)
    assert (b"owner@example.org" in data) == (name in WITH_ADDRESS)


def test_only_a_file_has_the_address_of_the_owner() -> None:
    assert tfg.to_dict(FULL.show)["owner_email"] == "owner@example.org"
    assert "owner_email" not in tfg.to_dict(FULL.show, expand=True)


@pytest.mark.parametrize("name", get_args(tfg.TextFormatName))
@given(catalogue=catalogues(min_episodes=1))
@settings(max_examples=examples(4), deadline=None)
def test_every_format_takes_any_catalogue(
    name: tfg.TextFormatName, catalogue: tfg.Catalogue
) -> None:
    assert tfg.dumps(catalogue, name).endswith("\n")


def test_a_feed_that_is_exported_twice_is_the_same() -> None:
    moved = attrs.evolve(SHOW, feed_url="https://example.org/moved.xml")
    episodes = [attrs.evolve(episode, show=moved) for episode in FULL.episodes]
    again = tfg.Catalogue(show=moved, episodes=episodes)
    expected = tfg.dumps(FULL, "rss").replace("feed.xml", "moved.xml")
    assert tfg.dumps(again, "rss") == expected


# ------------------------------------------------------------------------------------- queries


def two(**fields: Any) -> tfg.Catalogue:
    """Return a catalogue of two episodes with the same values."""
    episodes = [tfg.Episode(id=id_, show=SHOW, title=id_, **fields) for id_ in ("a", "b")]
    return tfg.Catalogue(show=SHOW, episodes=episodes)


def test_the_crew_is_found_as_people_and_not_as_guests() -> None:
    assert [episode.code for episode in FULL.by_person("Bob Cole")] == ["E278"]
    assert [guest.id for guest in FULL.guests] == ["ann"]


def test_episodes_of_one_crew_are_not_related() -> None:
    assert two(crew=EPISODE.crew).related("a") == ()


def test_an_organisation_that_only_the_crew_is_credited_with_is_found() -> None:
    ann = tfg.Person(id="ann", name="Ann")
    guild = tfg.Organisation(id="guild", name="Guild", kind="association")
    studio = tfg.Organisation(id="studio", name="Studio", kind="company", parents=(guild,))
    mine = two(crew=(tfg.Credit(person=ann, organisations=(studio,), credited_as="Ann"),))
    assert [episode.id for episode in mine.by_organisation("Guild")] == ["a", "b"]
    assert [hit.fields for hit in mine.search("studio")] == [("organisations",)] * 2
    assert [*mine.episodes.organisations] == [*mine.organisations_of("Ann")] == [studio]
    assert [*mine.people_of("Guild")] == [ann]
    assert mine.related("a") == ()


@pytest.mark.parametrize(
    ("text", "field"),
    [("pumpernickel", "notes"), ("salt", "keywords"), ("oven", "chapters"), ("Cole", "crew")],
)
def test_notes_keywords_chapters_and_crew_are_searched(text: str, field: str) -> None:
    (hit,) = FULL.search(text)
    assert (hit.episode.id, hit.fields) == ("e278", (field,))


def test_a_word_in_the_notes_counts_less_than_one_in_the_title() -> None:
    episodes = [
        tfg.Episode(id="a", show=SHOW, title="A", notes="On rye."),
        tfg.Episode(id="b", show=SHOW, title="On rye", notes="B."),
        tfg.Episode(id="c", show=SHOW, title="C"),
    ]
    hits = tfg.Catalogue(show=SHOW, episodes=episodes).search("rye")
    assert [hit.episode.id for hit in hits] == ["b", "a"]
