"""A folder that changes: its files as they were and will be, and what the change did."""

from __future__ import annotations

import codecs
import io
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import attrs

from ...catalogue.answers import Difference
from ...catalogue.catalogue import Catalogue
from ...errors import CatalogueError, Problem, TargetExistsError
from ...files import write_file
from ...models import Episode
from ...quoting import printable
from ...reading.folders import leads_out, read_bytes
from ...reading.loading import load
from ...syntax import UnreadableError, decode
from ..feeds.counts import FeedCount
from ..feeds.reading import FeedItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

    from ...reading import Location


@attrs.frozen(kw_only=True)
class Update:
    r"""The result of updating a folder from a feed, or of merging two of its people.

    Attributes:
        catalogue: the catalogue in the folder after the update.
        added: the new episodes, in the order of publication.
        filled: the gaps of episodes and of the show that were filled.
        accepted: the values that differed, and were replaced by those of the feed.
        conflicts: the values that differ and wait for an answer; those of the folder were kept.
        moved: the old and the new guid of each episode, if the feed has moved: a ``"conflict"``
            while this waits for an answer, ``"changed"`` once the guids were taken.
        vanished: the episodes that the feed has no more, though it has older ones; they are listed
            once.
        withdrawn: the episodes that were removed and left a redirect.
        unmatched: feed items that may belong to an episode, but not with certainty, or have no
            title; while a move waits for an answer, new items, too.
        questions: which guid an episode would get if one of these items were the episode; of an
            item without a guid, which audio file. ``accept=["guid"]`` takes all items that may be
            one episode only, and ``keep=["guid"]`` adds all as new episodes; with this ``episode``,
            the answer is about this item only. So is "audio".
        left: what was not added to a file, and why.
        mended: what was mended in the feed.
        counts: what was taken from the feed, and what was not.
        files: the files that changed, relative to the folder, in the order of writing.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import techforgood_podcast as tfg
    >>> from techforgood_podcast.authoring import update_folder
    >>> feed = "<rss><channel><item><title>12. Salt</title></item></channel></rss>"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n")
    ...     update = update_folder(folder, feed)
    ...     tfg.load_catalogue(folder) == update.catalogue
    True
    >>> update.added
    (<Episode E12 "12. Salt">,)
    """

    catalogue: Catalogue
    added: tuple[Episode, ...] = ()
    filled: tuple[Difference, ...] = ()
    accepted: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    moved: tuple[Difference, ...] = ()
    vanished: tuple[Episode, ...] = ()
    withdrawn: tuple[Episode, ...] = ()
    unmatched: tuple[FeedItem, ...] = ()
    questions: tuple[Difference, ...] = ()
    left: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    counts: tuple[FeedCount, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether something waits for an answer."""
        return bool(self.conflicts or self.vanished or self.unmatched or self.left)


class _ChangedPath:
    """A folder or file in which some files change; all others are as on disk."""

    def __init__(self, path: Path, files: Mapping[Path, bytes | None]) -> None:
        self.path = path
        self.files = files
        self.name: str = path.name

    def is_file(self) -> bool:
        """Return whether it is a file."""
        return self.path in self.files

    def is_dir(self) -> bool:
        """Return whether it is a folder."""
        return not self.is_file()

    def iterdir(self) -> Iterator[Path | _ChangedPath]:
        """Yield the entries of a folder, without the files that are removed."""
        changed = {*self.files, *(path.parent for path in self.files)} - {self.path}
        on_disk = self.path.iterdir() if self.path.is_dir() else ()
        for path in {*on_disk, *(path for path in changed if path.parent == self.path)}:
            if self.files.get(path, b"") is None:
                continue
            yield _ChangedPath(path, self.files) if path in changed else path

    def open(self, _mode: Literal["rb"], /) -> IO[bytes]:
        """Open a file to read its bytes."""
        return io.BytesIO(self.files[self.path] or b"")


class Files:
    """The files of a folder by their names in it, as they were when each was first read.

    Attributes:
        folder: the folder.
        old: the content of each file that was read; ``None`` if there is none.
        new: the content of files that changes before an update is planned; texts have it already.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        """Begin with nothing read.

        Raises:
            CatalogueError: it is a file.
        """
        self.folder: Path = Path(folder)
        if self.folder.is_file():
            raise refused(self.folder, "expected a folder of YAML files, found a file")
        self.old: dict[str, bytes | None] = {}
        self.new: dict[str, bytes | None] = {}

    def text(self, name: str) -> str:
        """Return the text of a file; empty if there is none.

        Raises:
            CatalogueError: it cannot be read, or is no text in UTF-8.
        """
        if name not in self.old:
            self.old[name] = self._read(name)
        return (self.new.get(name, self.old[name]) or b"").decode("utf-8-sig")

    def _read(self, name: str) -> bytes | None:
        path = self.folder / name
        return read_text_file(path, name) if path.exists() else None

    def encode(self, name: str, text: str) -> bytes:
        """Return the new content of a file, with its byte order mark if it has one."""
        has_mark = (self.old.get(name) or b"").startswith(codecs.BOM_UTF8)
        return text.encode("utf-8-sig" if has_mark else "utf-8")

    def load_with(
        self, contents: Mapping[str, bytes | None], *overlays: Location
    ) -> Catalogue | None:
        """Return the catalogue of the folder with other contents of some files.

        ``None`` means that it does not load: a change has no certain place, or somebody else
        changed a file after it was read.
        """
        files = {self.folder / name: content for name, content in contents.items()}
        with suppress(CatalogueError):
            return load(_ChangedPath(self.folder, files), *overlays)
        return None

    def write(self, contents: Sequence[tuple[str, bytes | None]]) -> None:
        """Write files in this order, some more than once, or remove those with ``None``.

        Raises:
            CatalogueError: before anything is written, a file is read-only, or a link leads to it
                out of the folder; or somebody else changed a file since it was read.
        """
        problems = [*filter(None, map(self._why_not, dict(contents)))]
        if problems:
            raise CatalogueError(problems)
        for name, content in contents:
            self._write(name, content)

    def _why_not(self, name: str) -> Problem | None:
        """Return why a file may not be written, if it may not."""
        path, hint = self.folder / name, "nothing was written"
        if leads_out(path, self.folder):
            message = "a link leads out of the folder"
            return Problem(file=name, path="", message=message, hint=hint)
        # To root, every file is writable; the owner has said that this one is not to be.
        if path.exists() and not path.stat().st_mode & 0o222:
            return Problem(file=name, path="", message="the file is read-only", hint=hint)
        return None

    def _write(self, name: str, content: bytes | None) -> None:
        path = self.folder / name
        before, now = self.old.get(name), self._read(name)
        self.old[name] = content
        if now == content:  # another run wrote the same
            return
        if now != before:
            raise changed_meanwhile(name)
        if content is None:
            path.unlink()
            return
        path.parent.mkdir(exist_ok=True)
        try:
            write_file(path, content, force=before is not None)
        except TargetExistsError:
            if self._read(name) != content:
                raise changed_meanwhile(name) from None


def read_text_file(path: Path, name: str) -> bytes:
    """Return the bytes of a text in UTF-8, which messages call by a name.

    Raises:
        CatalogueError: it cannot be read, is no text in UTF-8, or too large.
    """
    try:
        data = read_bytes(path)
        decode(data)
    except UnreadableError as error:
        raise CatalogueError([attrs.evolve(error.problem, file=printable(name))]) from None
    return data


def refused(file: Path | str, message: str, hint: str | None = None) -> CatalogueError:
    """Return the error that a folder or file is not changed, and why."""
    return CatalogueError([Problem(file=str(file), path="", message=message, hint=hint)])


def changed_meanwhile(file: Path | str) -> CatalogueError:
    """Return the error that somebody else changed a folder, or a file in it, since it was read."""
    return refused(file, "changed meanwhile", "try again")
