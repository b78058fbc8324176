"""``html``: one page to read, search and filter, in any browser and without a network.

The page is a single file. It opens from a disk, makes no requests, and a content security policy
forbids any. Without JavaScript it is a plain list of the episodes with everything known of them,
and of the people, organisations, themes, places and sources. With JavaScript it has search as you
type, with the answers of ``Catalogue.search``, and filters by theme, running time, guest,
organisation, place and host. Search and filters are kept in the address, so they can be
bookmarked and shared: `page.html#theme=emploi&duration=short`. Each entry has an anchor, such as
`#episode-s01e03`, `#person-karine-gentelet` or `#theme-emploi`.

Lost: kinds of organisations and places, spellings of credits, values of figures except as printed,
addresses elsewhere (``same_as``), the cover, and all languages but that of the page, except for
summaries. Aliases, and texts in other languages, are searched, and shown where they match.

Note: Jinja escapes every text, so none can become markup. The page contains the description in
schema.org's terms that `jsonld` writes, for search engines, except for sources.

Note: search finds the same episodes as ``Catalogue.search``, in the same order. Since people read
while they type, the last word of three letters or more may also be the beginning of longer ones,
unless the word itself occurs or a space follows it. Where nothing is found, the code of an episode
leads to it; an empty text shows every episode.

Tested with: Chromium, over ``file://``, with and without JavaScript; axe-core; and pdftotext, for
the printed page.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import partial
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar

import importlib_resources

from ..catalogue.indexes import guest_ids, host_ids, organisation_ids, place_ids, theme_ids
from ..catalogue.passages import KINDS, all_passages
from ..catalogue.search import RELATED
from ..errors import MissingExtraError
from ..models import Entity
from ..models.durations import count_seconds, format_duration, format_iso_duration
from ..syntax import is_list, is_mapping
from ..text.folding import fold
from ..text.stemming import ENDINGS, STOP_WORDS
from ..text.typography import add_no_break_spaces, capitalize_first
from ..text.words import words
from . import jsonld
from .anchors import THEMES, anchor_of, group_by_season, season_anchor
from .format import Format
from .languages import choose_page_language, name_language, write_day
from .options import check_base_url, choose_language
from .phrases import in_language, name_relation, write_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Template

    from ..catalogue.catalogue import Catalogue
    from ..models import Episode, LocalizedText

EntityT = TypeVar("EntityT", bound=Entity)

FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    summary="One page to read, search and filter, in any browser and without a network.",
    extra="html",
    options=("language", "base_url"),
)

_SCRIPTS: Final = ("fold.js", "search.js", "page.js")
_FACETS: Final = (
    ("guest", guest_ids),
    ("organisation", organisation_ids),
    ("theme", theme_ids),
    ("host", host_ids),
    ("place", place_ids),
)


def content(
    catalogue: Catalogue, *, language: str | None = None, base_url: str | None = None
) -> str:
    """Return the catalogue as a web page.

    Args:
        catalogue: what to write.
        language: the language of the page; that of the show by default. A text that does not
            exist in this language is given in its main one.
        base_url: the address of the page, if it is known.

    Raises:
        MissingExtraError: Jinja is not installed.
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``base_url`` is not an address, or has a fragment.

    >>> import techforgood_podcast as tfg
    >>> page = tfg.dumps(tfg.by_theme("art"), "html", language="en")
    >>> page.splitlines()[1], page.count("<article")
    ('<html lang="en">', 1)
    """
    template = _template()
    language = choose_language(catalogue, language)
    base = check_base_url(base_url)
    described = _description(catalogue, language, base)
    style, script = _read_code("page.css"), "".join(map(_read_code, _SCRIPTS))
    rendered = template.render(
        catalogue=catalogue,
        show=catalogue.show,
        seasons=group_by_season(catalogue.episodes),
        themes=_tree(
            catalogue.themes,
            lambda theme: theme.broader,
            lambda theme: in_language(theme.label, language),
        ),
        places=_tree(
            catalogue.places,
            lambda place: place.part_of,
            lambda place: in_language(place.name, language),
        ),
        words=words(language),
        language=choose_page_language(language),
        base_url=base,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        jsonld=_write(described),
        index=_write(_index(catalogue, described, language)),
        chosen=partial(_chosen, language=language),
        themes_anchor=THEMES,
    )
    # Jinja escapes apostrophes too, but every attribute is in double quotation marks.
    return rendered.replace("&#39;", "'").rstrip("\n") + "\n"


def _template() -> Template:
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError("html", "html") from error
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FunctionLoader(_read),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    filters: dict[str, Any] = {
        "anchor": anchor_of,
        "capital": capitalize_first,
        "clock": format_duration,
        "facets": _facets,
        "iso": format_iso_duration,
        "language_name": name_language,
        "name": write_name,
        "paragraphs": _paragraphs,
        "relation": name_relation,
        "season": season_anchor,
        "seconds": count_seconds,
        "spaced": add_no_break_spaces,
        "written": write_day,
    }
    environment.filters.update(filters)
    return environment.get_template("page.html.jinja")


def _read(name: str) -> str:
    """Return the text of a file in ``page/``."""
    folder = importlib_resources.files(__package__) / "page"
    return folder.joinpath(name).read_text(encoding="utf-8")


def _read_code(name: str) -> str:
    """Return a script or a style without indentation and comments, which have their own lines."""
    lines = (line.strip() for line in _read(name).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _hash(text: str) -> str:
    """Return the hash by which a content security policy allows a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def _description(catalogue: Catalogue, language: str, base: str | None) -> dict[str, Any]:
    """Return the description for search engines.

    They have no use for the sources, nor for the list of the themes, which name the set themselves.
    """
    document = json.loads(jsonld.content(catalogue, language=language, base_url=base))
    sources = {f"#{anchor_of(source)}" for source in catalogue.sources}
    nodes = [node for node in document["@graph"] if node["@id"] not in sources]
    for node in nodes:
        for name in ("subjectOf", "hasDefinedTerm"):
            node.pop(name, None)
    return {**document, "@graph": nodes}


def _index(catalogue: Catalogue, described: object, language: str) -> dict[str, object]:
    """Return what the search of the page needs: the rules, and what each episode is found by.

    Lines of text have numbers: first those that the page contains anyway, in the description for
    search engines and in the translations of summaries, then those that it lacks. The first
    number of each column of an episode is given, then the difference from one to the next, which
    is shorter.
    """
    known = [*dict.fromkeys(_lines(described)), *_translations(catalogue, language)]
    numbers: dict[str, int] = {}
    for number, line in enumerate(known):
        numbers.setdefault(line, number)
    lines: list[str] = []
    episodes: list[list[list[int]]] = []
    for episode in catalogue.episodes:
        columns: dict[str, list[int]] = {kind: [] for kind in KINDS}
        for kind, text in all_passages(episode):
            for line in text.splitlines():
                if line not in numbers:
                    numbers[line] = len(known) + len(lines)
                    lines.append(line)
                columns[kind].append(numbers[line])
        episodes.append(
            [
                [number - before for before, number in pairwise((0, *column))]
                for column in columns.values()
            ]
        )
    return {
        "stopWords": " ".join(sorted(STOP_WORDS)),
        "endings": ENDINGS,
        "weights": [weight for _, weight in KINDS.values()],
        "related": RELATED,
        "lines": lines,
        "episodes": episodes,
    }


def _write(value: object) -> str:
    """Return plain values as JSON that is short, and safe inside a web page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(jsonld.IN_SCRIPT)


def _lines(document: object) -> Iterator[str]:
    """Yield the lines of all texts in a document."""
    if isinstance(document, str):
        yield from document.split("\n")
    elif is_mapping(document):
        for value in document.values():
            yield from _lines(value)
    elif is_list(document):
        for value in document:
            yield from _lines(value)


def _translations(catalogue: Catalogue, language: str) -> Iterator[str]:
    """Yield the paragraphs of summaries in other languages, in the order of the page."""
    for entity in (catalogue.show, *catalogue.episodes):
        if text := entity.summary:
            chosen, _ = _chosen(text, language)
            for other in text.languages:
                if other != chosen:
                    yield from _paragraphs(text[other])


def _paragraphs(text: str) -> list[str]:
    """Return the parts of a text between blank lines."""
    return [part for part in text.split("\n\n") if part.strip()]


def _chosen(text: LocalizedText, language: str) -> tuple[str, str]:
    """Return a text in a language or else in its main one, and which of them it is."""
    found = language if text.get(language) else text.languages[0]
    return found, in_language(text, language)


def _facets(episode: Episode) -> Iterator[tuple[str, str]]:
    """Give the name of each filter and the ids by which it finds an episode."""
    for name, ids in _FACETS:
        if found := " ".join(dict.fromkeys(ids(episode))):
            yield name, found


def _tree(
    entities: Iterable[EntityT],
    above: Callable[[EntityT], EntityT | None],
    name: Callable[[EntityT], str],
) -> dict[str, list[EntityT]]:
    """Return the children of each entity by its id, sorted by name; the roots are under ``""``."""
    tree: dict[str, list[EntityT]] = {}
    for entity in sorted(entities, key=lambda entity: fold(name(entity))):
        parent = above(entity)
        tree.setdefault(parent.id if parent else "", []).append(entity)
    return tree
