"""``markdown``, read by a parser of CommonMark: it finds each fact, and no markup in a text.

A text that became markup would lose some of its characters, or be an element of a kind that no
page has. pandoc is a second reader since it proves another claim: the same on GitHub.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from cases import CASES, LANGUAGES, catalogue_of, reader

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The kind and text of each block: h1 to h4, p, quote, and li or lili by depth.
Blocks: TypeAlias = list[tuple[str, str]]
# The text and URL of each link.
Links: TypeAlias = list[tuple[str, str]]

markdown_it = reader("markdown_it")
pypandoc = reader("pypandoc")


def by_markdown_it(document: str) -> tuple[Blocks, Links]:
    """Read a page with markdown-it-py; fail on anything but text, lists and links."""
    blocks: Blocks = []
    links: Links = []
    depth = 0
    quoted = False
    kind = "p"
    for token in markdown_it.MarkdownIt("commonmark").parse(document):
        assert re.fullmatch(
            r"inline|(heading|paragraph|bullet_list|list_item|blockquote)_(open|close)", token.type
        ), f"a token {token.type}"
        if token.type == "heading_open":
            kind = token.tag
        elif token.type.startswith("bullet_list"):
            depth += token.nesting
        elif token.type.startswith("blockquote"):
            quoted = token.nesting > 0
        elif token.type == "paragraph_open":
            kind = "quote" if quoted else "li" * depth or "p"
        elif token.type == "inline":
            text, found = inline(token.children)
            blocks.append((kind, text))
            links += found
    return blocks, links


def inline(tokens: list[Any]) -> tuple[str, Links]:
    text = ""
    links: Links = []
    start = 0
    href = ""
    for token in tokens:
        if token.type == "text":
            text += token.content
        elif token.type == "softbreak":
            text += "\n"
        elif token.type == "link_open":
            start, href = len(text), token.attrs["href"]
        elif token.type == "link_close":
            links.append((text[start:], href))
        else:
            assert token.type in {"strong_open", "strong_close"}, f"a token {token.type}"
    return text, links


def by_pandoc(document: str) -> tuple[Blocks, Links]:
    """Read a page with pandoc, as GitHub does; fail on anything but text, lists and links."""
    found = list(walk(json.loads(pypandoc.convert_text(document, "json", format="gfm"))["blocks"]))
    links = [link for _, inlines in found for link in links_of(inlines)]
    return [(kind, text_of(inlines)) for kind, inlines in found], links


def walk(elements: list[dict[str, Any]], depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    for element in elements:
        kind: str = element["t"]
        value: Any = element.get("c")
        if kind == "Header":
            yield f"h{value[0]}", value[2]
        elif kind == "BlockQuote":
            for quoted, inlines in walk(value):
                assert quoted == "p"
                yield "quote", inlines
        elif kind == "BulletList":
            for item in value:
                yield from walk(item, depth + 1)
        else:
            assert kind in {"Para", "Plain"}, f"an element {kind}"
            yield "li" * depth or "p", value


def text_of(inlines: list[dict[str, Any]]) -> str:
    text = ""
    for element in inlines:
        kind: str = element["t"]
        value: Any = element.get("c")
        if kind == "Str":
            text += value
        elif kind in {"Space", "SoftBreak"}:
            text += " " if kind == "Space" else "\n"
        else:
            assert kind in {"Link", "Strong"}, f"an element {kind}"
            text += text_of(value[1] if kind == "Link" else value)
    return text


def links_of(inlines: list[dict[str, Any]]) -> Links:
    links = [element["c"] for element in inlines if element["t"] == "Link"]
    return [(text_of(label), target) for _, label, (target, _) in links]


READERS: dict[str, Callable[[str], tuple[Blocks, Links]]] = {
    "markdown-it-py": by_markdown_it,
    "pandoc, gfm": by_pandoc,
}


def facts_of(catalogue: tfg.Catalogue, language: str) -> Iterator[str]:
    """Yield the texts that a page has to show, line by line."""
    for text in texts_of(catalogue):
        shown = text.best(language) if isinstance(text, tfg.LocalizedText) else text
        for line in (shown or "").split("\n"):
            yield typeset(re.sub(r"[ \t\r]+", " ", line).strip(" "), language)


def texts_of(catalogue: tfg.Catalogue) -> Iterator[str | tfg.LocalizedText | None]:
    show = catalogue.show
    yield from (show.title, show.summary)
    yield from (host.name for host in show.hosts)
    for episode in catalogue.episodes:
        yield from (episode.title, episode.summary)
        yield from (host.name for host in episode.hosts)
        for credit in (*episode.guests, *episode.mentioned, *episode.crew):
            yield from (credit.credited_as if credit.person else credit.group, credit.role)
        yield from (place.name for place in episode.places)
        yield from (chapter.title for chapter in episode.chapters)
        yield episode.notes
        yield from (figure.statement for figure in episode.figures)
    for body in catalogue.organisations:
        yield from (body.name, body.description)
    for theme in catalogue.themes:
        yield from (theme.label, theme.definition)
    yield from (source.title for source in catalogue.sources)


def addresses_of(catalogue: tfg.Catalogue) -> set[str | None]:
    """Return the addresses to which a page leads."""
    found = {catalogue.show.url, catalogue.show.feed_url}
    for episode in catalogue.episodes:
        found |= {episode.url, episode.chapters_url, *(one.url for one in episode.chapters)}
        found |= {audio.url for audio in (episode.audio, *episode.transcripts) if audio}
    found |= {body.url for body in catalogue.organisations}
    found |= {source.url for source in catalogue.sources}
    mailboxes = re.findall(r"\S+@\S*\w", str(catalogue.info.notice or ""))
    found |= {f"mailto:{mailbox}" for mailbox in mailboxes}
    return found - {None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", READERS)
def test_a_reader_sees_every_text_and_address_and_no_other_address(
    name: str, case: str, language: str
) -> None:
    catalogue = catalogue_of(CASES[case])
    blocks, links = READERS[name](tfg.dumps(CASES[case], "markdown", language=language))
    seen = {text for _, text in blocks}
    missing = [
        fact for fact in facts_of(catalogue, language) if not any(fact in text for text in seen)
    ]
    assert missing == []
    assert {address for _, address in links} == addresses_of(catalogue)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("# <b>bold</b>\n", "html_inline"),
        ("<script>\n</script>\n", "html_block"),
        ("- a\n\n      code\n", "code_block"),
        ("`code`\n", "code_inline"),
        ("![a](b)\n", "image"),
        ("1. a\n", "ordered_list_open"),
    ],
)
def test_markdown_it_notices_markup_that_was_not_escaped(broken: str, reason: str) -> None:
    with pytest.raises(AssertionError, match=f"a token {reason}"):
        by_markdown_it(broken)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("# <b>bold</b>\n", "RawInline"),
        ("<script>\n</script>\n", "RawBlock"),
        ("| a |\n|---|\n| b |\n", "Table"),
        ("~~a~~\n", "Strikeout"),
        ("`code`\n", "Code"),
    ],
)
def test_pandoc_notices_markup_that_was_not_escaped(broken: str, reason: str) -> None:
    with pytest.raises(AssertionError, match=f"an element {reason}"):
        by_pandoc(broken)


@pytest.mark.parametrize("name", READERS)
def test_a_text_that_became_a_link_is_noticed(name: str) -> None:
    document = tfg.dumps(CASES["hostile"], "markdown")
    broken = document.replace(r"\[e\](javascript\:f)", "[e](https://example.org/f)", 1)
    assert broken != document
    assert READERS[name](broken)[1] != READERS[name](document)[1]


def test_an_address_within_a_text_is_no_link_on_github() -> None:
    text = "see www.example.org and https://example.org/"
    show = tfg.Show(id="s", title=text, language="en")
    document = tfg.dumps(tfg.Catalogue(show=show), "markdown")
    assert by_pandoc(document)[1] == []
    assert len(by_pandoc(text)[1]) > 0


def test_readers_see_the_markup_of_published_notes() -> None:
    show = tfg.Show(id="bread", title="Bread", language="en")
    notes_html = (
        "<h2>Oven</h2><p>1. Hot, <b>big</b><br>and <i>old</i> &amp; *worn* &lt;b&gt;</p>"
        '<ul><li><a href="https://example.org/?a=1&amp;b=(2)">Salt</a><ol><li>Fine</ol></ul>'
        "<blockquote>Said</blockquote>"
    )
    episode = tfg.Episode(id="e", show=show, title="Oven", notes_html=notes_html)
    page = tfg.dumps(episode, "markdown").partition("## Show notes\n")[2]
    readers = (
        markdown_it.MarkdownIt("commonmark").render(page),
        pypandoc.convert_text(page, "html", format="gfm"),
    )
    expected = (
        "<p><strong>Oven</strong></p><p>1. Hot, <strong>big</strong><br/>and <em>old</em> &amp; "
        '*worn* &lt;b&gt;</p><ul><li><a href="https://example.org/?a=1&amp;b=(2)">Salt</a><ol>'
        "<li>Fine</li></ol></li></ul><blockquote><p>Said</p></blockquote>"
    )
    for found in readers:
        plain = re.sub(r' type="1"', "", found.replace("<br />", "<br/>"))
        assert re.sub(r"\s*(</?(?:p|ul|ol|li|blockquote|br)/?>)\s*", r"\1", plain) == expected
