"""Find names that may mean the same person or thing: equal, with initials, or nearly spelt alike.

Each name is compared with those that share a key with it, so that the cost grows with the number of
names and not with that of pairs.
"""

from __future__ import annotations

from itertools import chain, dropwhile, islice
from operator import eq
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, TypeVar

from .folding import fold
from .spelling import Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

Reason: TypeAlias = Literal["equal", "brackets", "initials", "slip"]
Words: TypeAlias = tuple[str, ...]
KeyT = TypeVar("KeyT")

# In names with more words, and in words with more letters, no slip is looked for.
_MAX_WORDS: Final = 8
_MAX_LETTERS: Final = 40
# Names that are compared; more would take too much memory.
MAX_NAMES: Final = 50_000
# Minimum number of letters of a word in which one may be wrong: in a person's full name, and else.
_MIN_IN_FULL_NAME, _MIN_LETTERS = 4, 6
# Words that differ in one letter and share what is left of them; more are no typing error.
_MAX_SHARING: Final = 8


class Name(NamedTuple):
    """A name of a record.

    Attributes:
        id: the id of the record.
        text: the name as written.
        is_alias: whether it is an alias; aliases may be equal to other names.
    """

    id: str
    text: str
    is_alias: bool = False


class Likeness(NamedTuple):
    """A name that may mean the same as one before it, and why."""

    name: Name
    other: Name
    reason: Reason


class _Row(NamedTuple):
    """A name with its folded words, and its position among the names."""

    position: int
    name: Name
    words: Words


def find_alike(
    names: Iterable[Name],
    are_apart: Callable[[str, str], bool] = eq,
    *,
    personal: bool = False,
) -> Iterator[Likeness]:
    """Yield for each record that may be the same as an earlier one the likeliest such pair.

    Args:
        names: the names of all records, in order; the first 50,000 are compared.
        are_apart: says whether two ids are known to mean different things; by default, none are.
        personal: whether these are people's names, which may have initials or brackets.

    >>> names = [Name("ada", "Ada Miller"), Name("a-miller", "A. Miller")]
    >>> [(one.name.id, one.other.id, one.reason) for one in find_alike(names, personal=True)]
    [('a-miller', 'ada', 'initials')]
    """
    words_of = _words_without_titles() if personal else _words
    rows: list[_Row] = []
    for name in islice(names, MAX_NAMES):
        if words := words_of(name.text):
            rows.append(_Row(len(rows), name, words))
    finders = [_equal(rows)]
    if personal:
        finders += [_with_brackets(rows, words_of), _with_initials(rows)]
    finders.append(_with_a_slip(rows, personal=personal))
    found: dict[str, tuple[_Row, _Row, Reason]] = {}
    for row, others, reason in chain.from_iterable(finders):
        for other in others:
            if other.name.id != row.name.id and not are_apart(row.name.id, other.name.id):
                first, second = sorted((row, other), key=lambda one: one.position)
                found.setdefault(second.name.id, (second, first, reason))
                break
    for second, first, reason in sorted(found.values(), key=lambda pair: pair[0].position):
        yield Likeness(second.name, first.name, reason)


# A name, those that it may mean the same as, and why.
_Candidates: TypeAlias = "tuple[_Row, Iterable[_Row], Reason]"


def _words(text: str) -> Words:
    return tuple(fold(text).split())


def _words_without_titles() -> Callable[[str], Words]:
    from .languages import all_languages

    titles = frozenset(_words(" ".join(language.titles for language in all_languages())))
    return lambda text: tuple(dropwhile(titles.__contains__, _words(text)))


def _grouped(pairs: Iterable[tuple[KeyT, _Row]]) -> dict[KeyT, list[_Row]]:
    """Return names by key; of names in a row that are of one record, the first."""
    groups: dict[KeyT, list[_Row]] = {}
    for key, row in pairs:
        _add(groups.setdefault(key, []), row)
    return groups


def _add(group: list[_Row], row: _Row) -> None:
    if not group or group[-1].name.id != row.name.id:
        group.append(row)


def _equal(rows: Iterable[_Row]) -> Iterator[_Candidates]:
    """Yield names that have the same letters, or the same words in any order."""
    groups = _grouped(
        (key, row)
        for row in rows
        if not row.name.is_alias
        for key in ("".join(row.words), " ".join(sorted(row.words)))
    )
    return ((row, group, "equal") for group in groups.values() for row in group)


def _with_brackets(rows: Sequence[_Row], words_of: Callable[[str], Words]) -> Iterator[_Candidates]:
    """Yield names that others have without what is in brackets at the end."""
    parts = ((row.name.text.partition("("), row) for row in rows)
    reduced = _grouped((words_of(before), row) for (before, bracket, _), row in parts if bracket)
    return _matching(reduced, ((row.words, row) for row in rows), "brackets")


def _matching(
    some: dict[Words, list[_Row]], pairs: Iterable[tuple[Words, _Row]], reason: Reason
) -> Iterator[_Candidates]:
    """Yield some names with those others that have the same key."""
    others = _grouped((key, row) for key, row in pairs if key in some)
    return ((row, group, reason) for key, group in others.items() for row in some[key])


def _is_initial(word: str) -> bool:
    """Return whether a word is one letter of a script that has capitals."""
    return len(word) == 1 and word != word.upper()


def _with_initials(rows: Iterable[_Row]) -> Iterator[_Candidates]:
    """Yield names whose given names are all initials, with those that have them written out."""
    several = [row for row in rows if len(row.words) > 1 and len(row.words[-1]) > 1]
    short = [row for row in several if all(map(_is_initial, row.words[:-1]))]
    abbreviated = _grouped((row.words, row) for row in short)
    pairs = (((*(word[0] for word in row.words[:-1]), row.words[-1]), row) for row in several)
    written_out = ((key, row) for key, row in pairs if key != row.words)
    return _matching(abbreviated, written_out, "initials")


def _with_a_slip(rows: Sequence[_Row], *, personal: bool) -> Iterator[_Candidates]:
    """Yield names that differ in one letter of one word.

    Two words that others have as well, such as Maria and Mario, are both spelt as they should be.
    """
    common = _common_words(rows)
    # The words at one position of names that are equal everywhere else.
    buckets: dict[tuple[int, Words], dict[str, list[_Row]]] = {}
    for row in rows:
        for position, word in enumerate(row.words if len(row.words) <= _MAX_WORDS else ()):
            if _MIN_IN_FULL_NAME <= len(word) + 1 <= _MAX_LETTERS and word.isalpha():
                rest = (*row.words[:position], *row.words[position + 1 :])
                bucket = buckets.setdefault((position, rest), {})
                _add(bucket.setdefault(word, []), row)
    for (_, rest), bucket in buckets.items():
        least = _MIN_IN_FULL_NAME if personal and rest else _MIN_LETTERS
        for word, other in _near_words(bucket, common, least):
            for row in bucket[word]:
                yield row, bucket[other], "slip"


def _common_words(rows: Iterable[_Row]) -> frozenset[str]:
    """Return the words that names of several records have."""
    owners: dict[str, str] = {}
    return frozenset(
        word
        for row in rows
        for word in row.words
        if owners.setdefault(word, row.name.id) != row.name.id
    )


def _near_words(
    words: Collection[str], common: frozenset[str], least: int
) -> Iterator[tuple[str, str]]:
    """Yield words that differ in one letter, unless both are common; one has so many letters."""
    if len(words) == 1 or common.issuperset(words):
        return
    sharing: dict[str, list[str]] = {}
    for word in words:
        near: dict[str, None] = {}
        lefts = dict.fromkeys((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))
        for left in lefts:
            others = sharing.setdefault(left, [])
            near |= dict.fromkeys(others)
            if len(others) < _MAX_SHARING:
                others.append(word)
        for other in near:
            if (
                max(len(word), len(other)) >= least
                and (word not in common or other not in common)
                and Typed(word).distance(other) == 1
            ):
                yield word, other
