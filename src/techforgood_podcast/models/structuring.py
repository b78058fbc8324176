"""Plain values → records; ``plain`` goes the other way.

A reference is an id in plain values and a record in Python. Nothing is coerced: a value that is not
of the field's type is refused by the field's rule, and so are keys and ids that nobody knows.
"""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from ..quoting import cut, did_you_mean
from ..syntax import UNKNOWN, describe, is_list, is_mapping
from ..syntax.limits import MAX_PROBLEMS
from ..text.suggestions import closest
from .checking import SCALARS, breaches, breaches_of_texts, read_text
from .episodes import Credit
from .fields import filled, stated_fields
from .rules import ID, Breach
from .text import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..syntax import Path
    from .fields import Field
    from .sections import Section
    from .text import LocalizedText

    Refer: TypeAlias = Callable[[Any, type[Any]], Any]
    """Returns the entity of a class that an id refers to."""
    Likely: TypeAlias = Callable[[str, Iterable[str]], tuple[str, ...]]

_QUOTE: Final = "quote it if it is meant as text"
_ALL_KEYS: Final = (
    'see "%s" in the data dictionary for all keys, and "A field of my own" in the data model; or a'
    " newer release wrote it"
)
# Texts up to this length, such as roles, recur in a catalogue and are kept once.
_RECURRING: Final = 80
# Characters of a name that a hint shows.
_SHOWN_OF_NAME: Final = 40


class BreachedError(Exception):
    """Plain values break the rules of a record.

    Attributes:
        breaches: the broken rules; none if all of them are reported elsewhere.
    """

    def __init__(self, *breaches: Breach) -> None:
        self.breaches = breaches
        super().__init__(breaches)


class _Found(list["Breach | None"]):
    """The broken rules of a record so far; ``None`` where the reason is reported elsewhere."""

    def add(self, *breaches: Breach | None) -> None:
        """Add broken rules; give up on the record if there are more than are reported."""
        self.extend(breaches)
        if len(self) > MAX_PROBLEMS:
            raise self.error()

    def error(self) -> BreachedError:
        """Return the error that holds all of them."""
        return BreachedError(*(breach for breach in self if breach))


class Structurer:
    """Makes records of plain values.

    A value of the wrong type is left as it is, for the rule of the field to refuse, so that each
    message is in one place. cattrs could gather what is wrong with the fields as well, but it would
    take any exception for a wrong value, a bug of ours too. Here only broken rules count, in the
    words of the rules; the rules between fields are checked once; and a value that was reported
    elsewhere is left open.

    Attributes:
        refer: returns the entity of a class that an id refers to, or raises a BreachedError.
        language: the language of a text that does not name its own.
        recurring: the short texts so far, so that equal ones are kept once; it grows with use.
        likely: returns which of some keys an unknown one may have meant.
    """

    def __init__(
        self,
        refer: Refer,
        language: str | None,
        recurring: dict[LocalizedText, LocalizedText] | None = None,
        likely: Likely = closest,
    ) -> None:
        self.refer = refer
        self.language = language
        self.recurring = recurring
        self.likely = likely

    def record(self, model: type[Any], value: Any, /, **implied: Any) -> Any:
        """Return the record that a mapping describes, with fields that no mapping states.

        Raises:
            BreachedError: the mapping breaks rules; the error holds all of them.
        """
        if not is_mapping(value):
            message = f"expected keys and values, found {describe(value)}"
            raise BreachedError(Breach((), message, _credit_hint(model, value)))
        found = _Found()
        values = implied
        fields = stated_fields(model)
        for key, stated in value.items():
            field = fields.get(key)
            if field is None:
                breach, near = unknown_key(key, fields, _ALL_KEYS % model.__name__, self.likely)
                found.add(breach)
                # Nothing more is said of the key that was meant.
                values.update({name: UNKNOWN for name in near[:1] if value.get(name) is None})
            elif stated is not None:
                values[key] = self._field(field, stated, found)
        for field in fields.values():
            if field.required and field.name not in values:
                found.add(_missing(field, stated=field.name in value))
                values[field.name] = UNKNOWN
        for breach in breaches(model, values):
            if breach.message.endswith("found nothing"):
                breach = breach._replace(hint=_QUOTE)  # noqa: PLW2901 -- advice for authors of files
            # A text that names no language has no key for it.
            alone = len(breach.path) > 1 and isinstance(value.get(str(breach.path[0])), str)
            found.add(breach._replace(path=breach.path[:1]) if alone else breach)
        if found:
            raise found.error()
        return filled(model, values)

    def _field(self, field: Field, value: Any, found: _Found) -> Any:
        """Return the value of a field, or ``UNKNOWN`` after noting why there is none."""
        if not field.many or value is UNKNOWN:
            return self._one(field, value, (field.name,), found)
        if not is_list(value):
            hint = "write each item on a line of its own, after a hyphen"
            found.add(Breach((field.name,), f"expected a list, found {describe(value)}", hint))
            return UNKNOWN
        items = enumerate(value)
        return tuple([self._one(field, item, (field.name, index), found) for index, item in items])

    def _one(self, field: Field, value: Any, path: Path, found: _Found) -> Any:
        if value is UNKNOWN:
            found.add(None)
            return UNKNOWN
        try:
            match field.form:
                case "localized":
                    return self._localized(value)
                case "record":
                    return self.record(field.value_type, value)
                case "reference":
                    return self.refer(value, field.value_type)
                case _:
                    scalar = SCALARS.get(field.form, read_text)(value)
        except BreachedError as error:
            found.add(*([breach.below(*path) for breach in error.breaches] or (None,)))
            return UNKNOWN
        # The words of a closed list recur in every record.
        return intern(scalar) if field.choices and type(scalar) is str else scalar

    def _localized(self, value: Any) -> Any:
        if isinstance(value, str) and self.language is not None:
            value = {self.language: value}
        if not is_mapping(value):
            return value
        known = {tag: text for tag, text in value.items() if text is not UNKNOWN}
        if len(known) < len(value):
            raise BreachedError(*(breaches_of_texts(known.items()) if known else ()))
        text = text_of(
            (intern(str(tag)) if isinstance(cast("object", tag), str) else tag, read_text(text))
            for tag, text in known.items()
        )
        lengths = [len(t) if isinstance(t, str) else _RECURRING + 1 for t in known.values()]
        if self.recurring is None or max(lengths, default=0) > _RECURRING:
            return text
        return self.recurring.setdefault(text, text)


def _credit_hint(model: type[Any], value: Any) -> str | None:
    """Return what to write instead of the bare id, or the name, of someone credited."""
    if model is not Credit or not isinstance(value, str):
        return None
    if re.fullmatch(ID, value):
        return f"write `person: {value}`"
    return f"write `person: …` and `credited_as: {cut(str(value), _SHOWN_OF_NAME)}`"


def unknown_key(
    key: Any, known: Iterable[str], otherwise: str, likely: Likely = closest
) -> tuple[Breach, tuple[str, ...]]:
    """Return the breach of a key that is not among those known, and the keys that may be meant."""
    # Keys of plain values from elsewhere than files may be anything.
    near = likely(key, known) if isinstance(key, str) else ()
    return Breach((key,), "unknown key", did_you_mean(near) or otherwise, key=True), near


def unknown_id(
    id_: Any, section: Section, near: Iterable[str] = (), otherwise: str | None = None
) -> BreachedError:
    """Return the error for what refers to no record of a list, with the ids that may be meant."""
    if not isinstance(id_, str):
        message = f"expected the id of one of the {section.name}, found {describe(id_)}"
        return BreachedError(Breach((), message))
    hint = did_you_mean(near) or otherwise
    return BreachedError(Breach((), f"no {section.noun} {describe(id_)}", hint))


def _missing(field: Field, *, stated: bool) -> Breach:
    if stated:
        return Breach((field.name,), "missing value", _QUOTE)
    return Breach((), f'missing key "{field.name}"')
