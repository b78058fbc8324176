"""What people type who look for an episode, and how well a search answers.

The questions are in ``search/``, where a line is a question and the codes of the episodes that it
means, and each file says how its lists came to be.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import techforgood_podcast as tfg
from case_files import read_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Query: TypeAlias = tuple[str, tuple[str, ...]]
FOLDER = Path(__file__).with_name("search")
FIRST = 3


def read_lists(name: str) -> dict[str, list[Query]]:
    """Return the lists of questions in a file, by their names."""
    lists: dict[str, list[Query]] = {}
    for case in read_cases(FOLDER / f"{name}.cases"):
        lines = [line.split(" => ") for line in case.text.splitlines() if line]
        lists[case.id] = [
            (text, () if codes == "nothing" else tuple(codes.split(", "))) for text, codes in lines
        ]
    return lists


QUESTIONS = read_lists("questions")
WORDS = read_lists("words")


class Score(NamedTuple):
    """How well a search answers some queries.

    Attributes:
        hit: the share of queries whose first answer is right.
        recall: the share with a right answer among the first three.
        mrr: the mean of one over the rank of the first right answer.
    """

    hit: float
    recall: float
    mrr: float


def score(search: Callable[[str], Sequence[str]], queries: Iterable[Query]) -> Score:
    """Return how well a search, which gives codes of episodes, answers the queries."""
    found = [
        next((1 / rank for rank, code in enumerate(search(text), 1) if code in meant), 0.0)
        for text, meant in queries
    ]
    return Score(
        found.count(1) / len(found),
        sum(one >= 1 / FIRST for one in found) / len(found),
        sum(found) / len(found),
    )


def ours(text: str) -> list[str]:
    """Return what the library finds."""
    return [hit.episode.code for hit in tfg.search(text)]
