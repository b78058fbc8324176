"""Transcripts as independent programs read them: WebVTT by webvtt-py, SubRip by srt.

Both read every cue of the example show and of what is odd but allowed; each refuses a broken file,
and so does the reader of this library.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from cases import reader

from example import FOLDER
from techforgood_podcast.reading.transcripts import read_cues

if TYPE_CHECKING:
    from collections.abc import Callable

# A start and an end in milliseconds, and the words between them.
Cue: TypeAlias = tuple[int, int, str]

ODD = {
    ".vtt": """WEBVTT - a title
Kind: captions

NOTE
not said

STYLE
::cue { color: red }

one
00:01.000 --> 1:00:02.500 align:start position:0%
<v.loud Ann>Bread <i>and</i> salt</v> &amp; &lt;water&gt;
in two lines

00:00:03.000 --> 00:00:04.000
no empty line follows
00:04.000-->00:05.000
- Ann: Yes
- Bo: No
""",
    ".srt": """1
00:00:01,000 --> 00:00:02,500
<font color="red">Bread</font>
and salt

2
00:00:02,500 --> 00:00:03,000
An empty line

is no end: 3 < 4
3
01:00:03.000 --> 01:00:04.000
1999
""",
}
FILES = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("transcripts/*"))}
TEXTS = {**FILES, **{f"odd{suffix}": text for suffix, text in ODD.items()}}
BROKEN = {".vtt": FILES["s01e01.vtt"].removeprefix("WEBVTT"), ".srt": f"Bread\n{ODD['.srt']}"}


def plain(text: str) -> str:
    return " ".join(unescape(re.sub("<[^<>]*>", "", text)).split())


def read_vtt(text: str) -> list[Cue]:
    def milliseconds(time: Any) -> int:
        hours, minutes, seconds, rest = time.to_tuple()
        found: int = ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
        return found

    return [
        (milliseconds(cue.start_time), milliseconds(cue.end_time), plain(cue.text))
        for cue in reader("webvtt").from_string(text)
    ]


def read_srt(text: str) -> list[Cue]:
    return [
        (
            round(1000 * cue.start.total_seconds()),
            round(1000 * cue.end.total_seconds()),
            plain(cue.content),
        )
        for cue in reader("srt").parse(text)
    ]


def read_json(text: str) -> list[Cue]:
    return [
        (round(1000 * one["startTime"]), round(1000 * one["endTime"]), one["body"])
        for one in json.loads(text)["segments"]
    ]


READERS: dict[str, Callable[[str], list[Cue]]] = {
    ".vtt": read_vtt,
    ".srt": read_srt,
    ".json": read_json,
}


def suffix_of(name: str) -> str:
    return f".{name.rpartition('.')[2]}"


@pytest.mark.parametrize("name", TEXTS)
def test_every_cue_is_what_an_independent_program_reads(name: str) -> None:
    cues, problems = read_cues(TEXTS[name], suffix_of(name))
    joined: dict[tuple[int, int, int], list[str]] = {}
    for cue in cues:
        joined.setdefault((cue.at, cue.start, cue.end), []).append(cue.text)
    found = [(start, end, " ".join(texts)) for (_, start, end), texts in joined.items()]
    assert problems == []
    assert found == READERS[suffix_of(name)](TEXTS[name])
    assert len(found) > 1


def test_voices_are_those_that_an_independent_program_hears() -> None:
    captions = reader("webvtt").from_string(FILES["s01e01.vtt"])
    cues, _ = read_cues(FILES["s01e01.vtt"], ".vtt")
    assert [cue.speaker for cue in cues] == [caption.voice or "" for caption in captions]


@pytest.mark.parametrize("suffix", BROKEN)
def test_a_broken_file_is_refused_by_all(suffix: str) -> None:
    errors = (reader("webvtt.errors").MalformedFileError, reader("srt").SRTParseError)
    with pytest.raises(errors):
        READERS[suffix](BROKEN[suffix])
    assert read_cues(BROKEN[suffix], suffix)[1]
