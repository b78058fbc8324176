"""What the tests of the command line share: how to call it, and a catalogue of one's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from techforgood_podcast.cli import main, parsers

if TYPE_CHECKING:
    from collections.abc import Callable

Done: TypeAlias = "tuple[int | str | None, str, str]"
"""Exit status, stdout and stderr."""
Run: TypeAlias = "Callable[..., Done]"

MINE = Path(__file__).parent.joinpath("commands", "mine.yaml").read_text(encoding="utf-8")
_BUILD = parsers.build_parsers
_PARSERS: dict[str, Any] = {}


def build_once(groups: Any) -> Any:
    """Return the parsers of a program, which take longer to make than most commands to run."""
    program: str = vars(parsers)["PROGRAM"]
    if program not in _PARSERS:
        _PARSERS[program] = _BUILD(groups)
    return _PARSERS[program]


def call(*arguments: str) -> int | str | None:
    """Run the command line in this process, with parsers that are made once; return its status."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsers, "build_parsers", build_once)
        try:
            return main(arguments)
        except SystemExit as end:
            return end.code
        finally:
            if "completion" in arguments:
                _PARSERS.clear()  # shtab changes them


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line, and returns what it prints as well."""

    def run(*arguments: str) -> Done:
        status = call(*arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return run


def lines_of(text: str) -> list[list[str]]:
    """Return the cells of a printed table."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]
