"""Find the records that a feed names, or give them ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...text.folding import fold
from .ids import digest, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...models import Redirect
    from ...models.plain import Plain


class Register:
    """The people or the places that a feed names: those that are known already, and new ones.

    Attributes:
        new: those that are not known, as files hold them, by id.
        ambiguous: the names that several known ones have.
        refused: the names of those that are not known and must not be added.
        withdrawn: the names of those that were withdrawn, each with the retired id.
    """

    def __init__(
        self,
        details: Mapping[str, Plain],
        known: Mapping[str, Iterable[str]],
        redirects: Iterable[Redirect] = (),
        *,
        closed: bool = False,
        noun: str,
    ) -> None:
        """Begin with what is known.

        Args:
            details: what new records hold, by the key of their name.
            known: the names of the records that are known, by id.
            redirects: the ids that were retired.
            closed: whether none can be added.
            noun: what one is called.
        """
        self.details: Mapping[str, Plain] = details
        self.closed = closed
        self.noun = noun
        self.new: dict[str, Plain] = {}
        self.ids: dict[str, str] = {}
        self.twice: set[str] = set()
        self.ambiguous: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.withdrawn: dict[str, tuple[str, str]] = {}
        past = {redirect.id: redirect.to for redirect in redirects}
        self.retired: dict[str, str | None] = {
            id_: to for id_, to in past.items() if to is None or to in known
        }
        self.taken: set[str] = {*past, *known}
        for id_, names in known.items():
            for key in set(map(name_key, names)):
                if self.ids.setdefault(key, id_) != id_:
                    self.twice.add(key)

    def find(self, name: str) -> str | None:
        """Return the id of what has a name; names that differ in spelling only are one."""
        key = name_key(name)
        if key in self.twice:
            self.ambiguous[key] = name
            return None
        if key not in self.ids:
            ids = self.possible_ids(key)
            past = next((id_ for id_ in ids if id_ in self.retired), None)
            if past is None:
                if self.closed:
                    self.refused[key] = name
                    return None
                self.ids[key] = self.add(key, ids)
            elif (successor := self.retired[past]) is not None:
                self.ids[key] = successor
            else:
                self.withdrawn[key] = name, past
                return None
        return self.ids[key]

    def possible_ids(self, key: str) -> list[str]:
        """Return the ids that a new record may get: from the name, or with a digest."""
        base = slug(self.details[key]["name"])
        return [*filter(None, [base]), f"{base or self.noun}-{digest(key)}"]

    def add(self, key: str, ids: Sequence[str]) -> str:
        """Add a record, and return an id that no other one has."""
        id_ = next((id_ for id_ in ids if id_ not in self.taken), ids[-1])
        while id_ in self.taken:
            id_ = f"{id_}-2"
        self.taken.add(id_)
        self.new[id_] = {"id": id_, **self.details[key]}
        return id_


def name_key(name: str) -> str:
    """Return a key that all spellings of a name share."""
    return fold(name) or name
