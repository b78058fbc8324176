"""``once``: an attribute built at first use and kept; ``Frozen``, its owner; ``uncollected``.

The owner keeps what was built in its slot ``_made``. One lock serves every owner: builds are
short and call one another in both directions, so that a lock each would invite a deadlock.
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
    """What an owner has built so far; copies and pickles of the owner build their own."""

    def __reduce__(self) -> tuple[type[Made], tuple[()]]:
        """Travel empty."""
        return Made, ()


class Frozen:
    """An owner whose attributes are set when it is made, and never again."""

    __slots__ = ("__weakref__", "_made")

    _made: Made

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse."""
        message = f"a {type(self).__name__} cannot be changed: {name}"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        """Refuse."""
        self.__setattr__(name, None)

    def __setstate__(self, state: tuple[None, dict[str, Any]]) -> None:
        """Take what a copy or a pickle holds."""
        hold(self, **state[1])


def hold(owner: Frozen, **values: object) -> None:
    """Give a new owner its attributes, past the setter that refuses every change."""
    for name, value in {**values, "_made": Made()}.items():
        object.__setattr__(owner, name, value)


class once(Generic[OwnerT, BuiltT]):  # noqa: N801 -- read as a decorator, like property
    """Decorate a method without arguments whose result is built once, even among threads."""

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
        made: Made = owner._made  # type: ignore[attr-defined]  # noqa: SLF001 -- the slot is ours
        if self._name not in made:
            with _lock.lock:
                if self._name not in made:
                    made[self._name] = self._build(owner)
        return cast("BuiltT", made[self._name])


@contextmanager
def uncollected() -> Generator[None]:
    """Pause the garbage collector, which would walk what is built again and again for nothing."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
