"""What was said in episodes: files in WebVTT, SubRip or JSON, each named by the id of its episode.

They are in a folder ``transcripts``, and no part of a catalogue. Errors and warnings have the line
of the file; JSON is in the form of Podcasting 2.0.
"""

from __future__ import annotations

import pathlib
import re
from contextlib import suppress
from os.path import realpath
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

from ..errors import CatalogueError, Problem
from ..models.durations import count_seconds
from ..models.records import names_of
from ..quoting import did_you_mean, quoted
from ..syntax import (
    Positions,
    UnreadableError,
    decode,
    describe,
    is_list,
    is_mapping,
    json,
    problem_at,
)
from ..syntax.limits import MAX_SUGGESTED
from ..text.folding import FORBIDDEN, fold
from ..text.markup import unescape
from ..text.suggestions import closest
from .folders import locate, path_of, read_bytes, reason_of, visible_in
from .problems import Problems, TooManyProblemsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ..catalogue.catalogue import Catalogue
    from ..models import Episode, Person
    from . import Location, Traversable

FOLDER: Final = "transcripts"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
}
"""The media types by the suffixes of the files that are read."""

# Hours, which may be missing, minutes, seconds and thousandths.
_TIME: Final = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)%s(\d{3})"
_TIMES: Final = {
    suffix: re.compile(rf"\s*{_TIME % sign}\s*-->\s*{_TIME % sign}(?:\s|$)", re.ASCII)
    for suffix, sign in ((".vtt", r"\."), (".srt", "[,.]"))
}
_EXAMPLES: Final = {
    ".vtt": "00:01:02.000 --> 00:01:04.000",
    ".srt": "00:01:02,000 --> 00:01:04,000",
}
_HEADER: Final = re.compile(r"WEBVTT(?:[ \t].*)?(?:\n|\Z)")
# Blocks of WebVTT that are not said.
_ASIDE: Final = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_BLOCK: Final = re.compile(r"(?:^.+\n?)+", re.MULTILINE)
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]*)>")
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]*>|\{\\[^{}]*\}")
# What may be the name of a speaker, at the beginning of a line.
_LABEL: Final = re.compile(r"[\s>-]*+([^\n:]{1,60}+):(?=\s|$)")
_KEYS: Final = ("startTime", "endTime", "speaker", "body")
# Times may be so many milliseconds past a running time, which is in whole seconds.
_SLACK: Final = 1_000
_LONGEST: Final = 36_000_000  # seconds, as of a text with four digits of hours
_LEADS_OUT: Final = ("the link leads out of the folder", "put the files in its place")

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
    """Return the folder of the transcripts beside the files of a catalogue, if there is one.

    Raises:
        CatalogueError: it is a link that leads out of the folder of the catalogue.
    """
    found = None
    with suppress(OSError):  # a path that cannot be read
        if location is not None and location.is_dir():
            found = next((entry for entry in location.iterdir() if entry.name == FOLDER), None)
    if found is None or not found.is_dir():
        return None
    if _leads_out(found, location):
        message, hint = _LEADS_OUT
        raise CatalogueError([Problem(file=path_of(found), path="", message=message, hint=hint)])
    return found


def read_transcripts(
    folder: Location, catalogue: Catalogue, prefix: str | None = None
) -> dict[str, Spoken]:
    """Return what was said in the episodes of a catalogue, by id, as far as a folder has it.

    Args:
        folder: the folder of the files.
        catalogue: the catalogue with the episodes.
        prefix: what precedes the names of files in messages; the path of the folder by default.

    Raises:
        CatalogueError: a file cannot be read; ``problems`` lists every problem with its position.
        TypeError: the folder is neither a path nor a ``Traversable``.
    """
    problems = Problems()
    place = locate(folder)
    found: dict[str, Spoken] = {}
    with suppress(TooManyProblemsError):
        if place.is_dir():
            before = f"{path_of(place).removesuffix('/')}/" if prefix is None else prefix
            found.update(_read(place, before, catalogue, problems))
        else:
            problems.report_file(path_of(place), "there is no such folder")
    if problems.has_errors:
        raise CatalogueError(one for one in problems.in_order() if one.severity == "error")
    return found


def check_transcripts(
    location: Traversable | None, catalogue: Catalogue | None, problems: Problems
) -> None:
    """Report what is wrong with the transcripts beside the files of a catalogue.

    The catalogue is ``None`` if it has errors: nobody knows its episodes then.
    """
    try:
        folder = transcripts_in(location)
    except CatalogueError:
        problems.report_file(FOLDER, *_LEADS_OUT)
        return
    if folder:
        for _ in _read(folder, f"{FOLDER}/", catalogue, problems, in_full=True):
            pass


def _leads_out(entry: Traversable, folder: Traversable | None) -> bool:
    if not isinstance(entry, pathlib.Path) or not isinstance(folder, pathlib.Path):
        return False
    return not pathlib.Path(realpath(entry)).is_relative_to(realpath(folder))


def _read(
    folder: Traversable,
    prefix: str,
    catalogue: Catalogue | None,
    problems: Problems,
    *,
    in_full: bool = False,
) -> Iterator[tuple[str, Spoken]]:
    """Yield the id of each episode with what was said in it, and report what is wrong.

    With ``in_full``, files of unknown episodes are read as well.
    """
    names: dict[str, str] = {}
    unknown = 0
    retired = {one.id: one.to for one in catalogue.redirects} if catalogue else {}
    try:
        entries = visible_in(folder)
    except OSError as error:
        problems.report_file(prefix, f"cannot be read: {reason_of(error)}")
        return
    for entry in entries:
        suffix = pathlib.PurePath(entry.name).suffix.lower()
        if suffix not in MEDIA_TYPES:
            continue
        stem, name = entry.name[: -len(suffix)], prefix + entry.name
        id_ = retired.get(stem) or stem
        episode = catalogue.episodes.get(id_) if catalogue else None
        if catalogue and not episode:
            if not in_full:
                continue
            unknown += 1
            problems.report_all(
                name, "", [_unknown(stem, catalogue, suggest=unknown < MAX_SUGGESTED)]
            )
        if id_ in names:
            message = f"another file of this episode is {prefix}{names[id_]}"
            problems.report_file(name, message, "keep one of them")
            continue
        names[id_] = entry.name
        if _leads_out(entry, folder):
            problems.report_file(name, *_LEADS_OUT)
            continue
        found = _read_file(entry, suffix, episode, problems, name)
        if found:
            yield id_, found


def _unknown(id_: str, catalogue: Catalogue, *, suggest: bool) -> Problem:
    """Return the warning about a file that is named by the id of no episode."""
    message = f"no episode has the id {quoted(id_)}"
    hint = did_you_mean(closest(id_, (one.id for one in catalogue.episodes)) if suggest else ())
    if any(one.id == id_ for one in catalogue.redirects):
        message, hint = "the episode was withdrawn", "remove the file"
    return problem_at((0, 0), (), message, hint or "name the file by an id", "warning")


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
    people = speakers_of(episode) if episode else {}
    cues, found = read_cues(text, suffix, people)
    odd = list(_odd_times(cues, episode and count_seconds(episode.duration)))
    positions = json.positions(text) if odd and suffix == ".json" else Positions()
    for at, message in odd:
        path = ("segments", at) if positions else ()
        found.append(problem_at(positions.value(path) or (at, 1), path, message, None, "warning"))
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
        elif limit is not None and cue.end > 1_000 * limit + _SLACK:
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
    read = _read_segments if suffix == ".json" else _read_lines
    cues: list[Cue] = []
    label = ""
    for start, end, speaker, said, at in read(text, suffix, problems):
        before, *voiced = _VOICE.split(said)
        voices = (speaker, *voiced[::2])
        for voice, part in zip(voices, (before, *voiced[1::2]), strict=True):
            words = re.sub(FORBIDDEN, " ", unescape(_MARKUP.sub("", part)))
            if voice:
                label = ""
                turns = [(" ".join(unescape(voice).split()), words)]
            else:
                turns = list(_split_turns(words, label, names))
                label = turns[-1][0] if turns else label
            for name, line in turns:
                if plain := " ".join(line.split()):
                    cues.append(Cue(start, end, name, plain, at))
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
        if label and (is_known or speaker):
            yield speaker, "\n".join(said)
            speaker, said = (label[1].strip() if is_known else ""), []
        said.append(line[label.end() :] if label and is_known else line)
    yield speaker, "\n".join(said)


def _read_lines(text: str, suffix: str, problems: list[Problem]) -> Iterator[_Said]:
    """Yield what is said after each line with times, in WebVTT or SubRip."""
    head, *parts = re.split(r"^(.*-->.*\n?)", re.sub("\r\n?", "\n", text), flags=re.MULTILINE)
    line, example = 1 + head.count("\n"), _EXAMPLES[suffix]
    if suffix == ".vtt":
        if not _HEADER.match(head):
            hint = "write WEBVTT on the first line; a SubRip file ends in .srt"
            problems.append(problem_at((1, 1), (), "the file does not begin with WEBVTT", hint))
            return
        head = head.partition("\n\n")[2]
    stray = [_stray_line(head, line, is_followed=bool(parts))]
    for number in range(0, len(parts), 2):
        body, at, is_followed = parts[number + 1], line, number + 2 < len(parts)
        line += 1 + body.count("\n")
        found = _TIMES[suffix].match(parts[number])
        if not found:
            message = "the times of this cue cannot be read"
            problems.append(problem_at((at, 1), (), message, f"write them as in {example}"))
            continue
        if suffix == ".vtt":
            body, _, rest = f"\n{body}".partition("\n\n")
            stray.append(_stray_line(rest, line, is_followed=is_followed))
        elif is_followed and (above := body[:-1].rpartition("\n"))[2].strip().isdecimal():
            body = above[0]  # without the number of the next cue
        times = [int(part or 0) for part in found.groups()]
        start, end = (
            ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
            for hours, minutes, seconds, thousandths in (times[:4], times[4:])
        )
        yield start, end, "", body, at
    for at in filter(None, stray):
        hint = f"write its times above it, such as {example}"
        problems.append(problem_at((at, 1), (), "this line belongs to no cue", hint))


def _stray_line(text: str, stop: int, *, is_followed: bool) -> int:
    """Return the line of the first block between two cues that is no comment, or 0.

    The line right above the times that follow is the name of the next cue.
    """
    for block in _BLOCK.finditer(text):
        is_name = is_followed and block.end() == len(text) and block[0].count("\n") == 1
        if not is_name and not _ASIDE.match(block[0]):
            return stop - text.count("\n", block.start())
    return 0


def _read_segments(text: str, _: str, problems: list[Problem]) -> Iterator[_Said]:
    """Yield what is said in each segment, in JSON."""
    document, found = json.read(text)
    problems += found
    if found:
        return
    segments = document.get("segments") if is_mapping(document) else None
    if not is_list(segments):
        message = "the file has no list of segments"
        hint = "write an object with the key segments, as Podcasting 2.0 defines it"
        problems.append(problem_at((1, 1), (), message, hint))
        return
    positions = Positions()
    for at, segment in enumerate(segments):
        fields = segment if is_mapping(segment) else {}
        values: list[Any] = [fields.get(key) for key in _KEYS]
        start, end, speaker, said = values
        checks = (
            _is_time(start),
            end is None or _is_time(end),
            speaker is None or isinstance(speaker, str),
            isinstance(said, str),
        )
        if not all(checks):
            wrong = checks.index(False)
            positions = positions or json.positions(text)
            path = ("segments", at, _KEYS[wrong])
            position = positions.value(path) or positions.value(path[:2]) or (1, 1)
            kind = "a number of seconds" if wrong < 2 else "a text"  # noqa: PLR2004 -- the times
            message = f"expected {kind}, found {describe(values[wrong])}"
            problems.append(problem_at(position, path, message))
        else:
            first = round(1_000 * start)
            yield first, first if end is None else round(1_000 * end), speaker or "", said, at


def _is_time(value: object) -> bool:
    return type(value) in {int, float} and 0 <= cast("float", value) < _LONGEST
