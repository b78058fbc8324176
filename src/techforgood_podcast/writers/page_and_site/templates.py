"""What renders templates, with their filters: functions that know a value and not the page.

What knows the page is a variable: an attribute or a method of an object, found under its name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ...catalogue.indexes import ORGANISATION, PERSON, PLACE, THEME
from ...errors import MissingExtraError
from ...models.durations import count_seconds, format_duration, format_in_words, format_iso_duration
from ...text.folding import fold
from ...text.languages import direction_of, direction_of_text, name_language
from ...text.writing import and_before, typeset
from ..anchors import anchor_of
from ..citations.styles import references
from ..text.notes import clean_notes, turn_notes
from ..text.phrases import code_before_title
from .functions import link_mailboxes, link_moments, paragraphs, turn
from .headings import lacking, row_of, write_opening
from .order import by_family, by_name
from .scripts_and_styles import hash_of, read_file
from .values import bars_of, domain_of, host_to_read, image_host

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from ...models import Entity, Episode


@cache
def page_environment() -> Environment:
    """Return what renders every page; compiling the templates takes longer than one page."""
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError("html", "html") from error

    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FunctionLoader(read_file),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    filters: dict[str, Any] = {
        "and_before": and_before,
        "anchor": anchor_of,
        "bars": bars_of,
        "by_family": by_family,
        "by_name": by_name,
        "clean": clean_notes,
        "clock": format_duration,
        "code": code_before_title,
        "domain": domain_of,
        "facets": _facets,
        "file_type": _file_type,
        "hash": hash_of,
        "host": host_to_read,
        "image_host": image_host,
        "in_words": format_in_words,
        "is_in_notes": _is_in_notes,
        "iso": format_iso_duration,
        "lacking": lacking,
        "direction": direction_of,
        "direction_among": direction_of_text,
        "language_name": name_language,
        "opening": write_opening,
        "link_moments": link_moments,
        "mailto": link_mailboxes,
        "paragraphs": paragraphs,
        "retired_anchors": _retired_anchors,
        "row": row_of,
        "seconds": count_seconds,
        "references": references,
        "turned": turn,
        "turned_notes": turn_notes,
        "typeset": typeset,
    }
    environment.filters.update(filters)
    return environment


def variables_of(*objects: object) -> dict[str, Any]:
    """Return what objects have and can do, by the names under which templates find it."""
    return {
        name: getattr(one, name) for one in objects for name in dir(one) if not name.startswith("_")
    }


def fill(name: str, variables: dict[str, Any]) -> str:
    """Return a template with its variables filled in."""
    text = page_environment().get_template(name).render(variables)
    # Jinja escapes apostrophes too, but every attribute is in double quotation marks.
    return text.replace("&#39;", "'").strip()


def _file_type(media_type: str) -> str:
    """Return what people call a type of files.

    >>> list(map(_file_type, ("audio/mpeg", "audio/x-m4a", "text/vtt", "application/x-subrip")))
    ['MP3', 'M4A', 'VTT', 'SRT']
    """
    known = {"audio/mpeg": "MP3", "audio/mp4": "M4A", "application/x-subrip": "SRT"}
    return known.get(media_type) or media_type.partition("/")[2].removeprefix("x-").upper()


def _is_in_notes(episode: Episode) -> bool:
    """Return whether the notes of an episode begin with its summary."""
    said = fold(str(episode.summary))
    return fold(episode.notes or "").startswith(said)


def _retired_anchors(entity: Entity, former: dict[str, list[str]]) -> list[str]:
    """Return the anchors that an entity would have by its retired ids."""
    prefix = anchor_of(entity).removesuffix(entity.id)
    return [prefix + id_ for id_ in former.get(entity.id, ())]


def _facets(episode: Episode) -> Iterator[tuple[str, str]]:
    """Give the name of each filter and the ids by which it finds an episode."""
    for facet in (THEME, PERSON, ORGANISATION, PLACE):
        if found := " ".join(dict.fromkeys(facet.ids(episode))):
            yield facet.name, found
