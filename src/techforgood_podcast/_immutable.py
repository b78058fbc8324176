"""The base of the classes that hold records: their instances cannot be changed.

They are not attrs classes, since tools that know attrs walk into such a class or find it empty.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from attrs.exceptions import FrozenInstanceError

T_co = TypeVar("T_co", covariant=True)


class Immutable:
    """A class whose ``__init__`` fills ``vars(self)``, after which nothing can be set."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Raise ``FrozenInstanceError``."""
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        """Raise ``FrozenInstanceError``."""
        raise FrozenInstanceError

    def __getstate__(self) -> dict[str, Any]:
        """Return the attributes to copy or pickle, without cached values."""
        cls = type(self)
        return {
            name: value
            for name, value in vars(self).items()
            if not isinstance(getattr(cls, name, None), cached_property)
        }


class cached_property(functools.cached_property[T_co]):  # noqa: N801 -- as the class that it replaces
    """A ``functools.cached_property`` without a lock: two threads may build a value, and keep one.

    Before Python 3.12, that of the standard library holds one lock for all instances while it
    builds. A child that is forked meanwhile would wait for it forever.
    """

    if not TYPE_CHECKING:

        def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
            """Build the value and keep it in the instance, where Python looks first."""
            if instance is None:
                return self
            return vars(instance).setdefault(self.attrname, self.func(instance))
