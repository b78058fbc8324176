"""Measure time and memory of the worst that the limits allow.

    python benchmarks/worst_cases.py

Each case runs at its size and at a quarter of it, each time in a process of its own, which reports
its processor time and its peak memory. The tests count the calls of many more cases; most of the
work here is done by SQLite, parsers and regular expressions, which make no calls.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

from measuring import Row, format_time, table

import techforgood_podcast as tfg
from techforgood_podcast.catalogue import snippets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from measuring import Work

GROWTH, GOAL = 4, 5
MEGABYTES = 600
# The shortest time of several rounds counts. After so many seconds no other round begins.
ROUNDS, ENOUGH = 3, 5
SHOW = "show: {id: my-show, title: My show, language: en}\n"
LINE = '{"show": {"id": "my-show", "title": "My show", "language": "en"}}\n'


class Case(NamedTuple):
    """A hostile input.

    Attributes:
        size: the largest size.
        prepare: prepares work of a size in a folder for temporary files.
        is_input: whether a file, feed or query is read, so that its memory is limited.
    """

    size: int
    prepare: Callable[[int, Path], Work]
    is_input: bool = True


def _file(suffix: str, text: Callable[[int], str]) -> Callable[[int, Path], Work]:
    """Return what validates a text as a file."""

    def prepare(size: int, folder: Path) -> Work:
        path = folder / f"c.{suffix}"
        path.write_text(text(size), encoding="utf-8", newline="")
        return partial(tfg.validate, path)

    return prepare


def _zipped(size: int, folder: Path) -> Work:
    """Return what validates a JSONL file of blank lines of 16 MiB inside a zip."""
    path = folder / "c.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("c.jsonl", "w") as file,
    ):
        file.write(LINE.encode())
        for _ in range(size):
            file.write(b" " * (16 << 20) + b"\n")
    return partial(tfg.validate, zipfile.Path(path, "c.jsonl"))


def _feed(
    items: Callable[[int], str], *, recover: bool = False, with_notes: bool = False
) -> Callable[[int, Path], Work]:
    """Return what drafts a catalogue from a feed and shows it; hostile feeds are refused."""

    def prepare(size: int, _: Path) -> Work:
        feed = f"<rss><channel><title>Bread</title>{items(size)}</channel></rss>"

        def draft() -> None:
            try:
                drafted = tfg.authoring.draft_from_feed(
                    feed, recover=recover, with_notes=with_notes
                )
            except tfg.FeedError:
                return
            if with_notes:
                tfg.dumps(drafted, "html")

        return draft

    return prepare


def _item(part: str) -> Callable[[int], str]:
    return lambda n: (
        f"<item><title>T</title><description><![CDATA[{part * n}]]></description></item>"
    )


def _search(summary: str, query: Callable[[int], str]) -> Callable[[int, Path], Work]:
    """Return what searches a summary of many words and reads the snippet."""

    def prepare(size: int, _: Path) -> Work:
        show = tfg.load_catalogue().show
        texts = tfg.LocalizedText(fr=summary * size)
        episode = tfg.Episode(id="e", show=show, season=1, number=1, title="T", summary=texts)
        catalogue, text = tfg.Catalogue(show=show, episodes=[episode]), query(size)

        def search() -> list[str]:
            for known in vars(snippets).values():
                if hasattr(known, "cache_clear"):
                    known.cache_clear()
            return [hit.snippet for hit in catalogue.search(text)]

        return search

    return prepare


def _dump(format_: tfg.Format) -> Callable[[int, Path], Work]:
    """Return what writes an episode with a long summary."""

    def prepare(size: int, folder: Path) -> Work:
        show = tfg.load_catalogue().show
        texts = tfg.LocalizedText(fr='<pain> "&" | $x_1$ * _mie_ ' * size)
        episode = tfg.Episode(id="e", show=show, season=1, number=1, title="T", summary=texts)
        return partial(
            tfg.dump, tfg.Catalogue(show=show, episodes=[episode]), folder / "to", format_
        )

    return prepare


CASES = {
    "YAML of 195,000 people": Case(
        195_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}people:\n"
                + "".join(f"- {{id: p{i}, name: N, given: A, family: B}}\n" for i in range(n))
            ),
        ),
    ),
    "YAML of 32 MB in one text, refused": Case(
        3_400_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}# a\tb\nepisodes:\n"
                f"- {{id: a, season: 1, title: T, summary: {'mot 😀 ' * n}}}\n"
            ),
        ),
    ),
    "YAML of a long key": Case(30_000_000, _file("yaml", lambda n: f"{SHOW}'{'k' * n}': 1\n")),
    "YAML of a text never closed": Case(
        200_000, _file("yaml", lambda n: f"{SHOW}info: '{'a b ' * n}\n")
    ),
    "JSON of 490,000 mappings": Case(
        490_000, _file("json", lambda n: '{"people": [' + '{"a": "b"},' * n + "1]}")
    ),
    "JSON of 960,000 lists on 30 levels": Case(
        32_000, _file("json", lambda n: '{"people": [' + ("[" * 30 + "]" * 30 + ",") * n + "1]}")
    ),
    "JSON of a string never closed": Case(
        30_000_000, _file("json", lambda n: '{"a": "' + '\\"' * (n // 40) + "," * n)
    ),
    "JSONL of 1 GB in a zip of 1 MB, refused": Case(64, _zipped),
    "JSONL of 20 MB of blank lines": Case(20_000_000, _file("jsonl", lambda n: LINE + "\n" * n)),
    "a feed of 190,000 elements": Case(
        95_000, _feed(lambda n: "".join(f"<item><title>{i}</title></item>" for i in range(n)))
    ),
    "a feed of a title full of markup": Case(
        80_000, _feed(lambda n: f"<item><title>{'&lt;a &lt;b&gt;' * n}</title></item>")
    ),
    "a feed of bare ampersands in comments that never end": Case(
        400_000, _feed(lambda n: "<!-- & " * n, recover=True)
    ),
    "a feed of a date of many words": Case(
        160_000,
        _feed(lambda n: f"<item><title>T</title><pubDate>{'1 Jan ' * n}</pubDate></item>"),
    ),
    "show notes of nested lists": Case(16_000, _feed(_item("<ul><li>x"), with_notes=True)),
    "show notes of crossed emphasis": Case(
        16_000, _feed(_item("<b><i>x</b></i>"), with_notes=True)
    ),
    "search of a word repeated in a summary": Case(320_000, _search("pain ", lambda _: "pain")),
    "search of a phrase repeated in a summary": Case(
        80_000, _search("pain ", lambda _: '"pain pain pain"')
    ),
    "search of a run of letters without spaces": Case(
        80_000, _search("日本語", lambda n: "日本語" * n)
    ),
    "search of a query of a word repeated": Case(200_000, _search("pain", lambda n: "four " * n)),
    **{
        f"{one.name} of a long summary": Case(200_000, _dump(one), is_input=False)
        for one in tfg.formats()
        if one.extra is None
    },
}


def rows() -> Iterator[Row]:
    """Yield the growth of each case from a quarter of its size, and the peak memory of an input."""
    for name, case in CASES.items():
        time, _ = _run(name, case.size // GROWTH)
        more, peak = _run(name, case.size)
        yield Row(
            what=f"{name}, vs a quarter of that",
            goal=GOAL,
            measured=more / time,
            detail=f"{format_time(more)} vs {format_time(time)}",
        )
        if not case.is_input:
            continue
        yield Row(
            what=f"peak memory, {name}, vs {MEGABYTES} MB",
            goal=1,
            measured=peak / MEGABYTES,
            detail=f"{peak:.0f} MB",
        )


def _run(name: str, size: int) -> tuple[float, float]:
    """Return the processor time in seconds and the peak memory in megabytes of a process."""
    command = [sys.executable, __file__, name, str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own
    time, peak = json.loads(done.stdout)
    return time, peak


def _measure(name: str, size: int) -> None:
    times: list[float] = []
    while not times or (len(times) < ROUNDS and sum(times) < ENOUGH):
        with TemporaryDirectory() as folder:
            work = CASES[name].prepare(size, Path(folder))
            start = process_time()
            work()
            times.append(process_time() - start)
    # Unlike ru_maxrss, this leaves out the process that started this one; it exists on Linux only.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    peak = int(line.split()[1]) * 1024 / 1_000_000
    print(json.dumps([min(times), peak]))


if __name__ == "__main__":
    if sys.argv[1:]:
        _measure(sys.argv[1], int(sys.argv[2]))
    else:
        print(table(rows()))
