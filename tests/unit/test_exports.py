"""What each format makes of small catalogues: the cases in ``exports/``.

A case without a catalogue has the one above the first case of its file.
"""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case, head_of
from techforgood_podcast.writers.citations.styles import references
from written import files_of

SHOW = "show: {id: s, title: My show, language: en}\n"


@each_case(*cases_of(Path(__file__).with_name("exports")))
def test_a_catalogue_is_written_as_expected(case: Case) -> None:
    given, *exports = re.split(r"^\$ ", case.text, flags=re.MULTILINE)
    catalogue = catalogue_of(given or head_of(case.file))
    lines = (export.partition("\n")[0] for export in exports)
    compare(case, "".join(f"$ {line}\n{shown(catalogue, line)}" for line in lines), given)


@cache
def catalogue_of(text: str) -> tfg.Catalogue:
    return tfg.loads(text if "show:" in text else SHOW + text, "yaml")


def shown(catalogue: tfg.Catalogue, line: str) -> str:
    """Return the lines of an export that are asked for."""
    asked, _, wanted = line.partition(": ")
    text = exported(catalogue, *shlex.split(asked)).rstrip("\n")
    found = [line for line in text.split("\n") if not wanted or re.search(wanted, line)]
    return "".join(f"{line}\n" for line in found)


def exported(catalogue: tfg.Catalogue, format_: Any, *rest: str) -> str:
    files = [part for part in rest if "=" not in part]
    pairs = (part.split("=", 1) for part in rest if part not in files)
    options: dict[str, Any] = {name: yaml.safe_load(value or "''") for name, value in pairs}
    if format_ == "cite":
        language = options.get("language", catalogue.show.language)
        cited = (list(references(one, language).values())[:4] for one in catalogue.episodes)
        return "\n".join("\n".join(texts) for texts in cited)
    try:
        if files:
            return files_of(catalogue, format_, **options)[files[0]]
        return tfg.dumps(catalogue, format_, **options)
    except tfg.PodcastError as error:
        return f"! {error}\n"
