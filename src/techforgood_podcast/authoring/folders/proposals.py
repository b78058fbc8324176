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
    lists = {name: stated.get(name) or [] for name in ("people", "themes", "episodes")}
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
    for name, words in () if before else find_authors(feed, catalogue):
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
        if key in themes.register.ids or _SEVERAL <= counts[key] <= len(new) / 2:
            if not catalogue.episodes[id_].themes:
                yield id_, word


def add_proposals(
    files: Files,
    feed: Feed,
    catalogue: Catalogue,
    new: Sequence[tuple[str, FeedItem]],
    overlays: Iterable[Location],
) -> str:
    """Return the text of the proposals in a folder with those for new episodes.

    Raises:
        CatalogueError: the proposals so far are invalid.
        UncertainPlaceError: they have no certain place for more.
    """
    before = files.text(PROPOSALS)
    if before:
        load(files.folder, *overlays, files.folder / PROPOSALS)
    return propose(feed, catalogue, new, before)


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
    if not files.text(PROPOSALS):
        return catalogue, [], []
    after = load(files.folder, *overlays, files.folder / PROPOSALS)
    records = _take_records(files, catalogue, after)
    episodes, filled, left = _take_values(files, catalogue, after)
    expected = with_records(catalogue, episodes=episodes, **records)
    if with_records(after, episodes=episodes) != expected:
        message = "it states more than new records and what episodes lack"
        raise CatalogueError([_problem(message, "write the rest into the folder by hand")])
    files.new[PROPOSALS] = None
    return expected, filled, left


def _take_records(files: Files, catalogue: Catalogue, after: Catalogue) -> dict[str, list[Plain]]:
    """Return the new records of each list but the episodes, and add them to its file."""
    records: dict[str, list[Plain]] = {}
    for section in SECTIONS[:-1]:
        known = {record.id for record in getattr(catalogue, section.name)}
        found = [plain(one) for one in getattr(after, section.name) if one.id not in known]
        if found:
            records[section.name], name = found, f"{section.name}.yaml"
            try:
                editor = Editor(files.text(name))
                editor.append((), found)
                files.new[name] = files.encode(name, editor.result())
            except UncertainPlaceError:
                hint = f"write each record of {name} on lines of its own"
                raise CatalogueError([_problem(f"no certain place in {name}", hint)]) from None
    return records


def _take_values(
    files: Files, catalogue: Catalogue, after: Catalogue
) -> tuple[list[Plain], list[Difference], list[Problem]]:
    """Return the episodes that get something, what they get, and what was left."""
    episodes: list[Plain] = []
    filled: list[Difference] = []
    left: list[Problem] = []
    for id_, own in ((episode.id, plain(episode)) for episode in catalogue.episodes):
        stated, name = plain(after.episodes[id_]), f"episodes/{id_}.yaml"
        changed = {key: value for key, value in stated.items() if own.get(key) != value}
        new = {key: value for key, value in changed.items() if key not in own}
        content = _with_values(files, name, new)
        if content is None:
            new = {}
        else:
            files.new[name] = content
        for key, value in changed.items():
            if key in new:
                filled.append(
                    Difference(
                        change="filled", kind="episode", id=id_, field=key, before=None, after=value
                    )
                )
            else:
                why = f"{id_} has {key}" if key in own else f"{name} has no certain place for {key}"
                left.append(_problem(f"not taken, since {why}", "add it by hand"))
        if changed:
            episodes.append({**own, **new})
    return episodes, filled, left


def _with_values(files: Files, name: str, values: Plain) -> bytes | None:
    """Return the content of a file with more values; ``None`` if they have no certain place."""
    text = files.text(name) if values else ""
    if not text:
        return None
    try:
        editor = Editor(text)
        for key, value in values.items():
            editor.set((key,), value)
        return files.encode(name, editor.result())
    except UncertainPlaceError:
        return None


def _problem(message: str, hint: str) -> Problem:
    return Problem(file=PROPOSALS, path="", message=message, hint=hint)
