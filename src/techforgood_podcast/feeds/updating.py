"""Update a folder of YAML files from an RSS feed."""

from __future__ import annotations

import codecs
import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import attrs

from ..catalogue.catalogue import Catalogue
from ..catalogue.differences import Difference, changed_fields
from ..converters import to_dict
from ..errors import CatalogueError, Problem, TargetExistsError
from ..files import write_file
from ..models import Episode, Show, Source
from ..models.algebra import is_gap
from ..reading.loading import load
from .counts import FeedCount
from .drafting import Ids, facts, numbers, possible_ids, show_facts
from .enriching import (
    Change,
    are_equal,
    compare,
    people_of,
    source_of,
    values_by_episode,
    with_episodes,
)
from .folders import episode_text, state_values
from .insertions import add_entries, add_inside, append_item, append_records, keys_of
from .items import Feed, FeedItem, read_feed
from .matching import Matches, retired_ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from .xml import FeedSource

RecordT = TypeVar("RecordT", Episode, Show)

_MOMENT: Final = frozenset({"published", "published_at"})


@attrs.frozen(kw_only=True)
class Update:
    r"""The result of updating a folder from a feed.

    Attributes:
        catalogue: the catalogue in the folder after the update.
        added: the new episodes, in the order of publication.
        filled: the gaps that were filled.
        conflicts: the values that differ; those of the folder were kept.
        unmatched: feed items that may belong to an episode, but not with certainty, or have no
            title.
        show: the values of the show that differ in the feed. Those without a ``before`` were gaps
            and were filled; the others were kept.
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
    filled: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    unmatched: tuple[FeedItem, ...]
    show: tuple[Difference, ...]
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
    >>> [(change.episode.id, change.field, change.new) for change in update.filled]
    [('e01', 'guid', 'oven')]
    """
    path = Path(folder)
    if path.is_file():
        message = "expected a folder of YAML files, found a file"
        raise CatalogueError([Problem(file=str(path), path="", message=message)])
    planner = _Planner(path, load(folder), read_feed(feed, with_notes=with_notes))
    update = planner.plan()
    if _load_planned(path, planner.files) != update.catalogue:
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
        source = source_of(feed, catalogue)
        has_place = source in catalogue.sources or self.is_open("sources")
        self.sources = (source,) if has_place else ()
        self.people = people_of(feed, catalogue, self.sources, closed=not self.is_open("people"))

    def plan(self) -> Update:
        """Return what the update will have done."""
        matches = Matches(self.feed.items, self.catalogue.episodes)
        changes = compare(self.catalogue, matches, self.people, with_titles=True)
        filled = [change for change in changes if change.kind == "filled"]
        episodes = {episode.id: episode for episode in self.catalogue.episodes}
        show, differences = self.fill_show()
        for id_, values in values_by_episode(filled).items():
            path = self.folder / "episodes" / f"{id_}.yaml"
            episodes[id_], text = self.fill(path, episodes[id_], values)
            if text is not None:
                self.edited[path] = self.encode(path, text)
        added = self.new_episodes(matches)
        catalogue = with_episodes(self.catalogue, [*episodes.values(), *added], show)
        self.add_records("sources", catalogue)
        self.add_records("people", catalogue)
        self.files |= self.edited
        with_schema = (self.folder / "schema").is_dir()
        for episode in added:
            text = episode_text(to_dict(episode), with_schema=with_schema)
            self.files[self.folder / "episodes" / f"{episode.id}.yaml"] = text.encode()
        self.report_names()
        return Update(
            catalogue=catalogue,
            added=tuple(added),
            filled=tuple(c for c in filled if getattr(episodes[c.episode.id], c.field) == c.new),
            conflicts=tuple(change for change in changes if change.kind == "conflict"),
            unmatched=tuple(
                item
                for position, item in matches.left.items()
                if position in matches.uncertain or not item.title
            ),
            show=differences,
            left=tuple(self.left),
            counts=self.feed.counts,
        )

    def fill_show(self) -> tuple[Show, tuple[Difference, ...]]:
        """Return the show with its gaps filled, and what differs in the feed."""
        show = self.catalogue.show
        values = {
            name: value
            for name, value in {"title": self.feed.title, **show_facts(self.feed)}.items()
            if value not in {None, "", ()} and not are_equal(getattr(show, name), value)
        }
        gaps = {name: value for name, value in values.items() if is_gap(getattr(show, name))}
        path = self.folder / "show.yaml"
        filled, text = self.fill(path, show, gaps) if gaps else (show, None)
        if text is not None:
            self.edited[path] = self.encode(path, text)
        differences = changed_fields("show", show, attrs.evolve(show, **values), private=True)
        left = {name for name, value in gaps.items() if getattr(filled, name) != value}
        return filled, tuple(found for found in differences if found.field not in left)

    def fill(
        self, path: Path, record: RecordT, values: Mapping[str, Any]
    ) -> tuple[RecordT, str | None]:
        """Return a record with new values, and the text of its file with new lines."""
        before = self.text(path)
        known: tuple[Source, ...] = record.sources
        new = dict(values) if known or not self.sources else {**values, "sources": self.sources}
        empty = {name for name in new.keys() & keys_of(before) if is_gap(getattr(record, name))}
        if empty & _MOMENT:  # the day and the moment go together
            empty |= new.keys() & _MOMENT
        if empty:
            stated = state_values(record, {name: new[name] for name in new if name in empty})
            self.leave(path, f"keys without a value were left: {stated}", "fill them in by hand")
        new = {name: value for name, value in new.items() if name not in empty}
        if not new.keys() - {"sources"}:
            return record, None
        changed = attrs.evolve(record, **new)
        plain = to_dict(changed)
        entries = {name: plain[name] for name in plain if name in new}
        text = _add(before, record, entries)
        if text is None:
            self.leave(path, f"no certain place for {state_values(record, new)}")
            return record, None
        sources = tuple(dict.fromkeys((*known, *self.sources)))
        if known and sources != known:
            with_source = append_item(text, "sources", sources[-1].id)
            if with_source is None:
                self.leave(path, f'no certain place for the source "{sources[-1].id}"')
                return changed, text
            return attrs.evolve(changed, sources=sources), with_source
        return changed, text

    def new_episodes(self, matches: Matches) -> list[Episode]:
        """Return the items that belong to no episode as episodes, in the order of publication."""
        catalogue = self.catalogue
        items = [
            item
            for position, item in matches.left.items()
            if position not in matches.uncertain and item.title
        ]
        retired = retired_ids(catalogue, matches)
        items = [item for item in items if not self.leave_retired(item, retired)]
        taken = (*catalogue.episodes, *catalogue.redirects)
        return [
            Episode(
                id=id_,
                show=catalogue.show,
                sources=self.sources,
                **numbers(item),
                **facts(item, self.people),
            )
            for id_, item in Ids(record.id for record in taken).name(items)
        ]

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


def _add(text: str, record: Episode | Show, entries: Mapping[str, Any]) -> str | None:
    """Return the text of a file with new values; that of a known audio file is its size."""
    new = dict(entries)
    if isinstance(record, Episode) and record.audio and "audio" in new:
        with_length = add_inside(text, "audio", {"length": new.pop("audio")["length"]})
        if with_length is None:
            return None
        text = with_length
    return add_entries(text, new) if new else text


def _load_planned(folder: Path, files: Mapping[Path, bytes]) -> Catalogue | None:
    """Return the catalogue that a folder will hold once some files are written.

    ``None`` means that it will not load: somebody else changed a file after it was read.
    """
    paths = {*folder.glob("*.yaml"), *folder.glob("episodes/*.yaml"), *files}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(paths):
            content = files[path] if path in files else path.read_bytes()
            archive.writestr(f"planned/{path.relative_to(folder).as_posix()}", content)
    # Opened again, to be read: an archive that is being written looks up each name among all.
    with zipfile.ZipFile(packed) as archive, suppress(CatalogueError):
        return load(zipfile.Path(archive, "planned/"))
    return None
