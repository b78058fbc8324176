"""``LocalizedText``: one text in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from .._runtime import Immutable
from ..errors import UnknownLanguageError
from ..quoting import cut, join_hint
from ..syntax import describe
from .records import Serialisable, record_error
from .rules import LANGUAGE_TAG, Breach, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


DefaultT = TypeVar("DefaultT")
# Characters of a text that a repr shows.
_REPR = 60


def match_tag(tag: str, known: Iterable[str]) -> str | None:
    """Return the language with a tag, or else the same language without or with another region.

    >>> match_tag("EN_gb", ["fr", "en-us", "en"]), match_tag("en", ["fr", "en-us", "en-ie"])
    ('en', 'en-us')
    >>> match_tag("de", ["fr", "en"]) is None
    True
    """
    wanted = f"{tag.lower().replace('_', '-')}-"
    tags = [(f"{language.lower()}-", language) for language in known]
    wider = [pair for pair in tags if wanted.startswith(pair[0])]
    if wider:
        return max(wider, key=lambda pair: len(pair[0]))[1]
    same = f"{wanted.partition('-')[0]}-"
    return next((language for other, language in tags if other.startswith(same)), None)


def check_tag(tag: str) -> None:
    """Refuse a language tag that no file may contain, whatever its case and hyphens.

    Raises:
        UnknownLanguageError: it is no such tag.

    >>> check_tag("EN_gb")
    """
    if wrong := LANGUAGE_TAG(tag.lower().replace("_", "-")):
        reason = join_hint('is not a language tag such as "en"', wrong[1] or "")
        raise UnknownLanguageError(tag, (), reason=reason)


class LocalizedText(Immutable, Serialisable, Mapping[str, str]):
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
        from .checking import breaches_of_texts

        mapping: Mapping[str, str] = {} if texts is None else texts
        if not isinstance(mapping, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise record_error(type(self).__name__, _no_texts(mapping))
        pairs = tuple({**mapping, **more}.items())
        if breach := next(breaches_of_texts(pairs), None):
            raise record_error(type(self).__name__, breach)
        object.__setattr__(self, "_texts", pairs)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the pairs: the default would set attributes, which is refused."""
        return text_of, (self._texts,)

    def __str__(self) -> str:
        """Return the text in its main language."""
        return self._texts[0][1]

    def __format__(self, spec: str) -> str:
        """Return the text in a language like :meth:`best`, or format that in its main language."""
        if compiled(LANGUAGE_TAG.pattern).fullmatch(spec):
            return self.best(spec)
        try:
            return format(str(self), spec)
        except ValueError:
            expected = 'a language tag such as "en" or a format such as ".20"'
            raise ValueError(f"expected {expected}, found {describe(spec)}") from None

    def __getitem__(self, language: str) -> str:
        """Return the text in one language.

        Raises:
            UnknownLanguageError: the text does not exist in it.
        """
        found = self.get(language)
        if found is None:
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

        A tag that the text does not have finds the same language without a region, or else with
        another region. Upper and lower case are the same.

        Raises:
            UnknownLanguageError: one is not a language tag, such as ``"english"``.

        >>> LocalizedText(fr="emploi").best("en")
        'emploi'
        >>> LocalizedText(fr="emploi", en="employment").best("de-AT", "en-GB")
        'employment'
        """
        found = (text for text in map(self._like, languages) if text is not None)
        return next(found, str(self))

    def _like(self, language: str) -> str | None:
        """Return the text in a language, whatever its region, if there is one."""
        exact = self.get(language)
        if exact is not None:
            return exact
        check_tag(language)
        near = match_tag(language, self.languages)
        return None if near is None else self.get(near)

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
        """The French text, whatever its region."""
        return self._like("fr")

    @property
    def en(self) -> str | None:
        """The English text, whatever its region."""
        return self._like("en")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Serialise as a dictionary, and accept instances only."""
        from .schemas import instance_schema

        return instance_schema(cls, dict, dict[str, str], handler)

    def __repr__(self) -> str:
        """Return the call that makes this text, with long texts cut short."""
        return f"LocalizedText({ {tag: cut(text, _REPR) for tag, text in self._texts}!r})"


def text_of(pairs: Iterable[tuple[str, str]]) -> LocalizedText:
    """Return a text of pairs that were checked, or are about to be."""
    text = LocalizedText.__new__(LocalizedText)
    object.__setattr__(text, "_texts", tuple(pairs))
    return text


def _no_texts(value: object) -> Breach:
    return Breach((), f"expected texts by language, found {describe(value)}")
