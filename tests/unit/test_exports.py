"""What each format makes of small catalogues: the cases in ``exports/``.

A case is a catalogue in YAML, unless it is the one beside its file, and exports of it, each after
``$``: a format, a file if the format is a folder, and options. What is written stands below it, or
why it is refused, after ``!``.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import yaml

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases
from written import files_of

FOLDER = Path(__file__).with_name("exports")
CASES = [case for file in sorted(FOLDER.glob("*.cases")) for case in read_cases(file)]


@each_case(*CASES)
def test_an_export_is_what_is_expected(case: Case) -> None:
    given, *exports = re.split(r"^\$ ", case.text, flags=re.MULTILINE)
    catalogue = (
        tfg.loads(given, "yaml") if given else tfg.load_catalogue(case.file.with_suffix(".yaml"))
    )
    lines = (export.partition("\n")[0] for export in exports)
    found = [f"{line}\n{exported(catalogue, *shlex.split(line))}" for line in lines]
    compare(case, "$ ".join([given, *found]).rstrip("\n") + "\n")


def exported(catalogue: tfg.Catalogue, format_: Any, *rest: str) -> str:
    files = [part for part in rest if "=" not in part]
    pairs = (part.split("=", 1) for part in rest if part not in files)
    options: dict[str, Any] = {name: yaml.safe_load(value or "''") for name, value in pairs}
    try:
        if files:
            return files_of(catalogue, format_, **options)[files[0]]
        return tfg.dumps(catalogue, format_, **options)
    except tfg.PodcastError as error:
        return f"! {error}\n"
