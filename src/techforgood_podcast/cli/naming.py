"""Find the one entry of a catalogue that some words name, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogue.numbering import parse_number
from ..errors import AmbiguousNameError, UnknownNameError
from ..models import Entity, Episode
from ..models.records import names_of
from ..text.folding import fold, squash
from ..text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.collection import Collection


def find_entry(catalogue: Catalogue, words: Sequence[str]) -> Entity:
    """Return the entry that words name; the first may be its kind, as in ``theme art``.

    A whole name comes before a part of another. A name that several entries share is ambiguous.

    Raises:
        AmbiguousNameError: several entries match.
        UnknownNameError: no entry matches.

    >>> from ..packaged.bundled import load_catalogue
    >>> find_entry(load_catalogue(), ["gentelet"]), find_entry(load_catalogue(), ["theme", "art"])
    (<Person karine-gentelet "Karine Gentelet">, <Theme art "Art">)
    """
    kinds: Mapping[str, Collection[Entity]] = {
        "episode": catalogue.episodes,
        "person": catalogue.people,
        "organisation": catalogue.organisations,
        "theme": catalogue.themes,
        "place": catalogue.places,
    }
    if len(words) > 1 and words[0] in kinds:
        return kinds[words[0]].resolve(" ".join(words[1:]))
    text = " ".join(words)
    found: list[tuple[str, Entity]] = []
    errors: list[UnknownNameError] = []
    for kind, entries in kinds.items():
        try:
            found.append((kind, entries.resolve(text)))
        except AmbiguousNameError as error:
            found += [(kind, entries[id_]) for id_, _ in error.candidates]
        except UnknownNameError as error:
            errors.append(error)
    found = [(kind, entry) for kind, entry in found if _is_named(entry, text)] or found
    if len(found) == 1:
        return found[0][1]
    if found:
        candidates = [(f"{kind} {entry.id}", names_of(entry)[0]) for kind, entry in found]
        raise AmbiguousNameError(text, "name", candidates)
    raise _combine(errors, text)


def _is_named(entry: Entity, text: str) -> bool:
    """Return whether a text is a whole name of an entry, or the number of an episode."""
    names = {squash(fold(name)) for name in (*names_of(entry), entry.id)}
    by_number = isinstance(entry, Episode) and parse_number(text) is not None
    return by_number or squash(fold(text)) in names


def _combine(errors: Sequence[UnknownNameError], text: str) -> UnknownNameError:
    """Return one error for a text that names no entry of any kind."""
    if parse_number(text) is not None:
        return errors[0]  # the error for episodes, since the text looks like a number
    kinds = "episode, person, organisation, theme or place"
    for error in errors:
        if error.hint and error.suggestions:  # of themes that search finds by this word
            return UnknownNameError(text, kinds, error.suggestions, hint=error.hint)
    alike = {
        suggestion: alias
        for error in errors
        for suggestion, alias in zip(error.suggestions, error.aliases, strict=True)
    }
    by_name = {alias or name: (id_, name) for (id_, name), alias in alike.items()}
    names = NameIndex({name: (name,) for name in by_name})
    ranked = (by_name[name] for name in names.suggest(text, len(by_name)))
    closest = list(dict.fromkeys((*ranked, *alike)))
    return UnknownNameError(
        text,
        kinds,
        closest,
        aliases=[alike[named] for named in closest],
    )
