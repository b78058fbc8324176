"""What formats make of catalogues: the cases in ``exports/``.

A case is a catalogue in YAML, or else that of the case above it. Below ``--- rss language=de`` is
what the format makes of it, and below ``--- rss: <guid`` the lines in which that expression is;
below ``--- cite`` are the citations of each episode in the styles that no format has.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases
from techforgood_podcast.writers.citations.bibliography import references

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPORTS = Path(__file__).parent / "exports"
SHOW = "show: {id: s, title: My show, language: en}\n"
HEAD = re.compile(r"^(--- (\w+)((?: \w+=\S+)*)(?:: (.*))?\n)", re.MULTILINE)


def catalogues() -> Iterator[tuple[Case, str]]:
    """Yield each case with its catalogue."""
    text = ""
    for path in sorted(EXPORTS.glob("*.cases")):
        for case in read_cases(path):
            text = HEAD.split(case.text)[0] or text
            yield case, text


TEXTS = dict(catalogues())


@cache
def catalogue_of(text: str) -> tfg.Catalogue:
    return tfg.loads(text if "show:" in text else SHOW + text, "yaml")


def exported(catalogue: tfg.Catalogue, name: Any, options: dict[str, Any]) -> str:
    """Return the text of a catalogue in a format, or as citations."""
    if name != "cite":
        return tfg.dumps(catalogue, name, **options)
    language = options.get("language", catalogue.show.language)
    cited = (list(references(one, language).values())[:4] for one in catalogue.episodes)
    return "\n".join("\n".join(texts) for texts in cited)


@each_case(*TEXTS)
def test_a_catalogue_is_written_as_expected(case: Case) -> None:
    given, *parts = HEAD.split(case.text)
    found = given
    for head, name, words, wanted in zip(*(parts[n::5] for n in range(4)), strict=True):
        options = {key: yaml.safe_load(text) for key, text in re.findall(r"(\w+)=(\S+)", words)}
        lines = exported(catalogue_of(TEXTS[case]), name, options).rstrip("\n").split("\n")
        shown = [line for line in lines if not wanted or re.search(wanted, line)]
        found += head + "".join(f"{line}\n" for line in shown)
    compare(case, found)
