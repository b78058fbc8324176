"""Compare two versions of a catalogue, record by record and field by field."""

from __future__ import annotations

import json
from os.path import commonprefix
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from ..errors import CatalogueError, Problem
from ..messages import cut, printable
from ..models import Entity, Episode, Redirect
from ..models.algebra import Outcome, diff
from ..models.plain import plain, plain_value
from ..models.records import names_of, short_for_rich
from ..models.sections import SECTIONS
from ..syntax import is_list, is_mapping
from ..text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .indexes import Contents

Change: TypeAlias = Literal["added", "removed", "changed", Outcome]

# Characters of a value that a line of text shows.
_SHOWN: Final = 60
# Characters of it that precede the first difference, if that is further on.
_LEAD: Final = 20


@attrs.frozen(kw_only=True, repr=False)
class Difference:
    """One record that was added or removed, or one field in which two sides were compared.

    Attributes:
        change: ``"added"``, ``"removed"`` or ``"changed"`` between two versions of a catalogue. Of
            a value in a feed, ``"filled"`` if the catalogue had none, ``"confirmed"`` if it has the
            same, ``"conflict"`` if it has another.
        kind: the kind of record, such as ``"episode"``, ``"person"``, ``"show"`` or ``"redirect"``.
        id: the id of the record.
        field: the field; ``None`` if the whole record was added or removed.
        before: the old value or record, as plain values; ``None`` if there was none.
        after: the new value or record, as plain values; ``None`` if there is none.

    >>> print(Difference(change="changed", kind="episode", id="s01e03", field="duration",
    ...                  before="33:13", after="33:14"))
    changed episode s01e03 duration: 33:13 → 33:14
    """

    change: Change
    kind: str
    id: str
    field: str | None
    before: Any
    after: Any

    def __repr__(self) -> str:
        """Return the class and the difference on one line."""
        return f"<Difference {self}>"

    __rich_repr__ = short_for_rich

    def __str__(self) -> str:
        """Return the difference on one line."""
        subject = f"{self.change} {self.kind} {self.id}"
        if self.field is not None:
            return f"{subject} {self.field}: {self.values}"
        return f"{subject}: {self.name}" if self.name else subject

    @property
    def values(self) -> str:
        """The old and the new value, short and on one line."""
        return " → ".join(show_values(self.before, self.after))

    @property
    def name(self) -> str:
        """The title or name of a record that was added or removed; else empty."""
        record: Any = (self.before or self.after or {}) if self.field is None else {}
        name = next((record[key] for key in ("title", "name", "label", "to") if key in record), "")
        return show_value(name)


def show_value(value: Any) -> str:
    """Return a plain value on one line, cut if it is long.

    Show the main language of a localised text, and the first value of a record.

    >>> show_value(None), show_value(["a", "b"]), show_value({"fr": "pain", "en": "bread"})
    ('none', 'a, b', 'pain')
    """
    return cut(printable(_readable(value)), _SHOWN)


def show_values(before: Any, after: Any) -> tuple[str, str]:
    """Return two plain values as texts on one line, cut so that they show where they differ.

    >>> show_values({"fr": "pain", "en": "bred"}, {"fr": "pain", "en": "bread"})
    ('{"fr": "pain", "en": "bred"}', '{"fr": "pain", "en": "bread"}')
    """
    texts = [_readable(before), _readable(after)]
    if texts[0] == texts[1] or before == after:  # what differs is a translation, or their order
        texts = [_json(before), _json(after)]
    texts = [*map(printable, texts)]
    if cut(texts[0], _SHOWN) == cut(texts[1], _SHOWN):  # long texts that begin alike
        start = len(commonprefix(texts)) - _LEAD  # noqa: RUF071 -- texts, not paths
        texts = [f"…{text[start:]}" for text in texts]
    return cut(texts[0], _SHOWN), cut(texts[1], _SHOWN)


def _readable(value: Any) -> str:
    if value is None:
        return "none"
    if is_mapping(value):
        return _readable(next(iter(value.values())))
    if is_list(value):
        return ", ".join(map(_readable, value))
    return value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def differences(left: Contents, right: Contents) -> tuple[Difference, ...]:
    """Return the differences: the show first, then each list by id, then the redirects.

    Private fields, such as the owner's e-mail address, are left out.

    Raises:
        CatalogueError: an id means something else on the right than on the left.
    """
    problems = [*_reused(left, right)]
    if problems:
        raise CatalogueError(problems)
    found = [*_between("show", {"": left.show}, {"": right.show})]
    for section in reversed(SECTIONS):
        sides = [{record.id: record for record in getattr(c, section.name)} for c in (left, right)]
        found += _between(section.noun, *sides)
    sides = [{redirect.id: redirect for redirect in c.redirects} for c in (left, right)]
    return (*found, *_between("redirect", *sides))


def _between(
    kind: str, left: Mapping[str, Entity | Redirect], right: Mapping[str, Entity | Redirect]
) -> Iterator[Difference]:
    for key in sorted({*left, *right}):
        if key not in right:
            before, id_ = plain(left[key]), left[key].id
            yield Difference(
                change="removed", kind=kind, id=id_, field=None, before=before, after=None
            )
        elif key not in left:
            after, id_ = plain(right[key]), right[key].id
            yield Difference(
                change="added", kind=kind, id=id_, field=None, before=None, after=after
            )
        elif left[key] is not right[key]:
            yield from changed_fields(kind, left[key], right[key])


def changed_fields(
    kind: str, before: Entity | Redirect, after: Entity | Redirect, *, private: bool = False
) -> Iterator[Difference]:
    """Yield each changed field of a record; private fields are left out unless asked for."""
    for field, *values in diff(before, after):
        if private or not field.private:
            old, new = (plain_value(field, value) for value in values)
            yield Difference(
                change="changed", kind=kind, id=before.id, field=field.name, before=old, after=new
            )


def _reused(left: Contents, right: Contents) -> Iterator[Problem]:
    """Yield a problem for each id that means something else on the right."""
    retired = {redirect.id: redirect.to for redirect in left.redirects}
    for section in reversed(SECTIONS):
        known = {record.id: record for record in getattr(left, section.name)}
        for record in getattr(right, section.name):
            path = f"{section.name}.{record.id}.id"
            if record.id in known:
                other = known[record.id]
                if other is not record and _is_another(other, record):
                    message = f'reused: "{names_of(other)[0]}" before, "{names_of(record)[0]}" now'
                    hint = "give the new one another id"
                    yield Problem(path=path, message=printable(message), hint=hint)
            elif (target := retired.get(record.id, "")) is None or target in known:
                yield Problem(path=path, message="this id was retired", hint="choose another id")


def _is_another(before: Any, after: Any) -> bool:
    """Return whether two records with the same id are certainly different things.

    Two episodes are different if their guids and days differ and their titles share no word.
    Without both guids, both need a day. Other records are different if they share no address and
    no word of a name.
    """
    if isinstance(before, Episode):
        if before.guid and after.guid:
            is_other = before.guid != after.guid
        else:
            is_other = bool(before.published and after.published)
        same_day = before.published == after.published
        return is_other and not same_day and not _words(before.title) & _words(after.title)
    addresses = [
        {getattr(r, "url", None), *getattr(r, "same_as", ())} - {None} for r in (before, after)
    ]
    return not (addresses[0] & addresses[1] or _words(*names_of(before)) & _words(*names_of(after)))


def _words(*texts: str) -> set[str]:
    return {*texts, *(word for text in texts for word in fold(text).split())}
