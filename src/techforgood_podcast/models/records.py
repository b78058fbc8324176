"""What all records have in common, each base class with what it adds.

``Serialisable`` is all that pydantic can serve: texts, collections and structs. A ``Struct`` has
fields; the results of queries are structs, and so are records. A ``Record`` checks its values, and
an ``Entity`` is a record with an id and names.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Self, TypeGuard, cast

import attrs

from ..errors import RecordError
from ..quoting import dotted
from .rules import Breach, Id

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping


# The metadata of a field that files leave out, since the rest of a catalogue implies it.
IMPLIED: Final = {"implied": True}
# The metadata of a field that tables and the answers of a web API leave out.
HIDDEN: Final = {"hidden": True}
# The metadata of a field that differences leave out, too.
PRIVATE: Final = {**HIDDEN, "private": True}


class _Serializer:
    """The attribute that pydantic looks for on a value of unknown type, as in a field of ``Any``.

    It exists once pydantic is imported, so listing a record's attributes does not import it.
    """

    def __get__(self, instance: object, owner: type[Any]) -> Any:
        """Return pydantic's serializer of a value's class; a class itself has none."""
        if instance is None:
            return self
        if "pydantic_core" not in sys.modules:
            raise AttributeError("pydantic is not imported")
        from .schemas import serializer_of

        return serializer_of(cast("Hashable", owner))


def _refuse_to_set(_record: object, name: str, _: object) -> NoReturn:
    error = attrs.exceptions.FrozenInstanceError()
    error.args = (f"can't set attribute {name!r}; make a changed copy with attrs.evolve",)
    raise error


class Serialisable:
    """A class whose objects pydantic serialises, whether or not it was told their type."""

    __slots__ = ()

    if TYPE_CHECKING:  # at run time, tools would take it for a field of an answer
        __pydantic_serializer__: ClassVar[_Serializer]
    else:
        __pydantic_serializer__ = _Serializer()

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse a subclass of a class that is final.

        Raises:
            TypeError: a base is the class of a record, of catalogues or of selections.
        """
        super().__init_subclass__(**options)
        if "__setattr__" in vars(cls):  # that of attrs, whose message does not say what to do
            setattr(cls, "__setattr__", _refuse_to_set)  # noqa: B010 -- type checkers know of none
        for base in cls.__bases__:
            if "__final__" in vars(base):
                message = f"{base.__name__} cannot be subclassed"
                raise TypeError(f"{message}; write a class with a field for it, or a function")


class Struct(Serialisable):
    """An object with described fields, which becomes plain values and is equal by value.

    attrs would compile these methods for each class anew.
    """

    __slots__ = ()

    # Properties that readers of plain values see after the id.
    _derived: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as expanded plain values, and accept instances only."""
        from .schemas import record_schema

        return record_schema(cls, handler)

    def __eq__(self, other: object) -> bool:
        """Return whether the other is of the same class and has equal fields."""
        return same(self, other, set()) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        """Return a hash of the fields."""
        return hash(tuple(_fields(self).values()))

    def __repr__(self) -> str:
        """Return the call that makes this record."""
        arguments = (f"{name}={value!r}" for name, value in _fields(self).items())
        return f"{type(self).__name__}({', '.join(arguments)})"


class Record(Struct):
    """A struct that refuses values which no file may hold."""

    __slots__ = ()

    _form = "record"

    def __new__(cls, *given: object, **values: Any) -> Self:
        """Check the values before attrs sees them, so that a wrong one is named first.

        Attrs validators would not do: they can be switched off for the whole process. Copies and
        pickles come without values and are not checked again.

        Raises:
            RecordError: a value breaks a rule; the first one is named.
            TypeError: a value comes without its name.
        """
        if given:
            names = ", ".join(
                f"{field.name}=…" for field in attrs.fields(cast("Any", cls))[: len(given)]
            )
            raise TypeError(f"pass each field by its name, as in {cls.__name__}({names})")
        if values:
            from .checking import breaches

            breach = next(breaches(cls, values), None)
            if breach:
                raise record_error(cls.__name__, breach)
        return super().__new__(cls)

    def __format__(self, spec: str) -> str:
        """Format what ``str`` returns."""
        return format(str(self), spec)

    @classmethod
    def _breaches_between(cls, values: Mapping[str, Any]) -> Iterator[Breach]:  # noqa: ARG003 -- for those that override it
        """Yield which rules between several fields are broken."""
        yield from ()


class _AsIs(str):
    """A text that is its own ``repr``."""

    __slots__ = ()
    __repr__ = str.__str__


def short_for_rich(record: object) -> Iterator[object]:
    """Yield what follows the class in a ``repr``, where rich shows every field."""
    yield _AsIs(repr(record).partition(" ")[2].removesuffix(">"))


vars(short_for_rich)["angular"] = True  # in angle brackets, as the reprs are


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Entity(Record, ABC):
    """A record with an id, and names to find it by.

    Equal records have equal ids, so the hash depends only on the id.

    Attributes:
        id: lower-case words of ASCII letters and digits, joined by hyphens; permanent.

    >>> from . import Place
    >>> issubclass(Place, Entity)
    True
    """

    _form = "reference"
    # The keys of a reference in expanded plain values, and the attributes that they show.
    _reference: ClassVar[tuple[tuple[str, str], ...]] = (("id", "id"), ("name", "name"))
    id: Id

    def __hash__(self) -> int:
        """Return the hash of the id."""
        return hash(self.id)

    @property
    @abstractmethod
    def _names(self) -> tuple[str, ...]:
        """The texts by which the record can be found; the first is the one to show."""

    @property
    def _hidden_names(self) -> tuple[str, ...]:
        """Those of its names that are shown nowhere."""
        return ()

    def __repr__(self) -> str:
        """Return the class, the id and the first name."""
        return f'<{type(self).__name__} {self.id} "{self._names[0]}">'

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the first name."""
        return self._names[0]


def names_of(entity: Entity) -> tuple[str, ...]:
    """Return the texts by which an entity can be found, the one to show first.

    >>> from . import LocalizedText, Theme
    >>> names_of(Theme(id="emploi", label=LocalizedText(fr="Emploi"), aliases=("travail",)))
    ('Emploi', 'travail')
    """
    return entity._names  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- of this module


def hidden_names_of(entity: Entity) -> tuple[str, ...]:
    """Return the texts by which an entity is found, and which are shown nowhere.

    >>> from . import Organisation
    >>> bakery = Organisation(id="co", name="Co", kind="company", search_names=("The bakers",))
    >>> names_of(bakery), hidden_names_of(bakery)
    (('Co', 'The bakers'), ('The bakers',))
    """
    return entity._hidden_names  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- of this module


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Return whether a value is a tuple."""
    return isinstance(value, tuple)


def same(left: object, right: object, known: set[tuple[int, int]], *, by_id: bool = False) -> bool:
    """Return whether two values are equal.

    No pair of records is compared twice. attrs would compare a record once for each path that leads
    to the record: with two parents on each of 32 levels, billions of times.

    Args:
        left: the one value.
        right: the other.
        known: the pairs that are equal, by their addresses in memory; it grows with use.
        by_id: whether entities with equal ids count as equal.
    """
    pair = id(left), id(right)
    if left is right or pair in known:
        return True
    alike = type(left) is type(right)
    if by_id and alike and isinstance(left, Entity) and isinstance(right, Entity):
        return left.id == right.id
    if alike and isinstance(left, Struct):
        mine, theirs = tuple(_fields(left).values()), tuple(_fields(right).values())
    elif is_tuple(left) and is_tuple(right):
        mine, theirs = left, right
    else:
        return left == right
    if len(mine) != len(theirs):
        return False
    for one, other in zip(mine, theirs, strict=True):
        if not same(one, other, known, by_id=by_id):
            return False
    known.add(pair)
    return True


def _fields(record: Any) -> dict[str, Any]:
    fields = attrs.fields(record.__class__)
    return {field.name: getattr(record, field.name) for field in fields}


def record_error(model: str, breach: Breach) -> Exception:
    """Return the error that a broken rule raises."""
    return RecordError(model, dotted(breach.path), breach.message, breach.hint)
