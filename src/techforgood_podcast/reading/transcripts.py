"""What was said in episodes: files in WebVTT, SubRip or JSON, each named by the id of its episode.

They are in a folder ``transcripts``, and no part of a catalogue. JSON is in the form that
Podcasting 2.0 defines.
"""

from __future__ import annotations

import pathlib
import re
from contextlib import suppress
from os.path import realpath
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

from ..errors import CatalogueError
from ..models.durations import count_seconds
from ..models.records import names_of
from ..syntax import UnreadableError, decode, is_list, is_mapping, json, problem_at
from ..text.folding import FORBIDDEN, fold
from ..text.markup import unescape
from .folders import locate, path_of, read_bytes, reason_of, visible_in
from .problems import Problems, TooManyProblemsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..catalogue.catalogue import Catalogue
    from ..errors import Problem
    from ..models import Episode, Person
    from . import Location, Traversable

FOLDER: Final = "transcripts"
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


def transcripts_in(location: Traversable | None) -> Traversable | None:
    """Return the folder of the transcripts among the files of a catalogue, if there is one."""
    with suppress(OSError, ValueError):  # a catalogue in one file, or one that cannot be read
        entries = location.iterdir() if location else ()
        return next((one for one in entries if one.name == FOLDER and one.is_dir()), None)
    return None


def read_transcripts(folder: Location, catalogue: Catalogue) -> dict[str, Spoken]:
    """Return what was said in the episodes of a catalogue, by id, as far as a folder has it.

    Args:
        folder: the folder of the files.
        catalogue: the catalogue with the episodes.

    Raises:
        CatalogueError: a file cannot be read; ``problems`` lists every problem with its position.
        TypeError: the folder is neither a path nor a ``Traversable``.
    """
    problems, place, found = Problems(), locate(folder), dict[str, Spoken]()
    with suppress(TooManyProblemsError):
        prefix = f"{path_of(place).removesuffix('/')}/"
        found.update(read_folder(place, prefix, catalogue, problems))
    if problems.has_errors:
        raise CatalogueError(one for one in problems.in_order() if one.severity == "error")
    return found


def read_folder(
    folder: Traversable, prefix: str, catalogue: Catalogue | None, problems: Problems
) -> Iterator[tuple[str, Spoken]]:
    """Yield the id of each episode with what was said in it, and report what is wrong.

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
        elif _leads_out(entry):
            message, hint = "the link leads out of the folder", "put the file in its place"
        if message:
            problems.report_file(name, message, hint)
        elif found := _read_file(entry, suffix, episode, problems, name):
            yield id_, found
        names.setdefault(id_, name)


def _leads_out(entry: Traversable) -> bool:
    """Return whether a file is a link out of the folder that holds its folder."""
    around = realpath(entry.parent.parent) if isinstance(entry, pathlib.Path) else ""
    return bool(around) and not pathlib.Path(realpath(str(entry))).is_relative_to(around)


def _read_file(
    entry: Traversable, suffix: str, episode: Episode | None, problems: Problems, name: str
) -> Spoken | None:
    """Return what a file says, or ``None`` if it cannot be read."""
    try:
        data = read_bytes(entry)
        text = decode(data)
    except UnreadableError as error:
        problems.report_all(name, "", [error.problem])
        return None
    cues, found = read_cues(text, suffix, speakers_of(episode) if episode else ())
    odd = list(_odd_times(cues, count_seconds(episode.duration) if episode else None))
    positions = json.positions(text) if odd and suffix == ".json" else None
    for at, message in odd:
        path = ("segments", at) if positions else ()
        position = positions.value(path) if positions else (at, 1)
        found.append(problem_at(position or (1, 1), path, message, None, "warning"))
    problems.report_all(name, "", found)
    return Spoken(suffix, data, sorted(cues, key=lambda cue: cue.start))


def speakers_of(episode: Episode) -> dict[str, Person]:
    """Return the people who may speak in an episode, by each of their names, folded."""
    credits_ = (*episode.guests, *episode.crew, *episode.mentioned)
    people = (*episode.hosts, *(one.person for one in credits_ if one.person))
    return {fold(name): one for one in reversed(people) for name in names_of(one)}


def _odd_times(cues: list[Cue], limit: int | None) -> Iterator[tuple[int, str]]:
    """Yield where a time is probably wrong, and why; the limit is the running time in seconds."""
    before = 0
    for cue in cues:
        if cue.end < cue.start:
            yield cue.at, "the cue ends before it begins"
        elif cue.start < before:
            yield cue.at, "the cue begins before the one above it"
        elif limit is not None and cue.end > 1_000 * (limit + 1):  # the limit is rounded
            yield cue.at, "the cue is past the running time of the episode"
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
                message, hint = (
                    "this line belongs to no cue",
                    f"write its times above it: {example}",
                )
                place = (line - rest.count("\n", block.start()), 1)
                problems.append(problem_at(place, (), message, hint))
                break


def _read_segments(text: str, problems: list[Problem], **_: bool) -> Iterator[_Said]:
    """Yield what is said in each segment, in JSON."""
    document, found = json.read(text)
    problems += found
    segments = document.get("segments") if is_mapping(document) else None
    if not found and not is_list(segments):
        hint = "write an object with the key segments, as Podcasting 2.0 defines it"
        problems.append(problem_at((1, 1), (), "the file has no list of segments", hint))
    positions = None
    for at, segment in enumerate(segments if is_list(segments) and not found else ()):
        fields = segment if is_mapping(segment) else {}
        start, end, speaker, said = (fields.get(key) for key in _KEYS)
        values: tuple[Any, ...] = (start, start if end is None else end, speaker or "", said)
        right = [*map(_is_time, values[:2]), *(isinstance(value, str) for value in values[2:])]
        if all(right):
            yield round(1_000 * values[0]), round(1_000 * values[1]), *values[2:], at
            continue
        positions = positions or json.positions(text)
        path = ("segments", at, _KEYS[right.index(False)])
        place = positions.value(path) or positions.value(path[:2])
        message = "expected a text" if right[0] and right[1] else "expected a number of seconds"
        problems.append(problem_at(place or (1, 1), path, message))


def _is_time(value: object) -> bool:
    return type(value) in {int, float} and 0 <= cast("float", value) < _LONGEST
