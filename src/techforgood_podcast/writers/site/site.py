"""``site``: a folder to publish, with a page for each thing, readable without a script.

[From feed to site](static-sites.md#what-is-in-it) lists the pages and files. Home begins with the
first episode and its player. Lists of the episodes in the other order (`oldest.html`) and by
running time (`short.html`, `medium.html`, `long.html`: thirds of the show's own times) are beside
it. Long lists go on on further pages, such as `index-2.html`. Pages have words in English, French,
German and Spanish; if texts exist in another of these languages too, the same pages in that
language are in a folder such as `en/`.

Pages announce the show's own feed, or `feed.xml` where the show has no ``feed_url`` and an episode
has audio. Each moment has an address: `episodes/s01e03.html#t=754`. Where somebody follows a link
while an episode plays, the next page offers to go on at that second. `episodes/s01e03.card.html` is
a small player to embed elsewhere.

With ``transcripts``, what was said is on the pages of the episodes, where the address of a moment
leads to what is said then, and in the search, below the episodes. Each file is beside the page of
its episode, and `feed.xml` names it if ``base_url`` is given. The command line takes the folder
`transcripts` beside the episodes, if there is one. Where an episode has no chapters, it takes those
of a file such as `chapters/s01e03.json` there, in the format of Podcasting 2.0.

Links between pages are relative, so the folder works from a disk and below any address. With
``base_url``, the addresses for other programs are complete: canonical ones, those of other
languages, in link previews, JSON-LD and feeds; and there is a `sitemap.xml`. Search engines are
asked to leave out the page about a person who has no ``url`` and hosts nothing.

With ``force``, a site is [written again](static-sites.md#write-it-again) into its folder.

Also lost: all languages but those of pages and the one asked for.

Note: a page has at most 60 KB, apart from notes and transcripts; a list of names has 250 bytes more
for each name beyond a hundred. Audio and video may redirect to other hosts, as most do. Texts are
escaped as in ``html``, and pictures in notes are left out.

Note: `catalogue.json` lacks ``owner_email`` and withdrawn ids.

Tested with: Chromium, from a disk and from a server, with and without JavaScript; axe-core.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs

from ...catalogue.catalogue import catalogue_of_indexes
from ...catalogue.indexes import indexes_in
from ...converters import to_dict
from ...files import LISTED, list_files
from ...models import Transcript
from ...reading.transcripts import MEDIA_TYPES, read_files, read_spoken
from ...syntax.json import write
from ...text.markup import escape_text
from ..citations import biblatex, ris
from ..data import csv
from ..format import Format, refused
from ..page_and_site.colours import style_accent
from ..page_and_site.functions import Functions
from ..page_and_site.languages import languages_with_words
from ..page_and_site.order import list_episodes
from ..page_and_site.scripts_and_styles import read_code, write_data, write_script
from ..page_and_site.templates import fill, page_environment, variables_of
from ..syndication import jsonfeed, rss
from . import limits
from .described import Descriptions
from .plan import DOWNLOADS, Edition, Page, path_of
from .said import transcripts_of
from .search import write_search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template
    from jinja2.environment import TemplateModule

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode
    from ...reading import Location
    from ...reading.transcripts import Spoken
    from ..text.account import Account, Named

FORMAT = Format(
    name="site",
    suffixes=(),
    media_type="application/zip",
    summary="A folder to publish, with a page for each thing, readable without a script.",
    family="pages",
    kind="folder",
    extra="html",
    options=("language", "base_url", "pictures", "title", "accent", "transcripts"),
)

_LOST: Final = "404.html"


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
    page_environment()  # says first which extra is missing
    shows_pictures = pictures is not False
    spoken = {} if transcripts is None else read_files(transcripts, catalogue, read_spoken)
    tags = (language, *languages_with_words(catalogue, language))
    base = _check_base(base_url)
    editions = [
        Edition(
            catalogue=catalogue,
            listing=list_episodes(catalogue, (tag,)),
            languages=(tag,),
            accent=accent,
            pictures=shows_pictures,
            selection=title,
            base=base,
            folder=folder,
            transcripts=transcripts_of(spoken, catalogue, folder),
        )
        for tag in tags
        for folder in ["" if tag == language else f"{tag}/"]
    ]
    plans = {edition: edition.plan() for edition in editions}
    files: dict[str, str | bytes] = {}
    for edition, plan in plans.items():
        render = _Renderer(edition, plans)
        files |= {edition.folder + path: render.page(page) for path, page in plan.items()}
        files |= {edition.folder + path: card for path, card in edition.cards()}
    pages = [
        edition.folder + path
        for edition, plan in plans.items()
        for path, page in plan.items()
        if not page.noindex
    ]
    files[_LOST] = _Renderer(editions[0], plans).lost()
    files |= _data_of(catalogue, spoken, language, base)
    files |= {f"episodes/{id_}{one.suffix}": one.data for id_, one in spoken.items()}
    files["site.css"] = _write_style(accent, pictures=shows_pictures)
    files["site.js"] = write_script("site/site.js", vars(limits))
    files |= write_search(editions)
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
    names = ["page_and_site/base.css", "page_and_site/style.css", "site/site.css"]
    names += ["page_and_site/print.css", *(["page_and_site/pictures.css"] if pictures else [])]
    return "".join([*map(read_code, names), style_accent(accent) if accent else ""])


def _data_of(
    catalogue: Catalogue, spoken: Mapping[str, Spoken], language: str, base: str
) -> dict[str, str]:
    """Return the files of a site that other programs read."""
    files = {
        id_: Transcript(url=f"{base}episodes/{id_}{one.suffix}", media_type=MEDIA_TYPES[one.suffix])
        for id_, one in spoken.items()
        if base
    }
    episodes = [
        attrs.evolve(one, transcripts=(files[one.id],)) if one.id in files else one
        for one in catalogue.episodes
    ]
    known = indexes_in(catalogue)
    heard = catalogue_of_indexes(known.subset(episodes, ordered=known.ordered))
    feed = {key: f"{base}{name}" if base else None for key, name in DOWNLOADS.items()}
    document = to_dict(catalogue)
    document["show"].pop("owner_email", None)
    if "redirects" in document:
        # A withdrawn id may be the name of somebody who asked to be left out.
        document["redirects"] = [one for one in document["redirects"] if "to" in one]
    written = (
        rss.content(heard, language=language, feed_url=feed["RSS"]),
        jsonfeed.content(heard, language=language, feed_url=feed["JSON Feed"]),
        csv.content(catalogue, language=language),
        f"{write(document)}\n",
        biblatex.content(catalogue, language=language),
        ris.content(catalogue, language=language),
    )
    return dict(zip(DOWNLOADS.values(), written, strict=True))


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


@attrs.frozen(kw_only=True, eq=False)
class SiteFunctions(Functions):
    """The functions by which templates print in the pages of one folder.

    Attributes:
        up: the way from a page to the first page of its language.
        top: the way from a page to the top of the site.
    """

    up: str
    top: str

    @property
    def home(self) -> str:
        """The address to which the name of the show leads."""
        return f"{self.up}index.html"

    def own_address(self, episode: Episode) -> str:
        """Return the address of an episode that readers see."""
        return self.address(episode)


@attrs.frozen(eq=False)
class Parts:
    """Templates that the pages of one folder fill in alike, each once."""

    _given: dict[str, Any]

    @cached_property
    def m(self) -> TemplateModule:
        """The macros of page and site."""
        return self._module("macros")

    @cached_property
    def account(self) -> TemplateModule:
        """What is said of each thing."""
        return self._module("account", m=self.m)

    @cached_property
    def mark(self) -> TemplateModule:
        """The mark of the show."""
        return self._module("mark")

    @cached_property
    def row(self) -> Callable[..., str]:
        """Prints an episode as lists have it, or as the first of a site has more of it."""
        return cache(self._row)

    def profile(self, entity: Named) -> str:
        """Return what is said of a person, an organisation, a theme or a place."""
        account: Account = self._given["account_of"](entity)
        found: str = vars(self.account)["of"](account, account.episodes)
        return found

    def _row(self, episode: Episode, *, leads: bool = False) -> str:
        leading = episode.id if leads else ""
        own = {"episode": episode, "level": "h3", "in_full": False, "leading": leading}
        return self._template("episode").render(self._given, m=self.m, account=self.account, **own)

    def _module(self, name: str, **more: TemplateModule) -> TemplateModule:
        return self._template(name).make_module({**self._given, **more})

    def _template(self, name: str) -> Template:
        return page_environment().get_template(f"page_and_site/{name}.jinja")


@attrs.frozen(eq=False)
class _Renderer:
    """What renders the pages of a site in one language.

    Attributes:
        edition: what they say.
        plans: the pages of each language.
    """

    edition: Edition
    plans: Mapping[Edition, Mapping[str, Page]]
    _shared: dict[str, dict[str, Any]] = attrs.field(factory=dict[str, dict[str, Any]], init=False)

    def page(self, page: Page) -> str:
        """Return a page."""
        depth = page.here.count("/")
        up, edition = "../" * depth, self.edition
        if page.kind == "moved":
            return self._fill("site/moved.jinja", up, page)
        described = self._descriptions.describe(page, edition.complete("") or up)
        return self._fill(
            "site/site.html.jinja",
            up,
            attrs.evolve(page, editions=self._editions(page.here), described=write_data(described)),
        )

    def lost(self) -> str:
        """Return the page for addresses that lead nowhere, where a server may show it at any."""
        edition = self.edition
        heading = edition.heading_word("not_found")
        editions = [(e.languages[0], f"{e.base}{e.folder}index.html", "") for e in self.plans]
        page = Page(
            kind="lost",
            here=_LOST,
            heading=heading,
            title=f"{heading} – {edition.show.title}",
            image_hosts=edition.image_hosts(),
            editions=editions,
        )
        return self._fill("site/site.html.jinja", edition.complete(""), page)

    @cached_property
    def _descriptions(self) -> Descriptions:
        return Descriptions(self.edition)

    def _fill(self, template: str, up: str, page: Page) -> str:
        shared = self._shared.get(up)
        if shared is None:
            self._shared[up] = shared = self._share(up)
        return fill(template, {**shared, **variables_of(page)}) + "\n"

    def _share(self, up: str) -> dict[str, Any]:
        """Return what the templates find in each page from which the way up is the same."""
        edition = self.edition
        catalogue = edition.catalogue
        functions = SiteFunctions(
            languages=edition.languages,
            spoken=catalogue.show.language,
            listed=frozenset(person.id for person in catalogue.people),
            address=lambda entity: up + path_of(entity),
            most=limits.CODES,
            up=up,
            top=edition.base if "://" in up else up + "../" * edition.folder.count("/"),
        )
        given = variables_of(edition, functions)
        return {**given, **variables_of(Parts(given))}

    def _editions(self, path: str) -> list[tuple[str, str, str]]:
        """Return the languages of the site, each with the relative and complete address of a page.

        If the page does not exist in a language, they are those of its first page.
        """
        up = "../" * (path.count("/") + self.edition.folder.count("/"))
        found: list[tuple[str, str, str]] = []
        for one, plan in self.plans.items():
            relative = one.folder + (path if path in plan else "index.html")
            found.append((one.languages[0], up + relative, (one.base or up) + relative))
        return found
