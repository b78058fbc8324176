"""Update a folder of YAML files from an RSS feed."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ..catalogue.catalogue import Catalogue
from ..converters import to_dict
from ..errors import CatalogueError, Problem
from ..files import write_file
from ..models import Episode
from ..reading.loading import load
from .counts import FeedCount
from .drafting import Ids, facts, numbers
from .enriching import (
    Change,
    compare,
    people_of,
    source_of,
    values_by_episode,
    with_episodes,
)
from .folders import episode_text
from .insertions import add_entries, append_item, append_records
from .items import Feed, FeedItem, read_feed
from .matching import Matches

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from .xml import FeedSource


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
        left: what could not be added to a file, and why.
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

    New episodes become new files. Gaps are filled by adding lines to files; whatever is in the
    files stays as it is, byte for byte. All new texts are loaded and compared with what was
    intended before the first one is written. Updating again with the same feed changes nothing.

    Args:
        folder: the folder of a catalogue.
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        dry_run: whether to write nothing.
        with_notes: whether to take show notes, as plain text.

    Raises:
        CatalogueError: the catalogue in the folder is invalid, or ``folder`` is a file.
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
    planned = _load_planned(path, planner.files)
    if planned != update.catalogue:
        message = "the files were changed while they were read"
        raise CatalogueError([Problem(file=str(path), path="", message=message, hint="try again")])
    if not dry_run:
        for name, content in planner.files.items():
            name.parent.mkdir(exist_ok=True)
            write_file(name, content, force=name in planner.old)
    return update


class _Planner:
    """Plans what to write; nothing is written here.

    Attributes:
        files: the new content of each file, in the order in which they are to be written: what
            records refer to comes first.
        old: the bytes of the files that exist.
        left: what could not be added to a file.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, feed: Feed) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self.feed = feed
        self.files: dict[Path, bytes] = {}
        self.old: dict[Path, bytes] = {}
        self.left: list[Problem] = []
        source = source_of(feed, catalogue)
        has_place = source in catalogue.sources or self.is_open("sources")
        self.sources = (source,) if has_place else ()
        self.people = people_of(feed, catalogue, self.sources, closed=not self.is_open("people"))

    def plan(self) -> Update:
        """Return what the update will have done."""
        matches = Matches(self.feed.items, self.catalogue.episodes)
        changes = compare(self.catalogue, matches, self.people)
        filled = [change for change in changes if change.kind == "filled"]
        episodes = {episode.id: episode for episode in self.catalogue.episodes}
        edited: dict[Path, bytes] = {}
        for id_, values in values_by_episode(filled).items():
            path = self.folder / "episodes" / f"{id_}.yaml"
            episodes[id_], text = self.fill(path, episodes[id_], values)
            if text is not None:
                edited[path] = self.encode(path, text)
        added = self.new_episodes(matches)
        catalogue = with_episodes(self.catalogue, [*episodes.values(), *added])
        self.add_records("sources", catalogue)
        self.add_records("people", catalogue)
        self.files |= edited
        with_schema = (self.folder / "schema").is_dir()
        for episode in added:
            text = episode_text(to_dict(episode), with_schema=with_schema)
            self.files[self.folder / "episodes" / f"{episode.id}.yaml"] = text.encode()
        self.report_names()
        return Update(
            catalogue=catalogue,
            added=tuple(added),
            filled=tuple(c for c in filled if episodes[c.episode.id] is not c.episode),
            conflicts=tuple(change for change in changes if change.kind == "conflict"),
            unmatched=tuple(
                item
                for position, item in matches.left.items()
                if position in matches.uncertain or not item.title
            ),
            left=tuple(self.left),
            counts=self.feed.counts,
        )

    def fill(
        self, path: Path, episode: Episode, values: Mapping[str, Any]
    ) -> tuple[Episode, str | None]:
        """Return an episode with new values, and the text of its file with new lines."""
        known = episode.sources
        sources = tuple(dict.fromkeys((*known, *self.sources)))
        new = attrs.evolve(episode, **values, sources=sources)
        plain = to_dict(new)
        names = [*values, *(["sources"] if sources and not known else [])]
        entries = {name: plain[name] for name in plain if name in names}
        before = self.text(path)
        text = add_entries(before, entries)
        if text is None:
            self.leave(path, f"no certain place for {', '.join(entries)}")
            return episode, None
        if known and sources != known:
            with_source = append_item(text, "sources", sources[-1].id)
            if with_source is None:
                self.leave(path, f'no certain place for the source "{sources[-1].id}"')
                return attrs.evolve(new, sources=known), text
            text = with_source
        return new, text

    def new_episodes(self, matches: Matches) -> list[Episode]:
        """Return the items that belong to no episode as episodes, in the order of publication."""
        catalogue = self.catalogue
        items = [
            item
            for position, item in matches.left.items()
            if position not in matches.uncertain and item.title
        ]
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


def _load_planned(folder: Path, files: Mapping[Path, bytes]) -> Catalogue:
    """Return the catalogue that a folder will hold once some files are written."""
    paths = {*folder.glob("*.yaml"), *folder.glob("episodes/*.yaml"), *files}
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        for path in sorted(paths):
            content = files[path] if path in files else path.read_bytes()
            archive.writestr(f"planned/{path.relative_to(folder).as_posix()}", content)
        return load(zipfile.Path(archive, "planned/"))
