"""Work made to be costly, of any size: on files, feeds, queries and formats.

The texts are in ``costly.yaml``; here is what the others are made by.
"""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

import bulk
import caches
import techforgood_podcast as tfg
from techforgood_podcast.authoring.folders.skeleton import write_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    Work: TypeAlias = Callable[[], object]
    # Prepares work of a size in a folder for temporary files; what is counted is the work alone.
    Prepare: TypeAlias = Callable[[int, Path], Work]
    Make: TypeAlias = Callable[[int], tfg.Catalogue]


class Case(NamedTuple):
    """A size, and what prepares work of a size."""

    size: int
    prepare: Prepare


TEXTS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_suffix(".yaml").read_text("utf-8")
)
SHOW = "show: {id: my-show, title: My show, language: en}\n"
LINE = '{"show": {"id": "my-show", "title": "My show", "language": "en"}}\n'
BEGUN = {"yaml": SHOW, "json": "", "jsonl": LINE}
RSS = (
    '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Bread</title>'
)
WORDS = ("pain", "farine", "levain", "four", "moulin", "croûte", "mie", "pétrin")


def expand(text: str, size: int) -> str:
    """Repeat what is between ⟦ and ⟧, with its number in place of {n}."""

    def repeat(found: re.Match[str]) -> str:
        part = found[1]
        if "{n" not in part:
            return part * size
        return "".join(
            part.replace("{n+1}", str(i + 1)).replace("{n}", str(i)) for i in range(size)
        )

    return re.sub("⟦(.*?)⟧", repeat, text, flags=re.DOTALL)


# -------------------------------------------------------------------------------------- files


def _file(suffix: str, text: Callable[[int], str]) -> Prepare:
    """Return what validates a text as a file."""

    def prepare(size: int, folder: Path) -> Work:
        path = folder / f"c.{suffix}"
        path.write_text(BEGUN[suffix] + text(size), encoding="utf-8", newline="")
        return partial(tfg.validate, path)

    return prepare


def _transcript(suffix: str, text: str, size: int, folder: Path) -> Work:
    """Return what validates a folder with the transcript of an episode."""
    for name, content in (
        ("show.yaml", "{id: my-show, title: My show, language: en}"),
        ("episodes/e.yaml", "{id: e, title: E}"),
        (f"transcripts/e.{suffix}", expand(text, size)),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return partial(tfg.validate, folder)


def _overlays(size: int, folder: Path) -> Work:
    (folder / "c.yaml").write_text(f"{SHOW}people: [{{id: a, name: A}}]\n", encoding="utf-8")
    overlays = [folder / f"o{number}.yaml" for number in range(size)]
    for number, path in enumerate(overlays):
        text = f"people: [{{id: a}}, {{id: p{number}, name: P}}]\n"
        path.write_text(text, encoding="utf-8")
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
    return f"organisations:\n{''.join(items)}"


def _chains(size: int) -> str:
    """Return themes in chains of 32."""
    return "themes:\n" + "".join(
        f"- {{id: t{i}, label: T{i}" + (f", broader: t{i - 1}" if i % 32 else "") + "}\n"
        for i in range(size)
    )


def _near_names(size: int) -> str:
    """Return people of whom many share a given name, or a family name but for a letter."""
    random = Random(1)  # noqa: S311 -- not for cryptography
    syllables = [start + vowel for start in "bcdfglmnprstv" for vowel in ("a", "e", "i", "o", "ou")]
    given, family = (
        ["".join(random.choices(syllables, k=length)).title() for _ in range(count)]
        for length, count in ((3, 500), (4, size // 4))
    )
    names = (f"{random.choice(given)} {random.choice(family)}" for _ in range(size))
    return "".join(
        json.dumps({"person": {"id": f"p{number}", "name": name}}) + "\n"
        for number, name in enumerate(names)
    )


def _joined(size: int, folder: Path) -> Work:
    """Return what makes one person of two among many, with an episode for every ten."""
    (folder / "episodes").mkdir()
    people = expand("⟦- id: p{n}\n  name: Ann {n}\n⟧", size)
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    (folder / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    for number in range(size // 10):
        text = f"id: e{number}\ntitle: E\nhosts: [p1]\n"
        (folder / f"episodes/e{number}.yaml").write_text(text, encoding="utf-8")
    return partial(tfg.authoring.same_person, folder, "p0", "p1")


FILES = {
    **{
        name: Case(size, _file(suffix, partial(expand, text)))
        for name, (size, suffix, text) in TEXTS["files"].items()
    },
    **{
        name: Case(size, partial(_transcript, suffix, text))
        for name, (size, suffix, text) in TEXTS["transcripts"].items()
    },
    "JSONL, episodes": Case(
        2_000, _file("jsonl", lambda n: "".join(bulk.lines(n)).partition("\n")[2])
    ),
    "JSONL, people with near names": Case(50_000, _file("jsonl", _near_names)),
    "YAML, organisations with many parents": Case(400, _file("yaml", _layers)),
    "YAML, themes on 32 levels": Case(2_000, _file("yaml", _chains)),
    "YAML, blanks and words in one text": Case(
        1_000_000, _file("yaml", lambda n: f"info: {{version: x{' ' * 10_000}{'y ' * n}}}\n")
    ),
    "YAML, blank lines and lines in one text": Case(
        500_000, _file("yaml", lambda n: "info:\n  version: |\n" + "\n" * 9_980 + "    y\n" * n)
    ),
    "same-person in a folder": Case(2_000, _joined),
    "overlays": Case(100, _overlays),
}


# -------------------------------------------------------------------------------------- feeds


def _rss(text: str, size: int) -> str:
    return f"{RSS}{expand(text, size)}</channel></rss>"


def _feed(text: str, *, recover: bool = False) -> Prepare:
    """Return what drafts a catalogue from a feed; hostile feeds are refused."""

    def prepare(size: int, _: Path) -> Work:
        feed = _rss(text, size)

        def draft() -> None:
            try:
                tfg.authoring.draft_from_feed(feed, recover=recover)
            except tfg.FeedError:
                return

        return draft

    return prepare


def _matched(text: str, later: str) -> Prepare:
    """Return what enriches the draft of a feed from a later one."""

    def prepare(size: int, _: Path) -> Work:
        draft = tfg.authoring.draft_from_feed(_rss(text, size))
        return partial(tfg.enrich, draft, _rss(later, size))

    return prepare


def _pages(size: int, _: Path) -> Work:
    """Return what joins pages, each of which has half of the items of the next one as well."""
    items = [f"<item><title>B{i}</title><guid>{i}</guid></item>" for i in range(20 * size + 20)]
    pages = [_rss("".join(items[start : start + 40]), 0) for start in range(0, 20 * size, 20)]
    return partial(tfg.authoring.draft_from_feed, *pages)


def _updated(new: int) -> Prepare:
    """Return what updates the folder of a drafted feed from that feed, with some more items."""

    def prepare(size: int, folder: Path) -> Work:
        items = "⟦<item><title>{n}: Oven</title></item>⟧"
        draft = tfg.authoring.draft_from_feed(_rss(items, size))
        write_draft(draft, folder / "draft")
        later = _rss(items, size + new * size)
        return partial(tfg.authoring.update_folder, folder / "draft", later)

    return prepare


def _notes(text: str) -> Prepare:
    """Return what takes show notes from a feed and shows them."""

    def prepare(size: int, _: Path) -> Work:
        notes = f"<description><![CDATA[{expand(text, size)}]]></description>"
        feed = _rss(f"<item><title>T</title>{notes}</item>", 0)

        def show() -> None:
            draft = tfg.authoring.draft_from_feed(feed, with_notes=True)
            tfg.dumps(draft, "html")
            tfg.dumps(draft, "markdown")

        return show

    return prepare


FEEDS = {
    name: Case(size, prepare(*texts))
    for kind, prepare in (
        ("feeds", _feed),
        ("recovered", partial(_feed, recover=True)),
        ("matched", _matched),
        ("notes", _notes),
    )
    for name, (size, *texts) in TEXTS[kind].items()
} | {
    "feed, elements on 60 levels": Case(200, _feed(f"⟦{'<b>' * 60}x{'</b>' * 60}⟧")),
    "feed in pages that overlap": Case(100, _pages),
    "update of a folder, nothing new": Case(500, _updated(0)),
    "update of a folder, as many new episodes": Case(50, _updated(1)),
}


# ------------------------------------------------------------------------------------ queries


def _people(count: int) -> tfg.Catalogue:
    people = [tfg.Person(id=f"p{n}", name=f"Ann Lee {n}") for n in range(count)]
    return tfg.Catalogue(show=tfg.load_catalogue().show, people=people)


def _titled(count: int) -> tfg.Catalogue:
    title = " ".join(f"t{n}" for n in range(count))
    words = tuple(_words(count).split())
    person = tfg.Person(id="p", name=" ".join(words), honorific=title, aliases=words)
    return tfg.Catalogue(show=tfg.load_catalogue().show, people=[person])


def _bulk(count: int) -> tfg.Catalogue:
    return tfg.loads("".join(bulk.lines(count)), "jsonl")


def _words(count: int) -> str:
    return " ".join(WORDS[n % len(WORDS)] + str(n) for n in range(count))


def _read(hits: tfg.Hits[tfg.Hit]) -> list[str]:
    """Return the snippets of hits, none of whose texts is known from an earlier run."""
    caches.empty("catalogue.snippets")
    return [hit.snippet for hit in hits]


def _of_one_theme(count: int) -> tfg.Catalogue:
    show = tfg.load_catalogue().show
    theme = tfg.Theme(id="pain", label=tfg.LocalizedText(fr="Pain"))
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, season=1, number=n, title="Pain", themes=(theme,))
        for n in range(1, count + 1)
    ]
    return tfg.Catalogue(show=show, episodes=episodes)


def _episode(part: str) -> Make:
    """Return what makes a catalogue whose one episode has a summary of many parts."""

    def make(count: int) -> tfg.Catalogue:
        show = tfg.load_catalogue().show
        summary = tfg.LocalizedText(fr=part * count if part else _words(count))
        episode = tfg.Episode(
            id="s01e01", show=show, season=1, number=1, title="Le pain", summary=summary
        )
        return tfg.Catalogue(show=show, episodes=[episode])

    return make


def _always(make: Make, count: int) -> Make:
    """Return what makes a catalogue of one size, whatever the size of the question."""
    return lambda _: make(count)


def _asking(make: Make, ask: Callable[[tfg.Catalogue, int], object]) -> Prepare:
    """Return what asks a catalogue of a size; unknown and ambiguous names are answers as well."""

    def prepare(size: int, _: Path) -> Work:
        prepared = make(size)

        def answer() -> None:
            try:
                ask(prepared, size)
            except tfg.PodcastError:
                return

        return answer

    return prepare


HUNDRED, THOUSAND = _always(_people, 100), _always(_people, 1_000)
SHELF = _always(_bulk, 100)
ASKED: dict[str, tuple[int, Make, Callable[[tfg.Catalogue, int], object]]] = {
    # The bytecode that runs grows by 4.00; the time of larger sizes also shows processor caches.
    "resolve, an ambiguous word": (1_000, _people, lambda c, _: c.people.resolve("lee")),
    "resolve, a misspelt name": (5_000, _people, lambda c, _: c.people.resolve("an lie")),
    "resolve, a long name": (20_000, HUNDRED, lambda c, n: c.people.resolve(_words(n))),
    "find, one letter": (2_000, _people, lambda c, _: c.people.find("a")),
    "find, a word repeated": (20_000, THOUSAND, lambda c, n: c.people.find("ann " * n)),
    "find, many words": (20_000, THOUSAND, lambda c, n: c.people.find(_words(n))),
    "find, a long honorific": (
        5_000,
        _titled,
        lambda c, _: c.people.find(c.people[0].honorific or ""),
    ),
    "search, one word of every episode": (1_000, _bulk, lambda c, _: c.search("four")),
    "search, every hit": (300, _bulk, lambda c, n: _read(c.search("four", n))),
    "search, no words": (1_000, _bulk, lambda c, _: c.search("« » ? !")),
    "search, words of no episode": (20_000, SHELF, lambda c, n: c.search(_words(n))),
    "search, a word repeated in a query": (50_000, SHELF, lambda c, n: c.search("four " * n)),
    "search, opening quotation marks": (50_000, SHELF, lambda c, n: c.search("« four " * n)),
    "search, phrases": (5_000, SHELF, lambda c, n: c.search('"le four" ' * n)),
    "search, an episode by its number": (50_000, SHELF, lambda c, n: c.search("épisode 7 " * n)),
    "search, a word repeated in a summary": (
        80_000,
        _episode("pain "),
        lambda c, _: _read(c.search("pain")),
    ),
    "search, a phrase repeated in a summary": (
        20_000,
        _episode("pain "),
        lambda c, _: _read(c.search('"pain pain pain"')),
    ),
    "search, a run of letters without spaces": (
        20_000,
        _episode("日本語"),
        lambda c, n: _read(c.search("日本語" * n)),
    ),
    "search, all words of a summary": (
        20_000,
        _episode(""),
        # A word that the limit of letters cuts would be looked for among all near words.
        lambda c, n: _read(c.search(_words(n)[:500].rpartition(" ")[0])),
    ),
    "related": (250, _bulk, lambda c, _: c.related(c.episodes[0])),
    "related to each, one theme in all": (
        6_000,
        _of_one_theme,
        lambda c, _: [c.related(e) for e in c.episodes],
    ),
    "every count": (
        1_000,
        _bulk,
        lambda c, _: [
            *(c.episodes.count_by("guest"), c.episodes.count_by("host")),
            *(c.episodes.count_by("organisation"), c.episodes.count_by("theme")),
            c.episodes.count_by("place"),
        ],
    ),
    "by_guest of every person": (
        1_000,
        _bulk,
        lambda c, _: [c.by_guest(person) for person in c.guests],
    ),
    "by_theme, a selection of everything": (
        1_000,
        _bulk,
        lambda c, _: c.episodes.by_theme(*c.themes).by_theme("t0"),
    ),
    "subset": (1_000, _bulk, lambda c, _: c.subset(c.episodes[: len(c.episodes) // 2])),
    "merge": (1_000, _bulk, lambda c, _: c.merge(c.subset(c.episodes))),
    "to_dict, a language tag of many parts": (
        200_000,
        SHELF,
        lambda c, n: tfg.to_dict(c.episodes, language=f"en{'-a' * n}"),
    ),
}
QUERIES = {name: Case(size, _asking(make, ask)) for name, (size, make, ask) in ASKED.items()}


def _writing(format_: tfg.Format, make: Make) -> Prepare:
    def prepare(size: int, folder: Path) -> Work:
        return partial(tfg.dump, make(size), folder / "target", format_)

    return prepare


FORMATS = {
    f"{one.name}, {what}": Case(size, _writing(one, make))
    for one in tfg.formats()
    if one.extra is None
    for what, size, make in (
        ("episodes", 250, _bulk),
        ("a long summary", 50_000, _episode('<pain> "&" | $x_1$ * _mie_ ')),
    )
}
CASES = FILES | FEEDS | QUERIES | FORMATS
