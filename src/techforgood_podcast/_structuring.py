"""Checked plain values → records, references by object; ``_canonical.py`` goes the other way."""

from __future__ import annotations

import datetime as dt
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, get_origin

import cattrs
from cattrs.gen import make_dict_structure_fn

from ._checking import DURATION
from ._contents import Contents, contents_of
from ._layers import combined
from ._rules import INTEGER
from ._schema import PARTS, SECTIONS
from .models import DataInfo, Entity, Episode, LocalizedText, Redirect, Show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ._layers import Layers

    Plain = dict[str, Any]


_SHORT = 80
"""A text of so many characters may stand in many places."""


def parse_duration(text: str) -> dt.timedelta:
    """Read ``MM:SS`` or ``H:MM:SS``.

    Raises:
        ValueError: the text has another form.

    >>> parse_duration("33:13").total_seconds()
    1993.0
    """
    match = DURATION.fullmatch(text)
    if match is None:
        message = f'expected a running time, such as 33:13 or 1:02:03, found "{text}"'
        raise ValueError(message)
    return dt.timedelta(**{unit: int(digits or 0) for unit, digits in match.groupdict().items()})


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
        converter = self.converter = cattrs.Converter(detailed_validation=False)
        converter.register_structure_hook(str, _text)
        converter.register_structure_hook(float, _number)
        converter.register_structure_hook(dt.date, _date)
        converter.register_structure_hook(dt.timedelta, _duration)
        converter.register_structure_hook(LocalizedText, self.localized)
        converter.register_structure_hook_func(_is_choice, _choice)
        converter.register_structure_hook(Show, _as_is)
        for section in SECTIONS:
            converter.register_structure_hook(section.model, self.reference)
        for part in PARTS:
            converter.register_structure_hook(part, self.part)
        models = (DataInfo, Redirect, Show, *self.sections, *PARTS)
        self.structurers: dict[type[Any], Callable[[Plain, type[Any]], Any]] = {
            model: make_dict_structure_fn(model, converter, _cattrs_detailed_validation=False)
            for model in models
        }
        self.show: Show = self.build(Show, show)

    def build(self, model: type[Any], value: Plain) -> Any:
        """Build one record; a key without a value counts as absent."""
        stated = {key: inner for key, inner in value.items() if inner is not None}
        return self.structurers[model](stated, model)

    def entity(self, model: type[Entity], id_: str) -> Entity:
        """Return the record with an id, and build it if that was not done before."""
        built = self.built[model]
        if id_ not in built:
            value = combined(self.lists[self.sections[model]][id_])
            if model is Episode:
                value["show"] = self.show
            built[id_] = self.build(model, value)
        return built[id_]

    def part(self, value: Plain, model: type[Any]) -> Any:
        """Return a record that stands inside another."""
        return self.build(model, value)

    def reference(self, id_: str, model: type[Entity]) -> Entity:
        """Return what an id refers to, also where an overlay retired it."""
        return self.entity(model, self.moved[self.sections[model]].get(id_) or id_)

    def localized(self, value: str | Mapping[str, str], _: type) -> LocalizedText:
        """Return a text by language; a text alone is in the language of the show.

        Short texts, such as roles, come again and again, and are kept once.
        """
        if isinstance(value, str):
            value = {self.language: value}
        text = LocalizedText({intern(str(language)): str(text) for language, text in value.items()})
        return self.texts.setdefault(text, text) if len(str(text)) <= _SHORT else text


def _is_choice(hint: Any) -> bool:
    return get_origin(hint) is Literal


def _as_is(value: Any, _: Any) -> Any:
    return value


def _choice(value: str, _: Any) -> str:
    return intern(str(value))


def _text(value: str, _: Any) -> str:
    return str(value)


def _number(value: str | float, _: Any) -> float:
    return int(value) if INTEGER.fullmatch(str(value)) else float(value)


def _date(value: str, _: Any) -> dt.date:
    return dt.date.fromisoformat(value)


def _duration(value: str, _: Any) -> dt.timedelta:
    return parse_duration(value)
