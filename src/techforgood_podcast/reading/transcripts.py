"""What was said in episodes, and their chapters: files that are each named by the id of an episode.

They are in the folders ``transcripts``, in WebVTT, SubRip or JSON, and ``chapters``, in JSON, and
no part of a catalogue. JSON is in the forms that Podcasting 2.0 defines.
"""

from __future__ import annotations

import datetime as dt
import pathlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar, cast

from ..errors import CatalogueError
from ..models import Chapter
from ..models.checking import breaches
from ..models.durations import count_seconds
from ..models.records import names_of
from ..models.rules import Breach
from ..syntax import Positions, UnreadableError, decode, is_list, is_mapping, json, problem_at
from ..text.folding import FORBIDDEN, fold
from ..text.markup import unescape
from .folders import LEADS_OUT, leads_out, locate, path_of, read_bytes, reason_of, visible_in
from .problems import Problems, TooManyProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ..catalogue.catalogue import Catalogue
    from ..errors import Problem, Severity
    from ..models import Episode, Person
    from . import Location, Traversable

    FileT = TypeVar("FileT")
    # Takes the bytes of a file, its text and suffix, and the episode, if it is known.
    Reader: TypeAlias = Callable[[bytes, str, str, Episode | None], tuple[FileT, list[Problem]]]

FOLDER: Final = "transcripts"
CHAPTERS: Final = "chapters"
# The suffixes of the files that are read.
MEDIA_TYPES: Final = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
}

# Hours, which may be missing, minutes, seconds and thousandths.
_TIME: Final = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)[,.](\d{3})"
_TIMES: Final = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s|$)", re.ASCII)
_EXAMPLE: Final = "00:01:02.000 --> 00:01:04.000"
_HEADER: Final = re.compile(r"WEBVTT(?:[ \t].*)?(?:\n|\Z)")
# Lines of WebVTT without an empty line between them, and the beginning of those that are not said.
_BLOCK: Final = re.compile(r"(?:^.+\n?)+", re.MULTILINE)
_ASIDE: Final = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]*)>")
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]*>|\{\\[^{}]*\}")
# The number of the next cue, in SubRip.
_NUMBER: Final = re.compile(r"(?:^|\n)[ \t]*\d+[ \t]*\n\Z")
# What may be the name of a speaker, at the beginning of a line.
_LABEL: Final = re.compile(r"[\s>-]*+([^\n:\s][^\n:]{0,59}+):(?=\s|$)")
_LONGEST: Final = 36_000_000  # seconds, as of a text with four digits of hours
_KEYS: Final = ("startTime", "endTime", "speaker", "body")
_SECONDS: Final = "expected a number of seconds"
_LATE: Final = "is past the running time of the episode"
# What the fields of chapters are called in JSON.
_CHAPTER: Final = {"title": "title", "url": "url", "image_url": "img"}
# A start, an end, a speaker, what is said, and where.
_Said: TypeAlias = tuple[int, int, str, str, int]


class Cue(NamedTuple):
    """What one speaker says between two times.

    Attributes:
        start: the first time, in milliseconds.
        end: the second time; the first one if the file has none.
        speaker: who speaks; empty if the file does not say.
        text: the words, without markup.
        at: the line of the times, or in JSON the number of the segment.
    """

    start: int
    end: int
    speaker: str
    text: str
    at: int


class Spoken(NamedTuple):
    """A file with what was said in an episode.

    Attributes:
        suffix: the suffix of its name, in lower case.
        data: its bytes.
        cues: what it says, by time.
    """

    suffix: str
    data: bytes
    cues: list[Cue]


def folder_in(location: Traversable | None, name: str) -> Traversable | None:
    """Return the folder with a name among the files of a catalogue, if there is one."""
    with suppress(OSError, ValueError):  # a catalogue in one file, or one that cannot be read
        entries = location.iterdir() if location else ()
        return next((one for one in entries if one.name == name and one.is_dir()), None)
    return None


def read_files(folder: Location, catalogue: Catalogue, read: Reader[FileT]) -> dict[str, FileT]:
    """Return what a folder has about the episodes of a catalogue, by id.

    Args:
        folder: the folder of the files.
        catalogue: the catalogue with the episodes.
        read: what reads a file: :func:`read_spoken` or :func:`read_chapters`.

    Raises:
        CatalogueError: a file cannot be read; ``problems`` lists every problem with its position.
        TypeError: the folder is neither a path nor a ``Traversable``.
    """
    problems, place = Problems(), locate(folder)
    found: dict[str, FileT] = {}
    with suppress(TooManyProblemsError):
        prefix = f"{path_of(place).removesuffix('/')}/"
        found.update(read_folder(place, prefix, catalogue, problems, read))
    if problems.has_errors:
        raise CatalogueError(one for one in problems.in_order() if one.severity == "error")
    return found


def read_folder(
    folder: Traversable,
    prefix: str,
    catalogue: Catalogue | None,
    problems: Problems,
    read: Reader[FileT],
) -> Iterator[tuple[str, FileT]]:
    """Yield the id of each episode with what its file has, and report what is wrong.

    Without a catalogue, nobody knows the episodes, and all files are read.
    """
    names: dict[str, str] = {}
    retired = {one.id: one.to for one in catalogue.redirects} if catalogue else {}
    try:
        entries = visible_in(folder)
    except OSError as error:
        problems.report_file(prefix.removesuffix("/"), f"cannot be read: {reason_of(error)}")
        return
    for entry in entries:
        stem, suffix = (path := pathlib.PurePath(entry.name)).stem, path.suffix.lower()
        name, id_ = prefix + entry.name, retired.get(stem) or stem
        episode = catalogue.episodes.get(id_) if catalogue else None
        if suffix not in MEDIA_TYPES:
            continue
        message = hint = ""
        if catalogue and not episode:
            message, hint = "no episode has this id", "name the file by the id of its episode"
            if stem in retired:
                message, hint = "the episode was withdrawn", "remove the file"
            problems.report_all(name, "", [problem_at((0, 0), (), message, hint, "warning")])
            continue
        if id_ in names:
            message, hint = f"another file of this episode is {names[id_]}", "keep one of them"
        elif isinstance(entry, pathlib.Path) and leads_out(entry, entry.parent.parent):
            message, hint = LEADS_OUT
        try:
            if message:
                problems.report_file(name, message, hint)
            else:
                data = read_bytes(entry)
                found, wrong = read(data, decode(data), suffix, episode)
                problems.report_all(name, "", wrong)
                yield id_, found
        except UnreadableError as error:
            problems.report_all(name, "", [error.problem])
        names.setdefault(id_, name)


def read_spoken(
    data: bytes, text: str, suffix: str, episode: Episode | None
) -> tuple[Spoken, list[Problem]]:
    """Return what a file says, and what is wrong with it."""
    cues, problems = read_cues(text, suffix, speakers_of(episode) if episode else ())
    odd = list(_odd_times(cues, episode))
    if suffix == ".json":
        wrong = [Breach(("segments", at), message) for at, message in odd]
        problems += _located(text, wrong, "warning")
    else:
        problems += [problem_at((at, 1), (), message, None, "warning") for at, message in odd]
    return Spoken(suffix, data, sorted(cues, key=lambda cue: cue.start)), problems


def read_chapters(
    _data: bytes, text: str, _suffix: str, episode: Episode | None
) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """Return the chapters in a file by their starts, and what is wrong with it.

    Those that no list shows are left out: they have no title, or are marked as not in the table of
    contents. If the catalogue has chapters of the episode, they count, and there are none here.
    """
    if episode and episode.chapters:
        message, hint = "the catalogue has chapters of this episode", "keep one of the two"
        return (), [problem_at((0, 0), (), message, hint, "warning")]
    listed, problems = _listed(text, "chapters")
    limit = count_seconds(episode.duration) if episode else None
    found: list[Chapter] = []
    wrong: list[Breach] = []
    late: list[Breach] = []
    for at, stated in enumerate(listed):
        start: Any = stated.get("startTime")
        values: dict[str, Any] = {name: stated.get(key) or None for name, key in _CHAPTER.items()}
        if stated and (values["title"] is None or stated.get("toc") is False):
            continue
        if isinstance(values["title"], str):
            values["title"] = " ".join(re.sub(FORBIDDEN, " ", values["title"]).split())
        broken = [*breaches(Chapter, values)] if _is_time(start) else [Breach((), _SECONDS)]
        for one in broken:
            key = _CHAPTER[str(one.path[0])] if one.path else "startTime"
            wrong.append(one._replace(path=("chapters", at, key)))
        if not broken:
            found.append(Chapter(start=dt.timedelta(seconds=int(start)), **values))
            if limit is not None and start > limit + 1:
                late.append(Breach(("chapters", at), f"the chapter {_LATE}"))
    problems += (*_located(text, wrong), *_located(text, late, "warning"))
    return tuple(sorted(found, key=lambda one: one.start)), problems


def _listed(text: str, key: str) -> tuple[list[Mapping[str, Any]], list[Problem]]:
    """Return the objects of the list with a key, in JSON, and what is wrong with the whole."""
    document, problems = json.read(text)
    listed = document.get(key) if is_mapping(document) else None
    if not problems and not is_list(listed):
        hint = f"write an object with the key {key}, as Podcasting 2.0 defines it"
        problems.append(problem_at((1, 1), (), f"the file has no list of {key}", hint))
    found = listed if is_list(listed) and not problems else []
    return [one if is_mapping(one) else {} for one in found], problems


def _located(text: str, wrong: list[Breach], severity: Severity = "error") -> Iterator[Problem]:
    """Yield what is wrong in JSON with its positions."""
    positions = json.positions(text) if wrong else Positions()
    for path, message, hint, _ in wrong:
        position = positions.value(path) or positions.value(path[:2]) or (1, 1)
        yield problem_at(position, path, message, hint, severity)


def speakers_of(episode: Episode) -> dict[str, Person]:
    """Return the people who may speak in an episode, by each of their names, folded."""
    credits_ = (*episode.guests, *episode.crew, *episode.mentioned)
    people = (*episode.hosts, *(one.person for one in credits_ if one.person))
    return {fold(name): one for one in reversed(people) for name in names_of(one)}


def _odd_times(cues: list[Cue], episode: Episode | None) -> Iterator[tuple[int, str]]:
    """Yield where a time is probably wrong, and why."""
    before, limit = 0, count_seconds(episode.duration) if episode else None
    for cue in cues:
        if cue.end < cue.start:
            yield cue.at, "the cue ends before it begins"
        elif cue.start < before:
            yield cue.at, "the cue begins before the one above it"
        elif limit is not None and cue.end > 1_000 * (limit + 1):  # the limit is rounded
            yield cue.at, f"the cue {_LATE}"
        before = cue.start


def read_cues(
    text: str, suffix: str, names: Collection[str] = ()
) -> tuple[list[Cue], list[Problem]]:
    r"""Return the cues of a file, and what in it is unreadable.

    Args:
        text: what is in the file.
        suffix: its suffix, a key of :data:`MEDIA_TYPES`.
        names: the folded names that mark a speaker where a colon follows.

    >>> vtt = "WEBVTT\n\n01:02.000 --> 01:04.000\n<v Ada>Bread &amp; <i>salt"
    >>> read_cues(vtt, ".vtt")
    ([Cue(start=62000, end=64000, speaker='Ada', text='Bread & salt', at=3)], [])
    """
    problems: list[Problem] = []
    cues: list[Cue] = []
    label = ""
    read = _read_segments if suffix == ".json" else _read_lines
    for start, end, speaker, said, at in read(text, problems, is_vtt=suffix == ".vtt"):
        before, *voiced = _VOICE.split(said)
        for voice, part in zip((speaker, *voiced[::2]), (before, *voiced[1::2]), strict=True):
            words = re.sub(FORBIDDEN, " ", unescape(_MARKUP.sub("", part)))
            turns = [(unescape(voice), words)] if voice else [*_split_turns(words, label, names)]
            label = "" if voice else turns[-1][0]
            for turn in turns:
                name, line = (" ".join(one.split()) for one in turn)
                cues += [Cue(start, end, name, line, at)] if line else []
    return cues, problems


def _split_turns(text: str, speaker: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    r"""Yield the speakers of lines with these; a name and a colon hold until the next such words.

    >>> list(_split_turns("Yes\nAda Miller: Bread\nand salt\nTom: No", "", ["ada miller"]))
    [('', 'Yes'), ('Ada Miller', ' Bread\nand salt'), ('', 'Tom: No')]
    """
    said: list[str] = []
    for line in text.split("\n"):
        label = _LABEL.match(line)
        is_known = label is not None and fold(label[1]) in names
        # "He asks:" is no other speaker, and "Tom:" is one.
        if label and (is_known or (speaker and not label[1].split()[-1][0].islower())):
            yield speaker, "\n".join(said)
            speaker, said = (label[1] if is_known else ""), []
        said.append(line[label.end() :] if label and is_known else line)
    yield speaker, "\n".join(said)


def _read_lines(text: str, problems: list[Problem], *, is_vtt: bool) -> Iterator[_Said]:
    """Yield what is said after each line with times, in WebVTT or SubRip."""
    # The lines with times are at even places, the first of them an empty one for the heading.
    parts = ["", *re.split(r"^(.*-->.*\n?)", re.sub("\r\n?", "\n", text), flags=re.MULTILINE)]
    example = _EXAMPLE if is_vtt else _EXAMPLE.replace(".", ",")
    if is_vtt and not _HEADER.match(parts[1]):
        hint = "write WEBVTT on the first line; a SubRip file ends in .srt"
        problems.append(problem_at((1, 1), (), "the file does not begin with WEBVTT", hint))
        parts = []
    line = 1
    for number in range(0, len(parts), 2):
        (times, body), at, is_last = parts[number : number + 2], line, number + 2 == len(parts)
        line += bool(times) + body.count("\n")
        said, _, rest = f"\n{body}".partition("\n\n")
        if not is_vtt:
            said, rest = (body if is_last else _NUMBER.sub("", body), "") if times else ("", body)
        found = _TIMES.match(times)
        if found and not (is_vtt and "," in found[0]):
            numbers = [int(part or 0) for part in found.groups()]
            start, end = (
                ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
                for hours, minutes, seconds, thousandths in (numbers[:4], numbers[4:])
            )
            yield start, end, "", said, at
        elif times:
            message = "the times of this cue cannot be read"
            problems.append(problem_at((at, 1), (), message, f"write them as in {example}"))
        for block in _BLOCK.finditer(rest):
            # The line above the next times is the name of their cue.
            is_name = not is_last and block.end() == len(rest) and block[0].count("\n") == 1
            if not is_name and not _ASIDE.match(block[0]):
                place = (line - rest.count("\n", block.start()), 1)
                hint = f"write its times above it: {example}"
                problems.append(problem_at(place, (), "this line belongs to no cue", hint))
                break


def _read_segments(text: str, problems: list[Problem], **_: bool) -> Iterator[_Said]:
    """Yield what is said in each segment, in JSON."""
    listed, found = _listed(text, "segments")
    wrong: list[Breach] = []
    for at, stated in enumerate(listed):
        start, end, speaker, said = (stated.get(key) for key in _KEYS)
        values: tuple[Any, ...] = (start, start if end is None else end, speaker or "", said)
        right = [*map(_is_time, values[:2]), *(isinstance(value, str) for value in values[2:])]
        if all(right):
            yield round(1_000 * values[0]), round(1_000 * values[1]), *values[2:], at
            continue
        message = "expected a text" if right[0] and right[1] else _SECONDS
        wrong.append(Breach(("segments", at, _KEYS[right.index(False)]), message))
    problems += (*found, *_located(text, wrong))


def _is_time(value: object) -> bool:
    return type(value) in {int, float} and 0 <= cast("float", value) < _LONGEST
