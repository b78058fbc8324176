"""Plain values ⇄ records, for files, and for other people's programs as a cattrs converter.

A reference is an id in plain values and a record in Python. Nothing is coerced: a value that is not
of the field's type is refused by the field's rule.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, TypeVar, cast, overload

from .catalogue import Catalogue, Collection, Hits
from .models import Credit, DataInfo, Entity, Episode, LocalizedText, Redirect, Show
from .models.checking import SCALARS, breaches, breaches_of_texts, read_text
from .models.fields import filled, stated_fields
from .models.records import Struct, record_error
from .models.rules import ID, Breach, check_flags
from .models.sections import PARTS, SECTIONS, section_of
from .models.text import text_of
from .quoting import cut, did_you_mean
from .syntax import MAX_PROBLEMS, UNKNOWN, describe, is_list, is_mapping, with_article
from .text.names import NameIndex, closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Protocol

    import cattrs

    from .models.fields import Field

    Hook: TypeAlias = Callable[[Any, Any], Any]
    """Structures a value as a type, as cattrs calls it."""
    Hooks: TypeAlias = Mapping[type[Any], Hook]
    Likely: TypeAlias = Callable[[str, Iterable[str]], tuple[str, ...]]

    class Attrs(Protocol):
        """Any attrs class: all type checkers know this attribute of one."""

        @property
        def __match_args__(self) -> tuple[str, ...]:
            """The names of the positional arguments."""
            ...


KeyT = TypeVar("KeyT", bound=Entity | str)

__all__ = ["configure_converter", "make_converter", "to_dict"]

_QUOTE = "quote it if it is meant as text"
# Texts up to this length, such as roles, recur in a catalogue and are kept once.
_RECURRING = 80
# Characters of a name that a hint shows.
_SHOWN_OF_NAME = 40


class BreachedError(Exception):
    """Plain values break the rules of a record.

    Attributes:
        breaches: the broken rules; none if all of them are reported elsewhere.
    """

    def __init__(self, *breaches: Breach) -> None:
        self.breaches = breaches
        super().__init__(breaches)


@overload
def to_dict(
    obj: Struct | Catalogue | Attrs, *, expand: bool = False, language: str | None = None
) -> dict[str, Any]: ...
@overload
def to_dict(
    obj: Sequence[Struct | Attrs], *, expand: bool = False, language: str | None = None
) -> list[dict[str, Any]]: ...
@overload
def to_dict(
    obj: LocalizedText, *, expand: bool = False, language: None = None
) -> dict[str, str]: ...
@overload
def to_dict(  # type: ignore[overload-overlap]  # no other mapping becomes text
    obj: LocalizedText, *, expand: bool = False, language: str
) -> str: ...
@overload
def to_dict(
    obj: Mapping[KeyT, object], *, expand: bool = False, language: str | None = None
) -> dict[str, Any]: ...
@overload
def to_dict(
    obj: Mapping[Any, object], *, expand: bool = False, language: str | None = None
) -> dict[Any, Any]: ...
@overload
def to_dict(
    obj: list[Any] | tuple[Any, ...], *, expand: bool = False, language: str | None = None
) -> list[Any]: ...
def to_dict(obj: object, *, expand: bool = False, language: str | None = None) -> Any:
    """Return anything made of records as JSON-ready plain values.

    By default the values are as in a file: references are ids, keys have the models' order, and
    unknown values are left out. Collections, tuples and lists become lists. A record that is the
    key of a mapping becomes its id.

    Args:
        obj: a record, :class:`Hit`, :class:`Related`, :class:`LocalizedText`, :class:`Catalogue`,
            or another result, such as a :class:`Difference`; or a sequence or mapping of these.
        expand: whether to write for readers rather than files. A reference becomes an object one
            level deep. It has the keys ``id`` and ``name``; for an episode, ``id``, ``code`` and
            ``title``; for a show, ``id`` and ``title``. An episode also gets its ``show``,
            ``code`` and ``duration_seconds``.
        language: a language tag, such as "en". Texts that exist in several languages become plain
            text in this language, or else in their main one.

    Raises:
        TypeError: ``obj`` is or contains something else.
        UnknownLanguageError: no text of a catalogue or a selection of episodes is in the language.
        ValueError: ``obj`` contains itself, or two keys of a mapping are records with one id.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> person = catalogue.people["pauline-bandelier"]
    >>> tfg.to_dict(person)["organisations"]
    ['collectif-solvo']
    >>> tfg.to_dict(person, expand=True)["organisations"]
    [{'id': 'collectif-solvo', 'name': 'Collectif Solvo'}]
    >>> tfg.to_dict(catalogue.themes["emploi"], language="en")["label"]
    'Employment'
    >>> tfg.to_dict(catalogue.by_theme("art").count_by("place"))
    {'belgique': 1, 'namur': 1, 'wallonie': 1}
    """
    check_flags(expand=expand)
    from .catalogue.exportable import plain_values

    return plain_values(obj, "expanded" if expand else "file", language)


def make_converter(catalogue: Catalogue | None = None) -> cattrs.Converter:
    """Return a cattrs converter for all records.

    Args:
        catalogue: the catalogue in which to look up references; without it, records that refer
            to others cannot be structured.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> converter = make_converter(catalogue)
    >>> episode = catalogue.episode(3)
    >>> converter.structure(converter.unstructure(episode), tfg.Episode) == episode
    True
    """
    import cattrs

    converter = cattrs.Converter()
    configure_converter(converter, catalogue)
    return converter


def configure_converter(
    converter: cattrs.BaseConverter, catalogue: Catalogue | None = None
) -> None:
    """Add hooks for all records to your own cattrs converter.

    It unstructures records as :func:`~techforgood_podcast.to_dict` does, and structures the id of a
    record as the record in the catalogue. A value that breaks a rule raises :class:`RecordError`.
    A whole catalogue is structured by :func:`~techforgood_podcast.from_dict` alone.

    Args:
        converter: the converter, such as ``cattrs.preconf.json.make_converter()``.
        catalogue: the catalogue in which to look up references.

    >>> import cattrs.preconf.json
    >>> import techforgood_podcast as tfg
    >>> converter = cattrs.preconf.json.make_converter()
    >>> configure_converter(converter, tfg.load_catalogue())
    >>> converter.dumps(tfg.load_catalogue().places["france"])[:16]
    '{"id": "france",'
    """
    language = catalogue.show.language if catalogue else None
    refer = _look_up_in(catalogue)
    hooks = structure_hooks(refer, language)
    referable = {section.model for section in SECTIONS}

    def structure(value: Any, model: type[Any]) -> Any:
        try:
            if isinstance(value, str) and model in referable:
                return refer(value, model)
            implied = {"show": _show_of(catalogue)} if model is Episode else {}
            return structure_record(hooks, model, value, implied)
        except BreachedError as error:
            raise record_error(model.__name__, error.breaches[0]) from None

    def text(value: Any) -> LocalizedText:
        alone = isinstance(value, str) and language is not None
        return LocalizedText(cast("Any", {language: value} if alone else value))

    for model in (*PARTS, DataInfo, Redirect, Show, *(section.model for section in SECTIONS)):
        converter.register_structure_hook(model, structure)
    converter.register_structure_hook(LocalizedText, lambda value, _: text(value))
    converter.register_structure_hook(Catalogue, _refuse_catalogue)
    converter.register_unstructure_hook(LocalizedText, dict)
    whole = (Struct, Collection, Hits, Catalogue)
    converter.register_unstructure_hook_func(
        lambda model: isinstance(model, type) and issubclass(model, whole), to_dict
    )


def _refuse_catalogue(_value: Any, _model: type[Catalogue]) -> NoReturn:
    """Refuse to structure a catalogue, which ``reading`` does from all its records together."""
    message = "pass the values of a catalogue to from_dict, not to a converter"
    raise TypeError(message)


def _show_of(catalogue: Catalogue | None) -> Show:
    if catalogue is None:
        hint = "pass a catalogue; no file states the show of an episode"
        raise BreachedError(Breach(("show",), "the show is not known", hint))
    return catalogue.show


def _look_up_in(catalogue: Catalogue | None) -> Hook:
    """Return what finds the entity of a class by its id."""
    indexes: dict[str, NameIndex] = {}

    def look_up(id_: Any, model: type[Entity]) -> Entity:
        section = section_of(model)
        if not isinstance(id_, str):
            raise BreachedError(
                Breach(
                    (), f"expected the id of {with_article(section.noun)}, found {describe(id_)}"
                )
            )
        hint: str | None = "pass a catalogue to look it up in"
        if catalogue is not None:
            known: Collection[Any] = getattr(catalogue, section.name)
            found: Entity | None = known.get(id_)
            if found is not None:
                return found
            if section.name not in indexes:
                indexes[section.name] = NameIndex({entity.id: (entity.id,) for entity in known})
            hint = did_you_mean(indexes[section.name].suggest(id_)) or None
        raise BreachedError(Breach((), f"no {section.noun} {describe(id_)}", hint))

    return look_up


def structure_hooks(
    refer: Hook,
    language: str | None,
    recurring: dict[LocalizedText, LocalizedText] | None = None,
) -> Hooks:
    """Return what structures the fields of records, by the type of a value.

    A hook raises :class:`BreachedError`. It returns a value of the wrong type unchanged, for the
    rule of the field to refuse, so that each message is in one place.

    Args:
        refer: returns the entity of a class that an id refers to.
        language: the language of a text that does not name its own.
        recurring: the short texts so far, so that equal ones are kept once; it grows with use.
    """

    def localized(value: Any, _: Any) -> Any:
        if isinstance(value, str) and language is not None:
            value = {language: value}
        if not is_mapping(value):
            return value
        known = {tag: text for tag, text in value.items() if text is not UNKNOWN}
        if len(known) < len(value):
            raise BreachedError(*(breaches_of_texts(known.items()) if known else ()))
        text = text_of(
            (
                intern(str(tag)) if isinstance(cast("object", tag), str) else tag,
                read_text(text, str),
            )
            for tag, text in known.items()
        )
        lengths = [len(t) if isinstance(t, str) else _RECURRING + 1 for t in known.values()]
        short = max(lengths, default=0) <= _RECURRING
        return recurring.setdefault(text, text) if short and recurring is not None else text

    def record(value: Any, model: type[Any]) -> Any:
        return structure_record(hooks, model, value, {})

    hooks: Hooks = {
        **SCALARS,
        LocalizedText: localized,
        **dict.fromkeys(PARTS, record),
        **{section.model: refer for section in SECTIONS},
    }
    return hooks


class _Found(list["Breach | None"]):
    """The broken rules of a record so far; ``None`` where the reason is reported elsewhere."""

    def add(self, *breaches: Breach | None) -> None:
        """Add broken rules; give up on the record if there are more than are reported."""
        self.extend(breaches)
        if len(self) > MAX_PROBLEMS:
            raise self.error()

    def error(self) -> BreachedError:
        """Return the error that holds all of them."""
        return BreachedError(*(breach for breach in self if breach))


def structure_record(
    hooks: Hooks,
    model: type[Any],
    value: Any,
    implied: Mapping[str, Any],
    likely: Likely = closest,
) -> Any:
    """Return the record that a mapping describes.

    cattrs could gather what is wrong with the fields as well, but it would take any exception for
    a wrong value, a bug in a hook too. Here only broken rules count, in the words of the rules; the
    rules between fields are checked once; and a value that was reported elsewhere is left open.

    Args:
        hooks: what structures the values, by their types.
        model: the class of the record.
        value: what should be a mapping of its fields.
        implied: the fields that no mapping states.
        likely: returns which of some keys an unknown one may have meant.

    Raises:
        BreachedError: the mapping breaks rules; the error holds all of them.
    """
    if not is_mapping(value):
        message = f"expected keys and values, found {describe(value)}"
        raise BreachedError(Breach((), message, _credit_hint(model, value)))
    found = _Found()
    values = dict(implied)
    fields = stated_fields(model)
    for key, stated in value.items():
        field = fields.get(key)
        if field is None:
            # Keys of plain values from elsewhere than files may be anything.
            near = likely(key, fields) if isinstance(cast("object", key), str) else ()
            all_keys = f'see "{model.__name__}" in the data dictionary for all keys'
            hint = did_you_mean(near) or f'{all_keys}, and "A field of my own" in the data model'
            found.add(Breach((key,), "unknown key", hint, key=True))
            # Nothing more is said of the key that was meant.
            values.update({name: UNKNOWN for name in near[:1] if value.get(name) is None})
        elif stated is not None:
            values[key] = _structured(hooks, field, stated, found)
    for field in fields.values():
        if field.required and field.name not in values:
            found.add(_missing(field, stated=field.name in value))
            values[field.name] = UNKNOWN
    for breach in breaches(model, values):
        if breach.message.endswith("found nothing"):
            breach = breach._replace(hint=_QUOTE)  # noqa: PLW2901 -- advice for authors of files
        # A text that names no language has no key for it.
        alone = len(breach.path) > 1 and isinstance(value.get(str(breach.path[0])), str)
        found.add(breach._replace(path=breach.path[:1]) if alone else breach)
    if found:
        raise found.error()
    return filled(model, values)


def _credit_hint(model: type[Any], value: Any) -> str | None:
    """Return what to write instead of the bare id, or the name, of someone credited."""
    if model is not Credit or not isinstance(value, str):
        return None
    is_id = re.fullmatch(ID, value)
    person, name = (value, "…") if is_id else ("…", cut(str(value), _SHOWN_OF_NAME))
    return f"write `person: {person}` and `credited_as: {name}`"


def _missing(field: Field, *, stated: bool) -> Breach:
    if stated:
        return Breach((field.name,), "missing value", _QUOTE)
    return Breach((), f'missing key "{field.name}"')


def _structured(hooks: Hooks, field: Field, value: Any, found: _Found) -> Any:
    """Return the value of a field, or ``UNKNOWN`` after noting why there is none."""
    if value is UNKNOWN:
        found.add(None)
        return UNKNOWN
    hook = next(hooks[kind] for kind in field.value_type.__mro__ if kind in hooks)
    if not field.many:
        return _one(hook, field, value, (field.name,), found)
    if not is_list(value):
        hint = "write each item on a line of its own, after a hyphen"
        found.add(Breach((field.name,), f"expected a list, found {describe(value)}", hint))
        return UNKNOWN
    return tuple(
        [_one(hook, field, item, (field.name, index), found) for index, item in enumerate(value)]
    )


def _one(hook: Hook, field: Field, value: Any, path: tuple[str | int, ...], found: _Found) -> Any:
    if value is UNKNOWN:
        found.add(None)
        return UNKNOWN
    try:
        structured = hook(value, field.value_type)
    except BreachedError as error:
        found.add(*(breach.below(*path) for breach in error.breaches or ()))
        if not error.breaches:
            found.add(None)
        return UNKNOWN
    # The words of a closed list recur in every record.
    return intern(structured) if field.choices and type(structured) is str else structured
