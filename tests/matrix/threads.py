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
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import techforgood_podcast as tfg
from techforgood_podcast.catalogue.search import table_of

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


def fresh() -> tfg.Catalogue:
    """Return a catalogue of which nothing has been asked."""
    catalogue: tfg.Catalogue = pickle.loads(PICKLED)  # noqa: S301 -- our own
    return catalogue


# What builds parts on first use, and does not lead to the others.
OWNERS: dict[str, Callable[[], Any]] = {
    "catalogue": fresh,
    "hits": lambda: fresh().search("imprimantes 3D"),
    "hit": lambda: fresh().search("imprimantes 3D")[0],
    "table": lambda: table_of(vars(fresh().episodes)["_indexes"]),
}


def built_on_first_use(cls: type[Any]) -> list[str]:
    """Return the names of the cached properties of a class."""
    named = {name: value for base in cls.__mro__ for name, value in vars(base).items()}
    return [name for name, value in named.items() if isinstance(value, cached_property)]


def paths(owner: object, path: tuple[str, ...], seen: set[type[Any]]) -> Iterator[tuple[str, ...]]:
    """Yield the path of each part built on first use, from an object down, once for each class."""
    cls = type(owner)
    if cls in seen or not cls.__module__.startswith("techforgood_podcast."):
        return
    if isinstance(owner, (tfg.Entity, tfg.DataInfo)):
        return
    seen.add(cls)
    lazy = built_on_first_use(cls)
    yield from ((*path, name) for name in lazy)
    for name in dict.fromkeys((*lazy, *getattr(owner, "__dict__", ()))):
        yield from paths(getattr(owner, name), (*path, name), seen)


def follow(path: tuple[str, ...]) -> Any:
    """Return what is at a path, from an owner of which nothing has been asked."""
    owner = OWNERS[path[0]]()
    for name in path[1:]:
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


def agree(path: tuple[str, ...]) -> bool:
    """Return whether all threads get the one object that is kept."""
    owner = follow(path[:-1])
    found = at_once(lambda: getattr(owner, path[-1]))
    return all(value is getattr(owner, path[-1]) for value in found)


def main() -> None:
    """Ask for everything, each time of a new catalogue."""
    sys.setswitchinterval(1e-5)  # threads take turns more often
    seen: set[type[Any]] = set()
    lazy = [path for name, make in OWNERS.items() for path in paths(make(), (name,), seen)]
    disagreed = [".".join(path) for path in lazy if not agree(path)]
    alone = {name: query(fresh()) for name, query in QUERIES.items()}
    for name, query in QUERIES.items():
        if at_once(partial(query, fresh())) != [alone[name]] * THREADS:
            disagreed.append(name)
    print(json.dumps({"parts": [".".join(path) for path in lazy], "disagreed": disagreed}))


if __name__ == "__main__":
    main()
