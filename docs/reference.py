"""The tables of the API reference: what a class has, from its docstring and its models.

What the forms of fields are called comes first; other generated pages and the schemas say it, too.
The row of a field is its entry, which other pages and projects can link to; the row of a method
leads to its entry.
"""

from __future__ import annotations

import inspect
import re
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from templates import data

import techforgood_podcast as tfg
from techforgood_podcast.catalogue.episodes import Filters, Queries
from techforgood_podcast.models.fields import all_fields
from techforgood_podcast.models.records import Record
from techforgood_podcast.models.sections import SECTIONS
from techforgood_podcast.text.writing import capitalize_first

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from techforgood_podcast.models.fields import Field, Form


class Words(NamedTuple):
    """What is said of one form.

    Attributes:
        name: its name.
        files: how a value is written in files.
        python: its type in Python.
        shape: the same as ``files`` in a few characters, where the name does not say it.
    """

    name: str
    files: str
    python: str = "`str`"
    shape: str = ""


FORMS: Mapping[Form, Words] = {form: Words(**said) for form, said in data("forms").items()}
FILES: Mapping[type[object], str] = {
    tfg.DataInfo: "catalogue",
    tfg.Show: "show",
    **{section.model: section.name for section in SECTIONS if section.noun != "episode"},
    tfg.Redirect: "redirects",
}
"""The file of each record, without its suffix; episodes have one each."""

EXAMPLE = re.compile(r"^>>> .*\n(?:.+\n)*", re.MULTILINE)
ATTRIBUTES = re.compile(r"^Attributes:\n(?: .*\n|\n(?= ))*", re.MULTILINE)
ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)
# What builtins in annotations are called, as the forms of fields are.
CALLED = {
    "str": "text",
    "int": "whole number (``int``)",
    "float": "number (``float``)",
    "bool": "true or false (``bool``)",
    "Any": "any value",
}
# More words to choose from than these are named by their type.
MOST_CHOICES = 4
# What has an annotation for type checkers only.
UNSTATED = {(tfg.Hits, "episodes"): "Episodes"}


def meaning(field: Field) -> str:
    """Return what a field means, with the advice for authors."""
    return " ".join(filter(None, (field.description, field.advice)))


def written(field: Field) -> str:
    """Return how a field is written in a file; nothing for records, and for words to choose."""
    if field.form == "reference" and field.model:
        return f"{'list of ids' if field.many else 'id'} from `{FILES[field.model]}.yaml`"
    if field.form not in FORMS:
        return ""
    words = FORMS[field.form]
    plural = "es" if words.name.endswith("s") else "s"
    name = f"list of {words.name}{plural}" if field.many else words.name
    return f"{name} ({words.shape})" if words.shape else name


def describe(cls: type[Any], entry: str, docstring: str, members: Iterable[str] | None) -> str:
    """Return the docstring of a class, with tables of what it has.

    Its first paragraph and its examples come first, then the tables, then what else it says. The
    properties and methods have rows if autodoc lists the members, and so have special ``members``.
    """
    docstring = f"{docstring.strip()}\n"
    stated = ATTRIBUTES.search(docstring)
    fields = dict(ATTRIBUTE.findall(stated[0])) if stated else {}
    first, _, rest = ATTRIBUTES.sub("", EXAMPLE.sub("", docstring)).partition("\n\n")
    rows: list[tuple[str, ...]] = list(field_rows(cls, fields))
    methods: list[tuple[str, ...]] = []
    if members is not None:
        rows += property_rows(cls, fields)
        methods += method_rows(cls, entry, members)
    head: tuple[str, ...] = ("name", "type", "meaning")
    if issubclass(cls, Exception):  # nothing states the types of its attributes
        head, rows = ("name", "meaning"), [(name, meaning) for name, _, meaning in rows]
    parts = [first, "\n".join(EXAMPLE.findall(docstring))]
    parts += [table(head, rows), table(("method", "what it does"), methods)]
    return "\n\n".join(part.strip("\n") for part in (*parts, rest) if part.strip()) + "\n"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table in reStructuredText; nothing without rows."""
    lines = [".. list-table::", "   :header-rows: 1", "   :class: members", ""]
    for row in (head, *rows):
        for index, cell in enumerate(row):
            first, *others = cell.split("\n")
            lines.append(f"   {' ' if index else '*'} - {first}".rstrip())
            lines += [f"       {line}".rstrip() for line in others]
    return "\n".join((*lines, "")) if rows else ""


def field_rows(cls: type[Any], fields: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each field in a docstring."""
    known = {field.name: field for field in all_fields(cls)} if issubclass(cls, Record) else {}
    for name, text in fields.items():
        kind = "property" if isinstance(getattr(cls, name, None), property) else "attribute"
        type_ = of_field(known[name]) if name in known else of_annotation(*annotation(cls, name))
        yield f".. {kind}:: {name}\n", type_, capitalize_first(" ".join(text.split()))


def property_rows(cls: type[Any], fields: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Yield a row for each property that is no field, those of a base class first."""
    for name in own_names(cls, reversed(cls.__mro__), is_property):
        if name not in fields:
            text = EXAMPLE.sub("", f"{inspect.getdoc(getattr(cls, name))}\n").strip()
            yield f".. property:: {name}\n", of_annotation(*annotation(cls, name)), text


def method_rows(cls: type[Any], entry: str, special: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each method, the queries first, and for some special methods."""
    bases = (Queries, Filters, *cls.__mro__) if issubclass(cls, Queries) else cls.__mro__
    for name in (*own_names(cls, bases, is_method), *special):
        text = (inspect.getdoc(getattr(cls, name)) or "").split("\n\n")[0]
        yield f":meth:`~{entry}.{name}`", re.sub(r"; see [^;]*\.$", ".", " ".join(text.split()))


def is_property(found: object) -> bool:
    """Return whether an attribute of a class is a property, kept or not."""
    return isinstance(found, property | cached_property)


def is_method(found: object) -> bool:
    """Return whether an attribute of a class is a method; a cached property looks like one."""
    return not is_property(found) and inspect.isroutine(found)


def own_names(
    cls: type[Any], bases: Iterable[type[Any]], wanted: Callable[[object], bool]
) -> list[str]:
    """Return the public names in some bases of a class that this project defines."""
    ours = (base for base in bases if base.__module__.startswith(tfg.__name__))
    names = dict.fromkeys(name for base in ours for name in vars(base) if name[0] != "_")
    return [name for name in names if wanted(getattr(cls, name))]


def annotation(cls: type[Any], name: str) -> tuple[str, str]:
    """Return the type of an attribute as a class states it, and the module of the class."""
    for base in cls.__mro__:
        found = vars(base).get(name)
        stated = vars(base).get("__annotations__", {}).get(name)
        if isinstance(found, property):
            stated = found.fget.__annotations__["return"]
        elif isinstance(found, cached_property):
            stated = found.func.__annotations__["return"]
        if stated:
            return stated, base.__module__
    return UNSTATED.get((cls, name), "Any"), cls.__module__


def of_field(field: Field) -> str:
    """Return what the type of a field is called."""
    if field.model or field.form == "localized":
        name = linked(field.value_type.__name__)
    elif field.choices:
        name = of_choices(field.choices)
    else:
        words = FORMS[field.form]
        name = words.name + ("" if words.python == "`str`" else f" ({words.python})")
    name = name.replace("`", "``") if "(`" in name else name
    return completed(name, many=field.many, optional=field.optional)


def of_choices(choices: tuple[str, ...]) -> str:
    """Return the words to choose from, or what their type is called.

    >>> of_choices(("full", "trailer", "bonus"))
    '``full``, ``trailer`` or ``bonus``'
    """
    public = (name for name in tfg.__all__ if get_args(getattr(tfg, name)) == choices)
    *others, last = (f"``{choice}``" for choice in choices)
    spelt = f"{', '.join(others)} or {last}" if others else last
    return spelt if len(others) < MOST_CHOICES else next(map(linked, public), spelt)


def of_annotation(text: str, module: str) -> str:
    """Return what the type in an annotation is called.

    >>> of_annotation("tuple[str, ...] | None", "builtins")
    'tuple of texts, or ``None``'
    """
    text, optional, _ = text.partition(" | None")
    name, *items = text.removesuffix("]").split("[", 1)
    choices = get_args(getattr(import_module(module), name, None))
    if name == "tuple" and items[0].endswith(", ..."):
        one = of_annotation(items[0].removesuffix(", ..."), module)
        return completed(one, many=True, optional=bool(optional))
    if name == "Literal":
        choices = tuple(re.findall(r"[\"'](\w+)[\"']", items[0]))
    if choices and all(isinstance(choice, str) for choice in choices):
        called = of_choices(choices)
    elif name == "Collection":
        called = f"{linked(name)} of {linked(items[0])}"
    else:
        called = f"``{text}``" if items else CALLED.get(name) or linked(name)
    return completed(called, many=False, optional=bool(optional))


def completed(name: str, *, many: bool, optional: bool) -> str:
    """Return what a type is called, also if it is a tuple or allows ``None``."""
    if many:
        plural = "" if name.endswith(("`", ")")) else "es" if name.endswith("s") else "s"
        name = f"tuple of {name}{plural}"
    return f"{name}, or ``None``" if optional else name


def linked(name: str) -> str:
    """Return a link to a class or alias, or the name if the reference lacks it."""
    for module in (tfg, tfg.authoring):
        if name in module.__all__:
            role = "class" if isinstance(getattr(module, name), type) else "data"
            return f":{role}:`~{module.__name__}.{name}`"
    return f"``{name}``"
