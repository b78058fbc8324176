"""What an episode is found by, and the tables of full text that hold it.

There are two tables: that of a search, in memory, and that of the ``sqlite`` format. Both hold
folded words and their stems, and are asked for the same. The wheel of a package carries the table
of its search, since opening it takes a hundredth of building it.
"""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..errors import SearchUnavailableError
from ..models import Entity, Episode, Figure, Organisation, Place, Theme
from ..models.records import hidden_names_of, names_of
from ..text.folding import fold
from ..text.languages import languages_with_file
from ..text.questions import vocabulary
from ..text.search_terms import split_words, stem
from .indexes import own_organisations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from ..models import LocalizedText, Show


# The kinds of text by which an episode is found: the field that a hit reports, and the weight of a
# word. "alias" is an alias of a theme, "phrase" one in several words, and "around" a place around
# that of an episode or an organisation.
KINDS = {
    "title": ("title", 5.0),
    "guest": ("guests", 3.0),
    "theme": ("themes", 3.0),
    "alias": ("themes", 3.0),
    "search_word": ("search_words", 3.0),
    "organisation": ("organisations", 1.0),
    "phrase": ("themes", 1.0),
    "broader": ("themes", 1.0),
    "definition": ("themes", 1.0),
    "place": ("places", 1.0),
    "around": ("places", 1.0),
    "host": ("hosts", 1.0),
    "mentioned": ("mentioned", 1.0),
    "summary": ("summary", 1.0),
    "figure": ("figures", 1.0),
    "keyword": ("keywords", 1.0),
    "crew": ("crew", 1.0),
    "chapter": ("chapters", 1.0),
    "notes": ("notes", 1.0),
}

# A kind of text, and texts of this kind, one or more lines each.
Passage: TypeAlias = tuple[str, str]

# A cache of the passages of entities, by kind.
Known: TypeAlias = dict[tuple[str, Entity], tuple[Passage, ...]]


# Minimum value of a figure that is found by its digits; texts print smaller ones with digits, too.
_MIN_VALUE = 1_000


def languages_of(show: Show) -> tuple[str, ...]:
    """Return the languages whose words a search reads: those of a show and of its summary."""
    return languages_with_file((show.language, *(show.summary or ())))


def values_of(figure: Figure) -> Iterator[int]:
    """Yield the large whole numbers of a figure, which texts may print in words."""
    for value in (figure.value, figure.low, figure.high):
        if value is not None and value >= _MIN_VALUE and value == int(value):
            yield int(value)


def _own_passages(episode: Episode) -> Iterator[Passage]:
    """Yield the passages that belong to one episode only."""
    localized: dict[str, Iterable[LocalizedText | None]] = {
        "guest": [text for one in episode.guests for text in (one.group, one.role)],
        "mentioned": [text for one in episode.mentioned for text in (one.group, one.role)],
        "summary": [episode.summary],
        "figure": [
            text for one in episode.figures for text in (one.unit, one.statement, one.as_printed)
        ],
        "crew": [text for one in episode.crew for text in (one.group, one.role)],
    }
    yield "title", episode.title
    if values := [str(value) for figure in episode.figures for value in values_of(figure)]:
        yield "figure", "\n".join(values)
    texts: dict[str, Sequence[str]] = {
        kind: [line for text in some if text for line in text.texts]
        for kind, some in localized.items()
    }
    texts |= {"keyword": episode.keywords, "search_word": episode.search_words}
    texts |= {"chapter": [chapter.title for chapter in episode.chapters]}
    for kind, lines in texts.items():
        if lines:
            yield kind, "\n".join(lines)
    if notes := episode.notes:
        yield "notes", notes


def _shared_passages(episode: Episode, known: Known) -> Iterable[Passage]:
    """Return the passages of the people, organisations, themes and places of an episode."""
    found: dict[int, Passage] = {}
    for kind, entity in _entities(episode):
        for passage in known.get((kind, entity)) or _passages_of(kind, entity, known):
            found[id(passage)] = passage
    return found.values()


def all_passages(episode: Episode, known: Known | None = None) -> Iterator[Passage]:
    """Yield all passages of an episode."""
    yield from _own_passages(episode)
    yield from _shared_passages(episode, {} if known is None else known)


def _entities(episode: Episode) -> Iterator[tuple[str, Entity]]:
    """Yield the entities of an episode, each with the kind of text that its names are."""
    parts = ("guest", episode.guests), ("mentioned", episode.mentioned), ("crew", episode.crew)
    for kind, appearances in parts:
        for credit in appearances:
            if credit.person:
                yield kind, credit.person
    for body in own_organisations(episode):
        yield "organisation", body
    for theme in episode.themes:
        yield "theme", theme
    for place in episode.places:
        yield "place", place
    for host in episode.hosts:
        yield "host", host


def _names_of(kind: str, entity: Entity) -> Iterator[Passage]:
    """Yield the names of an entity; the label of an episode's theme is apart from its aliases."""
    if not isinstance(entity, Theme) or kind != "theme":
        yield kind, "\n".join(names_of(entity))
        return
    yield kind, "\n".join(entity.label.texts)
    for kind_of_alias, in_several_words in (("alias", False), ("phrase", True)):
        if some := [text for text in entity.aliases if (" " in text) is in_several_words]:
            yield kind_of_alias, "\n".join(some)


def _passages_of(kind: str, entity: Entity, known: Known) -> tuple[Passage, ...]:
    """Return the passages of an entity and of its broader themes or the places around it."""
    if (kind, entity) not in known:
        passages = list(_names_of(kind, entity))
        if isinstance(entity, Organisation):
            if entity.description:
                passages.append((kind, "\n".join(entity.description.texts)))
            for around in entity.place.lineage if entity.place else ():
                passages += _passages_of("around", around, known)
        if isinstance(entity, Theme) and kind == "theme":
            if entity.definition:
                passages.append(("definition", "\n".join(entity.definition.texts)))
            for above in entity.lineage[1:]:
                passages += _passages_of("broader", above, known)
        if isinstance(entity, Place) and kind == "place":
            for around in entity.lineage[1:]:
                passages += _passages_of("around", around, known)
        known[kind, entity] = tuple(passages)
    return known[kind, entity]


# The weight of a match of the stem, relative to that of the word, which matches in both columns.
RELATED = 0.25

# Each kind of text has a column of words and a column of stems. Stems begin with a slash, which no
# folded word has, so that a query need not name columns. A slash alone separates lines.
_COLUMNS = (*KINDS, *(f"{kind}_stems" for kind in KINDS))
_WEIGHTS = tuple(part * w for part in (1, RELATED) for _, w in KINDS.values())

INSERT = (
    f"INSERT INTO texts(rowid, {', '.join(_COLUMNS)})"  # noqa: S608 -- our own names
    f" VALUES (?{', ?' * len(_COLUMNS)})"
)
ASK = (
    f"SELECT rowid, bm25(texts, {', '.join(map(str, _WEIGHTS))}) AS score"  # noqa: S608 -- our own numbers
    " FROM texts WHERE texts MATCH ? ORDER BY score, rowid LIMIT ?"
)
FIND = "SELECT rowid FROM texts WHERE texts MATCH ?"


class FullText(NamedTuple):
    """A table of full text.

    Attributes:
        name: its name.
        content: what it says of the texts themselves.
        tokenize: how SQLite splits texts into words.
    """

    name: str
    content: str
    tokenize: str

    def create(self, connection: Connection) -> None:
        """Create the table, still empty.

        Raises:
            SearchUnavailableError: this build of SQLite has no FTS5.
        """
        import sqlite3

        columns = ", ".join(f'"{column}"' for column in _COLUMNS)
        options = f'{self.content} tokenize="{self.tokenize}"'
        statement = f"CREATE VIRTUAL TABLE {self.name} USING fts5 ({columns}, {options})"
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if "no such module" not in str(error):
                raise
            raise SearchUnavailableError(sqlite3.sqlite_version) from error


# The tokenizer "ascii" takes all characters beyond ASCII for letters; the signs are those in ASCII
# that fold() keeps, and the slash.
TEXTS = FullText("texts", 'content="",', "ascii tokenchars '/$+<=>^`|~'")

# A database is also queried with words as people write them, by Datasette for example, so that its
# table splits words and removes accents by itself. It keeps its texts, from which it can be rebuilt
# and excerpts be cut. Datasette and sqlite-utils find the search table of the episodes by what the
# comment says.
OF_DATABASE = FullText(
    "episodes_fts",
    '/* content="episodes" */',
    "unicode61 remove_diacritics 2 tokenchars '/$+<=>^`|~'",
)
RANK = f"bm25({', '.join(map(str, _WEIGHTS))})"
"""How the rows of both tables are ranked."""


def parts_of(episode: Episode) -> Iterator[str]:
    """Yield "trailer" for a trailer, and "intro" for what its title calls so."""
    if episode.kind == "trailer":
        yield "trailer"
    known = vocabulary(languages_of(episode.show))
    if not episode.number and re.search(known.patterns["intro"], f" {fold(episode.title)} "):
        yield "intro"


def when(episode: Episode) -> tuple[str, int]:
    """Return the day and the minutes of an episode, "0000-00-00" and -1 if they are unknown."""
    known = episode.duration
    minutes = -1 if known is None else int(known.total_seconds() // 60)
    return str(episode.published or "0000-00-00"), minutes


def own_names(episode: Episode) -> Iterator[str]:
    """Yield the folded title of an episode, and its code, such as its day, if it has no number."""
    yield fold(episode.title)
    if episode.number is None:
        yield fold(episode.code)


def hidden_names_in(episode: Episode) -> frozenset[str]:
    """Return the names by which an episode is found, and which nobody is shown."""
    found: set[str] = set()
    for _, entity in _entities(episode):
        place = entity.place if isinstance(entity, Organisation) else entity
        for one in (entity, *(place.lineage if isinstance(place, Place) else ())):
            found.update(hidden_names_of(one))
    return frozenset(found)


def names_about(episode: Episode) -> Iterator[str]:
    """Yield the folded names of whom and what an episode is about, and of what is above that."""
    for _, entity in _entities(episode):
        for one in entity.lineage if isinstance(entity, Place | Theme) else (entity,):
            yield from map(fold, names_of(one))


def marks_of(episode: Episode) -> Iterator[str]:
    """Yield the words by which a database finds an episode that is asked for by number or part."""
    if episode.number is not None:
        yield f"=e{episode.number}"
        yield f"=s{episode.season}e{episode.number}"
    for part in parts_of(episode):
        yield f"={part}"


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
    """

    connection: Connection
    stems: Mapping[str, str]


def build_index(episodes: Sequence[Episode], languages: tuple[str, ...]) -> Index:
    """Return the index of episodes, whose positions are the rows of its table.

    Args:
        episodes: the episodes.
        languages: the languages of their show.

    Raises:
        SearchUnavailableError: this Python has no SQLite, or one without FTS5.
    """
    connection, stems = _connect(), Stems(languages)
    try:
        TEXTS.create(connection)
    except Exception:
        connection.close()
        raise
    for setting in _SETTINGS:
        connection.execute(setting)
    connection.execute("BEGIN")
    connection.executemany(INSERT, index_rows(episodes, stems))
    # FTS5 gives next to no weight to a word that more than half of the rows have, which in a
    # short season are few. With as many empty rows again, only a word of all episodes has none.
    every = len(episodes)
    empty = ((every + number,) for number in range(every))
    connection.executemany("INSERT INTO texts(rowid) VALUES (?)", empty)
    connection.execute("COMMIT")
    return Index(connection, stems)


def store_index(episodes: Sequence[Episode], languages: tuple[str, ...]) -> bytes | None:
    """Return the index of episodes as the bytes of a file, or ``None`` if SQLite cannot do so."""
    try:
        connection, stems = build_index(episodes, languages)
    except SearchUnavailableError:
        return None
    with closing(connection):
        words = json.dumps(stems, ensure_ascii=False)
        connection.execute("CREATE TABLE words AS SELECT ? AS list", (words,))
        connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        connection.execute("VACUUM")
        serialize = getattr(connection, "serialize", None)
        return serialize() if serialize else None


def open_index(data: bytes) -> Index | None:
    """Return an index from the bytes of its file, or ``None`` if this SQLite cannot read it.

    Raises:
        SearchUnavailableError: this Python has no SQLite.
    """
    require_sqlite()
    import sqlite3

    connection = _connect()
    try:
        connection.deserialize(data)
        connection.execute("SELECT rowid FROM texts WHERE texts MATCH '\"\"'").fetchall()
        stems = json.loads(*connection.execute("SELECT list FROM words").fetchone())
    except (AttributeError, sqlite3.Error):  # built without this, or without FTS5
        connection.close()
        return None
    return Index(connection, stems)


def require_sqlite() -> None:
    """Check that this Python has SQLite.

    Raises:
        SearchUnavailableError: it was built without.
    """
    try:
        import sqlite3

        del sqlite3
    except ImportError as error:
        from ..errors import SearchUnavailableError

        raise SearchUnavailableError("") from error


def _connect() -> Connection:
    require_sqlite()
    import sqlite3

    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


class Stems(dict[str, str]):
    """The stems of words in some languages, as they are in the table."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__()
        self.languages = languages

    def __missing__(self, word: str) -> str:
        found = self[word] = f"/{stem(word, self.languages)}"
        return found


class Written(dict[str, tuple[str, str]]):
    """The words and stems in the table for each word as written."""

    # Folding and stemming each distinct word once takes half the time of folding whole texts.

    def __init__(self, stems: dict[str, str]) -> None:
        super().__init__()
        self.stems = stems

    def __missing__(self, word: str) -> tuple[str, str]:
        words = split_words(fold(word))
        found = " ".join(words), " ".join([self.stems[part] for part in words])
        self[word] = found = ("/", "") if word == _NEW_LINE else found
        return found

    def index(self, passage: Passage) -> tuple[str, str]:
        """Return the words and the stems of a passage, with a slash between the words of lines."""
        text = f" {_NEW_LINE} ".join(passage[1].splitlines())
        words, stems = zip(("", ""), *map(self.__getitem__, text.split()), strict=True)
        return " ".join(words), " ".join(stems)


def index_rows(
    episodes: Iterable[Episode], stems: dict[str, str]
) -> Iterator[tuple[int | str, ...]]:
    """Yield the rows of a table, each with the position of its episode first.

    The stems of all words are added to one dictionary.
    """
    known: Known = {}
    written = Written(stems)
    indexed: dict[Passage, tuple[str, str]] = {}
    for position, episode in enumerate(episodes):
        words: dict[str, list[str]] = {kind: [] for kind in KINDS}
        stemmed: dict[str, list[str]] = {kind: [] for kind in KINDS}
        found = [(passage[0], written.index(passage)) for passage in _own_passages(episode)]
        for passage in _shared_passages(episode, known):
            if passage not in indexed:
                indexed[passage] = written.index(passage)
            found.append((passage[0], indexed[passage]))
        for kind, (own, stems_of_own) in found:
            words[kind].append(own)
            stemmed[kind].append(stems_of_own)
        yield (position, *map(" / ".join, words.values()), *map(" ".join, stemmed.values()))
