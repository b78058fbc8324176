"""Texts as people read them: typography, figures, places and kinds, in the reader's language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import write_number

if TYPE_CHECKING:
    from techforgood_podcast.writers.formats import TextFormatName

Text = tfg.LocalizedText
SUMMARY = "« Pourquoi ? » : l'atelier ouvre à 08:30 ; voir https://example.org/l'atelier !"
PRINTED = "«\xa0Pourquoi\xa0?\xa0»\xa0: l’atelier ouvre à 08:30\xa0; voir https://example.org/l'atelier\xa0!"
SHOW = tfg.Show(id="s", title="L'heure du pain : pour qui ?", language="fr")


def catalogue(*, kind: tfg.EpisodeKind = "full", number: int | None = 1) -> tfg.Catalogue:
    """Return a show in French with one episode that has a summary."""
    episode = tfg.Episode(
        id="e1",
        show=SHOW,
        number=number,
        kind=kind,
        title="L'atelier : quand ?",
        summary=Text(fr=SUMMARY, en="It's at 08:30 : why ?"),
    )
    return tfg.Catalogue(show=SHOW, episodes=[episode])


def content_of(format_: TextFormatName, language: str = "fr") -> str:
    """Return what people read of the summary in a format."""
    text = tfg.dumps(catalogue(), format_, language=language)
    if format_ == "jsonfeed":
        return str(json.loads(text)["items"][0]["content_text"])
    return text.replace("&#160;", "\xa0")


@pytest.mark.parametrize("format_", ["markdown", "html", "rss", "jsonfeed"])
def test_french_is_typeset_where_people_read_it(format_: TextFormatName) -> None:
    printed = PRINTED
    if format_ == "markdown":
        printed = PRINTED.replace("https://", r"https\://")
        printed = printed.replace("example.org", r"example\.org")
    assert printed in content_of(format_)


@pytest.mark.parametrize("format_", ["json", "yaml", "jsonl", "csv", "turtle", "jsonld", "csl"])
def test_data_keep_straight_apostrophes_and_ordinary_spaces(format_: TextFormatName) -> None:
    text = tfg.dumps(catalogue(), format_)
    assert "’" not in text
    assert "Pourquoi ? »" in text


@pytest.mark.parametrize("format_", ["rss", "jsonfeed"])
def test_the_titles_of_a_feed_stay_as_they_are(format_: TextFormatName) -> None:
    text = tfg.dumps(catalogue(), format_)
    assert SHOW.title in text
    assert "L'atelier : quand ?" in text


def test_a_mark_at_the_beginning_of_a_title_leaves_the_heading_a_heading() -> None:
    show = tfg.Show(id="s", title="! la fin : l'été", language="fr")
    page = tfg.dumps(tfg.Catalogue(show=show), "markdown")
    assert page.splitlines()[0] == "# ! la fin\xa0: l’été"


def test_english_is_not_typeset_as_french() -> None:
    assert "It's at 08:30 : why ?" in content_of("rss", "en")


def test_the_page_finds_a_typeset_line_without_repeating_it() -> None:
    page = tfg.dumps(catalogue(), "html")
    index = json.loads(page.partition('id="index">')[2].partition("</script>")[0])
    assert index["lines"] == []


def figure_in(language: str, figure: tfg.Figure) -> str:
    """Return the quoted line of a figure on a page in Markdown."""
    summary = Text(fr="Du pain.", en="Bread.", de="Brot.")
    episode = tfg.Episode(
        id="e1", show=SHOW, number=1, title="T", summary=summary, figures=(figure,)
    )
    page = tfg.dumps(episode, "markdown", language=language)
    return next(line for line in page.splitlines() if line.startswith(">"))


def loaves(printed: Text) -> tfg.Figure:
    """Return a figure about bread."""
    return tfg.Figure(
        value=1000,
        unit=Text(fr="pains", en="loaves", de="Brote"),
        statement=Text(fr="Plus de mille pains sont cuits.", en="The oven is full."),
        as_printed=printed,
    )


def test_a_figure_is_as_printed_in_each_language_and_not_repeated() -> None:
    figure = loaves(Text(fr="plus de mille pains", en="more than a thousand loaves"))
    assert figure_in("fr", figure) == "> **Plus de mille pains** sont cuits."
    assert figure_in("en", figure) == "> **More than a thousand loaves** – The oven is full."


def test_a_figure_whose_number_is_not_translated_is_as_printed() -> None:
    figure = loaves(Text(fr="plus de mille pains"))
    assert figure_in("en", figure) == "> **Plus de mille pains** – The oven is full."


def test_a_great_number_is_written_out() -> None:
    assert write_number(1e18, "en") == "1,000,000,000,000,000,000"


def test_a_place_is_named_with_the_largest_region_around_it_and_its_country() -> None:
    land = tfg.Place(id="land", name=Text(en="Land"), kind="country")
    west = tfg.Place(id="west", name=Text(en="West"), kind="region", part_of=land)
    coast = tfg.Place(id="coast", name=Text(en="Coast"), kind="region", part_of=west)
    shore = tfg.Place(id="shore", name=Text(en="Shore"), kind="department", part_of=coast)
    port = tfg.Place(id="port", name=Text(en="Port"), kind="city", part_of=shore)
    town = tfg.Place(id="town", name=Text(en="Town"), kind="city", part_of=land)
    episode = tfg.Episode(id="e1", show=SHOW, number=1, title="T", places=(port, shore, town, land))
    page = tfg.dumps(episode, "markdown", language="en")
    assert "Port (West, Land), Shore (West, Land), Town (Land), Land\n" in page
    feed = tfg.dumps(episode, "rss", language="en")
    assert ">Port, West, Land</podcast:location>" in feed


@pytest.mark.parametrize(("number", "word"), [(None, "Introduction"), (1, "Bande-annonce")])
def test_a_trailer_without_a_number_is_called_an_introduction(
    number: int | None, word: str
) -> None:
    made = catalogue(kind="trailer", number=number)
    assert f"\n{word}\n" in tfg.dumps(made, "markdown")
    assert f"<span>{word}</span>" in tfg.dumps(made, "html", language="fr").replace(
        f"<bdi lang=fr>{word}</bdi>", word
    ).replace("<bdi lang=en>Trailer</bdi>", "")
    assert '"kind": "trailer"' in tfg.dumps(made, "json")
