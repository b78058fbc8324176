"""What can be exported: in which languages, as a catalogue, and as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeGuard

import attrs

from ..errors import Message, UnknownLanguageError
from ..models import Entity, Episode, LocalizedText
from ..models.durations import format_duration
from ..models.plain import plain
from ..models.records import Struct
from ..models.text import check_tag, match_tag
from ..quoting import dotted
from ..syntax import wrong_kind
from ..syntax.limits import MAX_DEPTH
from ..text.languages import printed_languages
from ..text.suggestions import closest
from .catalogue import Catalogue, catalogue_of_indexes
from .document import document, expanded_document
from .episodes import Episodes, Hits
from .indexes import indexes_in

if TYPE_CHECKING:
    from ..models.plain import View

Exportable: TypeAlias = Catalogue | Episodes | Hits[Any] | Episode

# Steps of a path that a message shows where it leads very deep.
_STEPS_OF_PATH: Final = 3


def catalogue_of(obj: object, *, keep_order: bool = False) -> Catalogue:
    """Return a catalogue, a selection, hits or one episode as a catalogue of its own.

    With ``keep_order``, the episodes stay in an order that is not the catalogue's.

    Raises:
        TypeError: it is none of these.

    >>> import techforgood_podcast as tfg
    >>> catalogue_of(tfg.by_theme("art")).episodes
    <Episodes: S1E4>
    >>> newest = tfg.load_catalogue().episodes[:-3:-1]
    >>> catalogue_of(newest).episodes, catalogue_of(newest, keep_order=True).episodes
    (<Episodes: S1E7, S1E8>, <Episodes: S1E8, S1E7>)
    """
    if isinstance(obj, Episode):
        return Catalogue(show=obj.show, episodes=(obj,))
    if isinstance(obj, Hits):
        return catalogue_of(obj.episodes, keep_order=keep_order)
    if isinstance(obj, Episodes):
        ordered = keep_order and obj._ordered  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        return catalogue_of_indexes(indexes_in(obj).subset(obj, ordered=ordered))
    if isinstance(obj, Catalogue):
        return obj
    error = wrong_kind("a catalogue, a selection of episodes or an episode", obj)
    if isinstance(obj, list | tuple):
        raise TypeError(f"{error}; make a selection of it with catalogue.select()")
    raise error


def is_part(obj: object) -> bool:
    """Return whether something to write is less than the catalogue that it is from.

    >>> import techforgood_podcast as tfg
    >>> is_part(tfg.by_theme("art")), is_part(tfg.load_catalogue().episodes)
    (True, False)
    """
    if isinstance(obj, Hits):
        return is_part(obj.episodes)
    if isinstance(obj, Episodes):
        return len(obj) < len(indexes_in(obj).episodes)
    return isinstance(obj, Episode)


def written_languages(catalogue: Catalogue) -> list[str]:
    """Return the languages that a catalogue can be written in, as sorted tags.

    They are the languages with words of their own, and the languages of the texts.
    """
    return sorted({*printed_languages(), *catalogue.languages})


def match_language(tag: str, known: Sequence[str]) -> str:
    """Return the language with a tag, or else the same one without or with another region.

    Raises:
        UnknownLanguageError: there is none.

    >>> match_language("en-GB", ["en", "fr"])
    'en'
    """
    found = match_tag(tag, known)
    if found is None:
        raise UnknownLanguageError(tag, known, closest(tag, known))
    return found


def _check_language(obj: Catalogue | Episodes, tag: str) -> None:
    """Refuse a language that a catalogue or a selection cannot be written in.

    Raises:
        UnknownLanguageError: nothing in it is written in the language.
    """
    # Finding the languages of a selection takes longer than converting it.
    if match_tag(tag, printed_languages()) is None:
        match_language(tag, written_languages(catalogue_of(obj)))


def plain_values(obj: object, view: View, language: str | None) -> Any:
    """Return anything made of records as plain values.

    Raises:
        TypeError: it is or contains something else.
        UnknownLanguageError: a catalogue or a selection cannot be written in the language, or it is
            no language tag.
        ValueError: it contains itself, or two keys of a mapping are records with one id.

    >>> from ..packaged.bundled import load_catalogue
    >>> plain_values({"who": load_catalogue().hosts[:1], "where": None}, "reference", None)
    {'who': [{'id': 'antonin-weber', 'name': 'Antonin Weber'}], 'where': None}
    """
    if language is not None and not isinstance(obj, Catalogue | Episodes):
        check_tag(language)
    return _plain(obj, view, language, ())


def _plain(obj: Any, view: View, language: str | None, path: tuple[str | int, ...]) -> Any:  # noqa: PLR0911 -- one answer for each kind of value
    """Return the value at a path as plain values."""
    if isinstance(obj, Struct):
        return plain(obj, view=view, language=language)
    if isinstance(obj, LocalizedText):
        return dict(obj) if language is None else obj.best(language)
    if isinstance(obj, dt.date):
        return obj.isoformat()
    if isinstance(obj, dt.timedelta):
        return format_duration(obj)
    if path and (obj is None or isinstance(obj, str | int | float)):
        return str(obj) if isinstance(obj, Message) else obj  # some programs take no other text
    if language is not None and isinstance(obj, Catalogue | Episodes):
        _check_language(obj, language)
    if isinstance(obj, Catalogue):
        indexes = indexes_in(obj)
        if view == "file":
            return document(indexes, language=language)
        return expanded_document(indexes, obj.info, language)
    return _plain_inside(obj, view, language, path)


def _plain_inside(
    obj: Any, view: View, language: str | None, path: tuple[str | int, ...]
) -> dict[Any, Any] | list[Any]:
    """Return a sequence, a mapping or a result as plain values."""
    if len(path) > MAX_DEPTH:
        where = dotted(path[:_STEPS_OF_PATH])
        raise ValueError(f"{where}…: more than {MAX_DEPTH} levels deep; does it contain itself?")
    if _is_sequence(obj):
        items = enumerate(obj)
        return [_plain(item, view, language, (*path, index)) for index, item in items]
    values: object = attrs.asdict(obj, recurse=False) if attrs.has(obj.__class__) else obj
    if not _is_mapping(values):
        raise _wrong("a record, a collection or a catalogue", obj, path)
    found: dict[Any, Any] = {}
    for key, value in values.items():
        name = _key(key, path)
        if name in found:
            raise ValueError(f"{dotted((*path, name))}: two keys of the mapping have this id")
        found[name] = _plain(value, view, language, (*path, name))
    return found


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _key(key: object, path: tuple[str | int, ...]) -> Any:
    """Return the key of a mapping as that of a JSON object, which is text."""
    if isinstance(key, Entity):
        return key.id
    if key is None or isinstance(key, str | int | float):
        return key
    raise _wrong("a key that is text, a number or a record with an id", key, path)


def _wrong(expected: str, found: object, path: tuple[str | int, ...]) -> TypeError:
    error = wrong_kind(expected, found)
    return TypeError(f"{dotted(path)}: {error}") if path else error
