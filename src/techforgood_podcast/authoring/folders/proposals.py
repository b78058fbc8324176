"""Guests and themes that a feed seems to name, proposed in ``proposals.yaml``, an overlay."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from ...catalogue.answers import Difference
from ...errors import CatalogueError, Problem
from ...models.plain import plain
from ...models.records import names_of
from ...models.sections import SECTIONS
from ...quoting import quoted
from ...reading.loading import load
from ...syntax import is_mapping
from ...syntax.yaml import read
from ...text.folding import fold
from ..feeds.enriching import with_records
from ..feeds.guests import find_authors, find_guests, person_key, without_title
from ..feeds.records import NamedRecords
from .editing import Editor, UncertainPlaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Person, Theme
    from ...models.plain import Plain
    from ...reading import Location
    from ..feeds.reading import Feed, FeedItem
    from .changes import Files

PROPOSALS: Final = "proposals.yaml"
_HEAD: Final = (
    "# Guests and themes that the feed seems to name, for you to review: delete what is wrong.\n"
    "# --overlay DIR/proposals.yaml shows the catalogue with them, and update DIR FEED --accept\n"
    "# proposals writes what is left into the folder. Until then, nothing reads this file.\n"
)
# Fewest new episodes that share a keyword which is proposed as a theme.
_SEVERAL: Final = 3


class _Named:
    """The people or the themes that are proposed: those that are known already, and new ones."""

    def __init__(
        self,
        known: Iterable[Person | Theme],
        proposed: Iterable[Plain],
        catalogue: Catalogue,
        field: str,
        key_of: Callable[[str], str],
    ) -> None:
        self.field = field
        self.key_of = key_of
        self.comments: dict[str, list[str]] = defaultdict(list)
        names = {str(record["id"]): _texts(record, field) for record in proposed}
        names |= {record.id: list(names_of(record)) for record in known}
        self.names = {id_: some[0] for id_, some in names.items()}
        self.register = NamedRecords(
            {},
            {id_: [*filter(None, map(key_of, some))] for id_, some in names.items()},
            catalogue.redirects,
            noun="person" if field == "name" else "theme",
        )

    def find(self, name: str, words: str) -> str | None:
        """Return the id of what has a name, read from some words.

        ``None`` means that several have this name, or that the owner withdrew who had it.
        """
        key = self.key_of(name)
        self.register.details.setdefault(key, {"name": name})
        id_ = self.register.find(key)
        if id_ is not None:
            self.names.setdefault(id_, name)
            self.comments[id_].append(words)
        return id_

    def records(self) -> tuple[list[Plain], list[str]]:
        """Return the new records, the most frequent first, and the comment above each."""
        ids = sorted(self.register.new, key=lambda id_: (-len(self.comments[id_]), id_))
        comments = (self.comments[id_] for id_ in ids)
        return [{"id": id_, self.field: self.names[id_]} for id_ in ids], [
            f"# {first}{f' and {len(more)} more' if more else ''}" for first, *more in comments
        ]


def _texts(record: Plain, field: str) -> list[str]:
    """Return the names that a record in a file states, the one to show first."""
    name = record.get(field) or ""
    return [*(name.values() if is_mapping(name) else [name]), *(record.get("aliases") or ())]


def propose(
    feed: Feed, catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]], before: str = ""
) -> str:
    """Return the text of the proposals with those for new episodes.

    Args:
        feed: the feed with all its items.
        catalogue: the catalogue with the new episodes.
        new: the ids of the new episodes, each with its item.
        before: the proposals so far, which load as an overlay.

    Raises:
        UncertainPlaceError: the text before has no certain place for more.
    """
    stated: dict[str, Any] = read(before)[0] or {}
    lists: dict[str, list[Plain]] = {
        name: stated.get(name) or [] for name in ("people", "themes", "episodes")
    }
    people = _Named(catalogue.people, lists["people"], catalogue, "name", person_key)
    themes = _Named(catalogue.themes, lists["themes"], catalogue, "label", fold)
    done = {record["id"] for record in lists["episodes"]}
    new = [(id_, item) for id_, item in new if id_ not in done]
    records: dict[str, Plain] = {id_: {"id": id_} for id_, _ in new}
    comments: dict[str, list[str]] = defaultdict(list)
    for id_, name, words in find_guests(feed, catalogue, new):
        person = people.find(without_title(name), f"{id_}, {words}")
        guests = records[id_].get("guests", [])
        if person and all(guest["person"] != person for guest in guests):
            printed = {} if people.names[person] == name else {"credited_as": name}
            records[id_]["guests"] = [*guests, {"person": person, **printed}]
            comments[id_].append(f"# {words}")
    for id_, word in _theme_words(catalogue, new, themes):
        words = f"keyword: {quoted(word)}"
        theme, known = themes.find(word, words), records[id_].get("themes", [])
        if theme and theme not in known:
            records[id_]["themes"] = [*known, theme]
            comments[id_].append(f"# {words}")
    for name, words in find_authors(feed, catalogue) if len(new) == len(catalogue.episodes) else ():
        people.find(without_title(name), words)
    if not (comments or people.register.new):
        return before
    editor = Editor(before or _HEAD)
    editor.append(("people",), *people.records())
    editor.append(("themes",), *themes.records())
    found = [id_ for id_ in records if comments[id_]]
    editor.append(
        ("episodes",),
        [records[id_] for id_ in found],
        ["\n".join(dict.fromkeys(comments[id_])) for id_ in found],
    )
    return editor.result()


def _theme_words(
    catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]], themes: _Named
) -> Iterator[tuple[str, str]]:
    """Yield the keywords of new episodes that are themes, or may be one, each with the episode."""
    words = [(id_, word) for id_, item in new for word in item.values.get("keywords", ())]
    counts = Counter(fold(word) for _, word in words)
    for id_, word in words:
        key = fold(word)
        is_theme = key in themes.register.ids or _SEVERAL <= counts[key] <= len(new) / 2
        if is_theme and not catalogue.episodes[id_].themes:
            yield id_, word


def accept_proposals(
    files: Files, catalogue: Catalogue, overlays: Iterable[Location]
) -> tuple[Catalogue, list[Difference], list[Problem]]:
    """Take what is left of the proposals; the new texts wait in ``files``.

    Returns:
        The catalogue with the proposals, what episodes get, and what was left.

    Raises:
        CatalogueError: the proposals are invalid, state more than new records and what episodes
            lack, or a file has no certain place for them.
    """
    filled: list[Difference] = []
    left: list[Problem] = []
    if not files.text(PROPOSALS):
        return catalogue, filled, left
    after = load(files.folder, *overlays, files.folder / PROPOSALS)
    records: dict[str, Any] = {"episodes": []}
    for name in (section.name for section in SECTIONS[:-1]):
        known = getattr(catalogue, name)
        new = [plain(record) for record in getattr(after, name) if record.id not in known]
        if new:
            records[name] = new
            _edit(files, f"{name}.yaml", new, {})
    for id_, own in ((episode.id, plain(episode)) for episode in catalogue.episodes):
        stated = plain(after.episodes[id_])
        gaps = {key: value for key, value in stated.items() if key not in own}
        left += [
            _problem(f"{id_} keeps its own {key}", "add what is missing by hand")
            for key, value in own.items()
            if stated[key] != value
        ]
        if gaps:
            _edit(files, f"episodes/{id_}.yaml", [], gaps)
            filled += [
                Difference(
                    change="filled", kind="episode", id=id_, field=key, before=None, after=value
                )
                for key, value in gaps.items()
            ]
        if stated != own:
            records["episodes"].append({**own, **gaps})
    expected = with_records(catalogue, **records)
    if with_records(after, episodes=records["episodes"]) != expected:
        message = "it states more than new records and what episodes lack"
        raise CatalogueError([_problem(message, "write the rest into the folder by hand")])
    files.new[PROPOSALS] = None
    return expected, filled, left


def _edit(files: Files, name: str, records: Sequence[Plain], values: Plain) -> None:
    """Add records to the list in a file, or values to its record."""
    try:
        editor = Editor(files.text(name))
        editor.append((), records)
        for key, value in values.items():
            editor.set((key,), value)
        files.new[name] = files.encode(name, editor.result())
    except UncertainPlaceError:
        hint = "write each key on a line of its own, with a value"
        raise CatalogueError([_problem(f"no certain place in {name}", hint)]) from None


def _problem(message: str, hint: str) -> Problem:
    return Problem(file=PROPOSALS, path="", message=message, hint=hint)
