"""Build the index of a search, store it as a file, and open what was stored.

The wheel of a package carries the index, since opening it takes a hundredth of building it.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from ..text.folding import fold
from ..text.search_terms import split_words, stem
from .full_text import INSERT, TEXTS
from .passages import KINDS, NAMES, own_passages, shared_passages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..models import Episode
    from .passages import Known, Passage

# Between lines while they are read; no text holds it.
_NEW_LINE = "\0"

# Writing the index in larger parts and merging them less often takes three quarters of the time.
_SETTINGS = (
    "INSERT INTO texts(texts, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO texts(texts, rank) VALUES ('automerge', 0)",
)


class Index(NamedTuple):
    """What a search asks.

    Attributes:
        connection: the database with the table of full text, which any one thread may use.
        stems: the term of the stem of each word that occurs.
        names: the words of names.
    """

    connection: sqlite3.Connection
    stems: Mapping[str, str]
    names: Collection[str]


def build(episodes: Sequence[Episode]) -> Index:
    """Return the index of episodes, whose positions are the rows of its table.

    Raises:
        SearchUnavailableError: this build of SQLite has no FTS5.
    """
    connection, stems, names = _connect(), Stems(), set[str]()
    try:
        TEXTS.create(connection)
    except Exception:
        connection.close()
        raise
    for setting in _SETTINGS:
        connection.execute(setting)
    connection.execute("BEGIN")
    connection.executemany(INSERT, rows(episodes, stems, names))
    # FTS5 gives next to no weight to a word that more than half of the rows have, which in a
    # short season are few. With as many empty rows again, only a word of all episodes has none.
    every = len(episodes)
    empty = ((every + number,) for number in range(every))
    connection.executemany("INSERT INTO texts(rowid) VALUES (?)", empty)
    connection.execute("COMMIT")
    return Index(connection, stems, names)


def store(episodes: Sequence[Episode]) -> bytes | None:
    """Return the index of episodes as the bytes of a file, or ``None`` if SQLite cannot do so."""
    from ..errors import SearchUnavailableError

    try:
        connection, stems, names = build(episodes)
    except SearchUnavailableError:
        return None
    with closing(connection):
        words = json.dumps([stems, sorted(names)], ensure_ascii=False)
        connection.execute("CREATE TABLE words AS SELECT ? AS list", (words,))
        connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        connection.execute("VACUUM")
        serialize = getattr(connection, "serialize", None)
        return serialize() if serialize else None


def open_stored(data: bytes) -> Index | None:
    """Return an index from the bytes of its file, or ``None`` if this SQLite cannot read it."""
    connection = _connect()
    try:
        connection.deserialize(data)
        connection.execute("SELECT rowid FROM texts WHERE texts MATCH '\"\"'").fetchall()
        stems, names = json.loads(*connection.execute("SELECT list FROM words").fetchone())
    except (AttributeError, sqlite3.Error):  # built without this, or without FTS5
        connection.close()
        return None
    return Index(connection, stems, frozenset(names))


def _connect() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


class Stems(dict[str, str]):
    """The stems of words, as they are in the table."""

    def __missing__(self, word: str) -> str:
        found = self[word] = f"/{stem(word)}"
        return found


class _Written(dict[str, tuple[str, str]]):
    """The words and stems in the table for each word as written."""

    # Folding and stemming each distinct word once takes half the time of folding whole texts.

    def __init__(self, stems: dict[str, str]) -> None:
        super().__init__({_NEW_LINE: ("/", "")})
        self._stems = stems

    def __missing__(self, word: str) -> tuple[str, str]:
        words = split_words(fold(word))
        found = self[word] = " ".join(words), " ".join([self._stems[part] for part in words])
        return found

    def index(self, passage: Passage) -> tuple[str, str]:
        """Return the words and the stems of a passage."""
        text = f" {_NEW_LINE} ".join(passage[1].splitlines())
        words, stems = zip(("", ""), *map(self.__getitem__, text.split()), strict=True)
        return " ".join(words), " ".join(stems)


def rows(
    episodes: Iterable[Episode], stems: dict[str, str], names: set[str]
) -> Iterator[tuple[int | str, ...]]:
    """Yield the rows of a table, each with the position of its episode first.

    Stems are added to a dictionary, and the words of names to a set.
    """
    known: Known = {}
    written = _Written(stems)
    indexed: dict[Passage, tuple[str, str]] = {}
    for position, episode in enumerate(episodes):
        words: dict[str, list[str]] = {kind: [] for kind in KINDS}
        stemmed: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for passage in own_passages(episode):
            own = written.index(passage)
            words[passage[0]].append(own[0])
            stemmed[passage[0]].append(own[1])
        for passage in shared_passages(episode, known):
            if passage not in indexed:
                indexed[passage] = written.index(passage)
                if passage[0] in NAMES:
                    names.update(indexed[passage][0].split())
            shared = indexed[passage]
            words[passage[0]].append(shared[0])
            stemmed[passage[0]].append(shared[1])
        yield (position, *map(" / ".join, words.values()), *map(" ".join, stemmed.values()))
