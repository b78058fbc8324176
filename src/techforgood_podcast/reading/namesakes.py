"""The advice of ``validate`` on names: records that may be one, and aliases of other records."""

from __future__ import annotations

from itertools import chain, dropwhile, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

from ..catalogue.consistency import ALIASES
from ..models import Organisation, Person, Place
from ..models.rules import Breach
from ..syntax import describe, is_mapping
from ..text.folding import fold, squash
from ..text.languages import load_languages
from ..text.near_words import Typed
from .raw_records import combined, stating
from .records import list_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..models.sections import Section
    from .raw_records import Layers, Remark, Stated

_Words: TypeAlias = tuple[str, ...]
_KeyT = TypeVar("_KeyT")

# In names with more words, and in words with more letters, no slip is looked for.
_MAX_WORDS: Final = 8
_MAX_LETTERS: Final = 40
# Names that are compared; more would take too much memory.
_MAX_NAMES: Final = 50_000
# Minimum number of letters of a word in which one may be wrong: in a person's full name, and else.
_MIN_IN_FULL_NAME, _MIN_LETTERS = 4, 6
# Words that differ in one letter and share what is left of them; more are no typing error.
_MAX_SHARING: Final = 8


class _Name(NamedTuple):
    """A name of a record.

    Attributes:
        position: its position among all names.
        id: the id of the record.
        text: the name as written.
        is_alias: whether it is an alias; aliases may be equal to other names.
        words: its folded words.
    """

    position: int
    id: str
    text: str
    is_alias: bool
    words: _Words


# A name, those that it may mean the same as, and why.
_Candidates: TypeAlias = "tuple[_Name, Iterable[_Name], str]"


def shared_names(stated: Stated, section: Section) -> Iterator[Remark]:
    """Yield the records of a list that share a name or an address with another one."""
    records = stated.in_use[section.name]
    fields = {id_: combined(layers) for id_, layers in records.items()}
    yield from _aliases_of_others(records, fields)
    if section.model in {Person, Organisation, Place}:
        yield from _namesakes(stated, section, fields)


def _aliases_of_others(
    records: Mapping[str, Layers], fields: Mapping[str, Mapping[str, Any]]
) -> Iterator[Remark]:
    """Yield the aliases that are the name of another record; two equal aliases are an error."""
    named: dict[str, str] = {}
    for id_, stated in fields.items():
        for name in _main_names(stated):
            named.setdefault(squash(fold(name)), id_)
    owners: dict[str, str] = {}
    for id_, stated in fields.items():
        for field, index, alias in _aliases_in(stated):
            key = squash(fold(alias))
            owner = named.get(key, id_) if key and owners.setdefault(key, id_) == id_ else id_
            if owner != id_:
                message = f'the alias "{alias}" is also the name of "{owner}"'
                hint = "people who type it will be asked which one they mean"
                yield stating(records[id_], field), Breach((field, index), message, hint)


def _namesakes(
    stated: Stated, section: Section, fields: Mapping[str, Mapping[str, Any]]
) -> Iterator[Remark]:
    """Yield records that may mean the same, and do not say that they are different.

    Each record is named once, with the first other one that it may be.
    """
    yield from _unknown_others(stated, section, fields)

    def are_apart(one: str, other: str) -> bool:
        # A town and the country around it may have one name.
        kinds = section.model is Place and fields[one].get("kind") != fields[other].get("kind")
        return kinds or other in apart.get(one, ()) or one in apart.get(other, ())

    apart = {id_: _others(own) for id_, own in fields.items() if "different_from" in own}
    found: dict[str, tuple[str, str, str]] = {}
    for id_, other, address in _sharing_addresses(fields):
        if not are_apart(id_, other):
            found.setdefault(id_, (other, "same_as", f"both are the same as {address}"))
    names = (name for id_, own in fields.items() for name in _names(id_, own))
    for id_, other, why in find_alike(names, are_apart, personal=section.model is Person):
        found.setdefault(id_, (other, "name", why))
    for id_, (other, key, why) in found.items():
        message = f"may be the same {section.noun} as {describe(other)}: {why}"
        hint = f'if they are different, write "different_from: [{other}]"'
        merge = f'merge them with "same-person DIR {other} {id_}"'
        hint = f"{merge if section.model is Person else 'keep one of them'}; {hint}"
        path = (key,) if key in fields[id_] else ()
        yield stating(stated.in_use[section.name][id_], key), Breach(path, message, hint)


def _others(fields: Mapping[str, Any]) -> list[str]:
    """Return the ids of the records that a record says it is different from."""
    return [str(other) for other in list_of(fields.get("different_from"))]


def _unknown_others(
    stated: Stated, section: Section, fields: Mapping[str, Mapping[str, Any]]
) -> Iterator[Remark]:
    """Yield the ids in ``different_from`` that no record has or had."""
    records, retired = stated.in_use[section.name], stated.layers["redirects"]
    for id_, own in fields.items():
        for index, other in enumerate(_others(own)):
            if other not in records and other not in retired:
                message = f"no {section.noun} {describe(other)}"
                hint = "correct the id, or leave it out"
                breach = Breach(("different_from", index), message, hint)
                yield stating(records[id_], "different_from"), breach


def _names(id_: str, fields: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield the name of a record in each language, then its aliases, and which are aliases."""
    for name in _main_names(fields):
        yield id_, name, False
    for _, _, alias in _aliases_in(fields):
        yield id_, alias, True


def _aliases_in(fields: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Yield the aliases of a record, each after its field and its position in the field."""
    for field in ALIASES:
        for index, alias in enumerate(list_of(fields.get(field))):
            if isinstance(alias, str):
                yield field, index, str(alias)


def _main_names(fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name or label of a record, in each of its languages."""
    for key in ("name", "label"):
        value: Any = fields.get(key)
        texts: list[Any] = list(value.values()) if is_mapping(value) else [value]
        yield from (text for text in texts if isinstance(text, str))


def _sharing_addresses(fields: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield each record that is the same as an address of an earlier one, with both."""
    first: dict[str, str] = {}
    for id_, stated in fields.items():
        for address in list_of(stated.get("same_as")):
            key = str(address).partition("://")[2].rstrip("/")
            other = first.setdefault(key, id_)
            if other != id_:
                yield id_, other, str(address)


def find_alike(
    names: Iterable[tuple[str, str, bool]],
    are_apart: Callable[[str, str], bool],
    *,
    personal: bool,
) -> Iterator[tuple[str, str, str]]:
    """Yield the id of each record that may be the same as an earlier one, that id, and why.

    Args:
        names: the names of all records, in order; the first 50,000 are compared.
        are_apart: says whether two ids are known to mean different things.
        personal: whether these are people's names, which may have initials or brackets.
    """
    words_of = _without_titles() if personal else _folded_words
    rows: list[_Name] = []
    for id_, text, is_alias in islice(names, _MAX_NAMES):
        if words := words_of(text):
            rows.append(_Name(len(rows), id_, text, is_alias, words))
    of_people = [_with_brackets(rows, words_of), _with_initials(rows)] if personal else []
    found: dict[str, tuple[_Name, _Name, str]] = {}
    candidates = chain(_equal(rows), *of_people, _with_a_slip(rows, personal=personal))
    for row, others, why in candidates:
        for other in others:
            if other.id != row.id and not are_apart(row.id, other.id):
                first, second = sorted((row, other))
                found.setdefault(second.id, (second, first, why))
                break
    for second, first, why in sorted(found.values()):
        yield second.id, first.id, why


def _folded_words(text: str) -> _Words:
    return tuple(fold(text).split())


def _without_titles() -> Callable[[str], _Words]:
    titles = frozenset(title for language in load_languages() for title in language.titles)
    return lambda text: tuple(dropwhile(titles.__contains__, _folded_words(text)))


def _grouped(pairs: Iterable[tuple[_KeyT, _Name]]) -> dict[_KeyT, list[_Name]]:
    """Return names by key; of names in a row that are of one record, the first."""
    groups: dict[_KeyT, list[_Name]] = {}
    for key, row in pairs:
        _add(groups.setdefault(key, []), row)
    return groups


def _add(group: list[_Name], row: _Name) -> None:
    if not group or group[-1].id != row.id:
        group.append(row)


def _equal(rows: Iterable[_Name]) -> Iterator[_Candidates]:
    """Yield names that have the same letters, or the same words in any order."""
    groups = _grouped(
        (key, row)
        for row in rows
        if not row.is_alias
        for key in ("".join(row.words), " ".join(sorted(row.words)))
    )
    why = "the names have the same words"
    return ((row, group, why) for group in groups.values() for row in group)


def _with_brackets(
    rows: Sequence[_Name], words_of: Callable[[str], _Words]
) -> Iterator[_Candidates]:
    """Yield names that others have without what is in brackets at the end."""
    parts = ((row.text.partition("("), row) for row in rows)
    reduced = _grouped((words_of(before), row) for (before, bracket, _), row in parts if bracket)
    why = "one of the names has something in brackets"
    return _matching(reduced, ((row.words, row) for row in rows), why)


def _matching(
    some: dict[_Words, list[_Name]], pairs: Iterable[tuple[_Words, _Name]], why: str
) -> Iterator[_Candidates]:
    """Yield some names with those others that have the same key."""
    others = _grouped((key, row) for key, row in pairs if key in some)
    return ((row, group, why) for key, group in others.items() for row in some[key])


def _is_initial(word: str) -> bool:
    """Return whether a word is one letter of a script that has capitals."""
    return len(word) == 1 and word != word.upper()


def _with_initials(rows: Iterable[_Name]) -> Iterator[_Candidates]:
    """Yield names whose given names are all initials, with those that have them written out."""
    several = [row for row in rows if len(row.words) > 1 and len(row.words[-1]) > 1]
    short = [row for row in several if all(map(_is_initial, row.words[:-1]))]
    abbreviated = _grouped((row.words, row) for row in short)
    pairs = (((*(word[0] for word in row.words[:-1]), row.words[-1]), row) for row in several)
    written_out = ((key, row) for key, row in pairs if key != row.words)
    return _matching(abbreviated, written_out, "one of the names has initials")


def _with_a_slip(rows: Sequence[_Name], *, personal: bool) -> Iterator[_Candidates]:
    """Yield names that differ in one letter of one word.

    Two words that others have as well, such as Maria and Mario, are both spelt as they should be,
    and so are names of things that begin with another letter, such as Ubuntu and Xubuntu.
    """
    common = _common_words(rows)
    # The words at one position of names that are equal everywhere else.
    buckets: dict[tuple[int, _Words], dict[str, list[_Name]]] = {}
    for row in rows:
        for position, word in enumerate(row.words if len(row.words) <= _MAX_WORDS else ()):
            if _MIN_IN_FULL_NAME <= len(word) + 1 <= _MAX_LETTERS and word.isalpha():
                rest = (*row.words[:position], *row.words[position + 1 :])
                bucket = buckets.setdefault((position, rest), {})
                _add(bucket.setdefault(word, []), row)
    for (_, rest), bucket in buckets.items():
        least = _MIN_IN_FULL_NAME if personal and rest else _MIN_LETTERS
        for word, other in _one_letter_apart(bucket, common, least):
            for row in bucket[word] if personal or word[0] == other[0] else ():
                yield row, bucket[other], "the names differ in one letter"


def _common_words(rows: Iterable[_Name]) -> frozenset[str]:
    """Return the words that names of several records have."""
    owners: dict[str, str] = {}
    return frozenset(
        word for row in rows for word in row.words if owners.setdefault(word, row.id) != row.id
    )


def _one_letter_apart(
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
