"""What the tests of the command line share: how to call it, and a catalogue of one's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from techforgood_podcast.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

Done: TypeAlias = "tuple[int | str | None, str, str]"
"""Exit status, stdout and stderr."""
Run: TypeAlias = "Callable[..., Done]"

MINE = """\
show:
  id: bread-and-code
  title: Bread and code
  language: en
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: The oven
    summary: How an oven is heated.
    published: 2024-05-01
    guests:
      - person: ada-miller
        credited_as: Ada Miller
      - person: alan-baker
        role: baker
        credited_as: Alan Baker
    mentioned:
      - person: grace-cook
        role: cook
        credited_as: Grace Cook
    organisations:
      - organisation: mill
        relation: subject
      - organisation: farm
        relation: supporter
        of: mill
    themes:
      - baking
people:
  - id: ada-miller
    name: Ada Miller
  - id: alan-baker
    name: Alan Baker
  - id: grace-cook
    name: Grace Cook
organisations:
  - id: mill
    name: The mill
    kind: company
  - id: farm
    name: The farm
    kind: company
themes:
  - id: baking
    label:
      en: Baking
      fr: Boulangerie
"""


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line in this process."""

    def call(*arguments: str) -> Done:
        status: int | str | None
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
        out, err = capsys.readouterr()
        return status, out, err

    return call


def lines_of(text: str) -> list[list[str]]:
    """Return the cells of a printed table."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]
