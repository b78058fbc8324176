"""How records live in memory, and how a first answer reads a file of a package."""

from __future__ import annotations

import functools
import gc
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator
    from importlib.machinery import ModuleSpec

T_co = TypeVar("T_co", covariant=True)

# The name of this package, which may be vendored inside another.
PACKAGE: Final = __name__.rpartition(".")[0]


class Immutable:
    """A class whose ``__init__`` fills ``vars(self)``, after which nothing can be set.

    It is no attrs class, since tools that know attrs (rich, cattrs) would expand its instances, or
    show them as empty.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Raise ``FrozenInstanceError``."""
        raise _frozen()

    def __delattr__(self, name: str) -> NoReturn:
        """Raise ``FrozenInstanceError``."""
        raise _frozen()

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes to copy or pickle, without cached values."""
        cls = type(self)
        return {
            name: value
            for name, value in vars(self).items()
            if not isinstance(getattr(cls, name, None), cached_property)
        }


def _frozen() -> Exception:
    from attrs.exceptions import FrozenInstanceError

    return FrozenInstanceError()


class cached_property(functools.cached_property[T_co]):  # noqa: N801 -- as the class that it replaces
    """A ``functools.cached_property`` without a lock: two threads may build a value, and keep one.

    Before Python 3.12, the standard library's holds one lock for all instances while it builds a
    value. A child forked meanwhile would wait for this lock forever.
    """

    if not TYPE_CHECKING:

        def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
            """Build the value and keep it in the instance, where Python looks first."""
            if instance is None:
                return self
            return vars(instance).setdefault(self.attrname, self.func(instance))


class OnUse:
    """A module of which only annotations name a class: it is imported when a tool reads them.

    >>> OnUse("fractions").Fraction(1, 2)
    Fraction(1, 2)
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """Return what the module has; tools ask anything for their own private names."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(import_module(self._name), name)


@contextmanager
def uncollected() -> Generator[None]:
    """Pause the garbage collector while many objects that all stay alive are built."""
    # Each collection would traverse all objects built so far and find nothing to free. A threshold
    # of 0 pauses the collector too, and unlike gc.enable() at the end, restoring the threshold does
    # not undo a gc.disable() that another thread called in the meantime.
    threshold, *_ = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        if threshold:  # otherwise another thread has paused the collector, and will resume it
            gc.set_threshold(threshold)


def read_file(spec: ModuleSpec | None, name: str) -> bytes:
    """Return a file of a package that a first answer may need.

    Other files are read with importlib_resources, whose import takes longer than reading the file.

    Raises:
        FileNotFoundError: the package has no such file, or its loader cannot read files.
    """
    # A loader also reads from a zip or a bundle, and needs no import; not every loader can.
    loader: Any = spec and spec.loader
    for folder in (spec and spec.submodule_search_locations) or ():
        with suppress(AttributeError, OSError):
            return bytes(loader.get_data(f"{folder}/{name}"))
    raise FileNotFoundError(name)
