"""Compare the answers of the search with those of other search engines, used at their best.

    python benchmarks/search_peers.py

All read the same texts with the same weights: FTS5 asked naively, SQLite's trigrams, any of which
may match, bm25s with Snowball stems, and tantivy with stems of both languages and fuzzy words.
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
from measuring import Row, table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import fts5
import techforgood_podcast as tfg
from search_listeners import LISTENERS
from search_queries import HALF_REMEMBERED, NEEDS, PEOPLE_AND_PLACES, QUERIES, UNSEEN
from search_scores import RIVALS, STOP_WORDS, Rival, Score, ours, score
from search_visitors import VISITORS
from search_words import ENGLISH_WORDS, FRENCH_WORDS
from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search_queries import Queries

# The questions that helped to choose something, and those that did not.
CHOSEN = {
    "that helped to choose the weights": QUERIES,
    "that did not": UNSEEN,
    "by people who half remember an episode (used for the vocabulary)": HALF_REMEMBERED,
    "by people with a need (used for the vocabulary)": NEEDS,
}
HELD_OUT = {
    "about people and places (held out)": PEOPLE_AND_PLACES,
    "of listeners (held out)": LISTENERS,
    "of visitors (held out)": VISITORS,
    "of single French words (held out)": FRENCH_WORDS,
    "of single English words (held out)": ENGLISH_WORDS,
}
POOLED = tuple(query for queries in HELD_OUT.values() for query in queries)
# How far behind the best peer any list may be in MRR; which part of what the best peer lacks to a
# perfect MRR may be left on all lists held out; and the recall on them.
BEHIND, LEFT, RECALL = 0.03, 0.8, 0.93
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


def of_fts5(rival: Rival) -> Callable[[str], list[str]]:
    """Return a search with FTS5, asked in one of the naive ways."""
    connection = fts5.build(ROWS)

    def search(text: str) -> list[str]:
        found = fts5.ask(connection, rival.words(text), 10, rival.operator, rival.ending)
        return [CODES[row] for row in found]

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


def peers() -> dict[str, Callable[[str], Sequence[str]]]:
    """Return the other engines by their names."""
    french, english = (stemmer.stemWord for stemmer in STEMMERS.values())
    return {
        **{f"FTS5, {name}": of_fts5(rival) for name, rival in RIVALS.items()},
        "trigrams": of_trigrams(),
        "bm25s, French stems": of_bm25s(french),
        "bm25s, English stems": of_bm25s(english),
        "bm25s, stems of both": of_bm25s(lambda word: french(english(word))),
        "tantivy, stems and fuzzy words": of_tantivy(),
    }


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    others = peers()
    for what, queries in (*CHOSEN.items(), *HELD_OUT.items()):
        own, best, detail = _scores(others, queries)
        yield Row(
            what=f"MRR over {len(queries)} queries {what} vs the best peer",
            goal=round(best - BEHIND, 3),
            measured=own.mrr,
            at_least=True,
            detail=detail,
        )
    own, best, detail = _scores(others, POOLED)
    over = f"over all {len(POOLED)} queries held out"
    yield Row(
        what=f"1 - MRR {over}, vs that of the best peer",
        goal=LEFT,
        measured=(1 - own.mrr) / (1 - best),
        detail=detail,
    )
    yield Row(what=f"recall@3 {over}", goal=RECALL, measured=own.recall, at_least=True)


def _scores(
    others: dict[str, Callable[[str], Sequence[str]]], queries: Queries
) -> tuple[Score, float, str]:
    """Return our scores, the MRR of the best other engine, and the scores of all in words."""
    own = score(ours, queries)
    theirs = {name: score(search, queries) for name, search in others.items()}
    detail = "; ".join(f"{name}: {_shown(other)}" for name, other in theirs.items())
    best = max(other.mrr for other in theirs.values())
    return own, best, f"hit@1, recall@3 and MRR: {_shown(own)}; {detail}"


def _shown(found: Score) -> str:
    return ", ".join(f"{value:.3f}" for value in found)


if __name__ == "__main__":
    print(table(rows()))
