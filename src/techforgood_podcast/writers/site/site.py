"""``site``: a folder to publish, with a page for each thing, readable without a script.

`index.html` lists the episodes; `people.html`, `organisations.html`, `themes.html` and
`places.html` list names; and `episodes/s01e03.html`, `people/karine-gentelet.html` and so on are
about one thing each. Home begins with the first episode and its player. Other lists of the episodes
are in the other order, such as `oldest.html`, and by running time: `short.html`, `medium.html` and
`long.html`, thirds of the show's own times with round limits. Long lists go on on further pages,
such as `index-2.html`. `about.html` is about the show, and `404.html` is for addresses that lead
nowhere. A page with a retired id leads to what replaces the id. If texts exist in French or English
too, the same pages in that language are in a folder such as `en/`.

In the folder are also `feed.xml`, `feed.json`, `episodes.csv`, `catalogue.json`, `citations.bib`
and `citations.ris`, to which `about.html` links. Pages announce the show's own feed, or `feed.xml`
where the show has no ``feed_url`` and an episode has audio. Listeners have the player of the page,
and an address for each moment: `episodes/s01e03.html#t=754`. The search loads its index when
somebody uses it, from a disk too.

Links between pages are relative, so the folder works from a disk and below any address. With
``base_url``, the address of the folder, the addresses for other programs are complete: canonical
ones, those of other languages, in link previews, JSON-LD and feeds; and there is a `sitemap.xml`.
Search engines are asked to leave out the page about a person who has no ``url`` and hosts nothing.

With ``force``, a site is written again into its folder. A hidden file lists what was written there.
A file that has not changed keeps its time, and one that is no longer part of the site is removed.
Files of others stay as they are; if one is in the way, nothing is written.

Also lost: all languages but French, English and the one asked for.

Note: a page has at most 60 KB, apart from notes; a list of names has 250 bytes more for each name
beyond a hundred. A page loads the style and the script of the site, audio, and pictures unless
``pictures`` is false: the cover, on an episode's page its chapters' pictures and its own, unless
another episode has the same, and on a person's page theirs. The content security policy allows
pictures from the hosts in their addresses and from no others, so a picture that redirects to
another host is not shown. Audio and video may redirect, as most do. Browsers ask for a picture by
HTTPS where the site is published by it, even if its address begins with ``http:``. Texts are
escaped as in ``html``, and pictures in notes are left out.

Note: `catalogue.json` lacks ``owner_email`` and withdrawn ids.

Tested with: Chromium, from a disk and from a server, with and without JavaScript; axe-core.
"""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import attrs

from ...catalogue.catalogue import Catalogue
from ...converters import to_dict
from ...files import LISTED, list_files
from ...models import Episode, Organisation, Person, Place, Show, Source, Theme
from ...models.sections import section_of
from ...reading.transcripts import read_transcripts
from ...syntax.json import write
from ...text.folding import fold
from ...text.markup import escape_text
from ...text.writing import capitalize_first, shorten, typeset
from ..anchors import anchor_of
from ..citations import biblatex, ris
from ..data import csv
from ..format import Format, refused
from ..graph import jsonld
from ..page_and_site.colours import style_accent
from ..page_and_site.headings import (
    Listing,
    count_episodes,
    group_by_length,
    list_episodes,
    name_page,
    write_lead,
    write_opening,
)
from ..page_and_site.languages import languages_with_words, versions, word_versions
from ..page_and_site.profiles import by_family, by_name, credits_by_role
from ..page_and_site.scripts_and_styles import read_code, write_data, write_script
from ..page_and_site.search_index import page_index
from ..page_and_site.templates import page_environment
from ..page_and_site.variables import (
    former_ids,
    image_host,
    page_functions,
    page_values,
    robots_of,
    sound_schemes,
)
from ..syndication import jsonfeed, rss
from ..text.phrases import Phrases, code_before_title, name_of
from . import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ...models import Entity, LocalizedText
    from ...reading import Location
    from ..page_and_site.languages import Versions

FORMAT = Format(
    name="site",
    suffixes=(),
    media_type="application/zip",
    summary="A folder to publish, with a page for each thing, readable without a script.",
    family="pages",
    kind="folder",
    extra="html",
    options=("language", "base_url", "pictures", "title", "accent", "transcripts"),
    keeps_order=True,
)

ItemT = TypeVar("ItemT")
# Things under a heading: its anchor, its versions, and what is below it.
_Group: TypeAlias = "tuple[str, Versions, list[ItemT]]"

_Json: TypeAlias = "str | float | list[_Json] | dict[str, _Json] | None"

_LOST: Final = "404.html"
_DOWNLOADS: Final = {
    "RSS": "feed.xml",
    "JSON Feed": "feed.json",
    "CSV": "episodes.csv",
    "JSON": "catalogue.json",
    "BibLaTeX": "citations.bib",
    "RIS": "citations.ris",
}
# What is said of a thing that another one names, and of an episode in a list.
_BRIEFLY: Final = ("@type", "name", "seasonNumber")
_EPISODES: Final = ("url", "datePublished", "duration", "episodeNumber", "partOfSeries")


def content(  # noqa: PLR0913 -- the options of the format
    catalogue: Catalogue,
    *,
    language: str,
    base_url: str | None = None,
    pictures: bool | None = None,
    title: str | None = None,
    accent: str | None = None,
    transcripts: Location | None = None,
) -> dict[str, str | bytes]:
    """Return the files of a site by name.

    Args:
        catalogue: what to write.
        language: the language of the pages at the top of the folder; that of the show by default.
            A text that does not exist in this language is given in its main one.
        base_url: the address of the folder, if it is known.
        pictures: whether to show the cover and the pictures of episodes and people, which the
            browser loads from their addresses; a site shows them by default.
        title: what a selection is called; the number of its episodes if this is empty.
        accent: the one colour of the site, such as ``#a8391f``; where it would be hard to read, it
            is made darker, or lighter in dark mode.
        transcripts: a folder with what was said, in a file for each episode: ``s01e03.vtt``,
            ``.srt`` or ``.json``. Nothing is read without it.

    Raises:
        CatalogueError: a transcript cannot be read; ``problems`` lists every problem.
        MissingExtraError: Jinja is not installed.
        UnknownOptionError: ``base_url`` has a query.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import techforgood_podcast as tfg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tfg.dump(tfg.by_theme("art"), f"{folder}/public", "site")
    ...     sorted(path.name for path in Path(folder, "public", "episodes").iterdir())
    ['s01e04.html']
    """
    shows_pictures = pictures is not False
    spoken = {} if transcripts is None else read_transcripts(transcripts, catalogue)
    tags = (language, *languages_with_words(catalogue, language))
    base = _check_base(base_url)
    editions = [
        _Edition(
            catalogue,
            Phrases(tag),
            "" if tag == language else f"{tag}/",
            base,
            title,
            pictures=shows_pictures,
            accent=accent,
            listing=list_episodes(catalogue, (tag,)),
        )
        for tag in tags
    ]
    plans = {edition: edition.plan() for edition in editions}
    files: dict[str, str | bytes] = {}
    for edition in editions:
        for path in plans[edition]:
            files[edition.folder + path] = edition.render(path, plans)
        files |= edition.render_moved()
    pages = [
        edition.folder + path
        for edition, plan in plans.items()
        for path, page in plan.items()
        if not page.get("noindex")
    ]
    files[_LOST] = editions[0].render_lost(plans)
    files |= _data_of(catalogue, language, base)
    files |= {f"episodes/{id_}{one.suffix}": one.data for id_, one in spoken.items()}
    files["site.css"] = _write_style(accent, pictures=shows_pictures)
    files["site.js"] = write_script("site/site.js", vars(limits))
    files["search.js"] = _write_search(catalogue, editions)
    if base:
        files |= _write_sitemap(pages, base)
    return {**files, LISTED: list_files(files)}


def _check_base(base_url: str | None) -> str:
    """Return the address of a folder, which ends in a slash, or nothing.

    Raises:
        UnknownOptionError: it has a query.

    >>> _check_base("https://example.org/show")
    'https://example.org/show/'
    """
    if base_url and "?" in base_url:
        raise refused(base_url, reason="has a query; leave out the ? and what follows it")
    return f"{base_url.removesuffix('/')}/" if base_url else ""


def _write_style(accent: str | None, *, pictures: bool) -> str:
    names = ["page_and_site/style.css", "site/site.css", "page_and_site/print.css"]
    names += ["page_and_site/pictures.css"] if pictures else []
    return "".join([*map(read_code, names), style_accent(accent) if accent else ""])


def _data_of(catalogue: Catalogue, language: str, base: str) -> dict[str, str]:
    """Return the files of a site that other programs read."""
    feed = {key: f"{base}{name}" if base else None for key, name in _DOWNLOADS.items()}
    document = to_dict(catalogue)
    document["show"].pop("owner_email", None)
    if "redirects" in document:
        # A withdrawn id may be the name of somebody who asked to be left out.
        document["redirects"] = [one for one in document["redirects"] if "to" in one]
    written = (
        rss.content(catalogue, language=language, feed_url=feed["RSS"]),
        jsonfeed.content(catalogue, language=language, feed_url=feed["JSON Feed"]),
        csv.content(catalogue, language=language),
        f"{write(document)}\n",
        biblatex.content(catalogue, language=language),
        ris.content(catalogue, language=language),
    )
    return dict(zip(_DOWNLOADS.values(), written, strict=True))


def _write_sitemap(names: Sequence[str], base: str) -> dict[str, str]:
    """Return the list of pages for search engines, in several files if it is long.

    >>> list(_write_sitemap(["index.html"], "https://example.org/"))
    ['sitemap.xml']
    """
    starts = range(0, len(names), limits.SITEMAP)
    parts = [
        _list_addresses("urlset", "url", base, names[at : at + limits.SITEMAP]) for at in starts
    ]
    if len(parts) == 1:
        return {"sitemap.xml": parts[0]}
    files = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    return {"sitemap.xml": _list_addresses("sitemapindex", "sitemap", base, [*files]), **files}


def _list_addresses(root: str, element: str, base: str, names: Sequence[str]) -> str:
    """Return files of a site as a document of the sitemap protocol."""
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    lines = [f"<{element}><loc>{escape_text(base + name)}</loc></{element}>" for name in names]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{namespace}">'
    return "\n".join((head, *lines, f"</{root}>", ""))


def _write_search(catalogue: Catalogue, editions: Sequence[_Edition]) -> str:
    """Return the script of the search, which has its index in it."""
    tags = tuple(edition.tag for edition in editions)
    # No page has the texts, so the index has them all.
    listing = list_episodes(catalogue, tags)
    index = page_index(catalogue, "<main></main>", listing, tags)
    spoken = catalogue.show.language
    known = {
        **index,
        "withdrawn": [],
        "episodes": [
            [one.id, code_before_title(one), typeset(one.title, spoken)]
            for one in catalogue.episodes
        ],
        "things": [
            [section_of(type(one)).noun, path_of(one), {e.tag: e.label(one) for e in editions}]
            for some in (
                catalogue.people,
                catalogue.organisations,
                catalogue.places,
                catalogue.themes,
            )
            for one in some
        ],
    }
    # The search reads its index from the page, where this puts it.
    data = json.dumps(write_data(known), ensure_ascii=False)
    index_ = f'{{type: "application/json", id: "index", textContent: {data}}}'
    place = f'document.head.append(Object.assign(document.createElement("script"), {index_}));\n'
    return place + write_script("site/search_results.js", vars(limits))


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


def _further(path: str, number: int) -> str:
    """Return the path of a further page of a list, which no page of another thing has.

    >>> _further("index.html", 2), _further("people/host.html", 2), _further("people.html", 1)
    ('index-2.html', 'people/host.2.html', 'people.html')
    """
    sign = "." if "/" in path else "-"  # ids end in a hyphen and a number, too
    return path if number == 1 else f"{path.removesuffix('.html')}{sign}{number}.html"


def _divide(
    groups: Iterable[_Group[ItemT]], size: int, weigh: Callable[[ItemT], int] = lambda _: 1
) -> list[list[_Group[ItemT]]]:
    """Return the groups of each page, where a page has so many things or a few more.

    >>> _divide([("a", [], [1, 2, 3]), ("b", [], [4])], 2)
    [[('a', [], [1, 2])], [('a', [], [3]), ('b', [], [4])]]
    """
    pages: list[list[_Group[ItemT]]] = [[]]
    used = 0
    for anchor, heading, items in groups:
        part: list[ItemT] = []
        for item in items:
            if used >= size:
                if part:
                    pages[-1].append((anchor, heading, part))
                pages.append([])
                part, used = [], 0
            part.append(item)
            used += weigh(item)
        pages[-1].append((anchor, heading, part))
    return pages


def _lettered(letters: Mapping[str, Iterable[Entity]]) -> list[_Group[Entity]]:
    """Return entities under their letters as groups."""
    return [
        (f"letter-{n}", [("", letter)] if letter else [], [*found])
        for n, (letter, found) in enumerate(letters.items(), 1)
    ]


# What episodes name, and what has a page that lists them.
_Named: TypeAlias = Person | Organisation | Theme | Place
# The paths of pages, with what is particular to each.
_Plan: TypeAlias = "dict[str, dict[str, Any]]"


@attrs.frozen(eq=False)
class _Edition:
    """The pages of a site in one language.

    Attributes:
        phrases: what is said in the language.
        folder: where they are, from the top of the site.
        base: the address of the site, which ends in a slash, or nothing.
    """

    catalogue: Catalogue
    phrases: Phrases
    folder: str
    base: str
    title: str | None
    pictures: bool = attrs.field(kw_only=True)
    accent: str | None = attrs.field(kw_only=True)
    listing: Listing = attrs.field(kw_only=True)
    _shared: dict[int, dict[str, Any]] = attrs.field(factory=dict[int, dict[str, Any]], init=False)
    _nodes: dict[str, dict[str, Any]] = attrs.field(factory=dict[str, dict[str, Any]], init=False)
    _paths: dict[str, str] = attrs.field(factory=dict[str, str], init=False)

    @property
    def tag(self) -> str:
        return self.phrases.language

    @property
    def languages(self) -> tuple[str, ...]:
        return (self.tag,)

    def label(self, entity: Entity) -> str:
        """Return what a page calls an entity, as people read it."""
        return typeset(self.phrases.say(name_of(entity)), self.tag)

    # ------------------------------------------------------------------------------ the plan

    def plan(self) -> _Plan:
        """Return the paths of all pages, with what is particular to each."""
        catalogue = self.catalogue
        pages: _Plan = {}
        pages |= self._list_episodes()
        name = name_page(catalogue, self.title, self.tag)
        lead = [] if self.title is not None else write_lead(catalogue.show.summary, self.languages)
        start = {**name, "kind": "start", "lead": lead, "alone": None}
        if catalogue.episodes[1:]:
            order = next(iter(self.listing.orders), "")
            start["leading"] = self.listing.episodes[0].id
            start["leading_word"] = f"first_{order}" if order in {"newest", "oldest"} else "episode"
        pages["index.html"] |= start
        for episode in catalogue.episodes:
            told = self._text(episode.summary) or write_opening(episode.notes or "")
            page = {"kind": "episode", "section": "episodes", "episode": episode, "told": told}
            pages[path_of(episode)] = {**page, "heading": self.label(episode)}
        for key, letters in (
            ("people", _lettered(by_family(catalogue.people))),
            ("organisations", _lettered(by_name(catalogue.organisations))),
        ):
            if letters:
                pages |= self._list(key, _divide(letters, limits.NAMES))
        for key, tree in (
            ("themes", self.shared(0)["themes"]),
            ("places", self.shared(0)["places"]),
        ):
            if tree:
                whole: list[_Group[Entity]] = [("", [], tree[""])]
                divided = _divide(whole, limits.NAMES, partial(_count, tree=tree))
                pages |= self._list(key, divided, tree=tree)
        if catalogue.sources:
            pages |= self._list("sources", _divide([("", [], self._sources())], limits.NAMES))
        pages["about.html"] = {"kind": "about", "section": "about", "heading": self._word("about")}
        pages["about.html"]["told"] = self._text(catalogue.show.summary)
        named: tuple[tuple[str, Iterable[_Named]], ...] = (
            ("people", catalogue.people),
            ("organisations", catalogue.organisations),
            ("themes", catalogue.themes),
            ("places", catalogue.places),
        )
        places = {episode.id: place for place, episode in enumerate(self.listing.episodes)}
        for key, some in named:
            for entity in some:
                found = catalogue.episodes_of(entity)
                episodes = sorted(found, key=lambda episode: places[episode.id])
                self._add_profile(pages, key, entity, episodes)
        return pages

    def _sources(self) -> list[Source]:
        return sorted(self.catalogue.sources, key=lambda one: fold(self.label(one)))

    def _word(self, key: str) -> str:
        return capitalize_first(typeset(self.phrases.words[key], self.tag))

    def _text(self, text: LocalizedText | None) -> str:
        return shorten(versions(text, self.languages)[0][1], limits.TOLD) if text else ""

    def _list_episodes(self) -> _Plan:
        """Return the pages that list the episodes, in each order, and those of a running time."""
        listing, languages = self.listing, self.languages
        orders = listing.orders or {"episodes": listing.groups}
        lists = {order: (word_versions(order, languages), some) for order, some in orders.items()}
        for one in group_by_length(listing.episodes, languages):
            lists[one.anchor] = (one.heading, [attrs.evolve(one, heading=[])])
        paths = {name: f"{name if number else 'index'}.html" for number, name in enumerate(lists)}
        views = {paths[name]: label for name, (label, _) in lists.items()}
        pages: _Plan = {}
        for name, (label, groups) in lists.items():
            divided = _divide(
                [(one.anchor, one.heading, one.episodes) for one in groups], limits.ROWS
            )
            more: dict[str, Any] = {"views": views, "view": paths[name]}
            if pages:
                more |= {"label": f" – {label[0][1]}", "is_list": False, "noindex": True}
            pages |= self._list("episodes", divided, path=paths[name], **more)
        return pages

    def _list(
        self,
        kind: str,
        divided: list[list[_Group[ItemT]]],
        path: str = "",
        label: str = "",
        **more: Any,
    ) -> _Plan:
        """Return the pages of a list."""
        path = path or f"{kind}.html"
        jumps: dict[str, tuple[Versions, str]] = {}
        for number, part in enumerate(divided, 1):
            for anchor, heading, _ in part:
                if heading:
                    jumps.setdefault(anchor, (heading, f"{_further(path, number)}#{anchor}"))
        return {
            _further(path, number): {
                "kind": kind,
                "section": kind,
                "is_list": True,
                "heading": self._word(kind) + label + (f" ({number})" if number > 1 else ""),
                "groups": part,
                "jumps": list(jumps.values()),
                "numbers": _number(path, number, len(divided)),
                "is_first": number == 1,
                **more,
            }
            for number, part in enumerate(divided, 1)
        }

    def _add_profile(
        self, pages: _Plan, section: str, entity: _Named, episodes: list[Episode]
    ) -> None:
        """Add the page about a person, an organisation, a theme or a place, and further ones."""
        path = path_of(entity)
        divided = _divide([("", [], episodes)] if episodes else [], limits.ROWS)
        counted = self._number_of(entity)
        label = self.label(entity)
        for number, part in enumerate(divided, 1):
            pages[_further(path, number)] = {
                "kind": section_of(type(entity)).noun,
                "section": section,
                "entity": entity,
                "heading": f"{label} ({number})" if number > 1 else label,
                "told": self._tell(entity, counted),
                "noindex": isinstance(entity, Person) and self._is_hidden(entity),
                "groups": part,
                "counted_here": counted,
                "numbers": _number(path, number, len(divided)),
                "is_first": number == 1,
            }

    def _is_hidden(self, person: Person) -> bool:
        """Return whether search engines are asked to leave out the page about a person."""
        return person.url is None and person.id not in self.catalogue.hosts

    def _tell(self, entity: Entity, counted: Versions) -> str:
        """Return how a search engine describes an entity: what it is, and how many episodes."""
        match entity:
            case Person():
                roles = (one[1].role for one in credits_by_role(entity, self.catalogue))
                said = self._text(next(filter(None, roles), None))
            case Organisation():
                said = self._text(entity.description) or self._word(f"kind_{entity.kind}")
            case Theme():
                said = self._text(entity.definition)
            case _:
                said = ""
        parts = (self.label(entity), said, *(text for _, text in counted))
        return " – ".join(filter(None, parts))

    # ----------------------------------------------------------------------------- rendering

    def shared(self, depth: int) -> dict[str, Any]:
        """Return what the templates say in each page that is so many folders below the first."""
        if depth in self._shared:
            return self._shared[depth]
        up = "../" * depth
        people = list(self.catalogue.people)

        def address(entity: Entity) -> str:
            return up + path_of(entity)

        shared = (
            dict(self.shared(0))
            if depth
            else page_values(self.catalogue, self.listing, self.languages, self.accent)
        )
        spoken = self.catalogue.show.language
        environment = page_environment()  # says first which extra is missing
        shared |= page_functions(self.languages, spoken, people, address, most=limits.CODES)
        shared |= {
            "pictures": self.pictures,
            "image_hosts": self._image_hosts(),
            "sounds": [],
            "script_words": write_data(self._words_to_copy_by()),
            "has_sound": any(episode.audio for episode in self.catalogue.episodes),
            "one_page": False,
            "own_address": shared["address"],
            "former": {},
            "up": up,
            "top": up + "../" * self.folder.count("/"),
            "home": f"{up}index.html",
            "downloads": list(_DOWNLOADS.items()),
            "robots": robots_of(self.base),
            "is_list": False,
            "leading": "",
            "noindex": False,
            "numbers": [],
            "jumps": [],
            "groups": [],
            "label_of": self.label,
            "sections": [
                key
                for key in ("episodes", "people", "organisations", "themes", "places", "about")
                if key in {"about", "episodes"} or getattr(self.catalogue, key)
            ],
        }
        shared["number_of"] = self._number_of
        for name, file in (
            ("m", "page_and_site/macros.jinja"),
            ("mark", "page_and_site/mark.jinja"),
        ):
            shared[name] = environment.get_template(file).make_module(shared)
        profiles = environment.get_template("page_and_site/profiles.jinja").make_module(shared)
        shared["profile"] = partial(_render_profile, profiles)
        row = environment.get_template("page_and_site/episode.jinja")
        shared["row"] = cache(partial(_render_row, row, shared))
        self._shared[depth] = shared
        return shared

    def _words_to_copy_by(self) -> dict[str, str]:
        """Return the words that the script of each page prints."""
        keys = ("copy", "copied", "address", "share_link", "from_moment", "publish_first")
        return {key: typeset(self.phrases.words[key], self.tag) for key in keys}

    def _number_of(self, entity: _Named) -> Versions:
        """Return how many episodes there are about an entity, if any, beside its name in a list."""
        number = len(self.catalogue.episodes_of(entity))
        return count_episodes(number, self.languages) if number else []

    def _image_hosts(self, *addresses: str | None) -> list[str]:
        """Return the hosts of the pictures on a page: the cover, and those with addresses.

        Browsers ask for a picture by HTTPS where a page came by it, whatever its address says.
        """
        known = (self.catalogue.show.cover_url, *addresses) if self.pictures else ()
        hosts = {*filter(None, map(image_host, known))}
        return sorted(hosts | {host.replace("http:", "https:", 1) for host in hosts})

    def address(self, path: str) -> str:
        """Return the complete address of a page."""
        return f"{self.base}{self.folder}{path}"

    def render(self, path: str, plans: Mapping[_Edition, _Plan]) -> str:
        """Return the page with a path."""
        page = plans[self][path]
        depth = path.count("/")
        shared = self.shared(depth)
        episode = page.get("episode")
        entity = page.get("entity") or episode
        image = entity.image_url if isinstance(entity, Person | Episode) else None
        chapters = episode.chapters if episode else ()
        told = page.get("told") or self._text(self.catalogue.show.summary) or page["heading"]
        things = [one for _, _, some in page.get("groups", ()) for one in some]
        heard = [one for one in (episode, *things) if isinstance(one, Episode)]
        own: dict[str, Any] = {
            "canonical": self.address(path) if self.base else "",
            "image": image or self.catalogue.show.cover_url,
            "image_hosts": self._image_hosts(image, *(one.image_url for one in chapters)),
            "sounds": sound_schemes(heard),
            "title": f"{page['heading']} – {self.catalogue.show.title}",
            "level": "h1",
            "in_full": True,
            "here": path,
            "editions": self._editions(path, plans),
            "described": write_data(self._describe(page, depth)),
            "kin": list(self._kin(entity)),
            "tree": {},
        }
        return self._finish("site/site.html.jinja", shared, {**own, **page, "told": told})

    def _finish(self, name: str, shared: Mapping[str, Any], own: Mapping[str, Any]) -> str:
        text = page_environment().get_template(name).render(shared, **own)
        # Jinja escapes apostrophes too, but every attribute is in double quotation marks.
        return text.replace("&#39;", "'").strip() + "\n"

    def _editions(self, path: str, plans: Mapping[_Edition, _Plan]) -> list[tuple[str, str, str]]:
        """Return the languages of the site, each with the relative and complete address of a page.

        If the page does not exist in a language, they are those of its first page.
        """
        up = "../" * (path.count("/") + self.folder.count("/"))
        found: list[tuple[str, str, str]] = []
        for one in plans:
            relative = one.folder + (path if path in plans[one] else "index.html")
            found.append((one.tag, up + relative, (self.base or up) + relative))
        return found

    def render_moved(self) -> dict[str, str]:
        """Return the pages with retired ids by name; each leads to the one that replaces it."""
        catalogue = self.catalogue
        former = former_ids(catalogue)
        shared = self.shared(1)
        files: dict[str, str] = {}
        for some in (
            catalogue.episodes,
            catalogue.people,
            catalogue.organisations,
            catalogue.themes,
            catalogue.places,
        ):
            for entity in some:
                path = path_of(entity)
                for id_ in former.get(entity.id, ()):
                    name = f"{path.partition('/')[0]}/{id_}.html"
                    canonical = self.address(path) if self.base else ""
                    own = {"entity": entity, "canonical": canonical}
                    files[self.folder + name] = self._finish("site/moved.jinja", shared, own)
        return files

    def render_lost(self, plans: Mapping[_Edition, _Plan]) -> str:
        """Return the page for addresses that lead nowhere, where a server may show it at any."""
        shared = dict(self.shared(0))
        if self.base:
            shared |= {"up": self.address(""), "top": self.base}
        heading = typeset(self.phrases.words["not_found"], self.tag)
        own = {
            "kind": "lost",
            "section": "",
            "heading": heading,
            "title": f"{heading} – {self.catalogue.show.title}",
            "told": "",
            "canonical": "",
            "image": None,
            "described": "",
            "here": _LOST,
            "editions": [(one.tag, f"{self.base}{one.folder}index.html", "") for one in plans],
        }
        return self._finish("site/site.html.jinja", shared, own)

    def _kin(self, entity: Entity | None) -> Iterator[tuple[str, Sequence[Entity]]]:
        """Give the themes or places above and below one, with the word for them."""
        if isinstance(entity, Theme):
            yield "broader", [*entity.lineage][1:]
            yield "narrower", self.shared(0)["themes"].get(entity.id, [])
        if isinstance(entity, Place):
            yield "parents", [*entity.lineage][1:]
            yield "places", self.shared(0)["places"].get(entity.id, [])

    # ---------------------------------------------------------------------------- linked data

    def _describe(self, page: Mapping[str, Any], depth: int) -> dict[str, Any]:
        """Return what a page shows as JSON-LD, which names other things by their pages."""
        catalogue = self.catalogue
        if not self._nodes:
            graph = jsonld.describe(catalogue, self.tag, None)["@graph"]
            self._nodes.update((node["@id"], node) for node in graph)
            for some in (
                (catalogue.show,),
                catalogue.episodes,
                catalogue.people,
                catalogue.organisations,
                catalogue.places,
                catalogue.themes,
                catalogue.sources,
            ):
                self._paths.update((jsonld.refer_to(one), path_of(one)) for one in some)
        root = self.address("") if self.base else "../" * depth
        show = jsonld.refer_to(catalogue.show)
        link = partial(self._link, root)
        if entity := page.get("entity") or page.get("episode"):
            main = [link(self._nodes[jsonld.refer_to(entity)])]
        elif page["kind"] in {"start", "about"}:
            main = [link(self._nodes[show])]
        else:
            main = []
        things = [one for _, _, some in page.get("groups", ()) for one in some]
        if tree := page.get("tree"):
            things = [one for top in things for one in _descend(top, tree)]
        listed = [link(self._brief(jsonld.refer_to(one))) for one in things]
        return {"@context": "https://schema.org", "@graph": [*main, *listed]}

    def _brief(self, id_: str) -> dict[str, Any]:
        """Return what is said of a thing that a page names or lists."""
        node = self._nodes[id_]
        keys = (*_BRIEFLY, *_EPISODES) if node["@type"] == "PodcastEpisode" else _BRIEFLY
        return {"@id": id_, **{key: node[key] for key in keys if key in node}}

    def _link(self, root: str, value: _Json) -> _Json:
        """Return linked data in which things are named by the addresses of their pages."""
        if isinstance(value, list):
            return [self._link(root, one) for one in value]
        if not isinstance(value, dict):
            return value
        found = {key: self._link(root, one) for key, one in value.items() if key != "@id"}
        known = self._nodes.get(str(value.get("@id")))
        if known is None:
            return found
        path = self._paths.get(known["@id"])
        named: dict[str, _Json] = {"@id": root + path} if path else {}
        named |= {key: known[key] for key in _BRIEFLY if key in known}
        return {**named, **found}


def _render_row(
    row: Any, shared: Mapping[str, Any], episode: Episode, *, leads: bool = False
) -> str:
    """Return an episode as lists have it, or as the first of a site has more of it."""
    leading = episode.id if leads else ""
    rendered: str = row.render(shared, episode=episode, level="h3", in_full=False, leading=leading)
    return rendered


def _render_profile(profiles: Any, entity: Entity) -> str:
    """Return what is said of a person, an organisation, a theme or a place."""
    found: str = getattr(profiles, f"of_{section_of(type(entity)).noun}")(entity)
    return found


def _count(entity: Entity, tree: Mapping[str, Sequence[Entity]]) -> int:
    return sum(1 for _ in _descend(entity, tree))


def _descend(entity: Entity, tree: Mapping[str, Sequence[Entity]]) -> Iterator[Entity]:
    """Yield an entity and all below it."""
    yield entity
    for one in tree.get(entity.id, ()):
        yield from _descend(one, tree)


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
