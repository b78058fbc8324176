"""Show notes as a feed publishes them: kept as they are, given back unchanged, shown cleaned."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from own_folders import OVEN, read, write
from rss_documents import CONTENT, channel_of
from rss_strategies import item, rss
from settings import examples
from web_pages import Element, Page

FEEDS = Path(__file__).parent / "feeds"
SHOW = tfg.Show(id="bread", title="Bread", language="en")
LINKS = [f"https://example.org/{number}?a=1&b=l'été" for number in range(20)]
SAMPLE = "".join(
    (
        '<h2 class="x">Links</h2>\n<p>Hello <strong>you</strong> &amp; <em>me</em>,<br/>welcome.\n',
        "<ul>",
        *(f'<li><a href="{link.replace("&", "&amp;")}">No {link[20:22]}</a>' for link in LINKS),
        "</ul><ol><li>One<li>Two</ol><blockquote><p>Said</blockquote>",
        '<img src="https://example.org/oven.jpg" onerror="alert(1)">',
    )
)
HOSTILE = [
    *(FEEDS / "hostile-notes.txt").read_text(encoding="utf-8").splitlines(),
    *("<ul><li>" * 200, "<blockquote>" * 200, "</p>" * 50),
]
ALLOWED = {"p", "br", "ul", "ol", "li", "blockquote", "a", "b", "strong", "em", "i", "img"}


def episode(notes_html: str, **fields: Any) -> tfg.Episode:
    return tfg.Episode(id="e", show=SHOW, title="Oven", notes_html=notes_html, **fields)


def drafted(content: str | None = None, **fields: str) -> tfg.Episode:
    """Return the episode of an item with notes that hold no end of a CDATA section."""
    if content is not None:
        fields["content_encoded"] = f"<![CDATA[{content}]]>"
    feed = rss(item(title="Oven", **fields))
    (found,) = tfg.authoring.draft_from_feed(feed, with_notes=True).episodes
    return found


def shown(notes_html: str, **options: Any) -> tuple[Page, list[Element]]:
    """Return a page, and the elements inside the notes."""
    page = Page(tfg.dumps(episode(notes_html), "html", **options))
    (notes,) = page.all("blockquote", "notes")
    return page, [one for one in page.elements if one is not notes and is_inside(one, notes)]


def is_inside(element: Element, outer: Element) -> bool:
    around = element.around
    return around is not None and (around is outer or is_inside(around, outer))


# --------------------------------------------------------------------------------- the record


def test_notes_are_the_text_of_the_html_and_are_not_stored() -> None:
    found = episode('<p>Our <a href="https://example.org/">oven</a></p><p>Salt')
    assert found.notes == "Our oven (https://example.org/)\n\nSalt"
    assert attrs.evolve(found, title="Salt").notes == found.notes
    assert "notes" not in tfg.to_dict(found)
    assert tfg.to_dict(found, expand=True)["notes"] == found.notes


def test_notes_without_html_are_those_that_somebody_wrote() -> None:
    found = tfg.Episode(id="e", show=SHOW, title="Oven", notes="Our <oven>")
    assert (found.notes, found.notes_html) == ("Our <oven>", None)


def test_both_kinds_of_notes_in_one_record_are_refused() -> None:
    with pytest.raises(tfg.RecordError) as caught:
        episode("<p>Oven", notes="Oven")
    assert str(caught.value) == (
        'Episode.notes: expected either "notes" or "notes_html"; '
        'remove "notes", which is the text of the other'
    )


def test_notes_of_an_overlay_replace_those_of_the_other_kind(tmp_path: Path) -> None:
    below = tfg.Catalogue(show=SHOW, episodes=[episode("<p>Oven")])
    tfg.dump(below, tmp_path / "below.json")
    above = tmp_path / "above.yaml"
    above.write_text("episodes:\n- id: e\n  notes: Mine\n")
    (found,) = tfg.load_catalogue(tmp_path / "below.json", above).episodes
    assert (found.notes, found.notes_html) == ("Mine", None)


def test_catalogues_with_notes_of_both_kinds_contradict_each_other() -> None:
    published = tfg.Catalogue(show=SHOW, episodes=[episode("<p>Oven")])
    own = tfg.Catalogue(
        show=SHOW, episodes=[tfg.Episode(id="e", show=SHOW, title="Oven", notes="Mine")]
    )
    with pytest.raises(tfg.CatalogueError, match='"none" here, but "Mine"'):
        published.merge(own)
    assert own.merge(published, on_conflict="replace").episodes[0].notes == "Oven"
    assert published.merge(published) == published


@pytest.mark.parametrize("name", ["json", "yaml", "jsonl"])
def test_files_hold_the_html_as_it_is(name: Any) -> None:
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode(f"  {SAMPLE}\t\n\n")])
    assert tfg.loads(tfg.dumps(catalogue, name), name) == catalogue


# ----------------------------------------------------------------------------------- the feed


def test_the_html_is_kept_as_the_feed_has_it() -> None:
    content = f' \n{SAMPLE} <a href="../oven">relative</a> & </b>\n'
    assert drafted(content).notes_html == content


@pytest.mark.parametrize("notes_html", ['<p><img src="x.png" alt="x"></p>', "<script>x</script>"])
def test_notes_without_text_are_kept_and_given_back_in_both_feeds(notes_html: str) -> None:
    found = drafted(notes_html, description=" ")
    assert (found.notes_html, found.notes) == (notes_html, None)
    channel = channel_of(tfg.dumps(found, "rss"))
    assert channel.findtext(f"item/{CONTENT}") == notes_html
    (one,) = json.loads(tfg.dumps(found, "jsonfeed"))["items"]
    assert one["content_html"] == notes_html


def test_notes_with_text_come_before_those_without() -> None:
    found = drafted("<img src=x.png>", description="A <b>mill</b>")
    assert found.notes_html == "A mill"
    assert drafted("", description=" ").notes_html is None


def test_html_with_entities_for_its_tags_is_kept_as_well() -> None:
    found = drafted(description="&lt;b&gt;Salt&lt;/b&gt; &amp;amp; oil")
    assert (found.notes_html, found.notes) == ("<b>Salt</b> &amp; oil", "Salt & oil")


@pytest.mark.parametrize(
    ("character", "reference"),
    [("\x85", "&#133;"), ("\u2028", "&#8232;"), ("\ufeff", "&#65279;"), ("&#13;", "&#13;")],
)
def test_a_character_that_catalogues_refuse_becomes_a_reference(
    character: str, reference: str
) -> None:
    # In CDATA, a reference to a character is none.
    assert drafted(description=f"Hot {character} oven").notes_html == f"Hot {reference} oven"


def test_a_run_of_blanks_that_files_refuse_is_broken_by_references(folder: Path) -> None:
    blank = "\n " * 30_000
    feed = rss(item(title="Salt", description=f"Hot{blank}oven"))
    tfg.authoring.update_folder(folder, feed, with_notes=True)
    notes = [one.notes_html for one in tfg.load_catalogue(folder).episodes if one.notes_html]
    assert list(map(unescape, notes)) == [f"Hot{blank}oven"]


def test_notes_of_a_folder_that_somebody_wrote_are_compared_as_text(folder: Path) -> None:
    write(folder, "episodes/e01.yaml", f"{OVEN}guid: g\nnotes: Hot\n")
    same, other = (
        rss(item(title="Oven", guid="g", description=f"<![CDATA[<p>{word}</p>]]>"))
        for word in ("Hot", "Cold")
    )
    assert tfg.authoring.update_folder(folder, same, with_notes=True).conflicts == ()
    (conflict,) = tfg.authoring.update_folder(folder, other, with_notes=True).conflicts
    assert (conflict.field, conflict.before, conflict.after) == ("notes", "Hot", "Cold")
    tfg.authoring.update_folder(folder, other, accept=["notes"], with_notes=True)
    assert "notes: Cold\n" in read(folder)["episodes/e01.yaml"]


# -------------------------------------------------------------------------------- feeds again


def test_every_link_of_the_notes_is_in_the_feed_again() -> None:
    published = drafted(SAMPLE)
    again = tfg.authoring.draft_from_feed(tfg.dumps(published, "rss"), with_notes=True).episodes[0]
    found = re.findall('href="([^"]*)"', again.notes_html or "")
    assert [unescape(address) for address in found] == LINKS
    assert again.notes_html == SAMPLE


@given(st.text(st.sampled_from("<>&]\"'[ab \t\n\r!C")).filter(str.strip))
@settings(max_examples=examples(200), deadline=None)
def test_rss_gives_back_every_character(notes_html: str) -> None:
    (content,) = channel_of(tfg.dumps(episode(notes_html), "rss")).findall(f"item/{CONTENT}")
    assert content.text == notes_html


def test_a_json_feed_gives_back_the_html_and_no_text() -> None:
    (found,) = json.loads(tfg.dumps(episode(SAMPLE), "jsonfeed"))["items"]
    assert found["content_html"] == SAMPLE
    assert "content_text" not in found


@pytest.mark.weekly
@pytest.mark.slow
def test_notes_of_one_mebibyte_are_read_again() -> None:
    notes_html = "]]>&<a href='x'>" * 65_536
    feed = tfg.dumps(episode(notes_html), "rss")
    assert tfg.authoring.draft_from_feed(feed, with_notes=True).episodes[0].notes_html == notes_html


@pytest.mark.parametrize("word", ["salt ", "salz&öl ", "塩", "&"])
def test_a_description_is_text_of_at_most_4000_bytes(word: str) -> None:
    channel = channel_of(tfg.dumps(episode(f"<p>{word * 5_000}</p>"), "rss"))
    description = channel.findtext("item/description", "")
    assert 3_900 < len(description.encode()) <= 4_000
    whole = re.fullmatch(rf"((?:{re.escape(word.strip())} ?)*)…", description)
    assert whole


def test_a_text_with_one_space_is_not_cut_there() -> None:
    description = channel_of(tfg.dumps(episode(f"<p>A {'塩' * 4_000}"), "rss")).findtext(
        "item/description", ""
    )
    assert len(description.encode()) > 3_900


def test_notes_of_blanks_have_a_description_too() -> None:
    own = tfg.Episode(id="e", show=SHOW, title="Oven", notes=f"{' ' * 5_000}x")
    assert channel_of(tfg.dumps(own, "rss")).findtext("item/description", "").endswith(" …")


def test_a_picture_alone_has_no_description() -> None:
    channel = channel_of(tfg.dumps(episode('<img src="https://example.org/1.jpg">'), "rss"))
    assert channel.findtext("item/description") is None
    assert channel.findtext(f"item/{CONTENT}") == '<img src="https://example.org/1.jpg">'


def test_beside_a_picture_alone_the_summary_is_the_description() -> None:
    one = episode("<img src=1.jpg>", summary=tfg.LocalizedText(en="Our oven."))
    assert channel_of(tfg.dumps(one, "rss")).findtext("item/description") == "Our oven."


# ------------------------------------------------------------------------------------ the page


def test_a_page_shows_links_lists_and_emphasis() -> None:
    _, notes = shown(SAMPLE)
    assert [one.attributes["href"] for one in notes if one.tag == "a"] == [
        link.replace("é", "%C3%A9") for link in LINKS
    ]
    assert {one.attributes["rel"] for one in notes if one.tag == "a"} == {"noopener external"}
    tags = [one.tag for one in notes if one.tag not in {"a", "li", "p"}]
    assert tags == ["strong", "strong", "em", "br", "ul", "ol", "blockquote"]
    assert [one.words for one in notes if one.tag == "p"][:2] == [
        "Links",
        "Hello you & me,welcome.",
    ]


def test_pictures_of_notes_are_shown_if_pictures_are_asked_for() -> None:
    _, notes = shown(SAMPLE, pictures=True)
    (picture,) = (one for one in notes if one.tag == "img")
    assert picture.attributes == {
        "src": "https://example.org/oven.jpg",
        "alt": "",
        "loading": "lazy",
    }


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_nothing_is_said_of_notes_of_which_nothing_is_left(name: Any) -> None:
    picture = episode('<img src="https://example.org/1.jpg"><script>x()</script>')
    assert "how notes" not in tfg.dumps(picture, name).partition("<script type")[0]


@pytest.mark.parametrize("pictures", [False, True])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_is_in_a_page(hostile: str, pictures: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    page, notes = shown(f"<p>before{hostile}<p>after", pictures=pictures)
    usual, usual_notes = shown("<p>usual", pictures=pictures)
    assert {one.tag for one in notes} <= ALLOWED
    for one in notes:
        if one.tag == "a":
            assert one.attributes.keys() <= {"href", "rel"}
            assert re.match("https?://", one.attributes.get("href", "https://"))
        elif one.tag == "img":
            assert one.attributes.keys() == {"src", "alt", "loading"}
            assert one.attributes["src"].startswith("https:")
        else:
            assert not one.attributes
    assert outside(page, notes) == outside(usual, usual_notes)


def outside(page: Page, notes: list[Element]) -> list[tuple[str, str | None]]:
    """Return the elements around the notes, with what the policy of the page allows."""
    found = [one for one in page.elements if one not in notes]
    return [
        (one.tag, one.attributes.get("content") if "http-equiv" in one.attributes else None)
        for one in found
    ]


@given(st.lists(st.sampled_from([*HOSTILE, *re.findall("<[^<>]*>|[^<>]+", SAMPLE)]), max_size=8))
@settings(max_examples=examples(100), deadline=None)
def test_whatever_follows_what_the_page_stays_whole(parts: list[str]) -> None:
    page, notes = shown(f"x{''.join(parts)}")
    assert {one.tag for one in notes} <= ALLOWED
    assert len(page.all("main")) == len(page.all("article")) == 1


def test_notes_that_somebody_wrote_are_text_on_the_page() -> None:
    own = tfg.Episode(id="e", show=SHOW, title="Oven", notes="Our <b>oven</b>\n\nSalt")
    page = Page(tfg.dumps(own, "html"))
    assert [one.text for one in page.all("p", "text")] == ["Our <b>oven</b>", "Salt"]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_without_nh3_the_extra_is_named_where_html_is_shown(
    name: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nh3", None)
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.dumps(episode("<p>Oven"), name)
    assert (caught.value.feature, caught.value.extra) == ("notes_html", "html")
    own = tfg.Episode(id="e", show=SHOW, title="Oven", notes="Our oven")
    assert "Our oven" in tfg.dumps(own, name)
    for other in ("rss", "jsonfeed", "json", "csv"):
        assert tfg.dumps(episode("<p>Oven"), other)


# -------------------------------------------------------------------------------- in Markdown


def markdown(notes_html: str) -> str:
    return tfg.dumps(episode(notes_html), "markdown").partition("## Show notes\n\n")[2].rstrip("\n")


def test_markdown_has_every_link_of_the_notes() -> None:
    found = re.findall(r"\]\(<([^<>]*)>\)", markdown(SAMPLE))
    assert [unescape(address) for address in found] == [
        link.replace("é", "%C3%A9") for link in LINKS
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_is_in_markdown(hostile: str) -> None:
    text = re.sub(r"\\.|\]\(<https?://[^<>]*>\)", "", markdown(f"before{hostile}"))
    assert "<" not in text
    assert "](" not in text


# ------------------------------------------------------------------------------------ elsewhere


def test_the_bundled_catalogue_has_no_notes() -> None:
    for one in tfg.load_catalogue().episodes:
        assert (one.notes, one.notes_html) == (None, None)


def test_notes_in_html_are_searched_by_their_text() -> None:
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode('<p class="secret">Our <b>mi</b>ll')])
    (hit,) = catalogue.search("mill")
    assert hit.snippet == "Our **mill**"
    assert not catalogue.search("secret")


def test_odd_characters_of_published_notes_are_no_warnings(tmp_path: Path) -> None:
    published = tfg.Catalogue(show=SHOW, episodes=[episode("A\u200bb")])
    tfg.dump(published, tmp_path / "all.json")
    found = [str(problem) for problem in tfg.validate(tmp_path / "all.json")]
    assert not any("invisible" in problem for problem in found)
