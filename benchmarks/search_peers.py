"""Compare the answers of the search with those of other search engines, used at their best.

    python benchmarks/search_peers.py

All read the same texts with the same weights: FTS5 asked naively, SQLite's trigrams, any of which
may match, bm25s with Snowball stems, tantivy with stems of both languages and fuzzy words, and
trigrams and tantivy fused by reciprocal ranks. The questions of strangers are about two shows.
"""

# These engines tell nothing of their types.
# pyright: reportMissingImports=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import random
import sqlite3
import sys
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, NamedTuple

import bm25s  # type: ignore[import-not-found]
import Stemmer  # type: ignore[import-not-found]
import tantivy  # type: ignore[import-not-found]
from measuring import Row, table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import fts5
import techforgood_podcast as tfg
from search_listeners import LISTENERS
from search_queries import HALF_REMEMBERED, NEEDS, PEOPLE_AND_PLACES, QUERIES, UNSEEN
from search_scores import RIVALS, STOP_WORDS, Rival, Score, ours, reciprocal_ranks, score
from search_strangers import BUNDLED, EXAMPLE
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
# What is added to the ranks of engines that are fused; how often questions are drawn anew for the
# interval of a difference.
FALL, DRAWN = 2, 2_000
UNANSWERED, UNANSWERED_GOAL = "no answer", 0.55
EXAMPLE_FOLDER = Path(__file__).parents[1] / "examples" / "bread-and-code"
WEIGHTS = list(fts5.WEIGHTS.values())
STEMMERS: dict[str, Any] = {tag: Stemmer.Stemmer(tag) for tag in ("french", "english")}
SIZE, FUZZY_FROM = 3, 5


def telling(text: str) -> list[str]:
    """Return the folded words of a query without stop words."""
    return [word for word in fold(text).split() if word not in STOP_WORDS]


class Texts(NamedTuple):
    """The codes of the episodes of a show, and what each is found by."""

    codes: list[str]
    rows: list[tuple[str, ...]]

    @classmethod
    def of(cls, catalogue: tfg.Catalogue) -> Texts:
        """Return those of a catalogue."""
        episodes = catalogue.episodes
        return cls([episode.code for episode in episodes], list(fts5.rows(episodes)))

    def ranked(self, scores: Sequence[float]) -> list[str]:
        """Return the codes of the episodes with a score, best first."""
        order = sorted(range(len(self.codes)), key=lambda row: -scores[row])
        return [self.codes[row] for row in order if scores[row] > 0]


def of_bm25s(show: Texts, stem: Callable[[str], str]) -> Callable[[str], list[str]]:
    """Return a search with bm25s; a word is repeated as often as its field weighs."""
    texts = [
        [
            stem(word)
            for weight, text in zip(WEIGHTS, row, strict=True)
            for word in fold(text).split() * max(1, round(weight))
        ]
        for row in show.rows
    ]
    numbers = {word: number for number, word in enumerate(sorted(set().union(*texts)))}
    index = bm25s.BM25()
    index.index(
        ([[numbers[word] for word in text] for text in texts], numbers), show_progress=False
    )

    def search(text: str) -> list[str]:
        words = [stem(word) for word in telling(text)]
        known = [word for word in words if word in numbers]
        return show.ranked(index.get_scores(known)) if known else []

    return search


def of_fts5(show: Texts, rival: Rival) -> Callable[[str], list[str]]:
    """Return a search with FTS5, asked in one of the naive ways."""
    connection = fts5.build(show.rows)

    def search(text: str) -> list[str]:
        found = fts5.ask(connection, rival.words(text), 10, rival.operator, rival.ending)
        return [show.codes[row] for row in found]

    return search


def of_trigrams(show: Texts) -> Callable[[str], list[str]]:
    """Return a search with SQLite's trigrams."""
    columns, marks = ", ".join(fts5.COLUMNS), ", ?" * len(WEIGHTS)
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5({columns}, content='', tokenize='trigram')"
    )
    insert = f"INSERT INTO texts(rowid, {columns}) VALUES (?{marks})"  # noqa: S608 -- our own names
    connection.executemany(
        insert, ((row, *map(fold, texts)) for row, texts in enumerate(show.rows))
    )
    weights = ", ".join(map(str, WEIGHTS))
    ask = f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {weights}), rowid"  # noqa: S608 -- our own numbers

    def search(text: str) -> list[str]:
        key = " ".join(telling(text))
        parts = dict.fromkeys(key[at : at + SIZE] for at in range(len(key) - SIZE + 1))
        match = " OR ".join(f'"{part}"' for part in parts)
        return [show.codes[row] for (row,) in connection.execute(ask, (match,))] if parts else []

    return search


def of_tantivy(show: Texts) -> Callable[[str], list[str]]:
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
    for number, row in enumerate(show.rows):
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
        return [show.codes[searcher.doc(address)["row"][0]] for _, address in hits]

    return search


def fused(*searches: Callable[[str], Sequence[str]]) -> Callable[[str], list[str]]:
    """Return a search that adds up the reciprocal ranks of others."""

    def search(text: str) -> list[str]:
        shares: dict[str, float] = {}
        for other in searches:
            for rank, code in enumerate(other(text), 1):
                shares[code] = shares.get(code, 0.0) + 1 / (FALL + rank)
        return sorted(shares, key=lambda code: -shares[code])

    return search


def peers(show: Texts) -> dict[str, Callable[[str], Sequence[str]]]:
    """Return the other engines by their names."""
    french, english = (stemmer.stemWord for stemmer in STEMMERS.values())
    trigrams, fuzzy = of_trigrams(show), of_tantivy(show)
    return {
        **{f"FTS5, {name}": of_fts5(show, rival) for name, rival in RIVALS.items()},
        "trigrams": trigrams,
        "bm25s, French stems": of_bm25s(show, french),
        "bm25s, English stems": of_bm25s(show, english),
        "bm25s, stems of both": of_bm25s(show, lambda word: french(english(word))),
        "tantivy, stems and fuzzy words": fuzzy,
        "trigrams and tantivy": fused(trigrams, fuzzy),
    }


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    others = peers(Texts.of(tfg.load_catalogue()))
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
    yield from _strangers()


def _strangers() -> Iterator[Row]:
    """Yield the rows of the questions of strangers about two shows."""
    shows = {
        "the bundled show": (tfg.load_catalogue(), BUNDLED),
        "the example": (tfg.load_catalogue(EXAMPLE_FOLDER), EXAMPLE),
    }
    for name, (catalogue, kinds) in shows.items():
        queries = [query for some in kinds.values() for query in some if query[1]]

        def own_search(text: str, catalogue: tfg.Catalogue = catalogue) -> list[str]:
            return [hit.episode.code for hit in catalogue.search(text)]

        own = reciprocal_ranks(own_search, queries)
        others = peers(Texts.of(catalogue)).items()
        theirs = {other: reciprocal_ranks(search, queries) for other, search in others}
        best = max(theirs, key=lambda other: mean(theirs[other]))
        low, high = _interval([a - b for a, b in zip(own, theirs[best], strict=True)])
        by_kind = (
            f"{kind} {mean(reciprocal_ranks(own_search, some)):.3f}"
            for kind, some in kinds.items()
            if kind != UNANSWERED
        )
        means = (f"{other}: {mean(ranks):.3f}" for other, ranks in theirs.items())
        difference = f"95 % of the paired differences are in {low:+.3f} to {high:+.3f}"
        yield Row(
            what=f"MRR over {len(queries)} questions of strangers about {name} vs {best}",
            goal=round(mean(theirs[best]), 3),
            measured=mean(own),
            at_least=True,
            detail="; ".join((difference, *by_kind, *means)),
        )
        nothing = [not own_search(text) for text, _ in kinds[UNANSWERED]]
        yield Row(
            what=f"unanswerable questions about {name} that are left unanswered",
            goal=UNANSWERED_GOAL,
            measured=mean(nothing),
            at_least=True,
        )


def _interval(differences: Sequence[float]) -> tuple[float, float]:
    """Return the interval that holds 95 % of the means of samples, drawn with replacement."""
    drawn = random.Random(1)  # noqa: S311 -- the same in each run
    means = sorted(mean(drawn.choices(differences, k=len(differences))) for _ in range(DRAWN))
    return means[DRAWN // 40], means[-DRAWN // 40]


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
