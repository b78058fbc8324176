"""Search of the sites: words are compared as the library compares them.

``fold`` removes accents and case and takes œ apart, both in the index and, as a script, in what is
typed. So *cœur*, *coeur* and *Coeur* find one another.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

from techforgood_podcast.text.folding import fold

FOLD = resources.files("techforgood_podcast.writers") / "page" / "fold.js"
# Sphinx's own splitter; folding then takes names such as `by_guest` for one word, as Sphinx does.
SPLITTER = """\
var splitQuery = (() => {
%s
  return (query) => query
    .split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu)
    .filter(Boolean)
    .map((word) => word.split("_").map(fold).join("_"));
})();
"""


def fold_word(word: str) -> str:
    """Return a word of the index without accents and case.

    >>> fold_word("Cœur"), fold_word("by_guest")
    ('coeur', 'by_guest')
    """
    return "_".join(map(fold, word.split("_")))


def folded(base: Any) -> Any:
    """Return one of Sphinx's classes for the search in a language, with folded words."""

    def split(self: Any, text: str) -> list[str]:
        return [fold_word(word) for word in base.split(self, text)]

    return type(
        f"Folded{base.__name__}",
        (base,),
        {
            "lang": f"folded-{base.lang}",
            "stopwords": frozenset(map(fold, base.stopwords)),
            "js_splitter_code": SPLITTER % FOLD.read_text(encoding="utf-8"),
            "split": split,
        },
    )
