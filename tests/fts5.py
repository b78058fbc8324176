"""SQLite's full-text search, over what an episode is found by, with a weight for each kind of text.

Kinds and weights are written down here once more: a rival that took them from the library would
change with it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from techforgood_podcast.models.records import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import techforgood_podcast as tfg

TOKENIZER = "unicode61 remove_diacritics 2"
WEIGHTS = {
    "title": 5.0,
    "guest": 4.0,
    "role": 2.0,
    "subject": 4.0,
    "organisation": 2.5,
    "description": 1.0,
    "theme": 3.0,
    "broader": 1.0,
    "definition": 1.0,
    "place": 3.0,
    "around": 1.0,
    "host": 2.0,
    "mentioned": 2.0,
    "summary": 1.0,
    "figure": 1.0,
}
COLUMNS = [f"k_{kind}" for kind in WEIGHTS]


def rows(episodes: Iterable[tfg.Episode]) -> Iterator[tuple[str, ...]]:
    """Give for each episode what it is found by, a column for each kind of text."""
    for episode in episodes:
        columns: dict[str, dict[str, None]] = {kind: {} for kind in WEIGHTS}
        for kind, texts in _texts(episode):
            columns[kind].update(dict.fromkeys(texts))
        yield tuple("\n".join(texts) for texts in columns.values())


def _texts(episode: tfg.Episode) -> Iterator[tuple[str, Iterable[str]]]:
    """Give each kind of text, and texts of it, some more than once."""
    yield "title", [episode.title]
    yield "summary", _languages(episode.summary)
    for kind, role, credits_ in (
        ("guest", "role", episode.guests),
        ("mentioned", "mentioned", episode.mentioned),
    ):
        for credit in credits_:
            yield kind, _languages(credit.group)
            yield kind, names_of(credit.person) if credit.person else ()
            yield role, _languages(credit.role)
    for host in episode.hosts:
        yield "host", names_of(host)
    subjects = [m.organisation for m in episode.organisations if m.relation == "subject"]
    for body in _organisations(episode):
        yield "subject" if body in subjects else "organisation", names_of(body)
        yield "description", _languages(body.description)
    for theme in episode.themes:
        for above in theme.lineage:
            yield "theme" if above is theme else "broader", names_of(above)
            yield "definition", _languages(above.definition)
    for place in episode.places:
        for around in place.lineage:
            yield "place" if around is place else "around", names_of(around)
    for figure in episode.figures:
        yield "figure", [*figure.unit.texts, *figure.statement.texts, *figure.as_printed.texts]


def _organisations(episode: tfg.Episode) -> Iterator[tfg.Organisation]:
    for mention in episode.organisations:
        yield mention.organisation
        if mention.of:
            yield mention.of
    for credit in (*episode.guests, *episode.mentioned):
        yield from credit.organisations


def _languages(text: tfg.LocalizedText | None) -> Sequence[str]:
    return text.texts if text else ()


def build(texts: Iterable[Sequence[str]]) -> sqlite3.Connection:
    """Return a database with an index that keeps none of the texts."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5({', '.join(COLUMNS)},"
        f" content='', tokenize='{TOKENIZER}')"
    )
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    connection.executemany(
        f"INSERT INTO texts(rowid, {', '.join(COLUMNS)}) VALUES ({marks})",  # noqa: S608 -- our own names
        ((row, *columns) for row, columns in enumerate(texts)),
    )
    connection.commit()
    return connection


def size(connection: sqlite3.Connection) -> int:
    """Return how many bytes the database takes."""
    ((pages,),) = connection.execute("PRAGMA page_count")
    ((bytes_,),) = connection.execute("PRAGMA page_size")
    return int(pages) * int(bytes_)


def ask(
    connection: sqlite3.Connection,
    words: Iterable[str],
    limit: int,
    operator: str = "OR",
    ending: str = "",
) -> list[int]:
    """Return the numbers of the rows, from 0, that have the words, ranked by bm25.

    With ``*`` as the ending, words that begin like them count as well.
    """
    match = f" {operator} ".join(f'"{word}"{ending}' for word in words)
    weights = ", ".join(map(str, WEIGHTS.values()))
    found = connection.execute(
        f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {weights}), rowid"  # noqa: S608 -- our own numbers
        " LIMIT ?",
        (match, limit),
    )
    return [row for (row,) in found]
