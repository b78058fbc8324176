"""The search of a site, run by Node.js, finds first what the library finds first.

``misspellings.cases`` has words of the example with a slip each, in four kinds. The other questions
are those of the everyday tests about the bundled show.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from cases import BUNDLED, HERE

import techforgood_podcast as tfg
from case_files import read_cases
from search_queries import FOLDER, QUESTIONS, WORDS
from techforgood_podcast.writers.page_and_site.scripts_and_styles import write_script
from written import files_of

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = read_cases(HERE / "misspellings.cases")
MISSPELT = [word for case in CASES for word in case.text.split()]
# The queries whose first answer is another one, and why.
GUESSED = "the site guesses stems by the endings of other words"
OTHERS = {
    "ioundation": "the site compares each word of a name, the library whole names",
    "heatee": GUESSED,
    "decidd": GUESSED,
    "danseuse": GUESSED,
}


def differing(catalogue: tfg.Catalogue, texts: Sequence[str], first: int | None = 1) -> set[str]:
    """Return the texts, each in whole words, for which a site finds others first."""
    index = re.search('textContent: (".*")}', files_of(catalogue, "site")["search.js"])
    assert index
    script = write_script("page_and_site/search.js")
    done = subprocess.run(
        [shutil.which("node") or "node", HERE / "search.mjs"],
        input=json.dumps([json.loads(index[1]), script, [f"{text} " for text in texts]]),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers: list[list[int]] = json.loads(done.stdout)
    ids = [episode.id for episode in catalogue.episodes]
    return {
        text
        for text, found in zip(texts, answers, strict=True)
        if [ids[at] for at in found[:first]]
        != [hit.episode.id for hit in catalogue.search(text, limit=first or len(ids))]
    }


def test_a_site_finds_first_what_the_library_does_but_for_ten_queries_of_a_thousand() -> None:
    assert len(MISSPELT) == len(set(MISSPELT)) == 480
    example = tfg.load_catalogue(HERE.parents[1] / "examples" / "bread-and-code")
    asked = [text for some in (QUESTIONS | WORDS).values() for text, _ in some]
    assert differing(example, MISSPELT) | differing(BUNDLED, asked) == OTHERS.keys()
    assert len(OTHERS) <= 10


@pytest.mark.parametrize("name", ["bundled", "two seasons", "with times and days"])
def test_a_site_finds_what_the_library_does_for_who_asks_for_episodes(name: str) -> None:
    named = yaml.safe_load((FOLDER / "catalogues.yaml").read_text(encoding="utf-8"))
    catalogue = tfg.from_dict(named[name]) if name in named else BUNDLED
    texts = [case.text for case in read_cases(FOLDER / "asking.cases")]
    some = "".join(text for text in texts if f"in: {name}\n" in text)
    asked = re.findall("^(?:find|first): (.*) =>", some, re.MULTILINE)
    assert len(asked) > 10
    # Of several numbers, a site keeps the order of the show.
    assert differing(catalogue, asked, None) <= {"épisodes 1 et 3"}
