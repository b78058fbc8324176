"""Files, feeds, catalogues and queries made to be costly, of any size.

A case prepares something of a size, outside the time that is measured, and returns the work.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import bulk

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SHOW = "show: {id: my-show, title: My show, language: en}\n"
LINE = '{"show": {"id": "my-show", "title": "My show", "language": "en"}}\n'
WORDS = ("pain", "farine", "levain", "four", "moulin", "croûte", "mie", "pétrin")
RSS = (
    '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Bread</title>'
)
CHAIN = 32


class Case(NamedTuple):
    """A size, and what prepares work of a size in a folder for temporary files."""

    size: int
    prepare: Callable[[int, Path], Callable[[], object]]


# ------------------------------------------------------------------------------------------ files


def _file(suffix: str, text: Callable[[int], str]) -> Callable[[int, Path], Callable[[], object]]:
    """Return what validates a text as a file."""

    def prepare(size: int, folder: Path) -> Callable[[], object]:
        path = folder / f"c.{suffix}"
        path.write_text(text(size), encoding="utf-8", newline="")
        return partial(tfg.validate, path)

    return prepare


def _yaml(root: str, item: Callable[[int], str]) -> Callable[[int, Path], Callable[[], object]]:
    """Return what validates a list of items in YAML."""
    return _file("yaml", lambda n: f"{SHOW}{root}:\n" + "".join(map(item, range(n))))


def _person(field: str, items: Callable[[int], Iterable[str]]) -> Callable[[int], str]:
    """Return what writes a line of JSONL with one person who has many of something."""
    return lambda n: (
        LINE + json.dumps({"person": {"id": "a", "name": "A", field: list(items(n))}}) + "\n"
    )


def _overlays(size: int, folder: Path) -> Callable[[], object]:
    (folder / "c.yaml").write_text(f"{SHOW}people: [{{id: a, name: A}}]\n", encoding="utf-8")
    for number in range(size):
        text = f"people: [{{id: a}}, {{id: p{number}, name: P}}]\n"
        (folder / f"o{number}.yaml").write_text(text, encoding="utf-8")
    overlays = [folder / f"o{number}.yaml" for number in range(size)]
    return partial(tfg.validate, folder / "c.yaml", *overlays)


def _layers(size: int) -> str:
    """Return organisations on 30 levels, each with all of the level above as parents."""
    items = [
        f"- {{id: o{level}x{number}, name: O{level}x{number}, kind: ngo, parents: ["
        + (", ".join(f"o{level - 1}x{above}" for above in range(width)) if level else "")
        + "]}\n"
        for width in [int(size**0.5)]
        for level in range(30)
        for number in range(width)
    ]
    return f"{SHOW}organisations:\n{''.join(items)}"


FILES = {
    "JSONL, dangling references of one line": Case(
        2_000, _file("jsonl", _person("organisations", lambda n: (f"x{i}" for i in range(n))))
    ),
    "JSONL, warnings of one line": Case(
        2_000, _file("jsonl", _person("aliases", lambda n: (f"a\u200b{i}" for i in range(n))))
    ),
    "JSONL, blank lines": Case(1_000_000, _file("jsonl", lambda n: LINE + "\n" * n)),
    "JSONL, episodes": Case(2_000, _file("jsonl", lambda n: "".join(bulk.lines(n)))),
    "JSON, a string never closed": Case(
        1_000_000, _file("json", lambda n: '{"a": "' + '\\"' * (n // 40) + "," * n)
    ),
    "JSON, an error after many values": Case(
        50_000,
        _file("json", lambda n: '{"people": [' + '{"id": "a"},' * n + "NaN]}"),
    ),
    "YAML, redirects to nothing": Case(
        1_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}redirects:\n"
                + "".join(f"- {{id: r{i}, to: person-ix{i}}}\n" for i in range(n))
                + "people:\n"
                + "".join(f"- {{id: person-id{i}, name: A}}\n" for i in range(n))
            ),
        ),
    ),
    "YAML, a chain of redirects": Case(
        5_000, _yaml("redirects", lambda i: f"- {{id: r{i}, to: r{i + 1}}}\n")
    ),
    "YAML, circles of two organisations": Case(
        2_000,
        _yaml(
            "organisations", lambda i: f"- {{id: a{i}, name: A, kind: ngo, parents: [a{i ^ 1}]}}\n"
        ),
    ),
    "YAML, circles through one organisation": Case(
        2_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}organisations:\n- {{id: hub, name: H, kind: ngo, parents: ["
                + ", ".join(f"a{i}" for i in range(n))
                + "]}\n"
                + "".join(f"- {{id: a{i}, name: A, kind: ngo, parents: [hub]}}\n" for i in range(n))
            ),
        ),
    ),
    "YAML, organisations with many parents": Case(400, _file("yaml", _layers)),
    "YAML, unknown keys": Case(
        50_000, _file("yaml", lambda n: f"{SHOW}info:\n" + "".join(f" k{i}: 1\n" for i in range(n)))
    ),
    "YAML, unknown top-level keys": Case(
        2_000, _file("yaml", lambda n: SHOW + "".join(f"key{i}: 1\n" for i in range(n)))
    ),
    "YAML, broken episodes": Case(
        1_500, _yaml("episodes", lambda i: f"- {{id: e{i}, seson: x, title: 3}}\n")
    ),
    "YAML, aliases (*name)": Case(2_000, _yaml("people", lambda _: "- *a\n")),
    "YAML, comments in texts": Case(
        2_000, _yaml("people", lambda i: f"- id: p{i}\n  name: P #1\n")
    ),
    "YAML, a long key": Case(1_000_000, _file("yaml", lambda n: f"{SHOW}'{'k' * n}': 1\n")),
    "YAML, a text never closed": Case(
        50_000, _file("yaml", lambda n: f"{SHOW}info: '{'a b ' * n}\n")
    ),
    "YAML, aliases of one person": Case(
        10_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}people:\n- id: a\n  name: A\n  aliases:\n"
                + "".join(f"  - alias {i}\n" for i in range(n))
            ),
        ),
    ),
    "YAML, one alias of many people": Case(
        2_000, _yaml("people", lambda i: f"- {{id: p{i}, name: P, aliases: [x]}}\n")
    ),
    "YAML, one name of many people": Case(
        2_000, _yaml("people", lambda i: f"- {{id: p{i}, name: Ann}}\n")
    ),
    "YAML, themes on 32 levels": Case(
        2_000,
        _yaml(
            "themes",
            lambda i: (
                f"- {{id: t{i}, label: T{i}" + (f", broader: t{i - 1}" if i % CHAIN else "") + "}\n"
            ),
        ),
    ),
    "overlays": Case(100, _overlays),
}

# ------------------------------------------------------------------------------------------ feeds


def _feed(body: Callable[[int], str]) -> Callable[[int, Path], Callable[[], object]]:
    """Return what drafts a catalogue from a feed; hostile feeds are refused."""

    def prepare(size: int, _: Path) -> Callable[[], object]:
        feed = f"{RSS}{body(size)}</channel></rss>"

        def draft() -> None:
            try:
                tfg.draft_from_feed(feed)
            except tfg.FeedError:
                return

        return draft

    return prepare


def _matched(
    item: Callable[[int], str], later: Callable[[int], str]
) -> Callable[[int, Path], Callable[[], object]]:
    """Return what enriches the draft of a feed from a later one."""

    def prepare(size: int, _: Path) -> Callable[[], object]:
        feed, other = (
            f"{RSS}{''.join(f'<item>{make(i)}</item>' for i in range(size))}</channel></rss>"
            for make in (item, later)
        )
        draft = tfg.draft_from_feed(feed)
        return lambda: tfg.enrich(draft, other)

    return prepare


def _items(item: Callable[[int], str]) -> Callable[[int, Path], Callable[[], object]]:
    return _feed(lambda n: "".join(f"<item>{item(i)}</item>" for i in range(n)))


FEEDS = {
    "feed, tiny items": Case(10_000, _items(lambda i: f"<title>{i}</title>")),
    "feed, items of one title": Case(2_000, _items(lambda _: "<title>Bread</title>")),
    "feed, one guid": Case(5_000, _items(lambda i: f"<title>B{i}</title><guid>g</guid>")),
    "feed, later items of one title with other guids": Case(
        2_000,
        _matched(
            lambda i: f"<title>Bread</title><guid>{i}</guid>",
            lambda i: f"<title>Bread</title><guid>later {i}</guid>",
        ),
    ),
    "feed, later items of one number": Case(
        2_000,
        _matched(
            lambda i: f"<title>A {i}</title><itunes:episode>1</itunes:episode>",
            lambda i: f"<title>B {i}</title><itunes:episode>1</itunes:episode>",
        ),
    ),
    "feed, people": Case(
        5_000,
        _feed(
            lambda n: (
                "<item><title>T</title>"
                + "".join(
                    f'<podcast:person role="guest">Ann {i}</podcast:person>' for i in range(n)
                )
                + "</item>"
            )
        ),
    ),
    "feed, a title full of markup": Case(
        20_000, _feed(lambda n: f"<item><title>{'&lt;a &lt;b&gt;' * n}</title></item>")
    ),
    "feed, a title full of escapes": Case(
        20_000, _feed(lambda n: f"<item><title>{'&amp;amp;' * n}</title></item>")
    ),
    "feed, elements on 60 levels": Case(200, _feed(lambda n: ("<b>" * 60 + "x" + "</b>" * 60) * n)),
    "feed, attributes": Case(
        10_000, _feed(lambda n: "<item " + " ".join(f'a{i}="x"' for i in range(n)) + "/>")
    ),
    "feed, namespaces": Case(
        10_000, _feed(lambda n: "<item " + " ".join(f'xmlns:a{i}="x"' for i in range(n)) + "/>")
    ),
    "feed, a date of many words": Case(
        50_000, _feed(lambda n: f"<item><title>T</title><pubDate>{'1 Jan ' * n}</pubDate></item>")
    ),
}

# ---------------------------------------------------------------------------------------- queries


def _people(count: int) -> tfg.Catalogue:
    people = [tfg.Person(id=f"p{n}", name=f"Ann Lee {n}") for n in range(count)]
    return tfg.Catalogue(show=tfg.load_catalogue().show, people=people)


def _bulk(count: int) -> tfg.Catalogue:
    return tfg.loads("".join(bulk.lines(count)), "jsonl")


def _words(count: int) -> str:
    return " ".join(WORDS[n % len(WORDS)] + str(n) for n in range(count))


def _of_one_theme(count: int) -> tfg.Catalogue:
    show = tfg.load_catalogue().show
    theme = tfg.Theme(id="pain", label=tfg.LocalizedText(fr="Pain"))
    return tfg.Catalogue(
        show=show,
        episodes=[
            tfg.Episode(id=f"e{n}", show=show, season=1, number=n, title="Pain", themes=(theme,))
            for n in range(1, count + 1)
        ],
    )


def _episode(summary: str) -> tfg.Catalogue:
    show = tfg.load_catalogue().show
    texts = tfg.LocalizedText(fr=summary)
    episode = tfg.Episode(
        id="s01e01", show=show, season=1, number=1, title="Le pain", summary=texts
    )
    return tfg.Catalogue(show=show, episodes=[episode])


def _asking(
    catalogue: Callable[[int], tfg.Catalogue], ask: Callable[[tfg.Catalogue, int], object]
) -> Callable[[int, Path], Callable[[], object]]:
    """Return what asks a catalogue of a size; unknown and ambiguous names are answers as well."""

    def prepare(size: int, _: Path) -> Callable[[], object]:
        prepared = catalogue(size)

        def answer() -> None:
            try:
                ask(prepared, size)
            except tfg.PodcastError:
                return

        return answer

    return prepare


QUERIES = {
    # The bytecode that runs grows by 4.00; the time of larger sizes also shows processor caches.
    "resolve, an ambiguous word": Case(
        1_000, _asking(_people, lambda c, _: c.people.resolve("lee"))
    ),
    "resolve, a misspelt name": Case(
        5_000, _asking(_people, lambda c, _: c.people.resolve("an lie"))
    ),
    "resolve, a long name": Case(
        20_000, _asking(lambda _: _people(100), lambda c, n: c.people.resolve(_words(n)))
    ),
    "find, one letter": Case(5_000, _asking(_people, lambda c, _: c.people.find("a"))),
    "find, a word repeated": Case(
        20_000, _asking(lambda _: _people(1_000), lambda c, n: c.people.find("ann " * n))
    ),
    "find, many words": Case(
        20_000, _asking(lambda _: _people(1_000), lambda c, n: c.people.find(_words(n)))
    ),
    "search, one word of every episode": Case(1_000, _asking(_bulk, lambda c, _: c.search("four"))),
    "search, every hit": Case(300, _asking(_bulk, lambda c, n: c.search("four", n))),
    "search, no words": Case(1_000, _asking(_bulk, lambda c, _: c.search("« » ? !"))),
    "search, words of no episode": Case(
        20_000, _asking(lambda _: _bulk(100), lambda c, n: c.search(_words(n)))
    ),
    "search, a word repeated in a query": Case(
        50_000, _asking(lambda _: _bulk(100), lambda c, n: c.search("four " * n))
    ),
    "search, opening quotation marks": Case(
        50_000, _asking(lambda _: _bulk(100), lambda c, n: c.search("« four " * n))
    ),
    "search, phrases": Case(
        5_000, _asking(lambda _: _bulk(100), lambda c, n: c.search('"le four" ' * n))
    ),
    "search, a word repeated in a summary": Case(
        80_000, _asking(lambda n: _episode("pain " * n), lambda c, _: c.search("pain"))
    ),
    "search, a phrase repeated in a summary": Case(
        20_000, _asking(lambda n: _episode("pain " * n), lambda c, _: c.search('"pain pain pain"'))
    ),
    "search, all words of a summary": Case(
        20_000, _asking(lambda n: _episode(_words(n)), lambda c, n: c.search(_words(n)))
    ),
    "related": Case(1_000, _asking(_bulk, lambda c, _: c.related(c.episodes[0]))),
    "related to each, one theme in all": Case(
        1_500, _asking(_of_one_theme, lambda c, _: [c.related(e) for e in c.episodes])
    ),
    "every count": Case(
        1_000,
        _asking(
            _bulk,
            lambda c, _: [
                c.episodes.count_by("guest"),
                c.episodes.count_by("host"),
                c.episodes.count_by("organisation"),
                c.episodes.count_by("theme"),
                c.episodes.count_by("place"),
            ],
        ),
    ),
    "by_guest of every person": Case(
        1_000, _asking(_bulk, lambda c, _: [c.by_guest(person) for person in c.guests])
    ),
    "by_theme, a selection of everything": Case(
        1_000, _asking(_bulk, lambda c, _: c.episodes.by_theme(*c.themes).by_theme("t0"))
    ),
    "subset": Case(
        1_000, _asking(_bulk, lambda c, _: c.subset(c.episodes[: len(c.episodes) // 2]))
    ),
    "merge": Case(1_000, _asking(_bulk, lambda c, _: c.merge(c.subset(c.episodes)))),
}

# ---------------------------------------------------------------------------------------- formats


def _writing(
    format_: tfg.Format, catalogue: Callable[[int], tfg.Catalogue]
) -> Callable[[int, Path], Callable[[], object]]:
    def prepare(size: int, folder: Path) -> Callable[[], object]:
        return partial(tfg.dump, catalogue(size), folder / "target", format_)

    return prepare


def _wordy(size: int) -> tfg.Catalogue:
    return _episode('<pain> "&" | $x_1$ * _mie_ ' * size)


FORMATS = {
    f"{one.name}, {what}": Case(size, _writing(one, catalogue))
    for one in tfg.formats()
    if one.extra is None
    for what, size, catalogue in (
        ("episodes", 250, _bulk),
        ("a long summary", 50_000, _wordy),
    )
}

CASES = FILES | FEEDS | QUERIES | FORMATS

# ----------------------------------------------------------------------- as large as limits allow

LARGEST = {
    "YAML of 990,000 unknown keys": Case(990_000, FILES["YAML, unknown keys"].prepare),
    "YAML of 195,000 people with an unknown key": Case(
        195_000, _yaml("people", lambda i: f"- {{id: p{i}, name: N, given: A, famly: B}}\n")
    ),
    "YAML of 195,000 people": Case(
        195_000, _yaml("people", lambda i: f"- {{id: p{i}, name: N{i}, given: A, family: B}}\n")
    ),
    "YAML of 32 MB in one text": Case(
        3_400_000,
        _file(
            "yaml",
            lambda n: (
                f"{SHOW}episodes:\n- {{id: a, season: 1, title: T, summary: {'mot 😀 ' * n}}}\n"
            ),
        ),
    ),
    "JSON of 490,000 mappings": Case(
        490_000, _file("json", lambda n: '{"people": [' + '{"a": "b"},' * n + "1]}")
    ),
    "JSON of 960,000 lists on 30 levels": Case(
        32_000, _file("json", lambda n: '{"people": [' + ("[" * 30 + "]" * 30 + ",") * n + "1]}")
    ),
    "JSONL of 20 MB of blank lines": Case(20_000_000, FILES["JSONL, blank lines"].prepare),
    "a feed of 190,000 elements": Case(95_000, FEEDS["feed, tiny items"].prepare),
}
