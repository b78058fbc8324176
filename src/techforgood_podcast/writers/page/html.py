"""``html``: one page to read, search and filter, in any browser and without a network.

The page is a single file, which opens from a disk. Without ``pictures`` it makes no requests before
somebody listens, and a content security policy forbids any; with known audio the policy allows
media. Episodes are rows, by season or else by year, with the first sentence of the summary; a row
opens the whole episode. The newest comes first where every episode has a day, none has a season and
the show is not serial; so one episode without a day makes the oldest come first, and itself the
last. Where somebody chose an order for the export, that one comes first. A menu turns the order
wherever an episode has a day or a number. Below is who funds and supports whom. People,
organisations, themes, places and the show have own views. If texts exist in French or English too,
a switch changes the language. Without JavaScript, all of this is one document to read.

With JavaScript, readers can search as they type; filter by theme, running time and year; sort by
date; cite (APA, MLA, Chicago, BibTeX, BibLaTeX, RIS), share and embed episodes; and download what
is shown as CSV, JSON or RIS. A name opens a profile above its episodes. Everything that opens has
an address to bookmark and share: `page.html#S1E3`, `#person-karine-gentelet`, `#people`,
`#theme=emploi&duration=short`. A retired id leads to what replaces it. `#card=S1E3` shows that
episode as a card, to embed.

A single episode's page begins with the episode. With ``pictures``, browsers load pictures as they
come into view, and only from addresses that begin with `https:`: the cover, those of people and
chapters, and a picture that only one episode has. Without a cover, or where it cannot be loaded,
the show has a drawn mark.
``accent`` is the one colour of a page or card, dark or light enough to be read. With ``card``, the
file has at most 20 KB and no script: the show, code, title, running time, where to listen and the
first six guests, with long texts cut.

Also lost: all languages but two, and values of figures in the language of the show. Other names,
keywords, and texts in other languages are searched, and shown where they match.

Note: every text is escaped, except ``notes_html``, of which an allow-list of nh3, from the extra
``notes``, leaves paragraphs, lists, quotes, emphasis, links to complete addresses and, with
``pictures`` only, pictures. The page has a description for search engines, and tags for link
previews.

Note: the first answer of the search is that of ``Catalogue.search``, which also corrects words and
understands days, running times and exclusions; the order of the others may differ. The last word,
if it has three letters or more, may be unfinished, unless the word itself occurs or a space follows
it.

Note: with ``base_url`` the policy also allows the ``robots.txt`` of that site, for Lighthouse.
Printed, the page is a handout of the episodes that are shown, each in full, with the addresses of
the episodes, of their sources and of the page, and a citation of each.

Tested with: Chromium, over ``file://``, with and without JavaScript; Firefox, for what people do
most; axe-core; and pdftotext, for the printed page.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from ...text.languages import choose_page_language
from ..anchors import THEMES
from ..formats import Format, check_accent, check_base_url, check_flag, check_text, choose_language
from ..graph import jsonld
from ..text.phrases import in_language
from .card import write_card
from .colours import darken, style_accent
from .entries import members_of, support_in, ties_of, tree_of
from .headings import (
    count_episodes,
    lacking,
    list_episodes,
    name_page,
    summarize,
    write_lead,
    write_span,
)
from .index import ROWS, page_index
from .languages import choose_languages
from .templates import hash_of, page_environment, printers, read_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode

FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    summary="One page to read, search and filter, in any browser and without a network.",
    family="pages",
    extra="html",
    options=("language", "base_url", "pictures", "title", "card", "accent"),
    keeps_order=True,
)

# That of page.css in light.
_ACCENT: Final = "#a8391f"
# Runs before anything is drawn; the page is laid out once, as the script will leave it.
_FIRST: Final = 'document.documentElement.className=location.hash?"js wait":"js"'
_SCRIPTS: Final = (
    "fold.js",
    "search.js",
    "page.js",
    "views.js",
    "tasks.js",
    "input.js",
    "start.js",
)


def content(  # noqa: PLR0913 -- the options of the format
    catalogue: Catalogue,
    *,
    language: str | None = None,
    base_url: str | None = None,
    pictures: bool | None = None,
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
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``base_url`` is not an address, or has a fragment; ``pictures`` or
            ``card`` is neither true nor false; ``title`` is not text; ``accent`` is not a colour;
            or a card is asked of another number of episodes than one.

    >>> import techforgood_podcast as tfg
    >>> page = tfg.dumps(tfg.by_theme("inclusion"), "html", language="en", title="Inclusion")
    >>> page.splitlines()[1], page.count("<article")
    ('<html lang="en" dir="ltr">', 2)
    """
    languages = choose_languages(catalogue, choose_language(catalogue, language))
    environment = page_environment()
    base = check_base_url(base_url)
    shows_pictures = bool(check_flag(pictures))
    title = check_text(title)
    accent = check_accent(accent)
    if check_flag(card):
        return write_card(catalogue, languages[0], base, pictures=shows_pictures, accent=accent)
    style = read_code("page.css") + read_code("frame.css") + _style_of(languages)
    if accent:
        style += style_accent(accent)
    style += read_code("print.css")
    if shows_pictures:
        style += read_code("pictures.css")
    listing = list_episodes(catalogue, languages)
    script = "".join(map(read_code, _SCRIPTS))
    episodes = catalogue.episodes
    alone = episodes[0] if title == "" and len(episodes) == 1 else None
    people = [one for one in catalogue.people if not alone or catalogue.by_person(one)]
    levels = any(group.heading for group in listing.groups) and not alone
    rendered = environment.get_template("page.html.jinja").render(
        shared_by_pages(catalogue, languages, accent),
        **printers(languages, catalogue.show.language, people, jsonld.refer_to),
        people=people,
        pictures=shows_pictures,
        one_page=True,
        in_full=True,
        home="#episodes",
        alone=alone,
        former=former_ids(catalogue),
        kinds=sorted({body.kind for body in catalogue.organisations}),
        **name_page(catalogue, title, languages[0]),
        own_address=_own_address(catalogue),
        lead=[] if title is not None else write_lead(catalogue.show.summary, languages),
        groups=listing.groups,
        level="h4" if levels else "h3",
        orders=listing.orders,
        years=sorted({e.published.year for e in episodes if e.published}, reverse=True),
        robots=robots_of(base),
        base_url=base,
        rows=ROWS,
        style=style,
        style_hash=hash_of(style),
        first_script=_FIRST,
        first_hash=hash_of(_FIRST),
        script_hash=hash_of(script),
        description=write_data(_describe_for_search(catalogue, languages[0], base)),
        themes_anchor=THEMES,
    )
    # Jinja escapes apostrophes too, but every attribute is in double quotation marks.
    page = rendered.replace("&#39;", "'").strip()
    index = write_data(page_index(catalogue, page, listing, languages))
    return (
        f'{page}\n<script type="application/json" id="index">{index}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def shared_by_pages(
    catalogue: Catalogue, languages: tuple[str, ...], accent: str | None
) -> dict[str, Any]:
    """Return what the templates say of a catalogue, in one page or in each page of a site.

    Args:
        catalogue: what is written.
        languages: the languages of a page.
        accent: the one colour of a page, if another than the usual one.
    """
    show, language = catalogue.show, languages[0]
    return {
        "catalogue": catalogue,
        "show": show,
        "sounds": " ".join(
            sorted({f"{e.audio.url.split(':')[0]}:" for e in catalogue.episodes if e.audio})
        ),
        "themes": tree_of(
            catalogue.themes,
            lambda theme: theme.broader,
            lambda theme: in_language(theme.label, language),
        ),
        "places": tree_of(
            catalogue.places,
            lambda place: place.part_of,
            lambda place: in_language(place.name, language),
        ),
        "members": members_of(catalogue),
        "support": support_in(catalogue),
        "ties": ties_of(catalogue),
        "related_to": cache(catalogue.related),
        "own_pictures": _own_pictures(catalogue),
        "bars": _bars_of(show.title),
        "mark_colour": darken(accent) if accent else _ACCENT,
        "span": write_span(catalogue, languages),
        "lacking": lacking(catalogue),
        "counted": count_episodes(len(catalogue.episodes), languages),
        "totals": list(summarize(catalogue, languages)),
        "languages": languages,
        "language": language,
        "own_words": choose_page_language(language),
    }


def write_data(value: object) -> str:
    """Return plain values as JSON that is short, and safe inside a web page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(jsonld.IN_SCRIPT)


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


def _own_pictures(catalogue: Catalogue) -> set[str]:
    """Return the addresses of pictures that only one episode has, and the show has not."""
    found = Counter(episode.image_url for episode in catalogue.episodes if episode.image_url)
    return {url for url, count in found.items() if count == 1 and url != catalogue.show.cover_url}


def _bars_of(title: str) -> list[int]:
    """Return the heights of the bars in the mark of a show, which its title decides."""
    return [6 + byte % 15 for byte in sha256(title.encode()).digest()[:5]]


def robots_of(base: str | None) -> str:
    """Return the ``robots.txt`` of the site of a page, if its host is plain in a policy."""
    site = re.match(r"https?://[\w.-]+(?::\d+)?(?=[/?]|$)", base or "", re.ASCII)
    return f"{site[0]}/robots.txt" if site else ""


def former_ids(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the retired ids of each record that replaces them."""
    found: dict[str, list[str]] = {}
    for redirect in catalogue.redirects:
        if redirect.to is not None:
            found.setdefault(redirect.to, []).append(redirect.id)
    return found


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
