"""What all records have in common, and ``LocalizedText``: one text in several languages."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Literal,
    Self,
    TypeGuard,
    TypeVar,
    cast,
    overload,
)

import attrs

from .._immutable import Immutable

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from .checks import Breach

DefaultT = TypeVar("DefaultT")

# Characters of a text that a repr shows.
_REPR = 60


def about(  # noqa: PLR0913 -- all that a field says of itself
    description: str,
    advice: str = "",
    *,
    examples: tuple[object, ...] = (),
    choices: Mapping[str, str] | None = None,
    implied: bool = False,
    private: bool = False,
) -> dict[str, object]:
    """Return the metadata of a field: the one place that says what it means.

    Docstrings, the JSON Schemas of files, and the tables of the documentation are generated from
    it, and tables describe their columns with it, under ``python -OO`` as well.

    Args:
        description: what the field means, in one sentence.
        advice: what somebody who writes a file should know beyond that, in sentences.
        examples: values as files hold them, which editors propose.
        choices: the words to choose from, and what each means, in one sentence.
        implied: whether the rest of a catalogue implies it, so that files leave it out.
        private: whether tables and the answers of a web API leave it out.
    """
    return {
        "description": description,
        "advice": advice,
        "examples": examples,
        "choices": choices or {},
        "implied": implied,
        "private": private,
    }


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
        from .pydantic import serializer_of

        return serializer_of(cast("Hashable", owner))


class Served:
    """A class whose objects pydantic serialises, whether or not it was told their type."""

    __slots__ = ()

    if TYPE_CHECKING:  # at run time, tools would take it for a field of an answer
        __pydantic_serializer__: ClassVar[_Serializer]
    else:
        __pydantic_serializer__ = _Serializer()


class Described(Served):
    """What describes its fields, so that it can become plain values, and pydantic can serve it.

    It is equal by value. attrs would compile these methods for each class anew.
    """

    __slots__ = ()

    # Properties that readers of plain values see after the id, and what they mean.
    _derived: ClassVar[tuple[tuple[str, str], ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as expanded plain values, and accept instances only."""
        from .pydantic import record_schema

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


class Record(Described):
    """A record, which cannot hold what no file may hold."""

    __slots__ = ()

    _form = "record"

    def __new__(cls, **values: Any) -> Self:
        """Check the values before attrs sees them, so that a wrong one is named first.

        Attrs validators would not do: they can be switched off for the whole process. Copies and
        pickles come without values and are not checked again.

        Raises:
            RecordError: a value breaks a rule; the first one is named.
        """
        if values:
            from .fields import breaches

            breach = next(breaches(cls, values), None)
            if breach:
                raise _error(cls.__name__, breach)
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


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Return whether a value is a tuple."""
    return isinstance(value, tuple)


def same(left: object, right: object, known: set[tuple[int, int]], *, by_id: bool = False) -> bool:
    """Return whether two values are equal, comparing no pair of records twice.

    The comparison of attrs would walk a record once for each path that leads to it: with two
    parents on each of 32 levels, billions of times. With ``by_id``, entities are equal if their ids
    are.
    """
    pair = id(left), id(right)
    if left is right or pair in known:
        return True
    if type(left) is type(right) and isinstance(left, Described):
        fields = _fields_by_id if by_id else _fields
        mine, theirs = tuple(fields(left).values()), tuple(fields(right).values())
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


def _error(model: str, breach: Breach) -> Exception:
    from ..errors import RecordError
    from ..messages import dotted

    return RecordError(model, dotted(breach.path), breach.message, breach.hint)


def _fields(record: Any) -> dict[str, Any]:
    fields = attrs.fields(record.__class__)
    return {field.name: getattr(record, field.name) for field in fields}


def _fields_by_id(record: Any) -> dict[str, Any]:
    is_reference = record._form == "reference"  # noqa: SLF001 -- what the class says of itself
    return {"id": record.id} if is_reference else _fields(record)


def match_tag(tag: str, known: Iterable[str]) -> str | None:
    """Return the language with a tag, or else the one that it narrows, in upper or lower case.

    >>> match_tag("EN_gb", ["fr", "en"]), match_tag("de", ["fr", "en"])
    ('en', None)
    """
    wanted = f"{tag.lower().replace('_', '-')}-"
    found = [language for language in known if wanted.startswith(f"{language.lower()}-")]
    return max(found, key=len, default=None)


class LocalizedText(Immutable, Served, Mapping[str, str]):
    """A text in one or more languages, the main one first: a mapping from tag to text.

    Built like a ``dict``: from a mapping of BCP 47 tags to texts, from keywords, or from both.
    It is equal only to another with the same texts in the same order.

    Raises:
        RecordError: there is no text, one is empty, or a key is not a language tag.

    >>> text = LocalizedText(fr="emploi", en="employment")
    >>> str(text), text["en"], text.get("de"), text.languages
    ('emploi', 'employment', None, ('fr', 'en'))
    >>> dict(text), text.best("de", "en"), f"{text:en}", f"{text:.4}"
    ({'fr': 'emploi', 'en': 'employment'}, 'employment', 'employment', 'empl')
    """

    __slots__ = ("_texts",)

    _form = "localized"
    if TYPE_CHECKING:
        _texts: tuple[tuple[str, str], ...]

    def __init__(self, texts: Mapping[str, str] | None = None, /, **more: str) -> None:
        from .checks import breaches_of_texts, no_texts

        mapping: Mapping[str, str] = {} if texts is None else texts
        if not isinstance(mapping, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise _error(type(self).__name__, no_texts(mapping))
        pairs = tuple({**mapping, **more}.items())
        breach = next(breaches_of_texts(pairs), None)
        if breach:
            raise _error(type(self).__name__, breach)
        object.__setattr__(self, "_texts", pairs)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the pairs: the default would set attributes, which is refused."""
        return text_of, (self._texts,)

    def __str__(self) -> str:
        """Return the text in its main language."""
        return self._texts[0][1]

    def __format__(self, spec: str) -> str:
        """Return the text in a language like :meth:`best`, or format that in its main language."""
        from .rules import LANGUAGE_TAG, compiled

        if compiled(LANGUAGE_TAG.pattern).fullmatch(spec):
            return self.best(spec)
        return format(str(self), spec)

    def __getitem__(self, language: str) -> str:
        """Return the text in one language.

        Raises:
            UnknownLanguageError: the text does not exist in it.
        """
        found = self.get(language)
        if found is None:
            from ..errors import UnknownLanguageError
            from ..syntax import describe

            # Templates ask for numbers too, and expect an error of a look-up.
            is_text = isinstance(language, str)  # pyright: ignore[reportUnnecessaryIsInstance]
            text = language if is_text else describe(language)
            near = [tag for tag in self.languages if tag.lower() == text.lower()]
            raise UnknownLanguageError(text, self.languages, near)
        return found

    def __contains__(self, language: object) -> bool:
        """Return whether the text exists in a language."""
        return language in self.languages

    def __iter__(self) -> Iterator[str]:
        """Yield the languages, the main one first."""
        return iter(self.languages)

    def __len__(self) -> int:
        """Return the number of languages."""
        return len(self._texts)

    def __bool__(self) -> Literal[True]:
        """Return true: there is always a text."""
        return True

    def __eq__(self, other: object) -> bool:
        """Return whether the other is a text with the same pairs in the same order."""
        if not isinstance(other, LocalizedText):
            return NotImplemented
        return self._texts == other._texts

    def __hash__(self) -> int:
        """Return a hash of the pairs."""
        return hash(self._texts)

    @overload
    def get(self, language: str) -> str | None: ...
    @overload
    def get(self, language: str, default: str) -> str: ...
    @overload
    def get(self, language: str, default: DefaultT) -> str | DefaultT: ...
    def get(self, language: str, default: DefaultT | None = None) -> str | DefaultT | None:
        """Return the text in one language, or the default if there is none."""
        for tag, text in self._texts:
            if tag == language:
                return text
        return default

    def best(self, *languages: str) -> str:
        """Return the text in the first of these languages that it has, or else in its main one.

        A tag also finds the text in the language that it narrows, in upper or lower case.

        >>> LocalizedText(fr="emploi").best("en")
        'emploi'
        >>> LocalizedText(fr="emploi", en="employment").best("de-AT", "en-GB")
        'employment'
        """
        for language in languages:
            found = match_tag(language, self.languages)
            if found is not None:
                return self[found]
        return str(self)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the text has, as BCP 47 tags, the main one first."""
        return tuple(language for language, _ in self._texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text in each of its languages, the main one first."""
        return tuple(text for _, text in self._texts)

    @property
    def fr(self) -> str | None:
        """The French text."""
        return self.get("fr")

    @property
    def en(self) -> str | None:
        """The English text."""
        return self.get("en")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as a dictionary, and accept instances only."""
        from .pydantic import instance_schema

        return instance_schema(cls, dict, dict[str, str], handler)

    def __repr__(self) -> str:
        """Return the call that makes this text, with long texts cut short."""
        from ..messages import cut

        return f"LocalizedText({ {tag: cut(text, _REPR) for tag, text in self._texts}!r})"


def text_of(pairs: Iterable[tuple[str, str]]) -> LocalizedText:
    """Return a text of pairs that were checked, or are about to be."""
    text = LocalizedText.__new__(LocalizedText)
    object.__setattr__(text, "_texts", tuple(pairs))
    return text
