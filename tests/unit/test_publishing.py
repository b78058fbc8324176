"""What is published of a podcast that goes on: in its feed, and in the other formats."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, get_args

import attrs
import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from published import FULL
from rss_documents import CONTENT, ITUNES, PODCAST, PSC, channel_of
from settings import examples
from strategies import catalogues
from techforgood_podcast.writers.formats import TextFormatName

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from command_line import Run

    Lacking = Callable[..., list[str]]

EPISODE = FULL.episodes["e278"]
# Formats that hold the publisher's notes, and the address of the owner of the feed.
WITH_NOTES = {
    *("json", "yaml", "jsonl", "sqlite", "parquet", "rss", "jsonfeed"),
    *("markdown", "html", "site"),
}
# The feed of a site has the address, as its own format has.
WITH_ADDRESS = {"json", "yaml", "jsonl", "rss", "site"}


def channel(obj: tfg.Catalogue = FULL, **options: Any) -> Element:
    return channel_of(tfg.dumps(obj, "rss", **options))


def attributes(element: Element, name: str) -> list[dict[str, str]]:
    return [found.attrib for found in element.findall(name)]


def only(**fields: Any) -> tfg.Catalogue:
    """Return a show with one episode, of which these fields of the show are known."""
    show = tfg.Show(id="s", title="S", language="en", **fields)
    return tfg.Catalogue(show=show, episodes=[tfg.Episode(id="e", show=show, title="E")])


# --------------------------------------------------------------------------------- the channel


def test_the_channel_says_what_directories_ask_for() -> None:
    found = channel()
    names = ("author", "type", "explicit", "owner/{0}name", "owner/{0}email")
    texts = [found.findtext(f"{ITUNES}{name.format(ITUNES)}") for name in names]
    assert texts == ["Zoé & Ann", "serial", "false", "The <Guild>", "owner@example.org"]
    assert found.findtext("copyright") == "© 2024 The Guild"


def test_a_subcategory_is_inside_its_category() -> None:
    first, second = channel().findall(f"{ITUNES}category")
    assert (first.attrib, attributes(first, f"{ITUNES}category")) == (
        {"text": "Arts"},
        [{"text": "Food"}],
    )
    assert (second.attrib, list(second)) == ({"text": "Society & Culture"}, [])


def test_the_guid_of_the_feed_is_kept_where_it_is_known() -> None:
    elsewhere = channel(feed_url="https://example.org/moved.xml")
    assert elsewhere.findtext(f"{PODCAST}guid") == FULL.show.guid


def test_the_option_explicit_goes_before_what_the_show_says() -> None:
    assert channel(explicit=True).findtext(f"{ITUNES}explicit") == "true"


def test_an_owner_without_an_address_has_a_name_only() -> None:
    (owner,) = channel(only(owner_name="Ann")).findall(f"{ITUNES}owner")
    assert [(child.tag, child.text) for child in owner] == [(f"{ITUNES}name", "Ann")]


# ----------------------------------------------------------------------------------- the items


def item() -> Element:
    return channel().findall("item")[-1]


def test_the_moment_is_written_with_its_own_zone() -> None:
    assert item().findtext("pubDate") == "Thu, 29 Feb 2024 23:30:00 -0500"


def test_the_notes_are_the_description_and_nothing_is_added_to_them() -> None:
    assert item().findtext("description") == "Theirs & <b>.\n\nPumpernickel."
    assert item().findtext(CONTENT) == "<p>Theirs &amp; &lt;b&gt;.</p><p>Pumpernickel.</p>"


def test_an_item_names_its_picture_transcripts_and_chapters() -> None:
    assert attributes(item(), f"{ITUNES}image") == [{"href": "https://example.org/278.jpg?a&b"}]
    assert attributes(item(), f"{PODCAST}transcript") == [
        {"url": "https://example.org/278.vtt", "type": "text/vtt", "language": "fr"},
        {"url": "https://example.org/278.srt?a&b", "type": "application/x-subrip"},
    ]
    chapters = {"url": "https://example.org/278.json?a&b", "type": "application/json+chapters"}
    assert attributes(item(), f"{PODCAST}chapters") == [chapters]


def test_an_item_has_its_chapters_in_the_words_of_podlove() -> None:
    (chapters,) = item().findall(f"{PSC}chapters")
    assert chapters.attrib == {"version": "1.2"}
    assert attributes(chapters, f"{PSC}chapter") == [
        {"start": "0:00:00", "title": 'Yeast & "water"'},
        {
            "start": "1:02:03",
            "title": "The oven",
            "href": "https://example.org/oven?a&b",
            "image": "https://example.org/four-%C3%A0-pain.jpg",
        },
    ]
    again = tfg.authoring.draft_from_feed(tfg.dumps(FULL, "rss")).episode(278)
    image = "https://example.org/four-%C3%A0-pain.jpg"
    first, oven = EPISODE.chapters
    assert again.chapters == (first, attrs.evolve(oven, image_url=image))


def test_keywords_are_categories_after_the_themes_and_those_without_a_comma_are_in_a_list() -> None:
    assert item().findtext(f"{ITUNES}keywords") == "salt"
    assert [found.text for found in item().findall("category")][-2:] == ["flour, white", "salt"]


def test_the_value_of_explicit_is_written_in_small_letters() -> None:
    assert item().findtext(f"{ITUNES}explicit") == "true"


def test_people_have_pages_pictures_roles_and_groups() -> None:
    people = [(person.text, person.attrib) for person in item().findall(f"{PODCAST}person")]
    zoe = {"href": "https://example.org/zoe?a&b", "img": "https://example.org/zo%C3%A9.jpg"}
    ann = {"href": "https://example.org/ann"}
    assert people == [
        ("Zoé Quill", {"role": "host", "group": "cast", **zoe}),
        ("Ann Bell", {"role": "guest", "group": "cast", **ann}),
        ("Bob Cole", {"role": "Audio Editor", "group": "audio post-production"}),
        ("Ann Bell", {"role": "boulangère", "group": "misc.", **ann}),
    ]


def test_the_crew_is_in_the_text_where_there_are_no_notes() -> None:
    show = FULL.show
    crew = (tfg.Credit(group=tfg.LocalizedText(en="the choir"), credited_as="The choir"),)
    text = tfg.dumps(tfg.Episode(id="e", show=show, title="E", crew=crew), "rss")
    assert "<h3>Crew</h3><ul><li>the choir</li></ul>" in text


@pytest.mark.parametrize(
    "source",
    [
        tfg.Source(id="feed", title=tfg.LocalizedText(en="RSS: S"), consulted=dt.date(2024, 2, 29)),
        tfg.Source(id="feed", title=tfg.LocalizedText(en="Ours"), url="https://example.org/rss"),
    ],
)
@pytest.mark.parametrize("format_", ["rss", "jsonfeed"])
def test_the_feed_of_the_show_is_no_source_in_its_own_text(
    source: tfg.Source, format_: TextFormatName
) -> None:
    show = tfg.Show(id="s", title="S", language="en", feed_url="https://example.org/rss")
    episode = tfg.Episode(id="e", show=show, title="E", sources=(source,))
    assert "Sources" not in tfg.dumps(episode, format_)


def test_the_feed_of_another_show_is_a_source_in_the_text() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    source = tfg.Source(
        id="feed", title=tfg.LocalizedText(en="RSS: Another"), url="https://example.org/rss"
    )
    episode = tfg.Episode(id="e", show=show, title="E", sources=(source,))
    assert "<li>RSS: Another: https://example.org/rss</li>" in tfg.dumps(episode, "rss")


# ------------------------------------------------------------------ what directories will miss


@pytest.fixture
def lacking(run: Run, tmp_path: Path) -> Lacking:
    """Return a function that exports a feed, and returns what it says that it lacks."""

    def export(catalogue: tfg.Catalogue, *options: str) -> list[str]:
        path = tmp_path / "catalogue.json"
        tfg.dump(catalogue, path, force=True)
        status, _, err = run("export", "rss", "--data", str(path), *options)
        assert status == 0
        start = "techforgood-podcast: this feed lacks what podcast directories ask for: "
        assert err.startswith(start)
        return err.removeprefix(start).strip().split(", ")

    return export


def test_a_feed_with_everything_but_a_sound_file_misses_only_that(lacking: Lacking) -> None:
    assert lacking(FULL) == ["audio of 1 episode"]


def test_everything_that_directories_miss_is_named(lacking: Lacking) -> None:
    show = tfg.Show(id="s", title="S", language="und")
    audio = tfg.Audio(url="https://example.org/1.mp3", media_type="audio/mpeg")
    episodes = [
        tfg.Episode(id="a", show=show, title="A", audio=audio),
        tfg.Episode(id="b", show=show, title="B"),
    ]
    assert lacking(tfg.Catalogue(show=show, episodes=episodes)) == [
        *("summary", "language", "url", "feed_url", "cover_url", "author"),
        *("owner_name", "owner_email", "categories", "explicit"),
        *("audio of 1 episode", "audio.length of 1 episode", "published of 2 episodes"),
    ]


def test_a_guid_that_several_episodes_have_is_missing_in_each(lacking: Lacking) -> None:
    first, other = (attrs.evolve(FULL.episodes[0], id=id_, number=None) for id_ in ("a", "b"))
    guid = attrs.evolve(first, id="c", guid="another")
    found = lacking(tfg.Catalogue(show=FULL.show, episodes=[first, other, guid]))
    assert found[-1] == "unique guid of 2 episodes"


def test_what_an_option_says_is_not_missing(lacking: Lacking) -> None:
    catalogue = only()
    options = "--feed-url", "https://example.org/", "--no-explicit"
    left = set(lacking(catalogue)) - set(lacking(catalogue, *options))
    assert left == {"feed_url", "explicit"}


# --------------------------------------------------------------------------- the other formats


def test_a_json_feed_has_moment_picture_tags_and_notes() -> None:
    found = json.loads(tfg.dumps(FULL, "jsonfeed"))["items"][-1]
    assert found["date_published"] == "2024-02-29T23:30:00-05:00"
    assert found["image"] == "https://example.org/278.jpg?a&b"
    assert found["tags"] == ["Baking", "flour, white", "salt"]
    assert (found["content_text"], found["summary"]) == (EPISODE.notes, "Our own words.")
    assert found["authors"] == [
        {
            "name": "Zoé Quill",
            "url": "https://example.org/zoe?a&b",
            "avatar": "https://example.org/zo%C3%A9.jpg",
        }
    ]


def test_a_json_feed_holds_the_rest_in_its_extension() -> None:
    feed = json.loads(tfg.dumps(FULL, "jsonfeed"))
    assert feed["_podcast"] == {
        "id": "bread",
        "author": "Zoé & Ann",
        "owner_name": "The <Guild>",
        "copyright": "© 2024 The Guild",
        "explicit": False,
        "kind": "serial",
        "categories": ["Arts > Food", "Society & Culture"],
        "guid": "11111111-2222-5333-8444-555555555555",
    }
    more = feed["items"][-1]["_podcast"]
    assert [member["credited_as"] for member in more["crew"]] == [
        "Bob Cole",
        "Ann",
        "Bob",
        "The choir",
    ]
    assert (more["explicit"], more["chapters_url"]) == (True, "https://example.org/278.json?a&b")
    assert more["chapters"] == [
        {"start": 0, "title": 'Yeast & "water"'},
        {
            "start": 3723,
            "title": "The oven",
            "url": "https://example.org/oven?a&b",
            "image_url": "https://example.org/four-%C3%A0-pain.jpg",
        },
    ]
    assert more["transcripts"][0] == {
        "url": "https://example.org/278.vtt",
        "media_type": "text/vtt",
        "language": "fr",
    }


def test_schema_org_has_words_for_most_of_it() -> None:
    graph = json.loads(tfg.dumps(FULL, "jsonld"))["@graph"]
    nodes = {node["@id"]: node for node in graph}
    show, episode = nodes["#show-bread"], nodes["#episode-e278"]
    assert (show["isFamilyFriendly"], show["genre"][0]) == (True, "Arts > Food")
    assert episode["datePublished"] == "2024-02-29T23:30:00-05:00"
    assert episode["isFamilyFriendly"] is False
    assert episode["keywords"] == ["flour, white", "salt"]
    assert [media["@type"] for media in episode["associatedMedia"]] == [
        "AudioObject",
        "MediaObject",
        "MediaObject",
    ]
    assert episode["hasPart"] == [
        {"@type": "Clip", "name": 'Yeast & "water"', "startOffset": 0},
        {
            "@type": "Clip",
            "name": "The oven",
            "startOffset": 3723,
            "url": "https://example.org/oven?a&b",
            "image": "https://example.org/four-à-pain.jpg",
        },
    ]
    assert episode["contributor"][0] == {
        "@type": "Role",
        "roleName": "Crew",
        "name": "Bob Cole",
        "description": "Audio Editor",
        "contributor": {"@type": "Person", "@id": "#person-bob"},
    }
    assert nodes["#person-zoe"]["image"] == "https://example.org/zoé.jpg"


def test_a_notebook_links_the_page_of_a_person() -> None:
    link = 'href="https://example.org/zoe?a&amp;b"'
    for shown in (FULL.person("zoe"), FULL.people):
        assert link in shown._repr_html_()  # pyright: ignore[reportPrivateUsage]


def test_markdown_links_transcripts_and_chapters_and_names_the_crew() -> None:
    text = tfg.dumps(FULL, "markdown")
    assert "[Transcript](<https://example.org/278.vtt>)" in text
    assert "[Chapters](<https://example.org/278.json?a&amp;b>)" in text
    oven = "1:02:03 [The oven](<https://example.org/oven?a&amp;b>)"
    assert f'### Chapters\n\n- 00:00 Yeast \\& "water"\n- {oven}\n' in text
    assert "### Crew\n\n- Bob Cole – Audio Editor\n" in text


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


@pytest.mark.parametrize("name", get_args(TextFormatName))
@given(catalogue=catalogues(min_episodes=1))
@settings(max_examples=examples(4), deadline=None)
def test_every_format_takes_any_catalogue(name: TextFormatName, catalogue: tfg.Catalogue) -> None:
    assert tfg.dumps(catalogue, name).endswith("\n")


# ------------------------------------------------------------------------------------- queries


def codes(episodes: Sequence[tfg.Episode]) -> list[str]:
    return [episode.code for episode in episodes]


def test_the_crew_is_found_as_people_and_not_as_guests() -> None:
    assert codes(FULL.by_person("Bob Cole")) == ["E278"]
    assert [guest.id for guest in FULL.guests] == ["ann"]


def test_episodes_of_one_crew_are_not_related() -> None:
    crew = EPISODE.crew
    show = FULL.show
    episodes = [tfg.Episode(id=id_, show=show, title=id_, crew=crew) for id_ in ("a", "b")]
    assert tfg.Catalogue(show=show, episodes=episodes).related("a") == ()


def test_an_organisation_that_only_the_crew_is_credited_with_is_found() -> None:
    show, ann = FULL.show, tfg.Person(id="ann", name="Ann")
    guild = tfg.Organisation(id="guild", name="Guild", kind="association")
    studio = tfg.Organisation(id="studio", name="Studio", kind="company", parents=(guild,))
    crew = (tfg.Credit(person=ann, organisations=(studio,), credited_as="Ann"),)
    episodes = [tfg.Episode(id=id_, show=show, title=id_, crew=crew) for id_ in ("a", "b")]
    mine = tfg.Catalogue(show=show, episodes=episodes)
    assert [episode.id for episode in mine.by_organisation("Guild")] == ["a", "b"]
    assert [hit.fields for hit in mine.search("studio")] == [("organisations",)] * 2
    assert [*mine.episodes.organisations] == [*mine.organisations_of("Ann")] == [studio]
    assert [*mine.people_of("Guild")] == [ann]
    assert mine.related("a") == ()


def test_notes_keywords_chapters_and_crew_are_searched() -> None:
    found = {"pumpernickel": "notes", "salt": "keywords", "oven": "chapters", "Cole": "crew"}
    for text, field in found.items():
        (hit,) = FULL.search(text)
        assert (hit.episode.id, hit.fields) == ("e278", (field,))


def test_a_word_in_the_notes_counts_less_than_one_in_the_summary() -> None:
    show, summary = FULL.show, tfg.LocalizedText(en="On rye.")
    episodes = [
        tfg.Episode(id="a", show=show, title="A", notes="On rye."),
        tfg.Episode(id="b", show=show, title="B", summary=summary),
        tfg.Episode(id="c", show=show, title="C"),
    ]
    hits = tfg.Catalogue(show=show, episodes=episodes).search("rye")
    assert [hit.episode.id for hit in hits] == ["b", "a"]


def test_a_feed_that_is_exported_twice_is_the_same() -> None:
    moved = attrs.evolve(FULL.show, feed_url="https://example.org/moved.xml")
    episodes = [attrs.evolve(episode, show=moved) for episode in FULL.episodes]
    again = tfg.Catalogue(show=moved, episodes=episodes)
    expected = tfg.dumps(FULL, "rss").replace("feed.xml", "moved.xml")
    assert tfg.dumps(again, "rss") == expected


def test_what_is_blocked_and_what_is_not_is_written_as_apple_does() -> None:
    for blocked, word in ((True, "Yes"), (False, "No"), (None, None)):
        found = channel(only(blocked=blocked))
        assert found.findtext(f"{ITUNES}block") == word
