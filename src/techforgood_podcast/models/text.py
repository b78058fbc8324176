"""What all records have in common, and ``LocalizedText``: one text in several languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar, overload

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DefaultT = TypeVar("DefaultT")

_REPR = 60
"""So many characters of a text a ``repr`` shows."""


class Record:
    """A record, equal by value; attrs would compile these methods for each class anew."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Say whether the other is of the same class and has equal fields."""
        return same(self, other, set()) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        """Return a hash of the fields."""
        return hash(tuple(_fields(self).values()))

    def __repr__(self) -> str:
        """Return the call that makes this record."""
        arguments = (f"{name}={value!r}" for name, value in _fields(self).items())
        return f"{type(self).__name__}({', '.join(arguments)})"


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Say whether a value is a list of the models."""
    return isinstance(value, tuple)


def same(left: object, right: object, known: set[tuple[int, int]]) -> bool:
    """Say whether two values are equal, looking at no pair of records twice.

    Plain comparison would walk a record once for each way that leads to it.
    """
    if left is right or (id(left), id(right)) in known:
        return True
    if type(left) is not type(right):
        return left == right
    if is_tuple(left) and is_tuple(right):
        pairs = zip(left, right, strict=False)
        return len(left) == len(right) and all(same(a, b, known) for a, b in pairs)
    if not isinstance(left, Record):
        return left == right
    mine, theirs = _fields(left).values(), _fields(right).values()
    if all(same(a, b, known) for a, b in zip(mine, theirs, strict=True)):
        known.add((id(left), id(right)))
        return True
    return False


def _cut(text: str) -> str:
    return text if len(text) <= _REPR else f"{text[: _REPR - 1]}…"


def _fields(record: Any) -> dict[str, Any]:
    fields = attrs.fields(record.__class__)
    return {field.name: getattr(record, field.name) for field in fields}


@attrs.frozen(init=False, repr=False, eq=False)
class LocalizedText(Record):
    """A text in one or more languages, the main one first.

    Built like a ``dict``: from a mapping of BCP 47 tags to texts, from keywords, or from both.

    >>> text = LocalizedText(fr="emploi", en="employment")
    >>> str(text), text["en"], text.get("de"), text.languages
    ('emploi', 'employment', None, ('fr', 'en'))
    """

    _texts: tuple[tuple[str, str], ...]

    def __init__(self, texts: Mapping[str, str] | None = None, /, **more: str) -> None:
        pairs = tuple({**(texts or {}), **more}.items())
        if not pairs:
            message = "a LocalizedText needs a text in at least one language"
            raise ValueError(message)
        object.__setattr__(self, "_texts", pairs)

    def __str__(self) -> str:
        """Return the text in its main language."""
        return self._texts[0][1]

    def __getitem__(self, language: str) -> str:
        """Return the text in one language.

        Raises:
            UnknownLanguageError: the text does not exist in it.
        """
        found = self.get(language)
        if found is None:
            from ..errors import UnknownLanguageError

            near = [tag for tag in self.languages if tag.lower() == language.lower()]
            raise UnknownLanguageError(language, self.languages, near)
        return found

    def __iter__(self) -> Iterator[str]:
        """Give the languages, as a mapping gives its keys."""
        return iter(self.languages)

    @overload
    def get(self, language: str) -> str | None: ...
    @overload
    def get(self, language: str, default: DefaultT) -> str | DefaultT: ...
    def get(self, language: str, default: DefaultT | None = None) -> str | DefaultT | None:
        """Return the text in one language, or the default where it does not exist in it."""
        for tag, text in self._texts:
            if tag == language:
                return text
        return default

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

    def __repr__(self) -> str:
        """Return the call that makes this text, with what is long in it cut short."""
        return f"LocalizedText({ {tag: _cut(text) for tag, text in self._texts}!r})"
