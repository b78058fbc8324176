"""``markdown``: a page that people read, and that wikis and static sites print.

It is CommonMark without HTML. Titles, seasons and episodes are headings, which most tools give
anchors; the facts of an episode are a list, followed by its summary. Lists of the organisations,
themes and sources end the page.

Lost: ids (also ``guid`` and retired ids), aliases, addresses elsewhere (``same_as``), the cover,
spellings of credits, kinds of organisations and places, values of figures except as printed, size
and type of sound files, licence and version of the data, and all languages but one. White space
is collapsed, apart from the lines and paragraphs of summaries.

Note: all punctuation that could be markup is escaped, so that no text of the data becomes a
heading, list, link or HTML. Direction marks are kept; they act to the end of their paragraph at
most. GitHub turns an e-mail address in a text into a link, which cannot be prevented.

Tested with: markdown-it-py and pandoc.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..models.durations import format_duration
from ..text.typography import capitalize_first, join_lines
from ..text.words import words
from .anchors import group_by_season
from .format import Format
from .options import choose_language
from .phrases import (
    add_after_colon,
    add_after_dash,
    add_brackets,
    in_language,
    name_relation,
    write_consulted,
    write_credit,
    write_figure,
    write_mention,
    write_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..catalogue.catalogue import Catalogue
    from ..models import (
        Appearance,
        Episode,
        Figure,
        LocalizedText,
        Mention,
        Organisation,
        Person,
        Place,
        Show,
        Source,
        Theme,
    )

FORMAT = Format(
    name="markdown",
    suffixes=(".md",),
    media_type="text/markdown",
    summary="A page that people read, and that wikis and static sites print.",
    options=("language",),
)

# What may be markup in CommonMark or its extensions on GitHub and elsewhere.
# Hyphens within words, and points and colons at the end of words, never are.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#+|&~@$=^]|^:|:(?=\S)|\.(?=\S)|(?<!\w)-|-(?!\w)")
# The beginning of a numbered list item.
_NUMBERED = re.compile(r"^(\d+)([.)])")


def content(catalogue: Catalogue, *, language: str | None = None) -> str:
    """Return the catalogue as a page in Markdown.

    Args:
        catalogue: what to write.
        language: the language of the page; that of the show by default.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in the language.

    >>> import techforgood_podcast as tfg
    >>> text = tfg.dumps(tfg.by_theme("art"), "markdown", language="en")
    >>> [line for line in text.splitlines() if line.startswith("## ")]
    ['## Season 1', '## Organisations', '## Themes', '## Sources']
    """
    return "\n\n".join(_blocks(catalogue, choose_language(catalogue, language))) + "\n"


def _blocks(catalogue: Catalogue, language: str) -> Iterator[str]:
    """Give the headings, paragraphs and lists of the page."""
    known = words(language)
    yield f"# {_text(catalogue.show.title)}"
    yield from _paragraphs(catalogue.show.summary, language)
    yield from _list(_about_show(catalogue.show, language))
    if not catalogue.episodes:
        yield f"{capitalize_first(known['none'])}."
    for season, episodes in group_by_season(catalogue.episodes).items():
        if season is not None:
            yield f"## {capitalize_first(known['season'])} {season}"
        for episode in episodes:
            yield f"### {_text(add_after_dash(episode.code, episode.title))}"
            yield from _list(_about_episode(episode, language))
            yield from _paragraphs(episode.summary, language)
    for key, items in (
        ("organisations", [_entry(body, language) for body in catalogue.organisations]),
        ("themes", [_definition(theme, language) for theme in catalogue.themes]),
        ("sources", [_reading(source, language) for source in catalogue.sources]),
    ):
        if items:
            yield f"## {capitalize_first(known[key])}"
            yield from _list(f"- {item}" for item in items)


def _about_show(show: Show, language: str) -> Iterator[str]:
    yield from _link("link", show.url, language)
    yield from _link("feed", show.feed_url, language)
    yield from _item("first_published", [str(show.first_published or "")], language)
    yield from _item("hosts", map(_host, show.hosts), language)
    yield from _item("producers", map(_body, show.producers), language)
    yield from _item("themes", (_said(theme.label, language) for theme in show.themes), language)
    yield from _item("sources", map(_source, show.sources), language)


def _about_episode(episode: Episode, language: str) -> Iterator[str]:
    if episode.kind != "full":
        yield f"- {capitalize_first(words(language)[episode.kind])}"
    if episode.duration is not None:
        yield from _item("duration", [format_duration(episode.duration)], language)
    yield from _item("published", [str(episode.published or "")], language)
    yield from _link("link", episode.url, language)
    yield from _link("audio", episode.audio.url if episode.audio else None, language)
    hosts = "host" if len(episode.hosts) == 1 else "hosts"
    yield from _item(hosts, map(_host, episode.hosts), language)
    yield from _items("guests", (_credit(guest, language) for guest in episode.guests), language)
    named = (_credit(appearance, language) for appearance in episode.mentioned)
    yield from _items("mentioned", named, language)
    mentions = (_mention(mention, language) for mention in episode.organisations)
    yield from _items("organisations", mentions, language)
    themes = (_said(theme.label, language) for theme in episode.themes)
    yield from _item("themes", themes, language)
    yield from _item("places", (_place(place, language) for place in episode.places), language)
    figures = (_figure(figure, language) for figure in episode.figures)
    yield from _items("figures", figures, language)
    yield from _item("sources", map(_source, episode.sources), language)


def _name(person: Person) -> str:
    return _text(write_name(person))


def _host(host: Person) -> str:
    return write_credit(_name(host), None, map(_body, host.organisations))


def _credit(appearance: Appearance, language: str) -> str:
    person, role = appearance.person, _said(appearance.role, language)
    name = _said(appearance.group, language) if person is None else _name(person)
    return write_credit(name, role, map(_body, appearance.organisations), before_role=" – ")


def _mention(mention: Mention, language: str) -> str:
    relation = name_relation(mention.relation, language)
    of = _body(mention.of) if mention.of else None
    return write_mention(_body(mention.organisation), relation, of, form_of=" → {}")


def _figure(figure: Figure, language: str) -> str:
    statement = _said(figure.statement, language)
    return write_figure(_text(figure.as_printed), statement, figure.year)


def _place(place: Place, language: str) -> str:
    """Return the name of a place, with those around it in brackets."""
    name, *around = (_said(above.name, language) for above in place.lineage)
    return add_brackets(name, around)


def _entry(body: Organisation, language: str) -> str:
    """Return the entry of an organisation in the list at the end of the page."""
    known = words(language)
    facts: list[str] = []
    if body.founded is not None:
        facts.append(f"{known['founded']} {body.founded}")
    if body.place:
        facts.append(_place(body.place, language))
    if body.parents:
        parents = ", ".join(map(_body, body.parents))
        facts.append(add_after_colon(known["part_of"], parents, language))
    return add_brackets(add_after_dash(_body(body), _said(body.description, language)), facts, "; ")


def _definition(theme: Theme, language: str) -> str:
    facts: list[str] = []
    if theme.broader:
        label = _said(theme.broader.label, language)
        facts.append(add_after_colon(words(language)["broader"], label, language))
    label = _said(theme.label, language)
    return add_brackets(add_after_dash(label, _said(theme.definition, language)), facts)


def _reading(source: Source, language: str) -> str:
    """Return a source and the day on which it was read."""
    return ", ".join(filter(None, (_source(source), write_consulted(source, language))))


def _source(source: Source) -> str:
    return _linked(_text(source.title), source.url)


def _body(body: Organisation) -> str:
    return _linked(_text(body.name), body.url)


def _link(key: str, url: str | None, language: str) -> Iterator[str]:
    """Give a list item that is a link, if there is an address."""
    if url:
        yield f"- {_linked(capitalize_first(words(language)[key]), url)}"


def _item(key: str, values: Iterable[str], language: str) -> Iterator[str]:
    """Give a list item with a label and values on one line, if there are any values."""
    found = ", ".join(filter(None, values))
    if found:
        yield f"- {_label(key, language)} {found}"


def _items(key: str, values: Iterable[str], language: str) -> Iterator[str]:
    """Give a list item with a label and a list of values below it, if there are any values."""
    found = [f"  - {value}" for value in values]
    if found:
        yield "\n".join((f"- {_label(key, language)}", *found))


def _label(key: str, language: str) -> str:
    known = words(language)
    return f"**{capitalize_first(known[key])}{known['colon']}**"


def _list(items: Iterable[str]) -> Iterator[str]:
    found = "\n".join(items)
    if found:
        yield found


def _paragraphs(text: LocalizedText | None, language: str) -> Iterator[str]:
    """Give the paragraphs of a text, separated by blank lines."""
    if text is not None:
        lines = re.split(r"\r\n|\r|\n", in_language(text, language))
        yield re.sub(r"\n{3,}", "\n\n", "\n".join(map(_text, lines)).strip("\n"))


def _linked(text: str, url: str | None) -> str:
    """Return a text as a link, if there is an address; addresses contain no ``>``."""
    return f"[{text}](<{url.replace('&', '&amp;')}>)" if url else text


def _said(text: LocalizedText | None, language: str) -> str:
    """Return a text in the language of the page, escaped; an unknown text is empty."""
    return _text(in_language(text, language)) if text is not None else ""


def _text(text: str) -> str:
    """Return a text on one line, with a backslash before each character that could be markup.

    White space that readers would strip, such as no-break spaces, is written by number.
    """
    line = _MARKUP.sub(r"\\\g<0>", join_lines(text))
    line = _NUMBERED.sub(r"\1\\\2", line)
    rest = line.lstrip()
    core = rest.rstrip()
    before, after = line[: len(line) - len(rest)], rest[len(core) :]
    return _by_number(before) + core + _by_number(after)


def _by_number(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)
