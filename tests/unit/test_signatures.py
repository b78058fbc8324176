"""Tools read the signatures of all that is public: servers of MCP, pydantic, Typer, beartype."""

from __future__ import annotations

import inspect
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_type_hints

import cattrs
import pytest
from importlib_resources.abc import Traversable
from matplotlib.axes import Axes

import techforgood_podcast as tfg
from techforgood_podcast import authoring, converters, plots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def function_in(member: Any) -> Any:
    """Return the function that a member of a class calls; a constant is no function."""
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    return getattr(member, "__func__", member)  # of a class method


def functions_of(name: str, value: object) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give a public function by its name; of a class, each method and how a property is read."""
    if inspect.isfunction(value) or inspect.ismethod(value):
        yield name, value
    elif inspect.isclass(value):
        for part, member in inspect.getmembers_static(value):
            if part == "__init__" and hasattr(value, "__attrs_attrs__"):
                continue  # attrs writes it, and get_type_hints reads the class instead
            found = function_in(member)
            ours = inspect.isfunction(found) and found.__module__.startswith(tfg.__name__)
            if ours and (part == "__init__" or not part.startswith("_")):
                yield f"{name}.{part}", found


ROOMS = (tfg, authoring, converters, plots)
PUBLIC = {name: getattr(room, name) for room in ROOMS for name in room.__all__}
FUNCTIONS = dict(pair for name, value in PUBLIC.items() for pair in functions_of(name, value))


def test_every_function_method_and_property_is_among_those_that_are_read() -> None:
    names = {"search", "dump", "network", "make_converter", "update_folder", "Catalogue.search"}
    names |= {"Catalogue.__init__", "Episodes.sorted", "Episode.code", "Hit.fields"}
    assert names <= FUNCTIONS.keys()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_tool_can_read_every_signature(name: str) -> None:
    hints = get_type_hints(FUNCTIONS[name])
    first = {"self", "cls"}
    assert {*inspect.signature(FUNCTIONS[name]).parameters, "return"} - first == hints.keys()


@pytest.mark.parametrize("name", [name for name, value in PUBLIC.items() if inspect.isclass(value)])
def test_a_tool_can_read_the_fields_of_every_class(name: str) -> None:
    hints = get_type_hints(PUBLIC[name])
    fields: tuple[Any, ...] = getattr(PUBLIC[name], "__attrs_attrs__", ())
    assert {field.name for field in fields} <= {*hints, *vars(PUBLIC[name])}


@pytest.mark.parametrize(
    ("function", "returned"),
    [
        (tfg.search, tfg.Hits[tfg.Hit]),
        (tfg.Catalogue.related, tfg.Hits[tfg.Related]),
        (tfg.Catalogue.appearances, tuple[tfg.Appearance, ...]),
        (tfg.Catalogue.diff, tuple[tfg.Difference, ...]),
        (tfg.validate, tuple[tfg.Problem, ...]),
        (tfg.data_files, Traversable),
        (converters.make_converter, cattrs.Converter),
        (plots.durations, Axes),
    ],
)
def test_a_signature_says_exactly_what_is_returned(
    function: Callable[..., Any], returned: object
) -> None:
    assert get_type_hints(function)["return"] == returned
