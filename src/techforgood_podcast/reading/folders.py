"""Read the records in the files of a catalogue, each with its position, unchecked.

The files are in a folder, or there is one file; either may be inside a package.
"""

from __future__ import annotations

import io
import os
import pathlib
import sys
from contextlib import suppress
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Any, Final

import attrs

from ..errors import Problem
from ..models.rules import Breach, is_id
from ..models.sections import SECTIONS
from ..models.structuring import unknown_key
from ..quoting import did_you_mean
from ..syntax import (
    UNKNOWN,
    UnreadableError,
    decode,
    describe,
    is_list,
    is_mapping,
    json,
    problem_at,
    wrong_kind,
)
from ..syntax.limits import MAX_BYTES, MAX_FOLDER, MAX_LINES, MAX_PACKED, MAX_WIDE
from ..text.suggestions import closest
from .problems import Problems, TooManyProblemsError
from .raw_records import Document, Line, Lines, RawRecord, Stated, stated_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..syntax import Syntax
    from . import Location, Traversable

ROOTS: Final = ("info", "show", *(s.name for s in reversed(SECTIONS)), "redirects")
"""The top-level keys of a catalogue in one file."""
SINGLES: Final = frozenset({"info", "show"})
"""The keys that hold one record and not a list."""
FILES: Final = {"catalogue": "info"} | {
    root: root for root in ROOTS if root not in {"info", "episodes"}
}
"""The top-level key of each YAML file in a folder, by its name without suffix."""
# What an update remembers of its owner's decisions.
_OF_UPDATES: Final = "feed.yaml"
_SYNTAXES: Final = frozenset({".yaml", ".yml", ".json"})
WHOLES: Final = _SYNTAXES | {".jsonl"}
"""The suffixes of files that hold a whole catalogue."""
# Bytes that each file of a folder and each value in it count for, besides the text.
_FILE_SIZE: Final = 500
_VALUE_SIZE: Final = 128
# Names in folders that may mean that of the folder of episodes.
_MAX_COMPARED: Final = 1_000
_NAME: Final = attrgetter("name")
NEITHER: Final = "this is neither a file nor a folder"
_NOWHERE: Final = "there is no such file or folder"
LEADS_OUT: Final = ("the link leads out of the folder", "put the file in its place")
"""What is wrong with a file that is such a link, and what to do."""
_FEED: Final = "this is a feed"
_DRAFT: Final = (
    "import it with podcast-catalogue import-feed, or in Python with authoring.draft_from_feed"
)
# Bytes of a file in which a feed begins.
_BEGINNING: Final = 4096
_SMALLER: Final = "one emoji makes a text four times as large; a .jsonl file may be larger"
# The top-level key that a line of JSONL adds to, by the noun it is under.
_NOUNS: Final = {
    **{section.noun: section.name for section in SECTIONS},
    "info": "info",
    "show": "show",
    "redirect": "redirects",
}


def is_feed(path: pathlib.Path) -> bool:
    """Return whether it is a file that begins with "<", after white space and a byte order mark."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        beginning = stream.read(_BEGINNING).replace(b"\0", b"")  # as in UTF-16
    return beginning.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def suggest_path(path: pathlib.Path) -> str:
    """Ask whether a path that leads nowhere should be one with a near name in the same folder."""
    with suppress(OSError):  # there is no such folder either, or it may not be read
        names = sorted(entry.name for entry in path.parent.iterdir())[:_MAX_COMPARED]
        return did_you_mean(str(path.parent / name) for name in closest(path.name, names))
    return ""


class _Packed(io.BytesIO):
    """A JSONL file inside a zip, which is kept in memory as far as its size is allowed."""


class FolderReader:
    """Reads the files of a catalogue and of its overlays.

    Attributes:
        problems: what is wrong.
        records: the records under each top-level key, in the order in which they were read.
        unread: the keys whose records could not all be read, so that nobody knows their ids.
        location: where the catalogue is; ``None`` if it is in no file.
        show_file: the file that should hold the show.
        layer: 0 while the catalogue is read, then 1 for each overlay.
        prefix: what precedes file names in messages, to tell those of overlays apart.
        streams: the JSONL files, whose lines are read again when records are built.
        size: about how many bytes the files of folders take in memory.
        names_to_compare: how many more names may be compared with that of the folder of episodes.
    """

    def __init__(self) -> None:
        self.problems: Problems = Problems()
        self.records: dict[str, list[RawRecord]] = {root: [] for root in ROOTS}
        self.unread: set[str] = set()
        self.location: Traversable | None = None
        self.show_file: str = "show.yaml"
        self.layer: int = 0
        self.prefix: str = ""
        self.streams: list[IO[bytes]] = []
        self.size: int = 0
        self.names_to_compare: int = _MAX_COMPARED

    def close(self) -> None:
        """Close the JSONL files."""
        for stream in self.streams:
            stream.close()

    def stated(self) -> Stated:
        """Return what the files state, once all are read."""
        unnamed = {s.name for s in SECTIONS if not all(r.id for r in self.records[s.name])}
        return Stated(self.records, self.unread | unnamed, self.location, self.show_file)

    def refuse(self, roots: Iterable[str], file: str, message: str, hint: str = "") -> None:
        """Report a file that is not read, so that nobody knows the ids under some keys."""
        self.problems.report_file(file, message, hint)
        self.unread.update(roots)

    def add_overlay(self, location: Location) -> None:
        """Read a folder or file that adds to what was read before."""
        location = locate(location)
        self.layer += 1
        self.prefix = _folder_of(location, is_file=_suffix_of(location) in WHOLES)
        self.add_location(location)

    def add_location(self, location: Location) -> None:
        """Read a folder or a file."""
        location = locate(location)
        if self.location is None:
            self.location = location
        try:
            if location.is_dir():
                self.add_folder(location)
            elif location.is_file():
                suffix = _suffix_of(location)
                is_whole = suffix in WHOLES
                if isinstance(location, pathlib.Path) and not is_whole and is_feed(location):
                    self.refuse(ROOTS, str(location), _FEED, _DRAFT)
                else:
                    self.add_file(f"{self.prefix}{location.name}", suffix, self.open(location))
            else:
                message = NEITHER if _is_neither(location) else _NOWHERE
                hint = ""
                if isinstance(location, pathlib.Path) and message == _NOWHERE:
                    hint = suggest_path(location)
                self.refuse(ROOTS, path_of(location), message, hint)
        except UnreadableError as error:
            self.problems.report_all(path_of(location), "", [error.problem])
            self.unread.update(ROOTS)
        except (OSError, ValueError) as error:
            self.refuse(ROOTS, path_of(location), f"cannot be read: {reason_of(error)}")

    def open(self, file: Traversable) -> IO[bytes]:
        """Return the stream of a file that holds a whole catalogue."""
        if not isinstance(file, pathlib.Path):
            if _suffix_of(file) != ".jsonl":
                return io.BytesIO(read_bytes(file))
            # Lines are read again later, and seeking in a zip unpacks from the start.
            return _Packed(read_bytes(file, MAX_PACKED))
        stream = file.open("rb")
        self.streams.append(stream)
        return stream

    def add_folder(self, folder: Traversable) -> None:
        """Read every file of a folder."""
        for entry in visible_in(folder):
            name = f"{self.prefix}{entry.name}"
            stem, _, suffix = entry.name.rpartition(".")
            if entry.name == "episodes" and entry.is_dir():
                self.add_episodes(entry)
            elif entry.name == "episodes":
                hint = "put each episode in a file of such a folder"
                self.refuse(["episodes"], name, "expected a folder, found a file", hint)
            elif entry.name == _OF_UPDATES:
                continue
            elif (suffix == entry.name or entry.is_dir()) and self.is_like_episodes(entry.name):
                hint = 'did you mean "episodes"?'
                self.refuse(["episodes"], name, "no folder of this name is read", hint)
            elif suffix == "yaml" and stem in FILES:
                self.add_document(name, entry, FILES[stem])
            elif suffix.lower() in {"yaml", "yml", "json", "jsonl"}:
                meant = closest(stem, FILES)
                names = [f"{name}.yaml" for name in meant or FILES]
                hint = did_you_mean(names) if meant else f"choose from {', '.join(names)}"
                roots = [FILES[stem] for stem in meant]
                self.refuse(roots, name, "no file of this name is read", hint)

    def is_like_episodes(self, name: str) -> bool:
        """Return whether a name, of the first ones, may mean that of the folder of episodes."""
        self.names_to_compare -= 1
        return self.names_to_compare >= 0 and bool(closest(name, ["episodes"]))

    def add_episodes(self, folder: Traversable) -> None:
        """Read the files of the episodes, each named by its id."""
        try:
            entries = visible_in(folder)
        except OSError as error:
            message = f"cannot be read: {reason_of(error)}"
            self.refuse(["episodes"], f"{self.prefix}episodes", message)
            return
        names = {entry.name for entry in entries}
        for entry in entries:
            name = f"{self.prefix}episodes/{entry.name}"
            stem, _, suffix = entry.name.rpartition(".")
            if suffix == "yaml":
                record = self.add_document(name, entry, "episodes")
                if record and record.id and record.id != stem and is_id(record.id):
                    hints = [f'write "id: {stem}"'] if is_id(stem) else []
                    if f"{record.id}.yaml" not in names:
                        hints.append(f"call the file {record.id}.yaml")
                    hint = ", or ".join(hints) or f"delete it, or {record.id}.yaml"
                    message = "the id differs from the file's name"
                    self.problems.report(record, Breach(("id",), message, hint))
            elif suffix.lower() in {"yaml", "yml", "json", "jsonl"}:
                hint = f"call it {stem}.yaml"
                self.refuse(["episodes"], name, "no file of this name is read", hint)
            elif entry.is_dir():
                self.report_folder(name, entry)

    def report_folder(self, path: str, folder: Traversable) -> None:
        """Report the YAML files of a folder among the episodes; only those beside it are read."""
        below = [(path, folder)]
        while below:
            path, folder = below.pop()
            if isinstance(folder, pathlib.Path) and folder.is_symlink():
                continue  # it may lead back
            try:
                entries = visible_in(folder)
            except OSError as error:
                self.problems.report_file(path, f"cannot be read: {reason_of(error)}")
                continue
            for entry in entries:
                name = f"{path}/{entry.name}"
                stem, _, suffix = entry.name.rpartition(".")
                if entry.is_dir():
                    below.append((name, entry))
                elif suffix.lower() in {"yaml", "yml"}:
                    hint = f"move it to {self.prefix}episodes/{stem}.yaml"
                    self.refuse(["episodes"], name, "no file of this name is read", hint)

    def add_document(self, name: str, entry: Traversable, root: str) -> RawRecord | None:
        """Read one file of a folder: one record, or the records of one list."""
        alone = root in SINGLES or root == "episodes"
        try:
            stream = io.BytesIO(read_bytes(entry))
        except UnreadableError as error:
            self.problems.report_all(name, "", [error.problem])
            self.unread.add(root)
            return None
        found = self.read_document(name, ".yaml", stream, "" if alone else root, in_folder=True)
        value = found.read()
        if is_mapping(value) and list(value) == [root]:
            message = f'unneeded key "{root}": the file contains nothing else'
            hint = "remove the key, and indent what is below it less"
            self.problems.report(found, Breach((root,), message, hint, key=True))
            self.unread.add(root)
        elif alone:
            self.add_record(root, found)
        else:
            self.add_records(root, found)
        return found

    def add_file(self, name: str, suffix: str, stream: IO[bytes]) -> None:
        """Read a file that holds a whole catalogue."""
        self.show_file = name
        if suffix == ".jsonl":
            self.add_lines(name, stream)
        elif suffix in _SYNTAXES:
            self.add_catalogue(self.read_document(name, suffix, stream, ""))
        else:
            self.refuse(ROOTS, name, "expected a folder, or a .yaml, .json or .jsonl file")

    def read_document(
        self, name: str, suffix: str, stream: IO[bytes], root: str, *, in_folder: bool = False
    ) -> RawRecord:
        """Return the value of a document, or ``UNKNOWN`` if it cannot be read.

        Raises:
            TooManyProblemsError: with it, the files of folders exceed the limit on their size.
        """
        syntax = _syntax(suffix)
        text, value, problems = "", UNKNOWN, list[Problem]()
        try:
            text = decode(stream.read(MAX_BYTES + 1))
            self.add_text(name, text, in_folder=in_folder)
            value, problems = syntax.read(text)
        except UnreadableError as error:
            problems = [error.problem]
        if in_folder:
            self.add_size(name, _VALUE_SIZE * _count(value))
        self.problems.report_all(name, root, problems)
        return RawRecord(Document(file=name, text=text, syntax=syntax, root=root), (), value)

    def add_text(self, name: str, text: str, *, in_folder: bool) -> None:
        """Check the size of a text before it is parsed, and count that of a file of a folder.

        Raises:
            TooManyProblemsError: the files of folders exceed the limit on their size.
            UnreadableError: the text exceeds the limit on one.
        """
        size = sys.getsizeof(text)
        if in_folder:
            self.add_size(name, size + _FILE_SIZE)
        if size > MAX_WIDE:
            message = f"the text takes more than {MAX_WIDE:,} bytes in memory"
            raise UnreadableError(problem_at((1, 1), (), message, _SMALLER))

    def add_size(self, name: str, size: int) -> None:
        """Count what a file of a folder takes in memory.

        Raises:
            TooManyProblemsError: the files of folders exceed the limit on their size.
        """
        self.size += size
        if self.size > MAX_FOLDER:
            message = f"with this file, the folder takes more than {MAX_FOLDER:,} bytes in memory"
            self.problems.report_all(name, "", [problem_at((1, 1), (), message, _SMALLER)])
            raise TooManyProblemsError

    def add_lines(self, name: str, stream: IO[bytes]) -> None:
        """Read a catalogue with one record on each line."""
        begun = False
        end = 0
        lines = Lines(name, stream)
        for number, data in enumerate(iter(lambda: stream.readline(MAX_BYTES + 1), b"")):
            offset, end = end, end + len(data)
            excess = None
            if number == MAX_LINES:
                excess = problem_at((1, 1), (), f"the file has more than {MAX_LINES:,} lines")
            elif end > MAX_PACKED and isinstance(stream, _Packed):
                message = f"the file is larger than {MAX_PACKED:,} bytes"
                excess = problem_at((1, 1), (), message, "unpack it")
            if excess:
                self.problems.report_all(name, "", [excess], number)
                self.unread.update(ROOTS)
                return
            if data in (b"\n", b"\r\n"):
                continue
            try:
                text = decode(data, "line").rstrip("\r\n")
            except UnreadableError as error:
                self.problems.report_all(name, "", [error.problem], number)
                self.unread.update(ROOTS)
                return
            if not text.strip():
                continue
            value, problems = json.read(text)
            if value is UNKNOWN and not begun:
                hint = "each line of a .jsonl file contains one object"
                last = attrs.evolve(problems[-1], hint=hint)
                self.problems.report_all(name, "", [last], number)
                self.unread.update(ROOTS)
                return
            begun = True
            if not problems and is_mapping(value) and list(value) == ["episode"]:
                # To save memory, only its id and its position are kept.
                line, id_ = Line(lines, offset, lines_before=number), stated_id(value["episode"])
                record = RawRecord(line, ("episode",), None, self.layer, id=id_)
                self.records["episodes"].append(record)
                continue
            document = Document(file=name, text=text, syntax=json, lines_before=number)
            self.problems.report_all(name, "", problems, number)
            self.add_line(RawRecord(document, (), value))

    def add_line(self, record: RawRecord) -> None:
        """Add the record of one line of JSONL, which is under its noun."""
        value = record.read()
        if not is_mapping(value) or len(value) != 1:
            if value is not UNKNOWN:
                hint = f"the key is one of {', '.join(_NOUNS)}"
                self.problems.report(record, Breach((), "expected an object with one key", hint))
            self.unread.update(ROOTS)
            return
        noun, inner = next(iter(value.items()))
        if noun in _NOUNS:
            self.add_record(_NOUNS[noun], RawRecord(record.document, (noun,), inner))
        else:
            self.report_unknown_key(record, noun, _NOUNS)
            self.unread.update(ROOTS)

    def add_catalogue(self, catalogue: RawRecord) -> None:
        """Add the records of a whole catalogue."""
        fields = catalogue.read()
        if not self.layer and not (is_mapping(fields) and "show" in fields):
            folder = catalogue_around(self.location)
            if folder and fields is not UNKNOWN:
                hint = f"pass its folder, {folder}"
                self.refuse(ROOTS, self.show_file, "this is one file of a catalogue", hint)
                return
        if not is_mapping(fields):
            if fields is not UNKNOWN:
                message = f"expected keys and values, found {describe(fields)}"
                self.problems.report(catalogue, Breach((), message))
            self.unread.update(ROOTS)
            return
        for key, value in fields.items():
            inside = RawRecord(catalogue.document, (key,), value)
            if key not in ROOTS:
                self.unread.update(self.report_unknown_key(catalogue, key, ROOTS))
            elif key == "show" or (key == "info" and value is not None):
                self.add_record(key, inside)
            else:
                self.add_records(key, inside)

    def report_unknown_key(
        self, record: RawRecord, key: str, known: Iterable[str]
    ) -> tuple[str, ...]:
        """Report an unknown key, and return the keys that may be meant."""
        breach, meant = unknown_key(key, known, f"choose from {', '.join(known)}")
        self.problems.report(record, breach)
        return meant

    def add_records(self, root: str, records: RawRecord) -> None:
        """Add the records of one list."""
        items = records.read()
        if items is UNKNOWN:
            self.unread.add(root)
        elif is_list(items):
            for index, item in enumerate(items):
                self.add_record(root, RawRecord(records.document, (*records.path, index), item))
        elif items is not None:
            self.unread.add(root)
            self.problems.report(records, Breach((), f"expected a list, found {describe(items)}"))

    def add_record(self, root: str, record: RawRecord) -> None:
        """Add one record."""
        if record.read() is UNKNOWN:
            self.unread.add(root)
        else:
            self.records[root].append(
                attrs.evolve(record, layer=self.layer) if self.layer else record
            )


def _syntax(suffix: str) -> Syntax:
    """Return the reader for a suffix; the other one is not imported."""
    if suffix == ".json":
        return json
    from ..syntax import yaml

    return yaml


def _count(value: Any) -> int:
    """Return the number of values in a document."""
    if is_mapping(value):
        return 1 + sum(map(_count, value.values()))
    return 1 + sum(map(_count, value)) if is_list(value) else 1


def locate(location: Location) -> Traversable:
    """Return a location as a ``Traversable``.

    Raises:
        TypeError: it is neither a path nor a ``Traversable``.

    >>> locate("my-podcast").name
    'my-podcast'
    """
    if isinstance(location, (str, os.PathLike)):
        return pathlib.Path(location)
    if not hasattr(location, "is_dir"):
        raise wrong_kind("the path of a folder or a file, or a Traversable", location)
    return location


def leads_out(path: pathlib.Path, folder: pathlib.Path) -> bool:
    """Return whether a path is a link out of a folder."""
    return not pathlib.Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def read_bytes(file: Traversable, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; of a larger one than the limit, one byte more than the limit.

    Raises:
        UnreadableError: the file cannot be read, or is a pipe or a device.
    """
    message = NEITHER
    if not _is_neither(file):
        try:
            with file.open("rb") as stream:
                return stream.read(limit + 1)
        except Exception as error:  # noqa: BLE001 -- each damage to a zip raises another class
            message = f"cannot be read: {reason_of(error)}"
    raise UnreadableError(problem_at((0, 0), (), message))


def _folder_of(location: Traversable, *, is_file: bool) -> str:
    """Return what to print before the names of files in a folder, or of a file itself.

    >>> _folder_of(pathlib.Path("overlay.yaml"), is_file=True)
    './'
    """
    if not is_file:
        return f"{path_of(location).removesuffix('/')}/"
    return path_of(location).removesuffix(location.name) or "./"


def catalogue_around(location: Traversable | None) -> str:
    """Return the folder of the catalogue that a file or folder is part of, or that a project has.

    Empty if there is none.
    """
    if not isinstance(location, pathlib.Path):
        return ""
    shows = sorted(location.glob("src/*/data/show.yaml"))
    shows += (folder / "show.yaml" for folder in location.parents[:2])
    return next((str(show.parent) for show in shows if show.is_file()), "")


def _suffix_of(location: Traversable) -> str:
    """Return the suffix of a name, in lower case.

    >>> _suffix_of(pathlib.Path("My podcast.YAML"))
    '.yaml'
    """
    return pathlib.PurePath(_told(_NAME, location)).suffix.lower()


def visible_in(folder: Traversable) -> list[Traversable]:
    """Return the entries of a folder that have a name, without hidden files of editors."""
    named = (entry for entry in folder.iterdir() if _told(_NAME, entry))
    entries = [entry for entry in named if not entry.name.startswith(".")]
    return sorted(entries, key=lambda entry: entry.name)


def _is_neither(entry: Traversable) -> bool:
    """Return whether an entry is neither file nor folder: a pipe, whose end might never come."""
    if not isinstance(entry, pathlib.Path) or not entry.exists():
        return False
    return not entry.is_file() and not entry.is_dir()


def reason_of(error: Exception) -> str:
    """Return why something cannot be read, without its path.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "show.yaml"))
    'No such file or directory'
    """
    reason = error.strerror if isinstance(error, OSError) else None
    return reason or _told(str, error) or type(error).__name__


def path_of(location: Traversable) -> str:
    """Return the path of a location; for a zip in memory, the path in the zip."""
    return _told(str, location) or f"./{getattr(location, 'at', '')}"


def _told(tell: Callable[[Any], str], value: object) -> str:
    """Return a path or a name; empty for a zip in memory, which has none and raises an error."""
    try:
        return tell(value)
    except TypeError:
        return ""
