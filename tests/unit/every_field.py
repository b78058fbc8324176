"""Ask every format for every field of every record, to list what each format leaves out.

    python tests/unit/every_field.py [FORMAT or FIELD ...]

writes the list, ``writers/losses.json``, anew. A loss that the list lacks has to be decided first:
write the field, or name it, or name the format if all of its losses are meant. A test fails if the
list is out of date.

The value of one field is changed at a time; a format whose output stays the same leaves it out.
The catalogues are made from the description of the models, so that a new field has its two values
at once. Some differences prove less than they seem to:

- A field of records inside an episode counts as written where one list of them shows it: if the
  role of a guest is written, that of the crew need not be.
- A text in several languages counts as written if one of the languages is, and a field counts as
  written if it is in one of the languages in which a format writes.
- An id counts as written if names of other things are made from it, such as an anchor in a page.
- A text counts as written if it can only be searched for, such as a keyword in a web page.
- Citations use the address of a source only to find the day on which it was consulted.
- The digest of a catalogue changes with every field, so it is kept the same here.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from unittest.mock import patch

import attrs

import techforgood_podcast as tfg
from techforgood_podcast import writers
from techforgood_podcast.models.fields import Field, fields_of
from techforgood_podcast.models.sections import PARTS, SECTIONS
from techforgood_podcast.writers import content_of, import_writer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from techforgood_podcast.models.fields import Form

Letter: TypeAlias = Literal["a", "b", "c"]

LOSSES = Path(writers.__file__).with_name("losses.json")
"""What each format leaves out, which ``Format.loses`` reads."""
SHOWING_MOST: dict[str, Any] = {"nodes": "all", "pictures": True}
"""Options with which formats write more than by default."""
LETTERS: tuple[Letter, ...] = ("a", "b", "c")
NOUNS: dict[type[Any], str] = {
    tfg.DataInfo: "info",
    tfg.Show: "show",
    **{section.model: section.noun for section in SECTIONS},
    **{model: model.__name__.lower() for model in PARTS},
    tfg.Redirect: "redirect",
}
"""The classes of records, in the order in which losses are listed."""
HELD = {
    f"{model.__name__}.{field.name}": field.model.__name__ if field.model else ""
    for model in NOUNS
    for field in fields_of(model)
    if (model, field.name) != (tfg.DataInfo, "schema_version")  # which has only one value
}
"""Each field, such as "Episode.hosts", with the class of the records that it holds, if any."""

INSTEAD_OF = {
    "Credit.group": "Credit.person",
    "Figure.low": "Figure.value",
    "Figure.high": "Figure.value",
    "Episode.published": "Episode.published_at",
    "Place.kind": "Place.code",
    "Credit.shared": "Credit.organisations",
    "Episode.notes_html": "Episode.notes",
}
"""Fields that can have either value only where another field has none."""
ALTERNATIVES = {"Credit.group", "Figure.low", "Figure.high", "Episode.notes_html"}
"""Those of them that have no value where the other field has one."""
PREFERRED = {"Episode.notes", "Episode.url", "Organisation.description"}
"""Fields that some formats write in place of others; the records called "b" have no value."""


@attrs.frozen
class Variant:
    """A catalogue about one field, with three records of each kind, called "a", "b" and "c".

    Attributes:
        field: the field, such as "Episode.title"; any where it makes no difference.
        changed: whether "a" and "b" have another value there than "c" has of its own kind.
    """

    field: str
    changed: bool

    def catalogue(self) -> tfg.Catalogue:
        sections = {
            section.name: [self._record(section.model, letter) for letter in LETTERS]
            for section in SECTIONS
        }
        info, show, redirect = (
            self._record(model, "a") for model in (tfg.DataInfo, tfg.Show, tfg.Redirect)
        )
        return tfg.from_dict({"info": info, "show": show, **sections, "redirects": [redirect]})

    def _record(self, model: type[Any], letter: Letter) -> dict[str, Any]:
        return dict(self._values(model, letter))

    def _values(self, model: type[Any], letter: Letter) -> Iterator[tuple[str, Any]]:
        absent = self._absent()
        if letter == "b":
            absent |= PREFERRED - {self.field}
        for position, field in enumerate(fields_of(model)):
            name = f"{model.__name__}.{field.name}"
            # Only "a" is below another record of its kind, so that there is no circle.
            if name not in HELD or name in absent or (field.model is model and letter != "a"):
                continue
            changed = self.changed and name == self.field and letter != "c"
            if field.model is None:
                value = self._plain(model, field, position, letter, changed=changed)
                yield field.name, [value] if field.many else value
            else:
                values = [
                    self._record(field.model, other)
                    if field.model in PARTS
                    else self._id(field.model, other)
                    for other in self._linked(model, field, letter, changed=changed)
                ]
                yield field.name, values if field.many else values[0]

    def _absent(self) -> set[str]:
        instead = INSTEAD_OF.get(self.field)
        if instead is None:
            return set(ALTERNATIVES)
        return {instead, *(name for name in ALTERNATIVES if INSTEAD_OF[name] != instead)}

    def _linked(
        self, model: type[Any], field: Field, letter: Letter, *, changed: bool
    ) -> tuple[Letter, ...]:
        """Return what records a field holds: another one where it is changed.

        What is above "a" is "c", whose values never change: formats may choose among those above.
        """
        if model is tfg.Episode and field.many and (letter == "c" or self.field == "Credit.shared"):
            return LETTERS  # so that each record belongs to an episode, whatever is changed
        if field.model is model:
            return ("b",) if changed else ("c",)
        return ("c",) if changed else (letter,)

    def _id(self, model: type[Any], letter: Letter) -> str:
        changed = self.changed and self.field == f"{model.__name__}.id" and letter != "c"
        return f"{NOUNS[model]}-{letter}{'-bis' if changed else ''}"

    def _plain(
        self, model: type[Any], field: Field, position: int, letter: Letter, *, changed: bool
    ) -> Any:
        """Return a value that is no record; no change puts it into another order."""
        index = LETTERS.index(letter)
        choices = field.choices
        if model is tfg.Mention:
            choices = ("supporter", *choices)  # one of the relations that have an object
        text = f"{NOUNS[model]} {field.name} {letter}{' bis' if changed else ''}"
        if self.field == "Credit.shared" and (model, field.name) == (tfg.Credit, "role"):
            text = "credit role"  # only equal roles are shared
        own_name = (model, field.name, letter) == (tfg.Credit, "credited_as", "b")
        if own_name and self.field != "Credit.credited_as":
            text = "person name b"  # prose prints the person's name unless the credit has another
        number = 10 * (1 + position + index) + 5 * changed
        month, ending = f"2024-0{index + 1}", "bis" if changed else ""
        # Citations look for the source with the address of the episode.
        page = "page" if model in {tfg.Source, tfg.Episode} else NOUNS[model]
        values: dict[Form, Any] = {
            "text": text,
            "prose": text,
            "html": f"<p>{text}</p>",
            "localized": {"fr": f"{text} fr", "en": f"{text} en"},
            "id": self._id(tfg.Person, "c" if changed else letter),  # to what a redirect leads
            "url": f"https://example.org/{page}/{field.name}/{letter}{ending}",
            "email": f"{letter}{ending}@example.org",
            "language": "fr-CA" if changed else "fr",
            "media_type": "audio/mp4" if changed else "audio/mpeg",
            "country_code": (("BE", "FR", "LU"), ("CH", "IT", "LU"))[changed][index],
            "integer": number,
            "number": number,
            "boolean": not changed,
            "date": f"{month}-0{1 + changed}",
            "datetime": f"{month}-01T0{8 + changed}:00:00+01:00",
            "duration": f"{number}:00",
            "choice": choices
            and choices[len(choices) // 2 if changed and letter == "b" else changed],
        }
        return self._id(model, letter) if field.name == "id" else values[field.form]


def shortest(fields: set[str]) -> list[str]:
    """Return fields in order, with a class in place of all that is of it and holds it."""
    whole = {
        model.__name__
        for model in NOUNS
        if all(
            name in fields
            for name, held in HELD.items()
            if model.__name__ in (held, name.partition(".")[0])
        )
    }
    names = (
        name.partition(".")[0] if name.partition(".")[0] in whole else name
        for name, held in HELD.items()
        if name in fields and (held not in whole or name.partition(".")[0] in whole)
    )
    return list(dict.fromkeys(names))


def find_losses(format_: tfg.Format) -> list[str]:
    """Return the fields and classes that a format leaves out."""
    with patch.object(tfg.Catalogue, "info", property(_with_one_digest)):
        return shortest({field for field in HELD if not _is_written(format_, field)})


_INFO: property = vars(tfg.Catalogue)["info"]


def _with_one_digest(catalogue: tfg.Catalogue) -> tfg.DataInfo:
    info: tfg.DataInfo = _INFO.__get__(catalogue)
    return attrs.evolve(info, sha256="0" * 64)


def _is_written(format_: tfg.Format, field: str) -> bool:
    """Return whether what a format writes in some language changes with the value of a field."""
    languages = (None, "en") if "language" in format_.options else (None,)
    usual_field = field if field in INSTEAD_OF else ""
    return any(
        _output(format_, field, language, changed=True)
        != _usual_output(format_, usual_field, language)
        for language in languages
    )


def _output(format_: tfg.Format, field: str, language: str | None, *, changed: bool) -> object:
    """Return what a format writes, in a form that can be compared."""
    options = {**SHOWING_MOST, "language": language}
    taken = {key: value for key, value in options.items() if key in format_.options}
    content = content_of(_catalogue(field, changed=changed), import_writer(format_.name), taken)
    return list(content) if isinstance(content, Iterator) else content


@cache
def _usual_output(format_: tfg.Format, field: str, language: str | None) -> object:
    return _output(format_, field, language, changed=False)


@cache
def _catalogue(field: str, *, changed: bool) -> tfg.Catalogue:
    return Variant(field, changed).catalogue()


def spell_out(names: Iterable[str]) -> set[str]:
    """Return the fields that are meant by a list like those of `shortest`."""
    known = {*names}
    return {name for name, held in HELD.items() if known & {name, name.partition(".")[0], held}}


def main(accepted: Collection[str]) -> str | None:
    """Write the list anew, or else return what has to be decided first."""
    losses = {format_.name: find_losses(format_) for format_ in tfg.formats()}
    undecided: dict[str, list[str]] = {}
    for format_ in tfg.formats():
        decided = spell_out((*format_.loses, *accepted))
        new = spell_out(losses[format_.name]) - decided
        if new and format_.name not in accepted:
            undecided.setdefault(", ".join(shortest(new)), []).append(format_.name)
    if undecided:
        lines = (f"  {fields}: not in {', '.join(names)}\n" for fields, names in undecided.items())
        return (
            f"{LOSSES.name} is left as it was, since it does not list what formats leave out:\n"
            f"{''.join(lines)}Write these fields there. If a loss is meant, add the name of the "
            f"field, or of the format, to this command:\n  {shlex.join(sys.orig_argv)}"
        )
    known: dict[str, Any] = json.loads(LOSSES.read_text("utf-8")) if LOSSES.exists() else {}
    # What formats leave out of the accounts of records is decided by hand.
    written = {**losses, **{name: found for name, found in known.items() if name == "facts"}}
    LOSSES.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8", newline="\n")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
