"""Let 64 threads ask at the same moment for each part that a catalogue builds on first use.

Needs nothing but the package. Prints as JSON the names of these parts, and those on which the
threads disagree.
"""

from __future__ import annotations

import json
import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

THREADS = 64
PICKLED = pickle.dumps(tfg.load_catalogue())  # without anything built on first use

QUERIES: dict[str, Callable[[tfg.Catalogue], Any]] = {
    "by_guest": lambda catalogue: catalogue.by_guest("gentelet"),
    "by_host": lambda catalogue: catalogue.by_host("bandelier"),
    "by_person": lambda catalogue: catalogue.by_person("Sébastien Molas"),
    "by_organisation": lambda catalogue: catalogue.by_organisation("fing"),
    "by_theme": lambda catalogue: catalogue.by_theme("emploi"),
    "by_place": lambda catalogue: catalogue.by_place("paca"),
    "episode": lambda catalogue: catalogue.episode("Plastic Odyssey"),
    "find": lambda catalogue: catalogue.people.find("lar"),
    "related": lambda catalogue: catalogue.related(3),
    "search": lambda catalogue: catalogue.search("imprimantes"),
    "sha256": lambda catalogue: catalogue.info.sha256,
}


def fresh() -> Any:
    """Return a catalogue of which nothing has been asked."""
    return pickle.loads(PICKLED)  # noqa: S301 -- our own


def fields_of(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a class of attrs; of another class, none."""
    return tuple(field.name for field in attrs.fields(cls)) if attrs.has(cls) else ()


def built_on_first_use(cls: type[Any]) -> tuple[str, ...]:
    """Return the cached properties of a class of attrs: its slots that hold no field."""
    slots = [slot for base in cls.__mro__ for slot in vars(base).get("__slots__", ())]
    others = {*fields_of(cls), "__weakref__"}
    return tuple(slot for slot in slots if slot not in others)


def paths(owner: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of each part built on first use, from an object down."""
    fields = fields_of(type(owner))
    if not fields or isinstance(owner, (tfg.Entity, tfg.DataInfo)):
        return
    lazy = built_on_first_use(type(owner))
    yield from ((*path, name) for name in lazy)
    for name in (*fields, *lazy):
        # The episodes of a catalogue lead back to its contents.
        if name != "_indexes" or not path:
            yield from paths(getattr(owner, name), (*path, name))


def follow(owner: Any, path: tuple[str, ...]) -> Any:
    """Return what is at a path."""
    for name in path:
        owner = getattr(owner, name)
    return owner


def at_once(ask: Callable[[], Any]) -> list[Any]:
    """Return what each thread gets."""
    barrier = threading.Barrier(THREADS)

    def wait_and_ask(_: int) -> Any:
        barrier.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(wait_and_ask, range(THREADS)))


def comparable(value: object) -> object:
    """Return a value, or the attributes of an object that is equal to no other."""
    equal: object = type(value).__eq__
    if equal is not object.__eq__:
        return value
    names = fields_of(type(value)) or tuple(vars(value))
    return {name: getattr(value, name) for name in names}


def agree(catalogue: tfg.Catalogue, path: tuple[str, ...]) -> bool:
    """Return whether all threads get the same, of which one is kept."""
    owner = follow(catalogue, path[:-1])
    found = at_once(lambda: getattr(owner, path[-1]))
    kept = getattr(owner, path[-1])
    same = all(comparable(value) == comparable(found[0]) for value in found)
    return same and any(value is kept for value in found)


def main() -> None:
    """Ask for everything, each time of a new catalogue."""
    sys.setswitchinterval(1e-5)  # threads take turns more often
    lazy = sorted(set(paths(fresh())))
    disagreed = [".".join(path) for path in lazy if not agree(fresh(), path)]
    alone = {name: query(fresh()) for name, query in QUERIES.items()}
    for name, query in QUERIES.items():
        if at_once(partial(query, fresh())) != [alone[name]] * THREADS:
            disagreed.append(name)
    print(json.dumps({"parts": [".".join(path) for path in lazy], "disagreed": disagreed}))


if __name__ == "__main__":
    main()
