"""The command that prints a shell completion script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import MissingExtraError
from ..packaged.bundled import load_catalogue
from ..writers import formats
from .commands import GROUPS
from .parsers import build_parsers
from .terminal import DONE, print_document

if TYPE_CHECKING:
    import argparse


def completion(options: argparse.Namespace) -> int:
    """Print the script, which shtab generates from the parsers."""
    try:
        import shtab
    except ImportError as error:
        raise MissingExtraError("completion", "cli") from error
    parser, commands = build_parsers(GROUPS)
    every = [argument for command in commands.values() for argument in command.list_arguments()]
    for argument in every:
        if argument.metavar == "FORMAT":
            argument.choices = [format_.name for format_ in formats()]
        elif argument.metavar == "COMMAND":
            argument.choices = list(commands)
        elif argument.metavar == "TAG":
            argument.choices = load_catalogue().languages
        elif argument.metavar in {"PATH", "FEED"}:
            argument.complete = shtab.FILE  # type: ignore[attr-defined]
    print_document(shtab.complete(parser, options.shell).rstrip("\n") + "\n")
    return DONE
