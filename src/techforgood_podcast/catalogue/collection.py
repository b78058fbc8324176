"""Immutable sequences of entities, with lookup by id and by name."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import index, itemgetter
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Literal,
    Self,
    TypeVar,
    cast,
    get_args,
    overload,
)

from .._runtime import PACKAGE, Immutable, cached_property
from ..errors import AmbiguousNameError, UnknownNameError
from ..models import Entity, Episode, Person, Place
from ..models.records import Serialisable, hidden_names_of, names_of, same
from ..models.rules import check_flags
from ..models.sections import section_of
from ..quoting import quoted
from ..syntax import describe, with_article, wrong_kind
from ..text.folding import fold, squash
from ..text.names import NameIndex

EntityT_co = TypeVar("EntityT_co", bound=Entity, covariant=True)

DefaultT = TypeVar("DefaultT")

# Maximum number of records shown in a repr.
_RECORDS_IN_REPR = 10


def list_some(texts: Sequence[str]) -> str:
    """Join texts for a ``repr``; beyond a limit, only count them."""
    more = f", … {len(texts) - _RECORDS_IN_REPR} more" if len(texts) > _RECORDS_IN_REPR else ""
    return ", ".join(texts[:_RECORDS_IN_REPR]) + more if texts else "none"


def _level_of_caller() -> int:
    """Return the stack level of the user's code, relative to the calling function."""
    frame, level = sys._getframe(1), 1  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- as warnings does
    while frame.f_back and frame.f_globals.get("__name__", "").startswith(f"{PACKAGE}."):
        frame, level = frame.f_back, level + 1
    return level


def _names(item: Entity) -> tuple[str, ...]:
    """Return every text that finds a record; a country is also found by its code."""
    names = names_of(item)
    return (*names, item.code) if isinstance(item, Place) and item.code else names


def _is_part_of(alias: str, name: str) -> bool:
    """Return whether an alias only repeats words of a name, perhaps spelt differently."""
    alias, name = fold(alias), fold(name)
    return squash(alias) == squash(name) or set(alias.split()) <= set(name.split())


def count_of(limit: int) -> int:
    """Return the maximum number of results; 0 asks for none.

    Raises:
        TypeError: it is not a whole number.
        ValueError: it is negative.

    >>> count_of(3)
    3
    """
    try:
        count = index(limit)
    except TypeError:
        raise wrong_kind("a whole number as limit", limit) from None
    if count < 0:
        raise ValueError("expected 0 or more as limit, found a negative number")
    return min(count, sys.maxsize)


def check_text(text: object) -> None:
    """Refuse what is no text to look for.

    Raises:
        TypeError: it is no text.

    >>> check_text("bread")
    """
    if not isinstance(text, str):
        raise wrong_kind("a text to look for", text)


def _no_hint() -> None:
    """Return nothing, as a weak reference does to what is gone."""


def names_in(among: Collection[Any]) -> NameIndex:
    """Return the index of the names of the records."""
    return among._index  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- of this module


class Collection(Immutable, Serialisable, Sequence[EntityT_co], Generic[EntityT_co]):
    """An immutable sequence of entities, with lookup by position, id or name.

    It is covariant: a ``Collection[Person]`` is a ``Collection[Entity]``.

    >>> import techforgood_podcast as tfg
    >>> people = tfg.load_catalogue().people
    >>> people["karine-gentelet"] is people.resolve("GENTELET, Karine")
    True
    """

    if TYPE_CHECKING:  # at run time, tools would take them for fields of an answer
        _item_class: ClassVar[Any]
        _items: tuple[EntityT_co, ...]
        _noun: str
        _redirects: Mapping[str, str | None]
        _hint: Callable[[], Callable[[str], str] | None]
    # The class of the records, where a type hint does not say it.
    _item_class = Entity

    def __init__(
        self,
        items: Iterable[EntityT_co],
        noun: str,
        redirects: Mapping[str, str | None],
    ) -> None:
        # In a catalogue, the weak reference to a method that says what its search finds.
        vars(self).update(_items=tuple(items), _noun=noun, _redirects=redirects, _hint=_no_hint)

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes to copy or pickle, without those of the catalogue."""
        return {**super().__getstate__(), "_hint": _no_hint}

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._items)

    def __iter__(self) -> Iterator[EntityT_co]:
        """Iterate over the records in order."""
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        """Return whether the collection has this record, or one with this id or retired id."""
        if isinstance(item, Entity):
            return same(self._by_id.get(item.id), item, set())
        known = self._by_id
        return isinstance(item, str) and (item in known or self._redirects.get(item) in known)

    @overload
    def __getitem__(self, key: int | str) -> EntityT_co: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: int | str | slice) -> EntityT_co | Self:
        """Return the record at an index or with an id, or a slice as a collection.

        Raises:
            UnknownNameError: no record has this id.
            IndexError: the index is out of range.
        """
        if isinstance(key, str):
            found = self._with_id(key)
            if found is None:
                raise self._unknown(key, "id")
            return found
        if isinstance(key, slice):
            turned = key.step is not None and key.step < 0
            return (self._in_order if turned else self._of)(self._items[key])
        try:
            return self._items[key]
        except IndexError:
            there = f"there are {len(self)}, counted from 0" if self._items else "there are none"
            message = f"no {self._noun} at position {describe(key)}; {there}"
            raise IndexError(message) from None

    def _of(self, items: Iterable[Any]) -> Self:
        """Return some of the records as a collection."""
        return type(self)(items, self._noun, self._redirects)

    def _in_order(self, items: Iterable[Any]) -> Self:
        """Return some of the records in the order given."""
        return self._of(items)

    def where(self, predicate: Callable[[EntityT_co], object]) -> Self:
        """Keep the records for which a function returns true.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().organisations.where(lambda o: o.kind == "lab")
        <Collection: Kaplab, Well-living Lab>
        """
        return self._of(item for item in self if predicate(item))

    def sorted(self, key: Callable[[EntityT_co], Any], *, reverse: bool = False) -> Self:
        """Sort by what a function returns for each record.

        The sort is stable. Records for which the function returns ``None`` come last, in either
        direction.

        Raises:
            TypeError: the key is no function.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().hosts.sorted(lambda host: host.family, reverse=True)
        <Collection: Antonin Weber, Patrick Gaillardin, Michèle Foin, Pauline Bandelier>
        """
        check_flags(reverse=reverse)
        if not callable(key):
            raise wrong_kind(f"a function such as lambda {self._noun}: {self._noun}.id", key)
        keyed = [(key(item), item) for item in self]
        known = [pair for pair in keyed if pair[0] is not None]
        unknown = [item for value, item in keyed if value is None]
        known.sort(key=itemgetter(0), reverse=reverse)
        return self._in_order((*(item for _, item in known), *unknown))

    def get(self, id: str) -> EntityT_co | None:  # noqa: A002 -- the field's own name
        """Return the record with this id, or ``None``.

        >>> import techforgood_podcast as tfg
        >>> tfg.load_catalogue().places.get("namur"), tfg.load_catalogue().places.get("Namur")
        (<Place namur "Namur">, None)
        """
        return self._with_id(id)

    @overload
    def resolve(self, ref: Entity | str) -> EntityT_co: ...
    @overload
    def resolve(self, ref: Entity | str, *, default: DefaultT) -> EntityT_co | DefaultT: ...
    def resolve(self, ref: Any, *, default: Any = ...) -> Any:
        """Return the one record with this id, name or alias, or the default if there is none.

        Case, accents, spaces, hyphens and apostrophes are ignored, and so are the word order and
        titles ("Mme") of people. A country is also found by its code. Plurals match singular names,
        except people's. If no name is equal, all words of the text must occur in the name of
        exactly one record; the beginning of a word is not enough. A record of another version of
        the catalogue resolves to the record with its id, if the two share a name.

        Raises:
            AmbiguousNameError: several records match; ``candidates`` lists them.
            UnknownNameError: no record matches, and there is no default; ``suggestions`` lists
                similar names.

        >>> import techforgood_podcast as tfg
        >>> organisations = tfg.load_catalogue().organisations
        >>> organisations.resolve("we tech care")
        <Organisation wetechcare "We TechCare">
        >>> print(organisations.resolve("nowhere", default=None))
        None
        """
        found = self._find_one(ref)
        if found is not None:
            return found
        if default is not ...:
            return default
        if isinstance(ref, Entity):
            raise self._unknown_record(ref)
        if isinstance(ref, str):
            raise self._unknown(ref, "name")
        raise self._unknown(describe(ref), "name")  # a number, which may be one that Python refuses

    def _find_one(self, ref: Any) -> EntityT_co | None:
        if not isinstance(ref, str):
            return self._version_of(ref)
        found = self._with_id(ref)
        if found is not None:
            return found
        return self._only_one(self._index.exact(ref) or self._index.partial(ref), ref)

    def _version_of(self, ref: Any) -> EntityT_co | None:
        """Return the record that another version of the catalogue has as ``ref``, if there is one.

        Another record may have its id, as in another show: no name is the same. The title of an
        episode may change.

        Raises:
            TypeError: it is no record of this kind.
        """
        if not isinstance(ref, type(self._items[0]) if self._items else Entity):
            error = wrong_kind(f"{with_article(self._noun)}, an id or a name", ref)
            if isinstance(ref, list | tuple | set | Collection):
                error = TypeError(f"{error}; pass its items one by one, or with *")
            raise error
        found = self._with_id(ref.id)
        if found is None or found is ref or found.id != ref.id or isinstance(ref, Episode):
            return found
        names = {fold(name) for name in names_of(ref)}
        return None if names.isdisjoint(map(fold, names_of(found))) else found

    def _only_one(self, ids: Sequence[str], text: str) -> EntityT_co | None:
        """Return the record with the only one of some ids, if any; a text means them all."""
        if len(ids) > 1:
            raise AmbiguousNameError(text, self._noun, self._named(ids))
        return self._by_id[ids[0]] if ids else None

    def find(self, text: str, limit: int = 10) -> tuple[EntityT_co, ...]:
        """Return the records whose names contain words that begin like those of the text.

        Equal names come first, then names with the same words. At most ``limit`` records are
        returned; the result is empty if none matches.

        >>> import techforgood_podcast as tfg
        >>> [person.name for person in tfg.load_catalogue().people.find("lar")]
        ['Lara Market', 'Lara Vigneron']
        """
        check_text(text)
        return tuple(self._by_id[id_] for id_ in self._index.search(text)[: count_of(limit)])

    def _with_id(self, id_: str) -> EntityT_co | None:
        """Return the record with an id, following a redirect and warning about it."""
        target = self._redirects.get(id_)
        if id_ not in self._by_id and target in self._by_id:
            message = f'the id "{id_}" is retired; use "{target}"'
            warnings.warn(message, FutureWarning, stacklevel=_level_of_caller())
            return self._by_id[target]
        return self._by_id.get(id_)

    def _unknown(self, text: str, sought: Literal["name", "id"]) -> UnknownNameError:
        alike = self._index.suggest_names(text)
        say = None if alike or sought == "id" else self._hint()
        hint = say(text) if say else ""
        near = self._named(id_ for id_, _ in alike)
        aliases = [
            "" if _is_part_of(alias, name) or alias in hidden_names_of(self._by_id[id_]) else alias
            for (_, alias), (id_, name) in zip(alike, near, strict=True)
        ]
        return UnknownNameError(text, self._noun, near, sought, aliases, hint)

    def _unknown_record(self, ref: Entity) -> UnknownNameError:
        """Return the error for a record that is not here: that for its name, if that says why."""
        name = names_of(ref)[0]
        if ref.id in self._by_id:
            hint = f"its id is that of {quoted(names_of(self._by_id[ref.id])[0])} here"
            return UnknownNameError(name, self._noun, hint=hint)
        if isinstance(ref, Episode) or self._index.exact(name):
            return self._unknown(ref.id, "id")
        return self._unknown(name, "name")

    def _named(self, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((id_, names_of(self._by_id[id_])[0]) for id_ in ids)

    @cached_property
    def _by_id(self) -> dict[str, EntityT_co]:
        return {item.id: item for item in self._items}

    @cached_property
    def _index(self) -> NameIndex:
        people = [item for item in self._items if isinstance(item, Person)]
        return NameIndex(
            {item.id: _names(item) for item in self._items},
            honorifics={person.id: person.honorific for person in people if person.honorific},
            personal=bool(people),
        )

    def __eq__(self, other: object) -> bool:
        """Return whether the other collection has equal records in the same order."""
        if not isinstance(other, Collection):
            return NotImplemented
        return same(self._items, tuple(cast("Collection[Entity]", other)), set())

    def __hash__(self) -> int:
        """Return the hash of the ids."""
        return hash(tuple(item.id for item in self._items))

    def __repr__(self) -> str:
        """Return the class and the names of the first records."""
        return f"<{type(self).__name__}: {list_some([names_of(item)[0] for item in self._items])}>"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as a list of expanded plain values, and accept collections only."""
        from ..models.schemas import collection_schema

        item: Any = (get_args(source) or (cls._item_class,))[0]
        return collection_schema(cls, item, handler)

    def _repr_html_(self) -> str:
        """Return a table for notebooks."""
        from ..models.notebooks import entities_table

        size = len(self)
        section = section_of(type(self._items[0])).name if self._items else ""
        noun = self._noun if size == 1 or not section else section
        return entities_table(f"{size or 'no'} {noun}", section, self._items)
