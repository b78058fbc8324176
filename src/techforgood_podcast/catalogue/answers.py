"""What queries and comparisons return: hits, related episodes, appearances and differences.

Signatures name these classes, and tools read signatures, so that every catalogue imports this
module. It does without ``search.py``, ``ties.py`` and ``changes.py``, which make the objects.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from os.path import commonprefix
from typing import Any, Final, Literal, TypeAlias

import attrs

from .._runtime import cached_property
from ..models import Credit, Episode, LocalizedText, Organisation, Person, Theme
from ..models.records import Struct, short_for_rich
from ..quoting import cut_columns, fitting, printable, width
from ..syntax import is_list, is_mapping

# What happened to a record or a field; the last three words are for values in a feed.
Change: TypeAlias = Literal["added", "removed", "changed", "filled", "confirmed", "conflict"]
OnConflict: TypeAlias = Literal["error", "replace"]

# Columns of a value that a line of text shows.
COLUMNS_OF_VALUE: Final = 60
# One of so many columns precedes the first difference, if that is further on.
_LEAD: Final = 3

_FIELDS = {
    "episode": attrs.field(),
    "score": attrs.field(),
    "snippet": attrs.field(type=str),
    "fields": attrs.field(type=tuple[str, ...]),
}


# attrs describes the fields, as it does those of records, and keeps hits from being changed. Its
# own __init__ would need the snippet, which takes longer to make than to find most hits.
@attrs.frozen(these=_FIELDS, init=False, eq=False, repr=False, slots=False)
class Hit(Struct):
    """An episode found by a search.

    Asterisks of the passage itself that could be taken for marks have a hair space (U+200A) between
    them.

    Attributes:
        episode: the episode.
        score: how well the episode matches; compare scores within one search only.
        snippet: a passage in its original spelling, with the matches between ``**`` and ``**``.
        fields: the fields that matched, highest weight first.

    >>> import techforgood_podcast as tfg
    >>> hit = tfg.search("Kaplab fablab hôpital")[0]
    >>> hit.episode.code, hit.fields[0]
    ('S1E6', 'title')
    """

    episode: Episode
    score: float
    _matched: tuple[tuple[str, ...], ...]

    def __init__(
        self, *, episode: Episode, score: float, snippet: str, fields: tuple[str, ...]
    ) -> None:
        vars(self).update(episode=episode, score=score, snippet=snippet, fields=fields)

    @cached_property
    def snippet(self) -> str:
        """A passage in its original spelling, with the matches between ``**`` and ``**``."""
        return self._marked[0]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields that matched, highest weight first."""
        return self._marked[1]

    @cached_property
    def _marked(self) -> tuple[str, tuple[str, ...]]:
        from .snippets import Marker  # which a first search does without

        return Marker(*self._matched).mark(self.episode)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from ..models.notebooks import card, facts_of, highlighted

        facts = (*facts_of(self.episode, "code"), ("snippet", highlighted(self.snippet)))
        title = LocalizedText({self.episode.show.language: self.episode.title})
        return card(title, facts, url=self.episode.url)


def unread_hit(episode: Episode, score: float, matched: tuple[tuple[str, ...], ...]) -> Hit:
    """Return a hit that makes its snippet and fields when they are read.

    Args:
        episode: the episode.
        score: how well it matches.
        matched: the terms and the phrases that the search matches, and the languages of the show.
    """
    hit = Hit.__new__(Hit)
    vars(hit).update(episode=episode, score=score, _matched=matched)
    return hit


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Related(Struct):
    """An episode that has something in common with another.

    Attributes:
        episode: the related episode.
        score: how much they share; rarer things count more.
        people: the people who speak or are mentioned in both; hosts count if nothing else does.
        organisations: the organisations that both involve.
        themes: the themes of both.

    >>> import techforgood_podcast as tfg
    >>> related = tfg.load_catalogue().related(3)[0]
    >>> related.episode.code, related.people
    ('S1E7', (<Person karine-gentelet "Karine Gentelet">,))
    """

    episode: Episode
    score: float
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    themes: tuple[Theme, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Appearance(Struct):
    """The part of one person, or of one group, in one episode.

    Attributes:
        episode: the episode.
        part: whether the person hosts it, is a guest, worked on it, or is only mentioned.
        person: who it is; ``None`` for a group that speaks without names.
        credit: how the episode credits the person; a host has no credit.

    >>> import techforgood_podcast as tfg
    >>> found = tfg.load_catalogue().appearances("Jean Deydier")[0]
    >>> found.episode.code, found.part, found.name, str(found.role)
    ('S1E3', 'guest', 'Jean Deydier', 'fondateur de We TechCare')
    """

    episode: Episode
    part: Literal["host", "guest", "crew", "mentioned"]
    person: Person | None = None
    credit: Credit | None = None

    @property
    def name(self) -> str:
        """The name of the person, or else of the group in its main language."""
        return self.credit.name if self.credit else str(self.person)

    @property
    def role(self) -> LocalizedText | None:
        """What the credit says about the person, if anything."""
        return self.credit.role if self.credit else None

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """The affiliations in the credit, or a host's memberships."""
        owner = self.credit or self.person
        return owner.organisations if owner else ()


# attrs would compile what compares two of them, and a first answer would wait for that.
@attrs.frozen(kw_only=True, eq=False, repr=False)
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

    def __eq__(self, other: object) -> bool:
        """Return whether the other is an equal difference."""
        if not isinstance(other, Difference):
            return NotImplemented
        return attrs.astuple(self, recurse=False) == attrs.astuple(other, recurse=False)

    def __hash__(self) -> int:
        """Return a hash of the fields."""
        return hash(attrs.astuple(self, recurse=False))

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
    return cut_columns(printable(_readable(value)), COLUMNS_OF_VALUE)


def show_values(before: Any, after: Any, room: int = COLUMNS_OF_VALUE) -> tuple[str, str]:
    """Return two plain values as texts on one line, cut so that they show where they differ.

    Args:
        before: the old value.
        after: the new value.
        room: how many columns each of the texts may occupy.

    >>> show_values({"fr": "pain", "en": "bred"}, {"fr": "pain", "en": "bread"})
    ('{"fr": "pain", "en": "bred"}', '{"fr": "pain", "en": "bread"}')
    >>> show_values("https://example.org/ovens/1.mp3", "https://example.org/ovens/2.mp3", 18)
    ('…ovens/1.mp3', '…ovens/2.mp3')
    """
    texts = [_readable(before), _readable(after)]
    if texts[0] == texts[1] or before == after:  # what differs is a translation, or their order
        texts = [_json(before), _json(after)]
    texts = [*map(printable, texts)]
    if start := _start_of_difference(texts, room):
        texts = [f"…{text[start:]}" for text in texts]
    return cut_columns(texts[0], room), cut_columns(texts[1], room)


def show_private(before: Any, after: Any) -> tuple[str, str]:
    """Return as many letters of two private values as tell them apart.

    >>> show_private("anna@example.org", "anne@example.org")
    ('anna@…', 'anne@…')
    >>> show_private("anna@example.org", "anna@example.com"), show_private(None, "a@example.org")
    (('…g', '…m'), ('none', '(private)'))
    """
    if before is None or after is None:
        return ("none", "(private)") if before is None else ("(private)", "none")
    texts = [printable(_readable(value)) for value in (before, after)]
    first = _alike_until(texts) + 1
    last = _alike_until([text[::-1] for text in texts]) + 1
    if last < first:
        return f"…{texts[0][-last:]}", f"…{texts[1][-last:]}"
    ends = [first + (text[first : first + 1] == "@") for text in texts]
    return f"{texts[0][: ends[0]]}…", f"{texts[1][: ends[1]]}…"


def _start_of_difference(texts: Sequence[str], room: int) -> int:
    """Return where to begin, so that it shows how two texts differ; 0 if they fit."""
    same = _alike_until(texts)
    ends = _alike_until([text[same:][::-1] for text in texts])
    if all(width(text[: len(text) - ends]) < room or width(text) <= room for text in texts):
        return 0
    return same - fitting(reversed(texts[0][:same]), room // _LEAD)


def _alike_until(texts: Sequence[str]) -> int:
    return len(commonprefix(texts))  # noqa: RUF071 -- texts, not paths


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
