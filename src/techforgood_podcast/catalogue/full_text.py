"""The tables of full text: that of a search, in memory, and that of the ``sqlite`` format.

Both hold folded words and their stems, and are asked for the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..text.search_terms import LAST, is_letter, stem
from .numbering import parts_of
from .passages import KINDS
from .question import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from ..models import Episode

# The share of its weight that a related form of a word counts. The word itself counts as both.
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
            from ..errors import SearchUnavailableError

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


def marks_of(episode: Episode) -> Iterator[str]:
    """Yield the words by which a database finds an episode that is asked for by number or part."""
    if episode.number is not None:
        yield f"=e{episode.number}"
        yield f"=s{episode.season}e{episode.number}"
    for part in parts_of(episode):
        yield f"={part}"


def match_expression(text: str) -> str:
    """Return the FTS5 expression of a query, for the search table of an exported database.

    It is valid for any text. The table is `episodes_fts` of the format ``sqlite``.

    >>> match_expression("l'épisode sur les invendus")
    '("invendus" OR "/invendu")'
    >>> match_expression('"pain perdu"'), match_expression("?")
    ('"pain perdu" AND ("pain perdu" OR "pain" OR "/pain" OR "perdu" OR "/perdu")', '""')
    """
    question = parse(text.encode(errors="ignore").decode())  # surrogates are no text for SQLite
    asked = question.asked
    words = dict.fromkeys((*question.words, *(() if question.words else asked.named)))
    phrases = [f'"{phrase}"' for phrase in question.phrases]
    terms = dict.fromkeys(question.phrases[:1])
    season = "" if asked.season is None else f"s{asked.season}"
    terms.update(dict.fromkeys(f"={season}e{number}" for number in asked.numbers if number > LAST))
    terms.update({f"={asked.part}": None} if asked.part else {})
    for word in words:
        for term in (word,) if " " in word else (word, f"/{stem(word)}"):
            terms[term] = None
    if not phrases:
        terms.update(
            dict.fromkeys("".join(pair) for pair in question.neighbours if " " not in "".join(pair))
        )
    # FTS5 adds up the terms of a query. An episode that is asked for by its number counts twice,
    # and so comes before an episode in whose texts the number is a word.
    every = [*terms, *(term for term in terms if term[0] == "=")]
    quoted = [f'"{term}"*' if is_letter(term) else f'"{term}"' for term in every]
    return " AND ".join([*phrases, f"({' OR '.join(quoted)})"]) if quoted else '""'
