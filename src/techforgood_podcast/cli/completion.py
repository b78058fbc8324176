"""Generate shell completion scripts from the command-line parsers.

The scripts complete commands, options and values with fixed choices; anything else is completed
with file names.
"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

import attrs

from .terminal import PROGRAM

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from .arguments import Parser

_FUNCTION = f"_{PROGRAM.replace('-', '_')}"


@attrs.frozen(kw_only=True)
class Option:
    """An option and the choices for its value."""

    flags: tuple[str, ...]
    about: str
    takes_value: bool
    values: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Command:
    """A command, its options, and the choices for its positional arguments."""

    name: str
    about: str
    options: tuple[Option, ...]
    values: tuple[str, ...]


def build_script(
    shell: str, parser: Parser, commands: Mapping[str, Parser], formats: Sequence[str]
) -> str:
    """Return the script for ``bash``, ``zsh`` or ``fish``."""
    write_lines = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]
    program = _command("", parser, ())
    known = [_command(name, subparser, formats) for name, subparser in commands.items()]
    return "".join(f"{line}\n" for line in write_lines(program, known))


def _command(name: str, parser: Parser, formats: Sequence[str]) -> Command:
    arguments = parser.list_arguments()
    options = [_option(action) for action in arguments if action.option_strings]
    positional = [action for action in arguments if not action.option_strings]
    choices = [
        value
        for action in positional
        for value in (formats if action.metavar == "FORMAT" else action.choices or ())
    ]
    return Command(
        name=name,
        about=parser.description or "",
        options=tuple(options),
        values=tuple(choices) if name else (),
    )


def _option(action: argparse.Action) -> Option:
    return Option(
        flags=tuple(action.option_strings),
        about=action.help or "",
        takes_value=action.nargs != 0,
        values=tuple(action.choices or ()),
    )


def _bash(program: Command, commands: Sequence[Command]) -> Iterator[str]:
    yield f"{_FUNCTION}() {{"
    yield "    local cur=${COMP_WORDS[COMP_CWORD]} values= options="
    yield "    if ((COMP_CWORD == 1)); then"
    yield f"        values={quote(' '.join(command.name for command in commands))}"
    yield f"        options={quote(_flags(program))}"
    yield "    else"
    yield "        case ${COMP_WORDS[1]}:${COMP_WORDS[COMP_CWORD - 1]} in"
    for command in commands:
        for option in _with_values(command):
            patterns = "|".join(f"{command.name}:{flag}" for flag in option.flags)
            yield f"            {patterns}) values={quote(' '.join(option.values))} ;;"
        yield f"            {command.name}:*)"
        yield f"                values={quote(' '.join(command.values))}"
        yield f"                options={quote(_flags(command))}"
        yield "                ;;"
    yield "        esac"
    yield "    fi"
    yield "    [[ $cur == -* ]] && values=$options"
    yield '    COMPREPLY=($(compgen -W "$values" -- "$cur"))'
    yield "}"
    yield f"complete -o default -F {_FUNCTION} {PROGRAM}"


def _zsh(program: Command, commands: Sequence[Command]) -> Iterator[str]:
    yield f"#compdef {PROGRAM}"
    yield f"{_FUNCTION}() {{"
    yield "    local -a values options"
    yield "    if (( CURRENT == 2 )); then"
    yield f"        values=({_described((command.name, command.about) for command in commands)})"
    yield f"        options=({_options(program)})"
    yield "    else"
    yield "        case $words[2]:$words[CURRENT-1] in"
    for command in commands:
        for option in _with_values(command):
            patterns = "|".join(f"{command.name}:{flag}" for flag in option.flags)
            yield f"            {patterns}) values=({' '.join(map(quote, option.values))}) ;;"
        yield f"            {command.name}:*)"
        yield f"                values=({' '.join(map(quote, command.values))})"
        yield f"                options=({_options(command)})"
        yield "                ;;"
    yield "        esac"
    yield "    fi"
    yield "    if [[ $words[CURRENT] == -* ]]; then"
    yield "        _describe -o option options"
    yield "    elif (( $#values )); then"
    yield "        _describe value values"
    yield "    else"
    yield "        _files"
    yield "    fi"
    yield "}"
    yield f"if [[ $funcstack[1] == _{PROGRAM} ]]; then"
    yield f'    {_FUNCTION} "$@"'
    yield "else"
    yield f"    compdef {_FUNCTION} {PROGRAM}"
    yield "fi"


def _fish(program: Command, commands: Sequence[Command]) -> Iterator[str]:
    first = f"complete -c {PROGRAM} -n __fish_use_subcommand"
    for command in commands:
        yield f"{first} -f -a {command.name} -d {_fish_quoted(command.about)}"
    for option in program.options:
        yield f"{first} {_fish_option(option)}"
    for command in commands:
        here = f"complete -c {PROGRAM} -n '__fish_seen_subcommand_from {command.name}'"
        if command.values:
            yield f"{here} -f -a {_fish_quoted(' '.join(command.values))}"
        for option in command.options:
            yield f"{here} {_fish_option(option)}"


def _fish_option(option: Option) -> str:
    flags = [
        f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags
    ]
    if option.values:
        flags.append(f"-x -a {_fish_quoted(' '.join(option.values))}")
    elif option.takes_value:
        flags.append("-r")
    return f"{' '.join(flags)} -d {_fish_quoted(option.about)}"


def _fish_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _with_values(command: Command) -> list[Option]:
    return [option for option in command.options if option.takes_value]


def _flags(command: Command) -> str:
    return " ".join(flag for option in command.options for flag in option.flags)


def _options(command: Command) -> str:
    return _described((flag, option.about) for option in command.options for flag in option.flags)


def _described(words: Iterator[tuple[str, str]]) -> str:
    return " ".join(quote(f"{word}:{about}") for word, about in words)
