"""Files → the records in them, not yet checked, each with its place."""

from __future__ import annotations

import pathlib
from typing import IO, TYPE_CHECKING, Any, Final

import attrs

from ..errors import Problem, did_you_mean, dotted, printable
from ..models.rules import ID, compiled
from ..models.sections import SECTIONS
from ..syntax import (
    MAX_BYTES,
    MAX_LINE,
    UNKNOWN,
    Fault,
    Path,
    UnreadableError,
    decode,
    is_list,
    is_mapping,
    named,
)
from ..text.suggestions import closest
from .positions import Document, Line, Lines, Located, id_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from importlib_resources.abc import Traversable

    from ..errors import Severity
    from ..syntax import Syntax

ROOTS: Final = ("info", "show", *(s.name for s in reversed(SECTIONS)), "redirects")
"""What a catalogue consists of: the keys of its one file."""
SINGLES: Final = frozenset({"info", "show"})
"""What a catalogue has one of."""
_FILES: Final = {"catalogue": "info"} | {
    root: root for root in ROOTS if root not in {"info", "episodes"}
}
"""What each YAML file of a folder holds, by its name without suffix."""
_SYNTAXES: Final = frozenset({".yaml", ".yml", ".json"})
_WHOLES: Final = _SYNTAXES | {".jsonl"}
"""The suffixes of files that hold a whole catalogue."""
_MOST_PROBLEMS: Final = 100_000
"""So many problems are told of one catalogue."""
_NEITHER: Final = "this is neither a file nor a folder"
_NOWHERE: Final = "there is no such file or folder"
_NOUNS: Final = {
    **{section.noun: section.name for section in SECTIONS},
    "info": "info",
    "show": "show",
    "redirect": "redirects",
}
"""What each line of JSONL adds to, by its key."""


class Gathering:
    """One catalogue under way: the records found so far, and what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.records: dict[str, list[Located]] = {root: [] for root in ROOTS}
        self.unread: set[str] = set()
        self.show_file: str = "show.yaml"
        self.layer: int = 0
        self.prefix: str = ""
        """What stands before the names of files, so that each overlay's are told apart."""
        self.streams: list[IO[bytes]] = []
        """The files of JSONL, whose lines are read again."""

    def close(self) -> None:
        """Close the files whose lines were read again."""
        for stream in self.streams:
            stream.close()

    @property
    def has_errors(self) -> bool:
        """Whether anything was reported that stops a load."""
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken down."""
        return len(self.problems) > _MOST_PROBLEMS

    def overlay(self, path: pathlib.Path) -> None:
        """Take in a folder or a file that adds to what was taken in before."""
        self.layer += 1
        self.prefix = f"{path.parent if path.suffix.lower() in _WHOLES else path}/"
        self.path(path)

    def path(self, path: pathlib.Path) -> Gathering:
        """Take in a folder or a file."""
        try:
            if path.is_dir():
                return self.folder(path)
            if path.is_file():
                stream = path.open("rb")
                self.streams.append(stream)
                return self.file(f"{self.prefix}{path.name}", path.suffix.lower(), stream)
            what = _NEITHER if path.exists() else _NOWHERE
            self.at_start(str(path), what)
        except (OSError, ValueError) as error:
            self.at_start(str(path), f"cannot be read: {_reason(error)}")
        self.unread.update(ROOTS)
        return self

    def folder(self, folder: Traversable) -> Gathering:
        """Take in every file of a folder."""
        for entry in _visible(folder):
            name = f"{self.prefix}{entry.name}"
            stem, _, suffix = entry.name.rpartition(".")
            if entry.name == "episodes" and entry.is_dir():
                self.episodes(entry)
            elif closest(entry.name, ["episodes"]) and (suffix == entry.name or entry.is_dir()):
                self.at_start(name, "no folder of this name is read", 'did you mean "episodes"?')
                self.unread.add("episodes")
            elif suffix == "yaml" and stem in _FILES:
                self.document(name, entry, _FILES[stem])
            elif suffix.lower() in {"yaml", "yml", "json", "jsonl"}:
                meant = closest(stem, _FILES)
                names = [f"{name}.yaml" for name in meant or _FILES]
                hint = did_you_mean(names) if meant else f"choose from {', '.join(names)}"
                self.at_start(name, "no file of this name is read", hint)
                self.unread.update(_FILES[name] for name in meant)
        return self

    def episodes(self, folder: Traversable) -> None:
        """Take in the files of the episodes, each named by its id."""
        for entry in _visible(folder):
            name = f"{self.prefix}episodes/{entry.name}"
            stem, _, suffix = entry.name.rpartition(".")
            if suffix == "yaml":
                record = self.document(name, entry, "episodes")
                if record and record.id and record.id != stem and compiled(ID).fullmatch(record.id):
                    hint = f'write "id: {stem}", or call the file {record.id}.yaml'
                    self.report(record, ("id",), "the id differs from the file's name", hint)
            elif suffix.lower() in {"yaml", "yml", "json", "jsonl"}:
                self.at_start(name, "no file of this name is read", f"call it {stem}.yaml")
                self.unread.add("episodes")

    def document(self, name: str, entry: Traversable, root: str) -> Located | None:
        """Take in one file of a folder, one record or the records of one list, and return it."""
        alone = root in SINGLES or root == "episodes"
        if _is_neither(entry):
            self.at_start(name, _NEITHER)
            self.unread.add(root)
            return None
        try:
            with entry.open("rb") as stream:
                found = self.read(name, ".yaml", stream, "" if alone else root)
        except (OSError, ValueError) as error:
            self.at_start(name, f"cannot be read: {_reason(error)}")
            self.unread.add(root)
            return None
        value = found.read()
        if is_mapping(value) and list(value) == [root]:
            message = f'unneeded key "{root}": the file holds nothing else'
            hint = "remove the key, and indent what is below it less"
            self.report(found, (root,), message, hint, key=True)
            self.unread.add(root)
        elif alone:
            self.one(root, found)
        else:
            self.many(root, found)
        return found

    def file(self, name: str, suffix: str, stream: IO[bytes]) -> Gathering:
        """Take in a file that holds a whole catalogue."""
        self.show_file = name
        if suffix == ".jsonl":
            self.jsonl(name, stream)
        elif suffix in _SYNTAXES:
            self.whole(self.read(name, suffix, stream, ""))
        else:
            self.at_start(name, "expected a folder, or a .yaml, .json or .jsonl file")
            self.unread.update(ROOTS)
        return self

    def read(self, name: str, suffix: str, stream: IO[bytes], root: str) -> Located:
        """Return the value of a document; ``UNKNOWN`` where it cannot be read."""
        syntax = _syntax(suffix)
        text, value, faults = "", UNKNOWN, list[Fault]()
        try:
            text = decode(stream.read(MAX_BYTES + 1))
            value, faults = syntax.read(text)
        except UnreadableError as error:
            faults = [error.fault]
        self.faults(name, root, faults)
        return Located(Document(file=name, text=text, syntax=syntax, root=root), (), value)

    def jsonl(self, name: str, stream: IO[bytes]) -> None:
        """Take in a catalogue that has a record on each line."""
        from . import json

        begun = False
        end = 0
        lines = Lines(name, stream)
        for number, data in enumerate(iter(lambda: stream.readline(MAX_LINE + 1), b"")):
            offset, end = end, end + len(data)
            try:
                text = decode(data, MAX_LINE, "line").rstrip("\r\n")
            except UnreadableError as error:
                self.faults(name, "", [error.fault], number)
                self.unread.update(ROOTS)
                return
            if not text.strip():
                continue
            if self.is_full:
                return
            value, faults = json.read(text)
            if value is UNKNOWN and not begun:
                hint = "each line of a .jsonl file holds one object"
                self.faults(name, "", [faults[-1]._replace(hint=hint)], number)
                self.unread.update(ROOTS)
                return
            begun = True
            if not faults and is_mapping(value) and list(value) == ["episode"]:
                line = Line(lines, offset, lines_before=number)
                self.kept(line, "episode", value["episode"])
                continue
            document = Document(file=name, text=text, syntax=json, lines_before=number)
            self.faults(name, "", faults, number)
            self.line(Located(document, (), value))

    def kept(self, line: Line, noun: str, value: Any) -> None:
        """Take in a record of which no more than its id and its place is kept."""
        record = Located(line, (noun,), None, self.layer, id=id_of(value))
        self.records[_NOUNS[noun]].append(record)

    def line(self, record: Located) -> None:
        """Take in one line of JSONL: the noun of a record, and the record."""
        value = record.read()
        if not is_mapping(value) or len(value) != 1:
            if value is not UNKNOWN:
                hint = f"the key is one of {', '.join(_NOUNS)}"
                self.report(record, (), "expected an object with one key", hint)
            self.unread.update(ROOTS)
            return
        noun, inner = next(iter(value.items()))
        if noun in _NOUNS:
            self.one(_NOUNS[noun], Located(record.document, (noun,), inner))
        else:
            self.unknown(record, noun, _NOUNS)
            self.unread.update(ROOTS)

    def whole(self, catalogue: Located) -> None:
        """Take in the one value of a file that holds a whole catalogue."""
        fields = catalogue.read()
        if not is_mapping(fields):
            if fields is not UNKNOWN:
                message = f"expected keys and values, found {named(fields)}"
                self.report(catalogue, (), message)
            self.unread.update(ROOTS)
            return
        for key, value in fields.items():
            inside = Located(catalogue.document, (key,), value)
            if key not in ROOTS:
                self.unread.update(self.unknown(catalogue, key, ROOTS))
            elif key == "show" or (key == "info" and value is not None):
                self.one(key, inside)
            else:
                self.many(key, inside)

    def unknown(self, record: Located, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """Report an unknown key, and return those that may be meant."""
        meant = closest(key, known)
        hint = did_you_mean(meant) or f"choose from {', '.join(known)}"
        self.report(record, (key,), "unknown key", hint, key=True)
        return meant

    def many(self, root: str, records: Located) -> None:
        """Take in the records of one list."""
        items = records.read()
        if items is UNKNOWN:
            self.unread.add(root)
        elif is_list(items):
            for index, item in enumerate(items):
                self.one(root, Located(records.document, (*records.path, index), item))
        elif items is not None:
            self.unread.add(root)
            self.report(records, (), f"expected a list, found {named(items)}")

    def one(self, root: str, record: Located) -> None:
        """Take in one record."""
        if record.read() is UNKNOWN:
            self.unread.add(root)
        else:
            self.records[root].append(
                attrs.evolve(record, layer=self.layer) if self.layer else record
            )

    def report(  # noqa: PLR0913 -- the parts of a problem
        self,
        record: Located,
        path: Path,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,
        severity: Severity = "error",
    ) -> None:
        """Take down what is wrong at a path inside a record."""
        if self.is_full:
            return
        document = record.document
        place = record.position(path, key=key)
        fault = Fault(place, (*record.path, *path), message, hint, severity)
        self.faults(document.file, document.root, [fault], document.lines_before)

    def at_start(self, file: str, message: str, hint: str | None = None) -> None:
        """Take down what is wrong with a file as a whole."""
        self.faults(file, "", [Fault((0, 0), (), message, hint)])

    def faults(self, file: str, root: str, faults: Iterable[Fault], lines_before: int = 0) -> None:
        """Take down what is wrong with the writing of a file."""
        for fault in faults:
            if len(self.problems) >= _MOST_PROBLEMS:
                if not self.is_full:
                    message = f"there are more than {_MOST_PROBLEMS:,} problems"
                    hint = "mend these first"
                    self.problems.append(
                        Problem(file=printable(file), path="", message=message, hint=hint)
                    )
                return
            line, column = fault.position
            self.problems.append(
                Problem(
                    file=printable(file),
                    line=line and line + lines_before,
                    column=column,
                    path=printable(dotted((root, *fault.path) if root else fault.path)),
                    message=printable(fault.message),
                    hint=printable(fault.hint) if fault.hint else None,
                    severity=fault.severity,
                )
            )


def _syntax(suffix: str) -> Syntax:
    """Return the reader of a file; that of the other language is not imported."""
    if suffix == ".json":
        from . import json

        return json
    from .. import yaml

    return yaml


def _visible(folder: Traversable) -> list[Traversable]:
    """Return what a folder holds, without the hidden files that editors leave."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    return sorted(entries, key=lambda entry: entry.name)


def _is_neither(entry: Traversable) -> bool:
    """Say whether something is a pipe or a device, for which a reader might wait for ever."""
    if not isinstance(entry, pathlib.Path) or not entry.exists():
        return False
    return not entry.is_file() and not entry.is_dir()


def _reason(error: OSError | ValueError) -> str:
    """Say why something cannot be read, without its path."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
