"""Which pages a site in one language has, and what is particular to each; nothing is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ...models import Entity, Episode, Organisation, Person, Show, Source, Theme
from ...models.sections import section_of
from ...text.folding import fold
from ...text.writing import capitalize_first, shorten, typeset
from ..anchors import anchor_of
from ..page_and_site.card import fill_card
from ..page_and_site.headings import count_episodes, name_page, write_lead, write_opening
from ..page_and_site.languages import Versions, versions, word_versions
from ..page_and_site.order import Group, by_family, by_name
from ..page_and_site.scripts_and_styles import write_data
from ..page_and_site.values import Values, former_ids, image_host
from ..text.phrases import Phrases, name_of
from . import limits
from .said import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...models import LocalizedText
    from ..text.account import Named

# The children of each theme or place by its id; none where things are not below each other.
Tree: TypeAlias = Mapping[str, Sequence[Entity]]

DOWNLOADS: Final = {
    "RSS": "feed.xml",
    "JSON Feed": "feed.json",
    "CSV": "episodes.csv",
    "JSON": "catalogue.json",
    "BibLaTeX": "citations.bib",
    "RIS": "citations.ris",
}


@attrs.frozen(kw_only=True)
class Page:
    """What is particular to a page; the template finds each attribute under its name.

    Attributes:
        kind: what it is: "start", "about", "lost", "moved", "episode", "person", …, or a list:
            "people", ….
        here: its path.
        heading: what heads it.
        section: the entry of the menu that it belongs to.
        title: its title in programs; its heading and the title of the show if this is empty.
        told: how search engines describe it; what is said of the show if this is empty.
        canonical: its complete address, if that is known.
        image: the picture by which others show it.
        image_hosts: the hosts of the pictures on it.
        noindex: whether search engines are asked to leave it out.
        entity: the thing that it is about.
        counted_here: how many episodes there are about it.
        groups: what it lists.
        tree: what is below each of these.
        jumps: where its headings are, on any of the pages of its list.
        numbers: the pages of its list.
        is_first: whether it is the first of these.
        is_list: whether the entry of the menu leads to it.
        views: the other orders of the episodes, by their paths.
        view: the path of its own order.
        name: what the first page is called.
        lead: the first sentence about the show, on the first page.
        leading: the id of the episode with which the first page begins.
        leading_word: the word above it.
        editions: the languages of the site, each with the relative and the complete address of the
            same page.
        described: what it says as JSON-LD.
    """

    kind: str
    here: str
    heading: str
    section: str = ""
    title: str = ""
    told: str = ""
    canonical: str = ""
    image: str | None = None
    image_hosts: Sequence[str] = ()
    noindex: bool = False
    entity: Entity | None = None
    counted_here: Versions = attrs.field(factory=list[tuple[str, str]])
    groups: Sequence[Group[Entity]] = ()
    tree: Tree = attrs.field(factory=dict[str, Sequence[Entity]])
    jumps: Sequence[tuple[Versions, str]] = ()
    numbers: Sequence[tuple[int, str]] = ()
    is_first: bool = True
    is_list: bool = False
    views: Mapping[str, Versions] = attrs.field(factory=dict[str, Versions])
    view: str = ""
    name: str = ""
    lead: Versions = attrs.field(factory=list[tuple[str, str]])
    leading: str = ""
    leading_word: str = ""
    editions: Sequence[tuple[str, str, str]] = ()
    described: str = ""

    @property
    def things(self) -> list[Entity]:
        """What it lists, without the headings."""
        return [one for group in self.groups for one in group.things]


def path_of(entity: Entity) -> str:
    """Return the path of the page about an entity, within those of one language.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue()
    >>> path_of(catalogue.episode(3)), path_of(catalogue.person("gentelet"))
    ('episodes/s01e03.html', 'people/karine-gentelet.html')
    """
    if isinstance(entity, Show):
        return "about.html"
    if isinstance(entity, Source):
        return f"sources.html#{anchor_of(entity)}"
    return f"{section_of(type(entity)).name}/{entity.id}.html"


def descend(entity: Entity, tree: Tree) -> Iterator[Entity]:
    """Yield an entity and all below it."""
    yield entity
    for one in tree.get(entity.id, ()):
        yield from descend(one, tree)


@attrs.frozen(kw_only=True, eq=False)
class Edition(Values):
    """The pages of a site in one language, and what the templates say in each of them.

    Attributes:
        selection: what a selection is called.
        base: the address of the site, which ends in a slash, or nothing.
        folder: where the pages are, from the top of the site.
        former: none: a page with a retired id leads on.
        alone: none: an episode has a page of its own.
        one_page: not; for templates of page and site.
        in_full: for those, too.
        level: the element of the title of an episode on its page.
        downloads: the files that other programs read.
    """

    selection: str | None
    base: str
    folder: str
    transcripts: Mapping[str, Transcript] = attrs.field(factory=dict[str, Transcript])
    former: Mapping[str, Sequence[str]] = attrs.field(factory=dict[str, Sequence[str]])
    alone: Episode | None = None
    one_page: bool = False
    in_full: bool = True
    level: str = "h1"
    downloads: Mapping[str, str] = DOWNLOADS

    @property
    def phrases(self) -> Phrases:
        """What is said in the language."""
        return Phrases(self.languages[0])

    @property
    def sections(self) -> list[str]:
        """The entries of the menu."""
        named = ("people", "organisations", "themes", "places")
        return ["episodes", *(key for key in named if getattr(self.catalogue, key)), "about"]

    @property
    def script_words(self) -> str:
        """The words that the script of each page prints, as JSON."""
        keys = ["copy", "copied", "address", "share_link", "from_moment", "publish_first", "embed"]
        return write_data(
            {key: typeset(self.phrases.words[key], self.languages[0]) for key in keys}
        )

    def title_of(self, entity: Entity) -> str:
        """Return what a page calls an entity, as people read it."""
        return typeset(self.phrases.say(name_of(entity)), self.phrases.language)

    def number_of(self, entity: Named) -> Versions:
        """Return how many episodes there are about an entity, if any, beside its name in a list."""
        number = len(self.catalogue.episodes_of(entity))
        return count_episodes(number, self.languages) if number else []

    def complete(self, path: str) -> str:
        """Return the complete address of a page, if that of the site is known."""
        return f"{self.base}{self.folder}{path}" if self.base else ""

    def cards(self) -> Iterator[tuple[str, str]]:
        """Yield the card of each episode that can be heard, to embed elsewhere, with its path."""
        for episode in self.catalogue.episodes:
            if episode.audio:
                yield (
                    f"episodes/{episode.id}.card.html",
                    fill_card(
                        self.catalogue,
                        episode,
                        self.languages[0],
                        self.complete(path_of(episode)) or None,
                        pictures=self.pictures,
                        accent=self.accent,
                        page=f"{episode.id}.html",
                    ),
                )

    # ------------------------------------------------------------------------------ the plan

    def plan(self) -> dict[str, Page]:
        """Return all pages by their paths."""
        return {page.here: self._complete(page) for page in self._pages()}

    def _complete(self, page: Page) -> Page:
        """Return a page with what most pages say in the same way."""
        entity, show = page.entity, self.show
        image = entity.image_url if isinstance(entity, Person | Episode) else None
        chapters = entity.chapters if isinstance(entity, Episode) else ()
        return attrs.evolve(
            page,
            title=page.title or f"{page.heading} – {show.title}",
            told=page.told or self._text(show.summary) or page.heading,
            canonical=page.canonical or self.complete(page.here),
            image=image or show.cover_url,
            image_hosts=self.image_hosts(
                image,
                *(one.image_url for one in chapters),
                *(one.image_url for one in page.things if isinstance(one, Person | Episode)),
            ),
        )

    def _pages(self) -> Iterator[Page]:
        catalogue = self.catalogue
        yield from self._list_episodes()
        for episode in catalogue.episodes:
            yield Page(
                kind="episode",
                section="episodes",
                here=path_of(episode),
                heading=self.title_of(episode),
                told=self._text(episode.summary) or write_opening(episode.notes or ""),
                entity=episode,
            )
        sources = sorted(catalogue.sources, key=lambda one: fold(self.title_of(one)))
        lists: tuple[tuple[str, Sequence[Group[Entity]], Tree], ...] = (
            ("people", _letter(by_family(catalogue.people)), {}),
            ("organisations", _letter(by_name(catalogue.organisations)), {}),
            ("themes", _all(self.themes.get("", ())), self.themes),
            ("places", _all(self.places.get("", ())), self.places),
            ("sources", _all(sources), {}),
        )
        for key, groups, tree in lists:
            if groups:
                heading, here = self.heading_word(key), f"{key}.html"
                page = Page(kind=key, section=key, here=here, heading=heading, is_list=True)
                whole = attrs.evolve(page, groups=groups, tree=tree)
                yield from _divide(whole, limits.NAMES, self._further)
        about = self.heading_word("about")
        yield Page(kind="about", section="about", here="about.html", heading=about)
        places = {episode.id: place for place, episode in enumerate(self.listing.episodes)}
        for entity in self.named:
            found = sorted(catalogue.episodes_of(entity), key=lambda one: places[one.id])
            yield from _divide(self._profile(entity, found), limits.ROWS, self._further)
        former = former_ids(catalogue)
        for entity in (*catalogue.episodes, *self.named):
            folder = path_of(entity).partition("/")[0]
            for id_ in former.get(entity.id, ()):
                yield Page(
                    kind="moved",
                    here=f"{folder}/{id_}.html",
                    heading=self.title_of(entity),
                    canonical=self.complete(path_of(entity)),
                    noindex=True,
                    entity=entity,
                )

    @property
    def named(self) -> tuple[Named, ...]:
        """What episodes name."""
        one = self.catalogue
        return (*one.people, *one.organisations, *one.themes, *one.places)

    @property
    def _further(self) -> str:
        """How a page of a list is called that goes on."""
        return self.phrases.words["further_page"]

    def _list_episodes(self) -> Iterator[Page]:
        """Yield the pages that list the episodes, in each order, and those of a running time."""
        orders = self.listing.orders or {"episodes": self.listing.groups}
        lists = {
            order: (word_versions(order, self.languages), some) for order, some in orders.items()
        }
        for one in self.lengths:
            lists[one.anchor] = (one.heading, [attrs.evolve(one, heading=[])])
        paths = {name: f"{name if number else 'index'}.html" for number, name in enumerate(lists)}
        views = {paths[name]: label for name, (label, _) in lists.items()}
        for name, (label, groups) in lists.items():
            path, is_home = paths[name], paths[name] == "index.html"
            page = Page(
                kind="episodes",
                section="episodes",
                here=path,
                heading=self.heading_word("episodes") + ("" if is_home else f" – {label[0][1]}"),
                groups=groups,
                views=views,
                view=path,
                is_list=is_home,
                noindex=not is_home,
            )
            for part in _divide(page, limits.ROWS, self._further):
                yield self._start(part) if part.here == "index.html" else part

    def _start(self, page: Page) -> Page:
        """Return the first page of all."""
        name, title = name_page(self.catalogue, self.selection, self.languages[0])
        lead = write_lead(self.show.summary, self.languages) if self.selection is None else []
        first = attrs.evolve(page, kind="start", name=name, title=title, lead=lead)
        if not self.catalogue.episodes[1:]:
            return first
        order = next(iter(self.listing.orders), "")
        word = f"first_{order}" if order in {"newest", "oldest"} else "episode"
        return attrs.evolve(first, leading=self.listing.episodes[0].id, leading_word=word)

    def _profile(self, entity: Named, episodes: list[Episode]) -> Page:
        """Return the page about a person, an organisation, a theme or a place."""
        section, counted = section_of(type(entity)), self.number_of(entity)
        return Page(
            kind=section.noun,
            section=section.name,
            here=path_of(entity),
            heading=self.title_of(entity),
            told=self._tell(entity, counted),
            noindex=isinstance(entity, Person) and self._is_hidden(entity),
            entity=entity,
            groups=_all(episodes),
            counted_here=counted,
        )

    def _is_hidden(self, person: Person) -> bool:
        """Return whether search engines are asked to leave out the page about a person."""
        return person.url is None and person.id not in self.catalogue.hosts

    def _tell(self, entity: Named, counted: Versions) -> str:
        """Return how a search engine describes an entity: what it is, and how many episodes."""
        match entity:
            case Person():
                credits_ = (one.credit for one in self.catalogue.appearances(entity))
                said = self._text(next((one.role for one in credits_ if one and one.role), None))
            case Organisation():
                said = self._text(entity.description) or self.heading_word(f"kind_{entity.kind}")
            case Theme():
                said = self._text(entity.definition)
            case _:
                said = ""
        parts = (self.title_of(entity), said, *(text for _, text in counted))
        return " – ".join(filter(None, parts))

    def image_hosts(self, *addresses: str | None) -> list[str]:
        """Return the hosts of the pictures on a page: the cover, and those with addresses.

        Browsers ask for a picture by HTTPS where a page came by it, whatever its address says.
        """
        known = (self.show.cover_url, *addresses) if self.pictures else ()
        hosts = {*filter(None, map(image_host, known))}
        return sorted(hosts | {host.replace("http:", "https:", 1) for host in hosts})

    def heading_word(self, key: str) -> str:
        """Return a word that heads a page."""
        return capitalize_first(typeset(self.phrases.words[key], self.languages[0]))

    def _text(self, text: LocalizedText | None) -> str:
        return shorten(versions(text, self.languages)[0][1], limits.TOLD) if text else ""


def _letter(letters: Mapping[str, Sequence[Entity]]) -> list[Group[Entity]]:
    """Return entities under their letters."""
    return [
        Group(anchor=f"letter-{n}", heading=[("", letter)] if letter else [], things=found)
        for n, (letter, found) in enumerate(letters.items(), 1)
    ]


def _all(things: Sequence[Entity]) -> list[Group[Entity]]:
    """Return entities under no heading."""
    return [Group(anchor="", heading=[], things=things)] if things else []


def _divide(page: Page, size: int, further: str) -> Iterator[Page]:
    """Yield the pages of a list, each of which has so many things or a few more.

    >>> from ...packaged.bundled import load_catalogue
    >>> themes = load_catalogue().themes
    >>> groups = [*_all(themes[:2]), *_all(themes[2:3])]
    >>> page = Page(kind="themes", here="themes.html", heading="Themes", groups=groups)
    >>> [(part.here, part.heading) for part in _divide(page, 2, "{}, page {}")]
    [('themes.html', 'Themes'), ('themes-2.html', 'Themes, page 2')]
    """
    parts: list[list[Group[Entity]]] = [[]]
    jumps: dict[str, tuple[Versions, str]] = {}
    used = 0
    for group in page.groups:
        some: list[Entity] = []
        for thing in group.things:
            if used >= size:
                if some:
                    parts[-1].append(attrs.evolve(group, things=some))
                parts.append([])
                some, used = [], 0
            some.append(thing)
            used += sum(1 for _ in descend(thing, page.tree))
        parts[-1].append(attrs.evolve(group, things=some))
    for number, part in enumerate(parts, 1):
        for group in part:
            place = f"{_further(page.here, number)}#{group.anchor}"
            jumps.setdefault(group.anchor, (group.heading, place))
    for number, part in enumerate(parts, 1):
        yield attrs.evolve(
            page,
            here=_further(page.here, number),
            heading=further.format(page.heading, number) if number > 1 else page.heading,
            groups=part,
            jumps=[jump for jump in jumps.values() if jump[0]],
            numbers=_number(page.here, number, len(parts)),
            is_first=number == 1,
        )


def _further(path: str, number: int) -> str:
    """Return the path of a further page of a list, which no page of another thing has.

    >>> _further("index.html", 2), _further("people/host.html", 2), _further("people.html", 1)
    ('index-2.html', 'people/host.2.html', 'people.html')
    """
    sign = "." if "/" in path else "-"  # ids end in a hyphen and a number, too
    return path if number == 1 else f"{path.removesuffix('.html')}{sign}{number}.html"


def _number(path: str, present: int, last: int) -> list[tuple[int, str]]:
    """Return the numbers of the pages of a list with their paths, or nothing if it has only one.

    >>> _number("index.html", 5, 9)[:4]
    [(1, 'index.html'), (0, ''), (3, 'index-3.html'), (4, 'index-4.html')]
    """
    if last == 1:
        return []
    near = range(max(2, present - limits.AROUND), min(last, present + limits.AROUND + 1))
    shown = sorted({1, *near, last})
    numbers: list[tuple[int, str]] = []
    before = 0
    for number in shown:
        if number > before + 1:
            numbers.append((0, ""))
        numbers.append((number, _further(path, number)))
        before = number
    return numbers
