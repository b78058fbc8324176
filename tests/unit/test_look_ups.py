"""What people type, and what they find: each line of ``look-ups.cases`` is a look-up.

The id is that to which a text is resolved, unless ``find`` asks for all ids. A query, such as
``by_theme``, gives the entries or the codes of the episodes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases

CATALOGUE = tfg.load_catalogue()


def answer(question: str) -> str:
    """Return what a look-up finds."""
    collection, _, text = question.removeprefix("find ").partition(": ")
    asked: Any = getattr(CATALOGUE, collection)
    try:
        if question.startswith("find "):
            asked = asked.find
        elif not collection.startswith("by_") and not collection.endswith("_of"):
            return str(asked.resolve(text).id)
        ids = (one.code if isinstance(one, tfg.Episode) else one.id for one in asked(text))
        return ", ".join(ids) or "nothing"
    except tfg.AmbiguousNameError as error:
        return " or ".join(id_ for id_, _ in error.candidates)
    except tfg.UnknownNameError as error:
        if "; search finds " in str(error):
            return f"unknown, {str(error).partition('; ')[2]}"
        suggested = ", ".join(id_ for id_, _ in error.suggestions)
        return f"unknown, perhaps {suggested}" if suggested else "unknown"


@each_case(*read_cases(Path(__file__).with_name("look-ups.cases")))
def test_a_text_finds_what_is_expected(case: Case) -> None:
    questions = [line.partition(" => ")[0] for line in case.text.splitlines()]
    compare(case, "".join(f"{question} => {answer(question)}\n" for question in questions))
