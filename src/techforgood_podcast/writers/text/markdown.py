"""``markdown``: a page that people read, and that wikis and static sites print.

It is CommonMark without HTML. Titles, seasons and episodes are headings; figures are quotes. Lists
of organisations, themes and sources end the page, and then the catalogue's notice.

Also lost: pictures in notes, kinds of organisations that have a description, values of figures in
the language of the show, and all languages but one. White space is collapsed, apart from the lines
and paragraphs of summaries and notes.

Note: punctuation that could be markup is escaped, so no text becomes a heading, list, link or HTML.
GitHub still turns an e-mail address into a link. Of `notes_html`, which the extra `html` cleans,
paragraphs, lists, quotes, links and emphasis are left.

Tested with: markdown-it-py, and pandoc for GitHub.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.catalogue import Catalogue
from ...catalogue.indexes import indexes_in
from ...models import Organisation
from ...models.durations import format_duration
from ...text.folding import fold, has_words
from ...text.markup import MAILBOX, pieces, unescape
from ...text.writing import capitalize_first, join_lines, typeset, write_day
from ..format import Format
from .account import Address, Item
from .facts import Facts, Name, group_by_season, write_line, write_parts
from .notes import clean_notes
from .phrases import add_after_dash, add_brackets, title_with_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ...models import Chapter, Episode, LocalizedText, Person, Source, Theme
    from ...text.markup import Piece
    from .account import Account

FORMAT = Format(
    name="markdown",
    suffixes=(".md",),
    media_type="text/markdown",
    summary="A page that people read, and that wikis and static sites print.",
    family="pages",
    options=("language", "preamble"),
)


def content(catalogue: Catalogue, *, language: str, preamble: bool = True) -> str:
    """Return the catalogue as a page in Markdown.

    Args:
        catalogue: what to write.
        language: the language of the page; that of the show by default.
        preamble: begin with the show: its title, summary, hosts and themes. Without it, the lists
            at the end are of what the episodes name, as suits a document for each episode.

    >>> import techforgood_podcast as tfg
    >>> text = tfg.dumps(tfg.by_theme("art"), "markdown", language="en")
    >>> [line for line in text.splitlines() if line.startswith("## ")]
    ['## Season 1', '## Organisations', '## Themes', '## Sources']
    """
    named = _named_by_episodes(catalogue) if preamble is False else catalogue
    page = _Page(Facts(language, named))
    blocks = page.blocks(catalogue)
    if preamble is not False:
        blocks = chain(page.preamble(), blocks)
    if notice := page.facts.write_notice(catalogue.info):
        blocks = chain(blocks, ["\n".join(map(link_mailboxes, notice.splitlines()))])
    return typeset("\n\n".join(blocks), language) + "\n"


def _named_by_episodes(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue without what no episode names, and with a show that names nothing."""
    show = attrs.evolve(catalogue.show, hosts=(), producers=(), themes=(), sources=())
    episodes = [attrs.evolve(episode, show=show) for episode in catalogue.episodes]
    return Catalogue(show=show, episodes=episodes)


# The labels of what an episode lists on one line, and of what has a heading.
_ON_A_LINE: Final = frozenset({"host", "hosts", "producers", "themes", "places"})
_BELOW_EACH_OTHER: Final = frozenset({"guests", "mentioned", "crew", "organisations"})


@attrs.frozen(eq=False)
class _Page:
    """A page in one language.

    Attributes:
        facts: what is said of the records that the page names.
    """

    facts: Facts

    def preamble(self) -> Iterator[str]:
        """Yield the title of the show and what is below it, the summary first."""
        show = self.facts.catalogue.show
        yield f"# {escape_markdown(show.title)}"
        yield from self._paragraphs(show.summary)
        account = self.facts.accounts.of(show)
        yield from _joined(" · ", self._show_facts(account))
        yield from _joined("\n", self._lists(account))

    def blocks(self, catalogue: Catalogue) -> Iterator[str]:
        """Yield what is below the preamble: the episodes, and the lists of what is named."""
        known, named = self.facts.words, self.facts.catalogue
        if not catalogue.episodes:
            yield f"{capitalize_first(known['none'])}."
        # Episodes in an order of their own have no headings of seasons between them.
        ordered = indexes_in(catalogue).ordered
        groups = {None: catalogue.episodes} if ordered else group_by_season(catalogue.episodes)
        for season, episodes in groups.items():
            yield from [f"## {capitalize_first(known['season'])} {season}"] if season else []
            for episode in episodes:
                one = named.episodes[episode.id]
                yield from self._about_episode(one, "###" if season else "##")
        for key, items in (
            ("organisations", list(map(self._entry, named.organisations))),
            ("themes", list(map(self._definition, self.facts.sort_themes(named.themes)))),
            ("sources", self._readings()),
        ):
            yield from self._section("##", key, items)

    def _show_facts(self, account: Account) -> Iterator[str]:
        """Yield when the show began, and its links."""
        if account.brief:
            yield capitalize_first(write_parts(self.facts.write_all(account.brief[0])))
        for fact in account.facts:
            for item in fact.items:
                match item:
                    case Item((Address(url),)):
                        yield from self._link("feed" if fact.label == "feed" else "link", url)
                    case Item((str(label),), (Address(url),)):
                        yield _linked(escape_markdown(label), url)
                    case _:
                        pass

    def _lists(self, account: Account, known: Collection[Person] = ()) -> Iterator[str]:
        """Yield who made a show or an episode and what it is about, a line for each fact.

        Args:
            account: what is said of the show or the episode.
            known: people whose organisations the page has already.
        """
        for fact in account.facts:
            if fact.label in _ON_A_LINE:
                items = (
                    item._replace(around=()) if item.subject[0] in known else item
                    for item in fact.items
                )
                label = capitalize_first(self.facts.words[fact.label])
                found = ", ".join(map(self._written, items))
                yield f"- **{label}{self.facts.words['colon']}** {found}"

    def _about_episode(self, episode: Episode, level: str) -> Iterator[str]:
        """Yield the heading of an episode and what is below it, the summary first."""
        yield f"{level} {escape_markdown(title_with_code(episode))}"
        yield from _joined(" · ", self._episode_facts(episode))
        yield from self._paragraphs(episode.summary)
        for figure in episode.figures:
            number, between, statement = self.facts.figure_text(figure)
            yield f"> **{escape_markdown(number)}**{between}{escape_markdown(statement)}"
        account = self.facts.accounts.of(episode)
        # The organisations of the show's hosts are at the top of the page.
        yield from _joined("\n", self._lists(account, known=episode.show.hosts))
        chapters = [_chapter(chapter) for chapter in episode.chapters]
        yield from self._section(f"{level}#", "chapters", chapters)
        for fact in account.facts:
            if fact.label in _BELOW_EACH_OTHER:
                lines = list(map(self._written, fact.items))
                yield from self._section(f"{level}#", fact.label, lines)
        if notes := _notes(episode):
            yield f"{level}# {capitalize_first(self.facts.words['notes'])}"
            yield notes

    def _episode_facts(self, episode: Episode) -> Iterator[str]:
        if episode.kind != "full":
            yield capitalize_first(self.facts.name_kind(episode))
        if episode.published:
            yield write_day(episode.published, self.facts.language)
        if episode.duration is not None:
            yield format_duration(episode.duration)
        yield from self._link("link", episode.url)
        yield from self._link("audio", episode.audio.url if episode.audio else None)
        for transcript in episode.transcripts:
            yield from self._link("transcript", transcript.url)
        yield from self._link("chapters", episode.chapters_url)

    def _written(self, item: Item) -> str:
        """Return whom or what an item names, and what is said of them."""
        return write_line(self.facts.item_line(item), _mark)

    def _entry(self, body: Organisation) -> str:
        """Return the entry of an organisation in the list at the end of the page.

        Its kind is given if it has no description, and a name that does not say it. The year,
        founders and parents that the description names are not given again.
        """
        known = self.facts.words
        about = self._text(body.description)
        kind = known[f"kind_{body.kind}"]
        if not about and not has_words(fold(body.name), kind):
            about = capitalize_first(kind)
        said = fold(self.facts.say(body.description) or "")
        account = self.facts.accounts.of(body)
        short = self.facts.short_facts(account._replace(brief=account.brief[1:]), said)
        facts = [write_parts(one, _mark) for one in short]
        return add_after_dash(
            add_brackets(_mark(Name(body.name, body)), facts, f"{known['semicolon']} "), about
        )

    def _definition(self, theme: Theme) -> str:
        known = self.facts.words
        label, definition = self._text(theme.label), self._text(theme.definition)
        account = self.facts.accounts.of(theme)
        # Each of the narrower themes names this one.
        facts = tuple(fact for fact in account.facts if fact.label != "narrower")
        short = self.facts.short_facts(account._replace(facts=facts))
        found = [write_parts(one, _mark) for one in short]
        return add_brackets(add_after_dash(label, definition), found, f"{known['semicolon']} ")

    def _readings(self) -> list[str]:
        """Return each source with the day on which it was read, and what it documents."""
        catalogue = self.facts.catalogue
        titles = sorted(catalogue.sources, key=lambda one: fold(self.facts.say(one.title)))
        documented: dict[Source, list[str]] = {source: [] for source in titles}
        for source in catalogue.show.sources:
            documented[source].append(self.facts.words["show"])
        for episode in catalogue.episodes:
            for source in episode.sources:
                documented[source].append(escape_markdown(episode.code))
        return [add_brackets(self._reading(source), found) for source, found in documented.items()]

    def _reading(self, source: Source) -> str:
        linked = _linked(self._text(source.title), source.url)
        return ", ".join(filter(None, (linked, self.facts.write_consulted(source))))

    def _link(self, key: str, url: str | None) -> Iterator[str]:
        """Yield a link, if there is an address."""
        if url:
            yield _linked(capitalize_first(self.facts.words[key]), url)

    def _section(self, level: str, key: str, items: Sequence[str]) -> Iterator[str]:
        """Yield a heading and a list, if there are any items."""
        if items:
            yield f"{level} {capitalize_first(self.facts.words[key])}"
            yield from _joined("\n", (f"- {item}" for item in items))

    def _paragraphs(self, text: LocalizedText | None) -> Iterator[str]:
        """Give the paragraphs of a text, separated by blank lines."""
        if text is not None:
            yield _escape_lines(self.facts.say(text))

    def _text(self, text: LocalizedText | None) -> str:
        """Return a text in the language of the page, escaped; an unknown text is empty."""
        return escape_markdown(self.facts.say(text)) if text is not None else ""


def _notes(episode: Episode) -> str:
    """Return the publisher's notes, if there are any."""
    if episode.notes_html is None:
        return _escape_lines(episode.notes or "")

    return _notes_in_markdown(episode.notes_html)


def _chapter(chapter: Chapter) -> str:
    title = _linked(escape_markdown(chapter.title), chapter.url)
    return f"{format_duration(chapter.start)} {title}"


def _mark(name: Name) -> str:
    """Return a name, escaped; an organisation is linked to its address."""
    url = name.of.url if isinstance(name.of, Organisation) else None
    return _linked(escape_markdown(name.text), url)


def _joined(separator: str, found: Iterable[str]) -> Iterator[str]:
    """Yield what was found as one text, if that is anything."""
    if text := separator.join(found):
        yield text


def _escape_lines(text: str) -> str:
    """Return the lines of a text, escaped, with one blank line where there are several."""
    lines = re.split(r"\r\n|\r|\n", text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(map(escape_markdown, lines)).strip("\n"))


def link_mailboxes(line: str) -> str:
    """Return a line, escaped, in which e-mail addresses are links."""
    escaped = escape_markdown(line)
    for mailbox in MAILBOX.findall(line):
        escaped = escaped.replace(escape_markdown(mailbox), f"<{mailbox}>")
    return escaped


def _linked(text: str, url: str | None) -> str:
    """Return a text as a link, if there is an address; addresses contain no ``>``."""
    return f"[{text}](<{url.replace('&', '&amp;')}>)" if url else text


# What may be markup in CommonMark or its extensions on GitHub and elsewhere. Single hyphens,
# points at the end of words and colons between numbers never are, except where a line begins.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#+|&~@$=^]|^[-:%]|--+|:(?=[^\s\d]|\d+:)|\.(?=\S)")
# The beginning of a numbered list item.
_NUMBERED: Final = re.compile(r"^(\d+)([.)])")


def escape_markdown(text: str) -> str:
    r"""Return a text on one line, with a backslash before each character that could be markup.

    White space that readers would strip, such as no-break spaces, is written by number.

    >>> print(escape_markdown("<b> & *c*, Saint-Denis"))
    \<b\> \& \*c\*, Saint-Denis
    """
    line = _MARKUP.sub(_escaped, join_lines(text))
    line = _NUMBERED.sub(r"\1\\\2", line)
    rest = line.lstrip()
    core = rest.rstrip()
    before, after = line[: len(line) - len(rest)], rest[len(core) :]
    return _by_number(before) + core + _by_number(after)


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{character}" for character in match[0])


def _by_number(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)


_MARKS: Final = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_NUMBERED_LINE: Final = re.compile(r"^(\d+)(?=[.)](?:\s|$))")


def _notes_in_markdown(notes_html: str) -> str:
    r"""Return the notes of a publisher in Markdown, without HTML and pictures.

    Raises:
        MissingExtraError: nh3 is not installed.

    >>> print(_notes_in_markdown("<p>Our <b>oven</b></p><ul><li><a href='https://a.org'>A</a>_"))
    Our **oven**
    <BLANKLINE>
    - [A](<https://a.org>)\_
    """
    writer = _Writer()
    for piece in pieces(clean_notes(notes_html)):
        writer.add_text(unescape(piece.text))
        writer.add_tag(piece)
    return "".join(writer.parts)


@attrs.define
class _Container:
    """An open list, item or quote, the number of items so far, and what its next line has first."""

    name: str
    count: int = 0
    first: str = ""
    others: str = ""


class _Writer:
    """Writes the few elements that cleaned notes have.

    Attributes:
        parts: the blocks so far, with the line breaks between them.
        line: the parts of the paragraph that is open.
        starts: where the links and emphasis that are open begin in it, with their addresses.
        containers: the open lists, items and quotes.
        was_item: whether the last block was the first one of an item.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.line: list[str] = []
        self.starts: list[tuple[int, str]] = []
        self.containers: list[_Container] = []
        self.was_item = False

    def add_text(self, text: str) -> None:
        """Add a text to the paragraph, if there is any."""
        if not text:
            return
        before, after = text[:1].isspace(), text[-1:].isspace()
        self.line.append(f"{' ' * before}{escape_markdown(' '.join(text.split()))}{' ' * after}")

    def add_tag(self, piece: Piece) -> None:
        """Add what stands for a tag."""
        name = piece.name
        if name == "br":
            self.line.append("\n")
        elif name in _MARKS or name == "a":
            if piece.is_end:
                self.close(name)
            else:
                self.starts.append((len(self.line), piece.address("href")))
        elif piece.is_end:
            self.end_block()
            if name != "p":
                self.containers.pop()
        elif name in {"ul", "ol", "blockquote"}:
            mark = "> " if name == "blockquote" else ""
            self.containers.append(_Container(name, first=mark, others=mark))
        elif name == "li":
            around = self.containers[-1]
            around.count += 1
            mark = "- " if around.name == "ul" else f"{around.count}. "
            self.containers.append(_Container(name, first=mark, others=" " * len(mark)))

    def close(self, name: str) -> None:
        """Close a link or emphasis; there is no emphasis that a reader might not see as such."""
        start, address = self.starts.pop()
        text = "".join(self.line[start:])
        core = text.strip()
        before, _, after = text.partition(core) if core else (text, "", "")
        if name == "a" and core and address:
            address = address.replace("&", "&amp;").replace("\\", "%5C")
            core = f"[{core}](<{address}>)"
        elif name != "a" and core[:1].isalnum() and core[-1:].isalnum():
            is_alone = not any(part.endswith("*") for part in self.line[start - 1 : start])
            core = f"{_MARKS[name]}{core}{_MARKS[name]}" if is_alone else core
        self.line[start:] = filter(None, [f"{before}{core}{after}"])

    def end_block(self) -> None:
        """Write the paragraph, if there is one."""
        texts = "".join(self.line).split("\n")
        lines = [
            _NUMBERED_LINE.sub(r"\1\\", " ".join(text.split())) for text in texts if text.strip()
        ]
        self.line = []
        if not lines:
            return
        starts_item = bool(self.containers) and self.containers[-1].first.strip() not in {"", ">"}
        first = "".join(one.first for one in self.containers)
        others = "".join(one.others for one in self.containers)
        for one in self.containers:
            one.first = one.others
        if self.parts:
            self.parts.append("\n" if starts_item and self.was_item else "\n\n")
        self.was_item = starts_item
        self.parts.append(first + f"\\\n{others}".join(lines))
