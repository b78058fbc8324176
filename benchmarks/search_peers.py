"""Compare the answers of the search with those of other search engines, used at their best.

    python -m pip install bm25s PyStemmer tantivy
    python benchmarks/search_peers.py

All read the same texts with the same weights: bm25s with Snowball stems, tantivy with stems of both
languages and fuzzy words, and the trigrams of SQLite, any of which may match.
"""

# These engines tell nothing of their types.
# pyright: reportMissingImports=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bm25s  # type: ignore[import-not-found]
import Stemmer  # type: ignore[import-not-found]
import tantivy  # type: ignore[import-not-found]

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import fts5
import techforgood_podcast as tfg
from search_listeners import LISTENERS
from search_queries import HALF_REMEMBERED, NEEDS, PEOPLE_AND_PLACES, QUERIES, UNSEEN
from search_scores import STOP_WORDS, ours, score
from search_visitors import VISITORS
from search_words import ENGLISH_WORDS, FRENCH_WORDS
from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LISTS = {
    "weights": QUERIES,
    "unseen": UNSEEN,
    "half remembered": HALF_REMEMBERED,
    "needs": NEEDS,
    "people and places (held out)": PEOPLE_AND_PLACES,
    "listeners (held out)": LISTENERS,
    "visitors (held out)": VISITORS,
    "French words (held out)": FRENCH_WORDS,
    "English words (held out)": ENGLISH_WORDS,
}
EPISODES = tfg.load_catalogue().episodes
CODES = [episode.code for episode in EPISODES]
ROWS = list(fts5.rows(EPISODES))
WEIGHTS = list(fts5.WEIGHTS.values())
STEMMERS: dict[str, Any] = {tag: Stemmer.Stemmer(tag) for tag in ("french", "english")}
SIZE, FUZZY_FROM = 3, 5


def telling(text: str) -> list[str]:
    """Return the folded words of a query without stop words."""
    return [word for word in fold(text).split() if word not in STOP_WORDS]


def ranked(scores: Sequence[float]) -> list[str]:
    """Return the codes of the episodes with a score, best first."""
    order = sorted(range(len(CODES)), key=lambda row: -scores[row])
    return [CODES[row] for row in order if scores[row] > 0]


def of_bm25s(stem: Callable[[str], str]) -> Callable[[str], list[str]]:
    """Return a search with bm25s; a word is repeated as often as its field weighs."""
    texts = [
        [
            stem(word)
            for weight, text in zip(WEIGHTS, row, strict=True)
            for word in fold(text).split() * max(1, round(weight))
        ]
        for row in ROWS
    ]
    numbers = {word: number for number, word in enumerate(sorted(set().union(*texts)))}
    index = bm25s.BM25()
    index.index(
        ([[numbers[word] for word in text] for text in texts], numbers), show_progress=False
    )

    def search(text: str) -> list[str]:
        words = [stem(word) for word in telling(text)]
        known = [word for word in words if word in numbers]
        return ranked(index.get_scores(known)) if known else []

    return search


def of_trigrams() -> Callable[[str], list[str]]:
    """Return a search with SQLite's trigrams."""
    columns, marks = ", ".join(fts5.COLUMNS), ", ?" * len(WEIGHTS)
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5({columns}, content='', tokenize='trigram')"
    )
    insert = f"INSERT INTO texts(rowid, {columns}) VALUES (?{marks})"  # noqa: S608 -- our own names
    connection.executemany(insert, ((row, *map(fold, texts)) for row, texts in enumerate(ROWS)))
    weights = ", ".join(map(str, WEIGHTS))
    ask = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {weights}), rowid"  # noqa: S608 -- our own numbers

    def search(text: str) -> list[str]:
        key = " ".join(telling(text))
        parts = dict.fromkeys(key[at : at + SIZE] for at in range(len(key) - SIZE + 1))
        match = " OR ".join(f'"{part}"' for part in parts)
        return [CODES[row] for (row,) in connection.execute(ask, (match,))] if parts else []

    return search


def of_tantivy() -> Callable[[str], list[str]]:
    """Return a search with tantivy: stems of both languages, and words with one wrong letter."""
    builder = tantivy.SchemaBuilder().add_unsigned_field("row", stored=True)
    fields = [(f"{c}_{tag}", tag, w) for c, w in fts5.WEIGHTS.items() for tag in STEMMERS]
    for field, tag, _ in fields:
        builder.add_text_field(field, tokenizer_name=tag)
    schema = builder.build()
    index = tantivy.Index(schema)
    for tag in STEMMERS:
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        stems = tantivy.Filter.stemmer(tag.title())
        index.register_tokenizer(tag, analyzer.filter(stems).build())
    writer = index.writer()
    for number, row in enumerate(ROWS):
        document = tantivy.Document(row=number)
        for column, text in zip(fts5.WEIGHTS, row, strict=True):
            for tag in STEMMERS:
                document.add_text(f"{column}_{tag}", fold(text))
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher, query = index.searcher(), tantivy.Query

    def word_query(word: str) -> Any:
        found: list[Any] = []
        for field, tag, weight in fields:
            term = STEMMERS[tag].stemWord(word)
            found.append(query.boost_query(query.term_query(schema, field, term), weight))
            if len(word) >= FUZZY_FROM:
                fuzzy = query.fuzzy_term_query(schema, field, term, distance=1)
                found.append(query.boost_query(fuzzy, weight * 0.3))
        return query.disjunction_max_query(found, 0.3)

    def search(text: str) -> list[str]:
        parts = [(tantivy.Occur.Should, word_query(word)) for word in telling(text)]
        hits = searcher.search(query.boolean_query(parts), 10).hits if parts else []
        return [CODES[searcher.doc(address)["row"][0]] for _, address in hits]

    return search


def main() -> None:
    """Print hit@1, recall@3 and MRR of each engine for each list."""
    french, english = (stemmer.stemWord for stemmer in STEMMERS.values())
    engines = {
        "this library": ours,
        "bm25s, French stems": of_bm25s(french),
        "bm25s, English stems": of_bm25s(english),
        "bm25s, stems of both": of_bm25s(lambda word: french(english(word))),
        "tantivy, stems and fuzzy words": of_tantivy(),
        "trigrams": of_trigrams(),
    }
    for name, queries in LISTS.items():
        print(f"{name}, {len(queries)} queries")
        for engine, search in engines.items():
            found = ", ".join(f"{value:.3f}" for value in score(search, queries))
            print(f"  {engine:32} {found}")


if __name__ == "__main__":
    main()
