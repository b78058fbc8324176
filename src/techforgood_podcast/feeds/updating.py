"""Update a folder of YAML files from an RSS feed."""

from __future__ import annotations

import codecs
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from ..catalogue.catalogue import Catalogue
from ..catalogue.differences import Difference
from ..converters import to_dict
from ..errors import CatalogueError, Problem, TargetExistsError
from ..files import write_file
from ..models import Episode, Person, Show
from ..models.algebra import walk
from ..models.plain import plain
from ..models.rules import check_flags
from ..reading.loading import load
from .counts import FeedCount
from .folders import episode_text, state_values
from .ids import Ids, possible_ids
from .insertions import add_entries, add_inside, append_item, append_records, keys_of
from .items import Feed, FeedItem, read_feed
from .layer import as_episode, lay_over, lay_over_episodes, overlaid, source_of
from .matching import Matches, retired_ids
from .people import People
from .planned import Planned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from ..models.plain import Plain
    from .xml import FeedSource

_MOMENT: Final = frozenset({"published", "published_at"})
# What a catalogue says of the show in its own words.
_OWN: Final = frozenset({"language", "summary"})


@attrs.frozen(kw_only=True)
class Update:
    r"""The result of updating a folder from a feed.

    Attributes:
        catalogue: the catalogue in the folder after the update.
        added: the new episodes, in the order of publication.
        filled: the gaps of episodes and of the show that were filled.
        conflicts: the values that differ; those of the folder were kept.
        unmatched: feed items that may belong to an episode, but not with certainty, or have no
            title.
        left: what was not added to a file, and why.
        counts: what was taken from the feed, and what was not.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import techforgood_podcast as tfg
    >>> feed = "<rss><channel><item><title>12. Salt</title></item></channel></rss>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n")
    ...     update = tfg.update_folder(folder, feed)
    ...     tfg.load_catalogue(folder) == update.catalogue
    True
    >>> update.added
    (<Episode E12 "12. Salt">,)
    """

    catalogue: Catalogue
    added: tuple[Episode, ...]
    filled: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]
    unmatched: tuple[FeedItem, ...]
    left: tuple[Problem, ...]
    counts: tuple[FeedCount, ...]


def update_folder(
    folder: str | PathLike[str],
    feed: FeedSource,
    *,
    dry_run: bool = False,
    with_notes: bool = False,
) -> Update:
    r"""Add what is new in a feed to a folder of YAML files.

    New episodes become new files. Gaps of episodes and of the show are filled by adding lines to
    files; whatever is in the files stays as it is, byte for byte. All new texts are loaded and
    compared with what was intended before the first one is written. Updating again with the same
    feed changes nothing. Episodes and people whose ids were retired do not come back.

    Args:
        folder: the folder of a catalogue.
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        dry_run: whether to write nothing.
        with_notes: whether to take show notes, as plain text.

    Raises:
        CatalogueError: the catalogue in the folder is invalid or is changed meanwhile, or
            ``folder`` is a file.
        FeedError: the feed cannot be read.
        OSError: a file cannot be written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> feed = "<rss><channel><item><title>1: Oven</title><guid>oven</guid></item></channel></rss>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n")
    ...     Path(folder, "episodes").mkdir()
    ...     file = Path(folder, "episodes/e01.yaml")
    ...     _ = file.write_text("id: e01\nnumber: 1\ntitle: Oven # mine")
    ...     update = update_folder(folder, feed)
    ...     print(file.read_text())
    id: e01
    number: 1
    title: Oven # mine
    guid: oven
    sources:
      - feed
    >>> [str(change) for change in update.filled]
    ['filled episode e01 guid: none → oven']
    """
    check_flags(dry_run=dry_run, with_notes=with_notes)
    path = Path(folder)
    if path.is_file():
        message = "expected a folder of YAML files, found a file"
        raise CatalogueError([Problem(file=str(path), path="", message=message)])
    planner = _Planner(path, load(folder), read_feed(feed, with_notes=with_notes))
    update = planner.plan()
    if (planner.files or planner.left) and _load_planned(path, planner.files) != update.catalogue:
        raise _changed(path)
    if not dry_run:
        for name, content in planner.files.items():
            _write(name, content, planner.old.get(name))
    return update


def _write(path: Path, content: bytes, before: bytes | None) -> None:
    """Write a file, unless somebody else changed it since it was read."""
    now = path.read_bytes() if path.exists() else None
    if now == content:  # another update wrote the same
        return
    if now != before:
        raise _changed(path)
    path.parent.mkdir(exist_ok=True)
    try:
        write_file(path, content, force=before is not None)
    except TargetExistsError:
        if path.read_bytes() != content:
            raise _changed(path) from None


def _changed(path: Path) -> CatalogueError:
    message = "changed during the update"
    return CatalogueError([Problem(file=str(path), path="", message=message, hint="try again")])


class _Planner:
    """Plans what to write; nothing is written here.

    Attributes:
        files: the new content of each file, in the order in which they are to be written: what
            records refer to comes first.
        edited: the new content of the show and of known episodes, which comes after that.
        old: the bytes of the files that exist.
        left: what could not be added to a file.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, feed: Feed) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.feed = feed
        self.files: dict[Path, bytes] = {}
        self.edited: dict[Path, bytes] = {}
        self.old: dict[Path, bytes] = {}
        self.left: list[Problem] = []
        self.source: Plain = source_of(feed, catalogue)
        has_place = self.source["id"] in catalogue.sources or self.is_open("sources")
        sources = [self.source["id"]] if has_place else []
        people, redirects = catalogue.people, catalogue.redirects
        closed = not self.is_open("people")
        self.people = People(feed, sources, people, redirects, closed=closed)

    def plan(self) -> Update:
        """Return what the update will have done."""
        items = self.feed.items
        below = {episode.id: plain(episode) for episode in self.catalogue.episodes}
        matches = Matches(items, below.values())
        found = lay_over_episodes(below, matches, self.people, "fill", with_titles=True)
        values = {name: value for name, value in self.feed.values.items() if name not in _OWN}
        old_show = plain(self.catalogue.show)
        laid, of_show = lay_over(Show, old_show, values, "fill")
        show = self.complete(self.folder / "show.yaml", Show, old_show, laid, of_show)
        episodes = {
            id_: self.complete(self.path_of(id_), Episode, below[id_], laid, changes)
            for id_, (laid, changes) in found.items()
        }
        changed = [record for id_, record in episodes.items() if record is not below[id_]]
        added = self.new_episodes(matches)
        catalogue = self.catalogue
        if changed or added or show is not old_show:
            catalogue = self.with_records(show, [*changed, *added])
        self.files |= self.edited
        with_schema = (self.folder / "schema").is_dir()
        new = [catalogue.episodes[episode["id"]] for episode in added]
        for episode in new:
            text = episode_text(to_dict(episode), with_schema=with_schema)
            self.files[self.path_of(episode.id)] = text.encode()
        self.report_names()
        changes = (*of_show, *chain.from_iterable(changes for _, changes in found.values()))
        after = {("show", show["id"]): show}
        after |= {("episode", id_): episode for id_, episode in episodes.items()}
        return Update(
            catalogue=catalogue,
            added=tuple(new),
            filled=tuple(
                change
                for change in changes
                if change.change == "filled"
                and after[change.kind, change.id].get(str(change.field)) == change.after
            ),
            conflicts=tuple(change for change in changes if change.change == "conflict"),
            unmatched=tuple(
                items[position]
                for position in matches.left
                if position in matches.uncertain or not items[position].title
            ),
            left=tuple(self.left),
            counts=self.feed.counts,
        )

    def path_of(self, id_: str) -> Path:
        """Return the path of the file of an episode."""
        return self.folder / "episodes" / f"{id_}.yaml"

    def complete(
        self,
        path: Path,
        model: type[Episode | Show],
        below: Plain,
        laid: Plain,
        changes: Iterable[Difference],
    ) -> Plain:
        """Return a record with its gaps filled, and plan the new lines of its file."""
        new = {c.field: laid[c.field] for c in changes if c.change == "filled" and c.field}
        if not new:
            return below
        before = self.text(path)
        known: list[str] = below.get("sources", [])
        if not known and self.people.sources:
            new["sources"] = self.people.sources
        empty = {name for name in new.keys() & keys_of(before) if name not in below}
        if empty & _MOMENT:  # the day and the moment go together
            empty |= new.keys() & _MOMENT
        if empty:
            stated = state_values(model, {name: new.pop(name) for name in empty})
            self.leave(path, f"keys without a value were left: {stated}", "fill them in by hand")
        if not new.keys() - {"sources"}:
            return below
        text = _add(before, below, new)
        if text is None:
            self.leave(path, f"no certain place for {state_values(model, new)}")
            return below
        sources = list(dict.fromkeys((*known, *self.people.sources)))
        if known and sources != known:
            with_source = append_item(text, "sources", sources[-1])
            if with_source is None:
                self.leave(path, f'no certain place for the source "{sources[-1]}"')
            else:
                text, new["sources"] = with_source, sources
        self.edited[path] = self.encode(path, text)
        return {**below, **new}

    def new_episodes(self, matches: Matches) -> list[Plain]:
        """Return the items that belong to no episode as episodes, in the order of publication."""
        items = self.feed.items
        new = [
            items[position]
            for position in matches.left
            if position not in matches.uncertain and items[position].title
        ]
        retired = retired_ids(self.catalogue, matches)
        new = [item for item in new if not self.leave_retired(item, retired)]
        taken = (*self.catalogue.episodes, *self.catalogue.redirects)
        return [
            as_episode(id_, item, self.people)
            for id_, item in Ids(record.id for record in taken).name(new)
        ]

    def with_records(self, show: Plain, episodes: list[Plain]) -> Catalogue:
        """Return the catalogue with records of the feed, and plan the lines of what they name."""
        named = {
            id_
            for episode in episodes
            for _, field, id_ in walk(episode, "reference", model=Episode)
            if field.model is Person
        }
        catalogue = overlaid(
            self.catalogue,
            show,
            episodes=episodes,
            people=[person for id_, person in self.people.new.items() if id_ in named],
            sources=[self.source] if self.people.sources else [],
        )
        self.add_records("sources", catalogue)
        self.add_records("people", catalogue)
        return catalogue

    def leave_retired(self, item: FeedItem, retired: Mapping[str, str | None]) -> bool:
        """Report an item whose episode was withdrawn or became part of another one."""
        past = next((id_ for id_ in possible_ids(item) if id_ in retired), None)
        if past is None:
            return False
        fate = f"is now {retired[past]}" if retired[past] else "was withdrawn"
        message = f'not added: "{item.title}", since {past} {fate}'
        hint = "if it is another episode, write a file for it"
        self.leave(self.folder / "redirects.yaml", message, hint)
        return True

    def add_records(self, name: Literal["people", "sources"], catalogue: Catalogue) -> None:
        """Plan to add the new records of a list to its file."""
        known = {record.id for record in getattr(self.catalogue, name)}
        new = [record for record in getattr(catalogue, name) if record.id not in known]
        if new:
            path = self.folder / f"{name}.yaml"
            text = append_records(self.text(path), [*map(to_dict, new)])
            self.files[path] = self.encode(path, text or "")

    def is_open(self, name: Literal["people", "sources"]) -> bool:
        """Return whether the place for new records of a list is certain."""
        path = self.folder / f"{name}.yaml"
        certain = append_records(self.text(path), [{"id": "new"}]) is not None
        if not certain:
            self.leave(path, f"no certain place for new {name}")
        return certain

    def report_names(self) -> None:
        """Report the people who are not credited, since it is not certain who is meant."""
        for name in self.people.ambiguous.values():
            message = f'not credited: several people are called "{name}"'
            self.leave(self.folder / "people.yaml", message, "credit them by hand")
        for name, past in self.people.withdrawn.values():
            message = f'not credited: "{name}", since {past} was withdrawn'
            hint = "if it is somebody else, credit them by hand"
            self.leave(self.folder / "redirects.yaml", message, hint)
        for name in self.people.refused.values():
            self.leave(self.folder / "people.yaml", f'not added: "{name}"')

    def leave(self, path: Path, message: str, hint: str = "add it by hand") -> None:
        """Report what could not be added to a file."""
        file = path.relative_to(self.folder).as_posix()
        self.left.append(Problem(file=file, path="", message=message, hint=hint))

    def text(self, path: Path) -> str:
        """Return the text of a file; empty if there is none."""
        if path not in self.old and path.exists():
            self.old[path] = path.read_bytes()
        return self.old.get(path, b"").decode("utf-8-sig")

    def encode(self, path: Path, text: str) -> bytes:
        """Return the new content of a file, with its byte order mark if it has one."""
        mark = codecs.BOM_UTF8 if self.old.get(path, b"").startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()


def _add(text: str, below: Plain, entries: Mapping[str, Any]) -> str | None:
    """Return the text of a file with new values; what a known audio file lacks is its size."""
    new = dict(entries)
    if "audio" in below and "audio" in new:
        with_length = add_inside(text, "audio", {"length": new.pop("audio")["length"]})
        if with_length is None:
            return None
        text = with_length
    return add_entries(text, new) if new else text


def _load_planned(folder: Path, files: Mapping[Path, bytes]) -> Catalogue | None:
    """Return the catalogue that a folder will hold once some files are written.

    ``None`` means that it will not load: somebody else changed a file after it was read.
    """
    with suppress(CatalogueError):
        return load(Planned(folder, files))
    return None
