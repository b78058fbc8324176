"""``html``: one page to read, search and filter, in any browser and without a network.

The page is a single file. It opens from a disk. Without ``pictures`` it makes no requests, and a
content security policy forbids any. It shows the episodes, who funds and supports whom, and the
people, organisations, themes, places and sources. Episodes are listed by season or, in a show
without seasons, by year. If texts exist in French or English too, a switch changes the language.
Each text runs from the left or the right, as its letters do. All of this works without JavaScript.

With JavaScript the page has search as you type, with the answers of ``Catalogue.search``, and
filters by theme, running time, person, organisation, place and year. A name filters by its person
or organisation, with a short profile above the episodes. A switch puts the newest or the oldest
episode first; the page starts with the newest if the show has neither seasons nor numbers and is
not serial. Search, filters, order and language are kept in the address, so they can be bookmarked
and shared: `page.html#theme=emploi&duration=short`. Each entry has an anchor, such as
`#episode-s01e03`, `#person-karine-gentelet`, `#theme-emploi` or `#year-2022`; so does the code of
an episode if no other has it: `#S1E3`.

With ``pictures``, the page shows the show's cover and the pictures of episodes and people. Browsers
load them from their addresses as they come into view, and only those that begin with `https:`.

With ``card``, the file shows one episode as a card of at most 20 KB without a script, to embed in
another page: the show, code, title, guests, running time and where to listen. Long texts are cut,
and of many guests the first six are named.

Also lost: all languages but two, and values of figures in the language of the show. Other names,
keywords, and texts in other languages are searched, and shown where they match.

Note: Jinja escapes every text, so none can become markup. The page contains a short description
in schema.org's terms, for search engines, and Open Graph tags, for previews of a link; the cover
is named there and not loaded.

Note: search finds the same episodes as ``Catalogue.search``, in the same order, except by the
publisher's notes, which are not on the page. Since people read while they type, the last word of
three letters or more may also be the beginning of longer ones, unless the word itself occurs or a
space follows it. Where nothing is found, the code of an episode leads to it; an empty text shows
every episode.

Note: the drawing at the top joins each episode to the three that have most in common with it. It
is left out for more than 60 episodes.

Tested with: Chromium, over ``file://``, with and without JavaScript; axe-core; and pdftotext, for
the printed page.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

import importlib_resources

from ..catalogue.affiliations import credits_of
from ..catalogue.full_text import RELATED
from ..catalogue.indexes import organisation_ids, person_ids, place_ids, theme_ids
from ..catalogue.passages import KINDS
from ..errors import MissingExtraError
from ..models import Entity
from ..models.durations import (
    count_seconds,
    format_duration,
    format_in_words,
    format_iso_duration,
)
from ..models.parts import join_shared
from ..text.folding import fold
from ..text.languages import choose_page_language, name_language
from ..text.segments import SCRIPTS
from ..text.stemming import ENDINGS, STOP_WORDS, WHOLE_WORDS
from ..text.typography import capitalize_first, typeset
from ..text.words import words
from . import jsonld
from .anchors import THEMES, anchor_of
from .format import Format, name_fields
from .options import check_base_url, check_flag, choose_language
from .page import tongues as page_tongues
from .page.arcs import draw
from .page.card import describe_card
from .page.description import describe_for_search
from .page.grouping import group_episodes, order_choices
from .page.searching import asking, number_passages
from .page.ties import ties_of
from .page.tongues import Versions, choose_tongues
from .phrases import in_language, places_to_name, shared_with, write_name
from .statements import state_relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.related import Related
    from ..models import Credit, Episode, Organisation, Person
    from .page.grouping import Group

EntityT = TypeVar("EntityT", bound=Entity)

FORMAT = Format(
    name="html",
    suffixes=(".html", ".htm"),
    media_type="text/html",
    summary="One page to read, search and filter, in any browser and without a network.",
    family="pages",
    extra="html",
    options=("language", "base_url", "pictures", "card"),
    loses=(
        *name_fields(
            "Show",
            "author owner_name owner_email copyright explicit kind categories guid",
        ),
        *name_fields("Place", "kind code"),
        *name_fields("Organisation", "kind same_as sources"),
        *name_fields("Person", "given family same_as sources"),
        *name_fields("Episode", "guid notes explicit"),
        "Credit.credited_as",
        "Redirect",
    ),
    keeps_order=True,
)

_SCRIPTS: Final = ("fold.js", "search.js", "page.js", "input.js", "start.js")
_FACETS: Final = (
    ("theme", theme_ids),
    ("person", person_ids),
    ("organisation", organisation_ids),
    ("place", place_ids),
)
# The words that the script of the page prints.
_SAID: Final = (
    *("theme", "person", "organisation", "place", "any", "any_feminine", "short"),
    *("long", "clear", "remove", "results", "count_none", "count_one", "count_many", "copied"),
    *("copy_link", "contents", "language", "search_hint", "newest", "oldest", "order"),
)
# At most this many of the things that two episodes share are named.
_SHARED: Final = 3


def content(
    catalogue: Catalogue,
    *,
    language: str | None = None,
    base_url: str | None = None,
    pictures: bool | None = None,
    card: bool | None = None,
) -> str:
    """Return the catalogue as a web page.

    Args:
        catalogue: what to write.
        language: the language that the page shows first; that of the show by default. A text that
            does not exist in this language is given in its main one.
        base_url: the address of the page, if it is known.
        pictures: whether to show the cover and the pictures of episodes and people, which the
            browser loads from their addresses.
        card: whether to write one episode as a small card, to embed in another page.

    Raises:
        MissingExtraError: Jinja is not installed.
        UnknownLanguageError: nothing in the catalogue is written in the language.
        UnknownOptionError: ``base_url`` is not an address, or has a fragment; ``pictures`` or
            ``card`` is neither true nor false; or a card is asked of another number of episodes
            than one.

    >>> import techforgood_podcast as tfg
    >>> page = tfg.dumps(tfg.by_theme("art"), "html", language="en")
    >>> page.splitlines()[1], page.count("<article")
    ('<html lang="en">', 1)
    """
    tongues = choose_tongues(catalogue, choose_language(catalogue, language))
    environment = page_environment()
    base = check_base_url(base_url)
    shows_pictures = bool(check_flag(pictures))
    if check_flag(card):
        style = _read_code("card.css")
        card_of_episode = environment.get_template("card.jinja").render(
            describe_card(catalogue, tongues[0]),
            pictures=shows_pictures,
            base_url=base,
            style=style,
            style_hash=_hash(style),
        )
        return card_of_episode.replace("&#39;", "'").strip() + "\n"
    style = _read_code("page.css") + _style_of(tongues)
    if shows_pictures:
        style += _read_code("pictures.css")
    groups = group_episodes(catalogue, tongues)
    script = "".join(map(_read_code, _SCRIPTS))
    related_to = cache(catalogue.related)
    rendered = environment.get_template("page.html.jinja").render(
        catalogue=catalogue,
        codes=Counter(episode.code for episode in catalogue.episodes),
        show=catalogue.show,
        spoken=catalogue.show.language,
        groups=groups,
        title="h4" if any(group.heading for group in groups) else "h3",
        orders=order_choices(catalogue),
        years=sorted({e.published.year for e in catalogue.episodes if e.published}, reverse=True),
        pictures=shows_pictures,
        themes=_tree(
            catalogue.themes,
            lambda theme: theme.broader,
            lambda theme: in_language(theme.label, tongues[0]),
        ),
        places=_tree(
            catalogue.places,
            lambda place: place.part_of,
            lambda place: in_language(place.name, tongues[0]),
        ),
        members=_members(catalogue),
        ties=ties_of(catalogue),
        related_to=related_to,
        arcs=draw(catalogue, related_to),
        band=list(_band(catalogue, tongues)),
        tongues=tongues,
        language=choose_page_language(tongues[0]),
        base_url=base,
        style=style,
        style_hash=_hash(style),
        script_hash=_hash(script),
        description=_write(describe_for_search(catalogue, tongues[0], base)),
        themes_anchor=THEMES,
    )
    # Jinja escapes apostrophes too, but every attribute is in double quotation marks.
    page = rendered.replace("&#39;", "'").strip()
    index = _write({**_index(catalogue, page, tongues), **_order(catalogue, groups)})
    return (
        f'{page}\n<script type="application/json" id="index">{index}</script>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


@cache
def page_environment() -> Environment:
    """Return what renders every page; compiling the templates takes longer than one page."""
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError("html", "html") from error

    def on(function: Callable[..., Any], *names: str) -> Callable[..., Any]:
        """Return a filter that also takes variables of the page."""

        @jinja2.pass_context
        def applied(context: jinja2.runtime.Context, value: Any, /, *rest: Any, **own: Any) -> Any:
            return function(value, *rest, **{name: context[name] for name in names}, **own)

        return applied

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
        "code": on(_code_anchor, "codes"),
        "credits": on(_credits, "catalogue"),
        "lines": join_shared,
        "facets": _facets,
        "figure": on(page_tongues.figure_versions, "tongues", "spoken"),
        "iso": format_iso_duration,
        "kind": on(page_tongues.kind_versions, "tongues"),
        "language_name": name_language,
        "name": write_name,
        "paragraphs": _paragraphs,
        "places": places_to_name,
        "seconds": count_seconds,
        "printed": on(_printed, "spoken"),
        "shared": on(_shared, "tongues"),
        "label": on(page_tongues.label_versions, "tongues"),
        "statements": state_relations,
        "versions": on(page_tongues.versions, "tongues"),
        "word": on(page_tongues.word_versions, "tongues"),
        "written": on(page_tongues.day_versions, "tongues"),
    }
    environment.filters.update(filters)
    return environment


def _read(name: str) -> str:
    """Return the text of a file in ``page/``."""
    folder = importlib_resources.files(__package__) / "page"
    return folder.joinpath(name).read_text(encoding="utf-8")


def _read_code(name: str) -> str:
    """Return a script or a style without indentation and comments, which have their own lines."""
    lines = (line.strip() for line in _read(name).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _style_of(tongues: tuple[str, ...]) -> str:
    """Return the style that shows texts in the language that the reader chose."""
    return "".join(
        f':is(bdi,div)[lang="{tag}"]{{display:none}}\n'
        f':root:has(#in-1:checked) :is(bdi,div)[lang="{tag}"]{{display:revert}}\n'
        f':root:has(#in-1:checked) :is(bdi,div)[lang]:not([lang="{tag}"]){{display:none}}\n'
        for tag in tongues[1:]
    )


def _hash(text: str) -> str:
    """Return the hash by which a content security policy allows a script or a style."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}"


def _index(catalogue: Catalogue, page: str, tongues: tuple[str, ...]) -> dict[str, object]:
    """Return what the script of the page needs: rules of search, texts, words."""
    return {
        "stopWords": " ".join(sorted(STOP_WORDS)),
        "endings": ENDINGS,
        "wholeWords": " ".join(sorted(WHOLE_WORDS)),
        "scripts": SCRIPTS,
        "asking": asking(),
        "weights": [weight for _, weight in KINDS.values()],
        "related": RELATED,
        "words": {
            tag: {
                "tag": choose_page_language(tag),
                **{key: typeset(words(tag)[key], tag) for key in _SAID},
            }
            for tag in tongues
        },
        **number_passages(catalogue, page),
    }


def _order(catalogue: Catalogue, groups: list[Group]) -> dict[str, list[int]]:
    """Return the position in the catalogue of each episode of the page, if they differ."""
    positions = {episode.id: n for n, episode in enumerate(catalogue.episodes)}
    order = [positions[episode.id] for group in groups for episode in group.episodes]
    return {} if order == sorted(order) else {"order": order}


def _write(value: object) -> str:
    """Return plain values as JSON that is short, and safe inside a web page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(jsonld.IN_SCRIPT)


def _printed(text: str, language: str = "", *, spoken: str) -> str:
    """Return a text as people read it; names and titles are in the language of the show."""
    return text if hasattr(text, "__html__") else typeset(text, language or spoken)


def _paragraphs(text: str, language: str) -> list[str]:
    """Return the parts of a text between blank lines."""
    return [part for part in typeset(text, language).split("\n\n") if part.strip()]


def _code_anchor(episode: Episode, codes: Counter[str]) -> str:
    """Return the anchor of an episode: its code if that is one word and no other episode's."""
    is_short = codes[episode.code] == 1 and re.fullmatch(r"(S\d+)?E\d+", episode.code)
    return episode.code if is_short else anchor_of(episode)


def _facets(episode: Episode) -> Iterator[tuple[str, str]]:
    """Give the name of each filter and the ids by which it finds an episode."""
    for name, ids in _FACETS:
        if found := " ".join(dict.fromkeys(ids(episode))):
            yield name, found


def _members(catalogue: Catalogue) -> dict[str, list[Person]]:
    """Return the people of each organisation, by its id: members, and those credited with it."""
    pairs: list[tuple[Organisation, Person]] = [
        (body, person) for person in catalogue.people for body in person.organisations
    ]
    for episode in catalogue.episodes:
        for one in credits_of(episode):
            pairs += [(body, one.person) for body in one.organisations if one.person]
    members: dict[str, dict[str, Person]] = {}
    for body, person in pairs:
        members.setdefault(body.id, {})[person.id] = person
    return {id_: list(people.values()) for id_, people in members.items()}


def _credits(
    person: Person, catalogue: Catalogue
) -> list[tuple[str, Credit, tuple[Credit, ...], list[Episode]]]:
    """Return the credits of a person.

    Each has a word for its part, if any, those who share its role, and its episodes.
    """
    found: dict[tuple[object, ...], tuple[str, Credit, tuple[Credit, ...], list[Episode]]] = {}
    parts = {"guest": "", "crew": "crew", "mentioned": "mention"}
    for one in catalogue.appearances(person):
        if one.credit:
            others = shared_with(one.credit, one.episode)
            key = (one.part, one.credit.role, one.credit.organisations, others)
            found.setdefault(key, (parts[one.part], one.credit, others, []))[-1].append(one.episode)
    return list(found.values())


def _band(catalogue: Catalogue, tongues: tuple[str, ...]) -> Iterator[tuple[Versions, Versions]]:
    """Yield the facts about the whole show: how many of what, and how long."""
    for number, one, many in (
        (len(catalogue.episodes), "episode", "episodes"),
        (len(catalogue.guests), "guest", "several_guests"),
        (len(catalogue.organisations), "organisation", "organisations"),
    ):
        if number:
            label = page_tongues.word_versions(one if number == 1 else many, tongues)
            yield [("", str(number))], label
    if catalogue.episodes.total_duration >= dt.timedelta(minutes=1):
        time = format_in_words(catalogue.episodes.total_duration)
        complete = all(episode.duration is not None for episode in catalogue.episodes)
        over = page_tongues.word_versions("over", tongues)
        length = [("", time)] if complete else [(tag, text.format(time)) for tag, text in over]
        yield length, page_tongues.word_versions("of_listening", tongues)


def _shared(other: Related, tongues: tuple[str, ...]) -> list[Versions]:
    """Return the names of what two episodes have in common, or of the first few."""
    names: list[Versions] = [
        *([("", person.name)] for person in other.people),
        *([("", body.name)] for body in other.organisations),
        *(page_tongues.versions(theme.label, tongues) for theme in other.themes),
    ]
    return names[:_SHARED]


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
