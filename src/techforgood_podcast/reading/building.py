"""Checked plain values → records, references by object; ``_canonical.py`` goes the other way."""

from __future__ import annotations

import datetime as dt
from functools import partial
from sys import intern
from typing import TYPE_CHECKING, Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from ..catalogue.indexes import Contents, contents_of
from ..models import DataInfo, Entity, Episode, LocalizedText, Redirect, Show
from ..models.durations import parse_duration
from ..models.fields import SECTIONS, fields_of
from ..models.rules import INTEGER
from .layers import combined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..models.fields import Field
    from .layers import Layers

    Plain = dict[str, Any]


_SHORT = 80
"""A text of so many characters may stand in many places."""


def structure(
    *,
    info: Plain,
    show: Plain,
    lists: Mapping[str, Mapping[str, Layers]],
    redirects: list[Plain],
    moved: Mapping[str, Mapping[str, str | None]],
) -> Contents:
    """Build the records of a catalogue from plain values that were checked.

    Args:
        info: what the catalogue says of itself.
        show: the show.
        lists: for each list what states each record, by id.
        redirects: the ids that are no longer in use.
        moved: for each list where references to retired ids lead.
    """
    builder = _Builder(show, lists, moved)
    return contents_of(
        info=builder.build(DataInfo, info),
        show=builder.show,
        lists={s.name: [builder.entity(s.model, id_) for id_ in lists[s.name]] for s in SECTIONS},
        redirects=[builder.build(Redirect, redirect) for redirect in redirects],
        checked=True,
    )


class _Builder:
    """Builds each record when it is first referred to, and once."""

    def __init__(
        self,
        show: Plain,
        lists: Mapping[str, Mapping[str, Layers]],
        moved: Mapping[str, Mapping[str, str | None]],
    ) -> None:
        self.language: str = show["language"]
        self.lists = lists
        self.moved = moved
        self.built: dict[type[Entity], dict[str, Entity]] = {s.model: {} for s in SECTIONS}
        self.texts: dict[LocalizedText, LocalizedText] = {}
        self.sections = {section.model: section.name for section in SECTIONS}
        self.converter = cattrs.BaseConverter(detailed_validation=False)
        self.structurers: dict[type[Any], Callable[[Plain, type[Any]], Any]] = {}
        self.show: Show = self.build(Show, show)

    def build(self, model: type[Any], value: Plain) -> Any:
        """Build one record; a key without a value counts as absent."""
        if model not in self.structurers:
            self.structurers[model] = self._structurer(model)
        stated = {key: inner for key, inner in value.items() if inner is not None}
        return self.structurers[model](stated, model)

    def _structurer(self, model: type[Any]) -> Callable[[Plain, type[Any]], Any]:
        """Return what makes a record; cattrs is told of each field what to do with it."""
        hooks: dict[str, Callable[[Any, Any], Any]] = {a.name: _as_is for a in attrs.fields(model)}
        hooks |= {field.name: _hook(self._converting(field), field) for field in fields_of(model)}
        overrides = {name: override(struct_hook=hook) for name, hook in hooks.items()}
        return make_dict_structure_fn(model, self.converter, **overrides)  # type: ignore[arg-type]

    def _converting(self, field: Field) -> Callable[[Any], Any]:
        """Return what makes of a plain value, or of one in a list, what a field holds."""
        if field.form == "localized":
            return self.localized
        if field.model is None:
            return _SCALARS.get(field.form, str)
        return partial(self.build if field.form == "record" else self.reference, field.model)

    def entity(self, model: type[Entity], id_: str) -> Entity:
        """Return the record with an id, and build it if that was not done before."""
        built = self.built[model]
        if id_ not in built:
            value = combined(self.lists[self.sections[model]][id_])
            if model is Episode:
                value["show"] = self.show
            built[id_] = self.build(model, value)
        return built[id_]

    def reference(self, model: type[Entity], id_: str) -> Entity:
        """Return what an id refers to, also where an overlay retired it."""
        return self.entity(model, self.moved[self.sections[model]].get(id_) or id_)

    def localized(self, value: str | Mapping[str, str]) -> LocalizedText:
        """Return a text by language; a text alone is in the language of the show.

        Short texts, such as roles, come again and again, and are kept once.
        """
        if isinstance(value, str):
            value = {self.language: value}
        text = LocalizedText({intern(str(language)): str(text) for language, text in value.items()})
        return self.texts.setdefault(text, text) if len(str(text)) <= _SHORT else text


def _hook(convert: Callable[[Any], Any], field: Field) -> Callable[[Any, Any], Any]:
    if field.many:
        return lambda values, _: tuple(map(convert, values))
    return lambda value, _: convert(value)


def _as_is(value: Any, _: Any) -> Any:
    return value


def _choice(value: str) -> str:
    return intern(str(value))


def _number(value: str | float) -> float:
    return int(value) if INTEGER.fullmatch(str(value)) else float(value)


_SCALARS: Mapping[str, Callable[[Any], Any]] = {
    "choice": _choice,
    "date": dt.date.fromisoformat,
    "duration": parse_duration,
    "integer": int,
    "number": _number,
}
"""What makes of a plain value what a field of this form holds; every other form is text."""
