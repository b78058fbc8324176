"""Records ⇄ plain values for other people's programs: ``to_dict``, and converters of cattrs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar, cast, overload

from ._runtime import OnUse
from .catalogue import Catalogue, Collection, Hits
from .catalogue.exportable import plain_values
from .models import DataInfo, Entity, Episode, LocalizedText, Redirect, Show
from .models.records import Struct, record_error
from .models.rules import Breach, check_flags
from .models.sections import PARTS, SECTIONS, section_of
from .models.structuring import BreachedError, Structurer, unknown_id
from .text.names import NameIndex

if TYPE_CHECKING:
    import cattrs

    from .models.structuring import Refer
else:
    cattrs = OnUse("cattrs")


class Attrs(Protocol):
    """Any attrs class: all type checkers know this attribute of one."""

    @property
    def __match_args__(self) -> tuple[str, ...]:
        """The names of the positional arguments."""
        ...


KeyT = TypeVar("KeyT", bound=Entity | str)

__all__ = ["configure_converter", "make_converter"]


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
# The last, since some type checkers take any object for one of an attrs class.
@overload
def to_dict(
    obj: Struct | Catalogue | Attrs, *, expand: bool = False, language: str | None = None
) -> dict[str, Any]: ...
def to_dict(obj: object, *, expand: bool = False, language: str | None = None) -> Any:
    """Return anything made of records as JSON-ready plain values.

    By default the values are as in a file: references are ids, keys have the models' order, and
    unknown values are left out. Collections, tuples and lists become lists. A record that is the
    key of a mapping becomes its id.

    Args:
        obj: a record, :class:`Hit`, :class:`Related`, :class:`LocalizedText`, :class:`Catalogue`,
            or another result, such as a :class:`Difference`; or a sequence or mapping of these.
        expand: whether to write for readers rather than files. Every key is written, with ``[]``
            or ``None`` for what is not known, so that all rows have the same columns. A reference
            becomes an object one level deep. It has the keys ``id`` and ``name``; for an episode,
            ``id``, ``code`` and ``title``; for a show, ``id`` and ``title``. An episode also gets
            its ``show``, ``code`` and ``duration_seconds``.
        language: a language tag, such as "en". Texts that exist in several languages become plain
            text in this language, or else in their main one.

    Raises:
        TypeError: ``obj`` is or contains something else.
        UnknownLanguageError: no text of a catalogue or a selection of episodes is in the language,
            or ``language`` is not a language tag, such as ``"english"``.
        ValueError: ``obj`` contains itself, or two keys of a mapping are records with one id.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> person = catalogue.people["pauline-bandelier"]
    >>> tfg.to_dict(person)["organisations"]
    ['collectif-solvo']
    >>> tfg.to_dict(person, expand=True)["organisations"]
    [{'id': 'collectif-solvo', 'name': 'Collectif Solvo', 'lineage': []}]
    >>> tfg.to_dict(catalogue.themes["emploi"], language="en")["label"]
    'Employment'
    >>> tfg.to_dict(catalogue.by_theme("art").count_by("place"))
    {'belgique': 1, 'namur': 1, 'wallonie': 1}
    """
    check_flags(expand=expand)
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
    structurer = Structurer(_look_up_in(catalogue), language)
    referable = {section.model for section in SECTIONS}

    def structure(value: Any, model: type[Any]) -> Any:
        try:
            if isinstance(value, str) and model in referable:
                return structurer.refer(value, model)
            implied = {"show": _show_of(catalogue)} if model is Episode else {}
            return structurer.record(model, value, **implied)
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


def _look_up_in(catalogue: Catalogue | None) -> Refer:
    """Return what finds the entity of a class by its id."""

    @cache
    def index_of(name: str) -> NameIndex:
        return NameIndex({entity.id: (entity.id,) for entity in getattr(catalogue, name)})

    def look_up(id_: Any, model: type[Entity]) -> Entity:
        section = section_of(model)
        if catalogue is None or not isinstance(id_, str):
            raise unknown_id(id_, section, (), "pass a catalogue to look it up in")
        known: Collection[Entity] = getattr(catalogue, section.name)
        if (found := known.get(id_)) is None:
            raise unknown_id(id_, section, index_of(section.name).suggest(id_))
        return found

    return look_up
