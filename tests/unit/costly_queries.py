"""Queries made to be costly, and catalogues to write, of any size."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import bulk
import techforgood_podcast as tfg
from costly import Case
from techforgood_podcast.catalogue import snippets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costly import Prepare, Work

WORDS = ("pain", "farine", "levain", "four", "moulin", "croûte", "mie", "pétrin")


def _people(count: int) -> tfg.Catalogue:
    people = [tfg.Person(id=f"p{n}", name=f"Ann Lee {n}") for n in range(count)]
    return tfg.Catalogue(show=tfg.load_catalogue().show, people=people)


def _titled(count: int) -> tfg.Catalogue:
    words = _words(count).split()
    title = " ".join(f"t{n}" for n in range(count))
    person = tfg.Person(id="p", name=" ".join(words), honorific=title, aliases=tuple(words))
    return tfg.Catalogue(show=tfg.load_catalogue().show, people=[person])


def _bulk(count: int) -> tfg.Catalogue:
    return tfg.loads("".join(bulk.lines(count)), "jsonl")


def _words(count: int) -> str:
    return " ".join(WORDS[n % len(WORDS)] + str(n) for n in range(count))


def _read(hits: tfg.Hits[tfg.Hit]) -> list[str]:
    """Return the snippets of hits, none of whose texts is known from an earlier run."""
    for known in vars(snippets).values():
        if hasattr(known, "cache_clear"):
            known.cache_clear()
    return [hit.snippet for hit in hits]


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
) -> Prepare:
    """Return what asks a catalogue of a size; unknown and ambiguous names are answers as well."""

    def prepare(size: int, _: Path) -> Work:
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
    "find, one letter": Case(2_000, _asking(_people, lambda c, _: c.people.find("a"))),
    "find, a word repeated": Case(
        20_000, _asking(lambda _: _people(1_000), lambda c, n: c.people.find("ann " * n))
    ),
    "find, many words": Case(
        20_000, _asking(lambda _: _people(1_000), lambda c, n: c.people.find(_words(n)))
    ),
    "find, a long honorific": Case(
        5_000, _asking(_titled, lambda c, _: c.people.find(c.people[0].honorific or ""))
    ),
    "search, one word of every episode": Case(1_000, _asking(_bulk, lambda c, _: c.search("four"))),
    "search, every hit": Case(300, _asking(_bulk, lambda c, n: _read(c.search("four", n)))),
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
        80_000, _asking(lambda n: _episode("pain " * n), lambda c, _: _read(c.search("pain")))
    ),
    "search, a phrase repeated in a summary": Case(
        20_000,
        _asking(lambda n: _episode("pain " * n), lambda c, _: _read(c.search('"pain pain pain"'))),
    ),
    "search, all words of a summary": Case(
        20_000, _asking(lambda n: _episode(_words(n)), lambda c, n: _read(c.search(_words(n))))
    ),
    "search, a run of letters without spaces": Case(
        20_000,
        _asking(lambda n: _episode("日本語" * n), lambda c, n: _read(c.search("日本語" * n))),
    ),
    "search, the beginning of every word of a summary": Case(
        20_000,
        _asking(lambda n: _episode(_words(n)), lambda c, _: _read(c.search("fa", prefix=True))),
    ),
    "search, an episode by its number": Case(
        50_000, _asking(lambda _: _bulk(100), lambda c, n: c.search("épisode 7 " * n))
    ),
    "related": Case(250, _asking(_bulk, lambda c, _: c.related(c.episodes[0]))),
    "related to each, one theme in all": Case(
        6_000, _asking(_of_one_theme, lambda c, _: [c.related(e) for e in c.episodes])
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
    "to_dict, a language tag of many parts": Case(
        200_000,
        _asking(
            lambda _: _bulk(100), lambda c, n: tfg.to_dict(c.episodes, language=f"en{'-a' * n}")
        ),
    ),
}


def _writing(format_: tfg.Format, catalogue: Callable[[int], tfg.Catalogue]) -> Prepare:
    def prepare(size: int, folder: Path) -> Work:
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
