"""What the files of a folder take in memory, in a zip and on disk, is limited."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from itertools import repeat
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

M = 10**6
EMOJI = "\U0001f600"
HINT = "one emoji makes a text four times as large; a .jsonl file may be larger"
TOTAL = "with this file, the folder takes more than 134,217,728 bytes in memory"
SHOW = "id: mine\ntitle: Mine\nlanguage: en\n"


def written(folder: Path, form: str, files: Iterable[tuple[str, str]]) -> Path | zipfile.Path:
    """Write a catalogue with these files as a zip or as a folder, and return where it is."""
    everything = [("show.yaml", SHOW), *files]
    if form == "zip":
        with zipfile.ZipFile(folder / "c.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            for name, text in everything:
                file.writestr(name, text)
        return zipfile.Path(folder / "c.zip")
    for name, text in everything:
        path = folder / "c" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "c"


def episodes(*rest: str) -> list[tuple[str, str]]:
    """Return the files of valid episodes that end in these texts."""
    return [
        (f"episodes/e{number}.yaml", f"id: e{number}\ntitle: T\n{text}\n")
        for number, text in enumerate(rest, 1)
    ]


def wide(folder: Path, size: int, *names: str) -> None:
    """Write one text under several names, which an emoji makes four times as large.

    It is counted before it is parsed, which the first character prevents.
    """
    first, *others = (folder / name for name in names)
    first.write_bytes(f"\0{EMOJI}".encode() + b"x" * size)
    for other in others:
        other.hardlink_to(first)


def test_the_files_of_a_folder_have_one_limit_on_what_they_take_in_memory(folder: Path) -> None:
    wide(folder, 12 * M, "episodes/e1.yaml", "people.yaml", "places.yaml", "themes.yaml")
    assert [str(problem) for problem in tfg.validate(folder)] == [
        "episodes/e1.yaml:1:1: the character U+0000 is not allowed",
        "people.yaml:1:1: people: the character U+0000 is not allowed",
        f"places.yaml:1:1: {TOTAL}; {HINT}",
    ]


def test_a_text_that_an_emoji_makes_too_large_is_refused(folder: Path) -> None:
    wide(folder, 17 * M, "episodes/e01.yaml")
    message = "the text takes more than 67,108,864 bytes in memory"
    assert str(tfg.validate(folder)[0]) == f"episodes/e01.yaml:1:1: {message}; {HINT}"


def test_such_a_text_is_refused_in_a_file_of_its_own_too(folder: Path) -> None:
    wide(folder, 17 * M, "whole.yaml")
    message = "the text takes more than 67,108,864 bytes in memory"
    assert str(tfg.validate(folder / "whole.yaml")[0]).endswith(f": {message}; {HINT}")


@pytest.mark.slow
def test_the_files_of_a_folder_in_a_zip_and_of_overlays_count_together(
    tmp_path: Path,
) -> None:
    text = f"\0{EMOJI}" + "x" * 12 * M
    place = written(tmp_path, "zip", [("people.yaml", text), ("themes.yaml", text)])
    overlay = tmp_path / "season-2"
    overlay.mkdir()
    wide(overlay, 12 * M, "places.yaml")
    last = tfg.validate(place, overlay)[0]
    assert str(last) == f"{overlay}/places.yaml:1:1: {TOTAL}; {HINT}"
    with pytest.raises(tfg.CatalogueError, match="with this file, the folder takes more than"):
        tfg.load_catalogue(place, overlay)


@pytest.mark.weekly
@pytest.mark.slow
def test_twenty_four_megabytes_of_notes_in_600_files_load(tmp_path: Path) -> None:
    notes = "notes: |\n" + "  a line of notes of this episode\n" * 1_170
    place = written(tmp_path, "folder", episodes(*[notes] * 600))
    assert len(tfg.load_catalogue(place).episodes) == 600


def _words(size: int, end: str = "x") -> str:
    return f"summary: {'word ' * (size // 5)}{end}"


def _keywords(number: int, size: int) -> str:
    return f"keywords: [{', '.join(f'k{number}x{index}' for index in range(size))}]"


def _people(size: int) -> str:
    return "".join(f"- {{id: p{n}, name: Ann M{n}x, given: A, family: B}}\n" for n in range(size))


# Each shape of file that takes most, as large as the limits allow or larger.
SHAPES = {
    "a hundred texts of 10 MB": lambda: episodes(*repeat(_words(10 * M), 100)),
    "texts of 31 MB": lambda: episodes(*repeat(_words(31 * M), 4)),
    "two texts with an emoji": lambda: episodes(*repeat(_words(16 * M, EMOJI), 2)),
    "a text with an emoji after many": lambda: episodes(
        *repeat(_words(31 * M), 2), _words(16 * M, EMOJI)
    ),
    "one list of values": lambda: episodes(_keywords(1, 990_000)),
    "lists of values": lambda: episodes(*(_keywords(n, 98_000) for n in range(13))),
    "people": lambda: [("people.yaml", _people(195_000))],
    "small files": lambda: episodes(*repeat("", 140_000)),
}
MEASURE = """\
import re, sys, zipfile
from pathlib import Path
import techforgood_podcast as tfg
place = zipfile.Path(sys.argv[1])
problems = tfg.validate(place, strict=True)
try:
    tfg.load_catalogue(place)
except tfg.CatalogueError:
    pass
# Unlike ru_maxrss, this leaves out the process that started this one.
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.weekly
@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_folder_never_takes_more_than_600_megabytes(tmp_path: Path, shape: str) -> None:
    written(tmp_path, "zip", SHAPES[shape]())
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "c.zip")]
    done = subprocess.run(command, capture_output=True, check=True)
    assert int(done.stdout) < 600 * 1024
