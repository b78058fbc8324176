"""The search of a site: its index, with what its script draws of each episode."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from ...models.durations import format_in_words
from ...models.sections import section_of
from ...text.writing import typeset
from ..page_and_site.headings import row_of, write_gist
from ..page_and_site.languages import day_versions, kind_versions
from ..page_and_site.order import list_episodes
from ..page_and_site.scripts_and_styles import write_data, write_script
from ..page_and_site.search_index import page_index, print_texts
from ..text.phrases import Phrases, code_before_title
from . import limits
from .plan import path_of
from .said import index_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models import Credit, Entity, Episode
    from .plan import Edition

# The words of a row.
_WORDS: Final = "listen host hosts more_guests_one more_guests_many moments"
# A text, or one in each language of the site, if they differ.
_Text: TypeAlias = "str | list[str]"
# The number of a thing, or a text, with the number if it is about one.
_Name: TypeAlias = "int | list[_Text | int]"
# The number of each thing, and what it is called.
_Names: TypeAlias = "dict[Entity, tuple[int, _Text]]"


def write_search(editions: Sequence[Edition]) -> dict[str, str]:
    """Return the script of the search, which has its index in it, and what it loads, by name."""
    catalogue = editions[0].catalogue
    said, pieces = index_said(editions[0].transcripts, catalogue)
    tags = tuple(edition.languages[0] for edition in editions)
    # No page has the texts, so the index has them all.
    index = page_index(catalogue, "<main></main>", list_episodes(catalogue, tags), tags, _WORDS)
    things = (
        *catalogue.people,
        *catalogue.organisations,
        *catalogue.places,
        *catalogue.themes,
    )
    names: _Names = {
        one: (number, _once([edition.title_of(one) for edition in editions]))
        for number, one in enumerate(things)
    }
    known = {
        **index,
        "withdrawn": [],
        "said": said,
        "episodes": [_describe_row(episode, tags, names) for episode in catalogue.episodes],
        "things": [
            [section_of(type(one)).noun, path_of(one), name] for one, (_, name) in names.items()
        ],
    }
    # The search reads its index from the page, where this puts it.
    data = json.dumps(write_data(known), ensure_ascii=False)
    index_ = f'{{type: "application/json", id: "index", textContent: {data}}}'
    place = f'document.head.append(Object.assign(document.createElement("script"), {index_}));\n'
    script = place + write_script("site/search_results.js", vars(limits))
    return {"search.js": script, **pieces}


def _once(texts: list[str]) -> _Text:
    return texts if {*texts} != {texts[0]} else texts[0]


def _describe_row(episode: Episode, tags: tuple[str, ...], names: _Names) -> list[object]:
    """Return what the script draws of an episode; what it lacks is 0, and left out at the end."""
    row, date = row_of(episode), episode.published
    day = date and _once([day_versions(date, (tag,))[0][1] for tag in tags])
    kind = episode.kind != "full" and [kind_versions(episode, (tag,))[0][1] for tag in tags]
    time = row.duration and format_in_words(row.duration)
    details = [kind and _once(kind), not row.is_dated and day, time]
    gists = [_place_gist(episode, tag) for tag in tags]
    described = [
        episode.id,
        day if row.is_dated else code_before_title(episode),
        [one for one in details if one],
        any(gists) and gists,
        [_name_guest(credit, tags, names) for credit in row.guests],
        row.others,
        [names[theme][0] for theme in row.themes],
        1 if episode.audio else episode.url,
        [names[host][0] for host in row.hosts],
    ]
    return _trim([one or 0 for one in described])


def _trim(values: list[object]) -> list[object]:
    return _trim(values[:-1]) if values[-1] == 0 else values


def _name_guest(credit: Credit, tags: tuple[str, ...], names: _Names) -> _Name:
    """Return the number of a guest; after their name, if a credit has another one."""
    name = _once([typeset(Phrases(tag).write_credited(credit), tag) for tag in tags])
    if credit.person is None:
        return [name]
    number, known = names[credit.person]
    return number if name == known else [name, number]


def _place_gist(episode: Episode, tag: str) -> object:
    """Return where the gist of an episode is in its summary or notes, or else the gist itself.

    The place is where it begins, how long it is, and what follows it.

    >>> from ...packaged.bundled import load_catalogue
    >>> _place_gist(load_catalogue().episode(3), "en")
    [870, 153, '…']
    """
    gist = write_gist(episode, (tag,))
    if not gist:
        return 0
    ((own, text),) = gist
    text = typeset(text, own or episode.show.language)
    texts = print_texts(episode)
    whole = texts.get("summary") or texts["notes"]
    begun = text.removesuffix("\N{HORIZONTAL ELLIPSIS}")
    start = whole.find(begun)
    return [start, len(begun), text[len(begun) :]] if start >= 0 else text
