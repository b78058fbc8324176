"""``html``: one page to read, search and filter, in any browser and without a network.

The page is a single file, which opens from a disk. Without ``pictures`` it makes no requests before
somebody listens, and a content security policy forbids any but for audio and video.

Episodes are rows, by season or else by year; a row opens the whole episode. The newest comes first
if every episode has a date and the show is not serial; otherwise the oldest comes first, and
undated episodes last. In a serial show whose episodes all have numbers, the lowest of each season
comes first. An order chosen for the export replaces this one. People, organisations, themes, places
and the show have views of their own. If texts exist in another language of pages too, a switch
changes the language. Without JavaScript, all of this is one document to read.

With JavaScript, readers search as they type; filter by theme, running time (in thirds of the show's
own) and year; sort; cite (APA, MLA, Chicago, BibTeX, RIS), share and embed episodes; and download
what is shown as CSV, JSON or RIS. The player stays at the foot (← goes back 15 seconds, → on 30,
Shift+→ is faster), and goes on where somebody stopped, which only their device knows. Everything
that opens has an address to share: `page.html#S1E3`, `#S1E3&t=754` (from 12:34),
`#person-karine-gentelet`, `#people`, `#theme=emploi&duration=short`. `#card=S1E3` shows that
episode as a card, to embed.

With ``pictures``, browsers load pictures as they come into view: the cover, those of people and
chapters, those of single episodes, and those in notes. With ``card``, the file has at most 20 KB
and no script: the show, code, title, running time, where to listen and the first six guests, with
long texts cut.

Also lost: all languages but two, and values of figures in the language of the show. Other names,
keywords, and texts in other languages are searched, and shown where they match.

Note: every text is escaped, except ``notes_html``, of which an allow-list of nh3 leaves paragraphs,
lists, quotes, emphasis, links to complete addresses and, with ``pictures`` only, pictures.

Note: [Names and search](names-and-search.md#how-search-is-implemented) says where the search of the
page differs from ``Catalogue.search``.

Note: printed, the page is a handout of the episodes that are shown, with sources and citations.

Tested with: Chromium, over ``file://``, with and without JavaScript; Firefox, for what people do
most; axe-core; and pdftotext, for the printed page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import attrs

from ...models import Episode, Person
from ..anchors import THEMES
from ..format import Format
from ..graph import jsonld
from ..page_and_site import card as cards
from ..page_and_site.colours import style_accent
from ..page_and_site.functions import Functions
from ..page_and_site.headings import name_page, write_lead
from ..page_and_site.languages import Versions, choose_languages
from ..page_and_site.order import list_episodes
from ..page_and_site.scripts_and_styles import hash_of, read_code, write_data, write_script
from ..page_and_site.search_index import page_index
from ..page_and_site.templates import fill, page_environment, variables_of
from ..page_and_site.values import Values, former_ids
from . import limits

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue

FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    summary="One page to read, search and filter, in any browser and without a network.",
    family="pages",
    extra="html",
    options=("language", "base_url", "pictures", "title", "card", "accent"),
)

# Runs before anything is drawn; the page is laid out once, as the script will leave it.
_FIRST: Final = 'document.documentElement.className=location.hash?"js wait":"js"'


@attrs.frozen(kw_only=True, eq=False)
class OnePage(Values):
    """What the templates of the page find besides: the show and its episodes are in ``Values``.

    Attributes:
        name: what heads the page.
        title: its title in programs.
        lead: the first sentence about the show.
        base_url: its address, if it is known.
        alone: the episode of a page that has only one.
        leading: the id of the first of several episodes.
        level: the element of the title of an episode.
        own_address: gives the address of an episode that readers see.
        former: the retired ids of each record.
        people: those with an entry.
        kinds: the kinds of organisations.
        years: those in which episodes were published.
        description: what search engines read.
        style: its style.
        script_hash: the hash of its script.
        rows: so many rows are shown at first.
        home: where its name leads.
        first_script: the script that runs first.
        themes_anchor: the anchor of the themes.
        one_page: for templates of page and site.
        in_full: for those, too.
    """

    name: str
    title: str
    lead: Versions
    base_url: str | None
    alone: Episode | None
    leading: str
    level: str
    own_address: Callable[[Episode], str]
    former: dict[str, list[str]]
    people: list[Person]
    kinds: list[str]
    years: list[int]
    description: str
    style: str
    script_hash: str
    rows: int
    home: str = "#episodes"
    first_script: str = _FIRST
    themes_anchor: str = THEMES
    one_page: bool = True
    in_full: bool = True


# The words that the script prints.
_WORDS: Final = """
    publish_first guests more listen_episode audio_file listen_show any any_feminine clear remove
    contents language search_hint newest oldest letters lost withdrawn no_length_one no_length_many
    share_link download copy copied from_moment player address embed as_exported broader narrower
    parents places
"""


def content(  # noqa: PLR0913 -- the options of the format
    catalogue: Catalogue,
    *,
    language: str,
    base_url: str | None = None,
    pictures: bool = False,
    title: str | None = None,
    card: bool | None = None,
    accent: str | None = None,
) -> str:
    """Return the catalogue as a web page.

    Args:
        catalogue: what to write.
        language: the language that the page shows first; that of the show by default. A text that
            does not exist in this language is given in its main one.
        base_url: the address of the page, if it is known.
        pictures: whether to show the cover and the pictures of episodes and people, which the
            browser loads from their addresses.
        title: what a selection is called; the number of its episodes if this is empty.
        card: whether to write one episode as a small card, to embed in another page.
        accent: the one colour of the page, such as ``#a8391f``; where it would be hard to read, it
            is made darker, or lighter in dark mode.

    Raises:
        MissingExtraError: Jinja is not installed.
        UnknownOptionError: a card is asked of another number of episodes than one.

    >>> import techforgood_podcast as tfg
    >>> page = tfg.dumps(tfg.by_theme("inclusion"), "html", language="en", title="Inclusion")
    >>> page.splitlines()[1], page.count("<article")
    ('<html lang="en" dir="ltr">', 2)
    """
    languages = choose_languages(catalogue, language)
    page_environment()  # says first which extra is missing
    if card:
        return cards.write_card(catalogue, languages[0], base_url, pictures=pictures, accent=accent)
    style = "".join(
        (
            read_code("page_and_site/base.css"),
            read_code("page_and_site/style.css"),
            read_code("page/page.css", vars(limits)),
            read_code("page_and_site/frame.css"),
            _style_of(languages),
            style_accent(accent) if accent else "",
            read_code("page_and_site/print.css"),
            read_code("page_and_site/pictures.css") if pictures else "",
        )
    )
    listing = list_episodes(catalogue, languages)
    script = write_script("page/start.js", {**vars(limits), **vars(cards)})
    episodes = catalogue.episodes
    alone = episodes[0] if title == "" and len(episodes) == 1 else None
    people = [one for one in catalogue.people if not alone or catalogue.by_person(one)]
    levels = any(group.heading for group in listing.groups) and not alone
    name, whole_title = name_page(catalogue, title, languages[0])
    values = OnePage(
        catalogue=catalogue,
        listing=listing,
        languages=languages,
        accent=accent,
        pictures=pictures,
        name=name,
        title=whole_title,
        lead=[] if title is not None else write_lead(catalogue.show.summary, languages),
        base_url=base_url,
        alone=alone,
        leading=listing.episodes[0].id if episodes[1:] else "",
        level="h4" if levels else "h3",
        own_address=_own_address(catalogue),
        former=former_ids(catalogue),
        people=people,
        kinds=sorted({body.kind for body in catalogue.organisations}),
        years=sorted({e.published.year for e in episodes if e.published}, reverse=True),
        description=write_data(_describe_for_search(catalogue, languages[0], base_url)),
        style=style,
        script_hash=hash_of(script),
        rows=limits.ROWS,
    )
    functions = Functions(
        languages=languages,
        spoken=catalogue.show.language,
        listed={one.id for one in people},
        address=jsonld.refer_to,
    )
    page = fill("page/page.html.jinja", variables_of(values, functions))
    index = write_data(page_index(catalogue, page, listing, languages, _WORDS))
    return (
        f'{page}\n<script type="application/json" id="index">{index}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _style_of(languages: tuple[str, ...]) -> str:
    """Return the style that shows texts in the language that the reader chose."""
    # With :has alone, a browser would style the whole page anew at each change of it. The script
    # sets the language of the root.
    return "".join(
        f':is(bdi,div)[lang="{tag}"]{{display:none}}\n'
        f'{chosen} :is(bdi,div)[lang="{tag}"]{{display:revert}}\n'
        f'{chosen} :is(bdi,div)[lang]:not([lang="{tag}"]){{display:none}}\n'
        for tag in languages[1:]
        for chosen in [f':root:is([lang="{tag}"],:not(.js):has(#in-1:checked))']
    )


def _own_address(catalogue: Catalogue) -> Callable[[Episode], str]:
    """Return a function that gives an address of an episode: its code if that is short and unique.

    >>> from ...packaged.bundled import load_catalogue
    >>> address = _own_address(load_catalogue())
    >>> [address(episode) for episode in load_catalogue().episodes][:2]
    ['#episode-s01-intro', '#S1E1']
    """
    codes = Counter(episode.code for episode in catalogue.episodes)

    def address(episode: Episode) -> str:
        code = episode.code
        is_short = codes[code] == 1 and re.fullmatch(r"(S\d+)?E\d+", code)
        return f"#{code}" if is_short else jsonld.refer_to(episode)

    return address


# What search engines are given of the show and its episodes; the page has the rest.
_EPISODE: Final = ("name", "episodeNumber", "partOfSeries", "datePublished", "duration", "url")
_DESCRIBED: Final = {
    "PodcastSeries": {
        "@type",
        "@id",
        "name",
        "description",
        "inLanguage",
        "url",
        "webFeed",
        "image",
        "sdLicense",
        "usageInfo",
    },
    "PodcastEpisode": {"@type", "@id", *_EPISODE, "associatedMedia"},
}


def _describe_for_search(catalogue: Catalogue, language: str, base: str | None) -> dict[str, Any]:
    """Return a short description: the show, its episodes and who speaks in them.

    >>> from ...packaged.bundled import load_catalogue
    >>> [node["@type"] for node in _describe_for_search(load_catalogue(), "fr", None)["@graph"]][:2]
    ['PodcastSeries', 'PodcastEpisode']
    """
    document = jsonld.describe(catalogue, language, base)
    names = {node["@id"]: node["name"] for node in document["@graph"] if "name" in node}

    nodes: list[dict[str, Any]] = []
    for node in document["@graph"]:
        kept = _DESCRIBED.get(node["@type"])
        if kept:
            described = {key: value for key, value in node.items() if key in kept}
            for key in ("author", "actor"):
                actors = [link.get("actor", link) for link in node.get(key, ())]
                links = [actor.get("@id") for actor in actors if not isinstance(actor, str)]
                if found := [names[link] for link in links if link in names]:
                    described[key] = [{"@type": "Person", "name": name} for name in found]
            nodes.append(described)
    return {**document, "@graph": nodes}
