"""Cached attributes of immutable objects, and a pause of the garbage collector.

Objects keep their cached attributes in the slot ``_made``. All objects share one lock: builds are
short and call one another in both directions, so that one lock per object could deadlock.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from . import _lock

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

OwnerT = TypeVar("OwnerT")
BuiltT = TypeVar("BuiltT")


class Made(dict[str, Any]):
    """A cache of attributes, left out of copies and pickles."""

    def __reduce__(self) -> tuple[type[Made], tuple[()]]:
        """Pickle without the cache."""
        return Made, ()


class Frozen:
    """A class whose instances cannot be changed after ``__init__``."""

    __slots__ = ("__weakref__", "_made")

    _made: Made

    def __setattr__(self, name: str, value: object) -> None:
        """Raise :class:`AttributeError`."""
        message = f"{type(self).__name__} is immutable: cannot change {name}"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        """Raise :class:`AttributeError`."""
        self.__setattr__(name, None)

    def __setstate__(self, state: tuple[None, dict[str, Any]]) -> None:
        """Set the attributes of a copy or an unpickled instance."""
        set_attributes(self, **state[1])


def set_attributes(instance: Frozen, **values: object) -> None:
    """Set the attributes of a new instance, bypassing its ``__setattr__``."""
    for name, value in {**values, "_made": Made()}.items():
        object.__setattr__(instance, name, value)


class once(Generic[OwnerT, BuiltT]):  # noqa: N801 -- read as a decorator, like property
    """Decorator for a property that is computed once and cached, safely across threads."""

    def __init__(self, build: Callable[[OwnerT], BuiltT]) -> None:
        self._build = build
        self._name = build.__name__
        self.__doc__ = build.__doc__

    @overload
    def __get__(self, owner: None, kind: type[OwnerT]) -> once[OwnerT, BuiltT]: ...
    @overload
    def __get__(self, owner: OwnerT, kind: type[OwnerT]) -> BuiltT: ...
    def __get__(self, owner: OwnerT | None, kind: type[OwnerT]) -> once[OwnerT, BuiltT] | BuiltT:
        if owner is None:
            return self
        made: Made = owner._made  # type: ignore[attr-defined]  # noqa: SLF001 -- see the module's docstring
        if self._name not in made:
            with _lock.lock:
                if self._name not in made:  # another thread may have been faster
                    made[self._name] = self._build(owner)
        return cast("BuiltT", made[self._name])


@contextmanager
def uncollected() -> Generator[None]:
    """Pause the garbage collector while many objects that all stay alive are built."""
    # Each collection would traverse all objects built so far and find nothing to free.
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
