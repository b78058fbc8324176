"""``markdown``: no text is markup; what a page says is in ``exports/markdown.cases``."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from markdown_pages import lines, shown
from plain_values import one_line
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.text.phrases import title_with_code
from value_strategies import texts

LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(<([^<>\\]*)>\)")
MARKUP = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~$=^]")


def title_of(text: str) -> str:
    """Return a page's title line for a show of this title."""
    show = tfg.Show(id="s", title=text, language="en")
    return lines(tfg.Catalogue(show=show))[0]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Saint-Denis, l'an 2014. Fin : (oui) !", "Saint-Denis, l'an 2014. Fin : (oui) !"),
        ("a - b, c-", "a - b, c-"),
        ("- a -- b", r"\- a \-\- b"),
        ("08:30 :100: :+1:", r"08:30 \:100: \:\+1:"),
        ("%a %", r"\%a %"),
        ("1. one", r"1\. one"),
        ("12) twelve", r"12\) twelve"),
        ("www.example.org", r"www\.example\.org"),
        ("https://example.org", r"https\://example\.org"),
        ("a@example.org", r"a\@example\.org"),
        (": a", r"\: a"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("<b>&amp;</b>", r"\<b\>\&amp;\</b\>"),
        ("| a | ~~b~~ $c$ #1", r"\| a \| \~\~b\~\~ \$c\$ \#1"),
        ("\\", r"\\"),
        ("\xa0a\u2003", "&#160;a&#8195;"),
        ("  a \t b ", "a b"),
    ],
)
def test_possible_markup_is_escaped_and_plain_words_are_not(text: str, escaped: str) -> None:
    assert title_of(text) == f"# {escaped}"


def test_a_figure_of_brackets_alone_is_printed_with_its_brackets() -> None:
    text = tfg.LocalizedText(en="[?]")
    brackets = tfg.LocalizedText(en="[]")
    show = tfg.Show(id="s", title="T", language="en")
    figure = tfg.Figure(value=1, unit=text, statement=text, as_printed=brackets)
    episode = tfg.Episode(id="e", number=1, title="T", show=show, figures=(figure,))
    assert r"> **\[\]** – \[?\]" in lines(tfg.Catalogue(show=show, episodes=(episode,)))


def check(catalogue: tfg.Catalogue, language: str) -> None:
    """Look at every line: what is left of the page's own markup holds none of the data's."""
    page = lines(catalogue, language)

    def printed(text: str) -> str:
        return typeset(one_line(text), language)

    assert shown(page[0].removeprefix("# ")) == printed(catalogue.show.title)
    expected = [
        ("###" if episode.season else "##", printed(title_with_code(episode)))
        for episode in catalogue.episodes
    ]
    parts = [line.partition(" ") for line in page if line.startswith("#")]
    headings = [(level, shown(text)) for level, _, text in parts]
    assert [heading for heading in headings if heading in expected] == expected
    addresses: set[str] = set()
    for line in page:
        text = re.sub(r"^(?:#{1,4} |- )", "", line)
        text = re.sub(r"^\*\*[\w \xa0]+:\*\* ", "", text)
        text = re.sub(r"^> \*\*((?:[^*\\]|\\.)+)\*\*", r"\1", text)
        addresses |= {found[2].replace("&amp;", "&") for found in LINK.finditer(text)}
        text = re.sub(r"&#\d+;|<\S+@\S+>", "", LINK.sub(lambda found: found[1], text))
        assert not MARKUP.search(text), line
        assert not re.match(r"[-+*>]|\d+[.)]|\s", text), line
    known = {
        record.url
        for records in ((catalogue.show,), catalogue.episodes, catalogue.organisations)
        for record in records
    }
    known |= {source.url for source in catalogue.sources} | {catalogue.show.feed_url}
    known |= {episode.audio.url for episode in catalogue.episodes if episode.audio}
    known |= {file.url for episode in catalogue.episodes for file in episode.transcripts}
    known |= {episode.chapters_url for episode in catalogue.episodes}
    known |= {chapter.url for episode in catalogue.episodes for chapter in episode.chapters}
    known |= {link.url for link in catalogue.show.links}
    assert addresses == known - {None}


def test_texts_that_look_like_markdown_are_escaped() -> None:
    for language in ("fr", "en"):
        check(HOSTILE, language)
        check(tfg.load_catalogue(), language)


def without_notes_html(catalogue: tfg.Catalogue) -> tfg.Catalogue:
    """Leave out the notes that a publisher wrote as HTML: their markup is wanted."""
    values = tfg.to_dict(catalogue)
    for episode in values.get("episodes", []):
        episode.pop("notes_html", None)
    return tfg.from_dict(values)


@given(catalogues().map(without_notes_html))
@settings(max_examples=examples(20), deadline=None)
def test_any_text_stays_a_text(catalogue: tfg.Catalogue) -> None:
    check(catalogue, "en")


@given(texts(40))
@settings(max_examples=examples(200), deadline=None)
def test_any_summary_comes_back_in_its_lines_and_paragraphs(text: str) -> None:
    show = tfg.Show(id="s", title="T", language="en", summary=tfg.LocalizedText(en=text))
    page = tfg.dumps(tfg.Catalogue(show=show), "markdown")
    written = page.removeprefix("# T\n\n").removesuffix("\n\nNo episode.\n")
    for line in written.split("\n"):
        assert not re.match(r"[-+*>#=|:]|\d+[.)]|\s", line)
        assert line == line.rstrip()
    plain = re.sub(r"[ \t]*(?:\r\n|\r|\n)[ \t]*", "\n", text).strip(" \t\n")
    assert shown(written) == re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", plain))


def test_an_option_that_is_no_flag_is_refused() -> None:
    with pytest.raises(tfg.UnknownOptionError, match="neither True nor False"):
        tfg.dumps(tfg.episode(3), "markdown", preamble=cast("bool", 0))
