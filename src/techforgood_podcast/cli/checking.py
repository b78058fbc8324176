"""The commands that check a catalogue and compare two versions of one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from ..converters import to_dict
from ..errors import CatalogueError
from ..packaged.bundled import validate as problems_of
from ..quoting import join_hint
from ..reading.advice import gap_of, is_contradiction
from ..writers.changes import write_changes
from .selecting import load_from, with_paths
from .terminal import DONE, NOTHING, count, fail, print_document, print_json, print_line, ticking

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from ..errors import Problem

# Maximum number of equal problems that have a line each, and of positions in the line of more.
_POSITIONS: Final = 3
# Maximum number of lines with warnings that are printed unasked.
_WARNINGS: Final = 20


def validate(options: argparse.Namespace) -> int:
    """Print the problems of catalogues, and how many there are."""
    found: list[Problem] = []
    for path in options.paths or (None,):
        problems = _problems(options, path)
        found += problems
        if options.json:
            continue
        lines = list(_lines(_by_importance(problems, strict=options.strict)))
        errors = sum(problem.severity == "error" for problem in problems)
        limit = options.limit or errors + _WARNINGS
        for line in lines[:limit]:
            print_line(line)
        if hidden := len(lines[limit:]):
            print_line(f"{count(hidden, 'more line')}; --limit {len(lines)} prints all")
        if not options.quiet:
            name = {None: "the bundled catalogue", ".": "this folder"}.get(path, path)
            overlays = f" with {', '.join(options.overlay)}" if options.overlay else ""
            print_line(f"{name}{overlays}: {_count(problems)}")
    if options.json:
        ordered = [*chain.from_iterable(_by_importance(found, strict=options.strict))]
        print_json(to_dict(ordered[: options.limit]))
    return NOTHING if any(problem.severity == "error" for problem in found) else DONE


def diff(options: argparse.Namespace) -> int:
    """Print the differences between two versions of a catalogue."""
    old, new = load_from(options.old), load_from(options.new, options.overlay)
    try:
        differences = old.diff(new)
    except CatalogueError as error:
        for problem in error.problems:  # all, as no other command lists problems of two versions
            fail(problem, NOTHING)
        return NOTHING
    if options.json:
        print_json(to_dict(differences))
    elif not differences:
        print_line("no differences")
    elif options.markdown:
        print_document(write_changes(differences))
    else:
        for difference in differences:
            print_line(difference)
    return DONE


def _problems(options: argparse.Namespace, path: str | None) -> list[Problem]:
    """Check a catalogue, and return the problems that the options ask for."""
    with ticking(f"reading {path or 'the bundled catalogue'}"):
        found = problems_of(path, *options.overlay, strict=options.strict)
    wanted = (p for p in found if p.severity == "error" or not (options.no_warnings and gap_of(p)))
    return list(with_paths(wanted, path, options.overlay))


def _by_importance(problems: Iterable[Problem], *, strict: bool) -> list[list[Problem]]:
    """Return the errors in the order of the files, then groups of equal warnings.

    Contradictions come first, then small groups, so that hundreds of equal warnings do not hide
    the one that matters; what a draft cannot know comes last. With ``strict``, warnings are errors
    and cannot be told apart, so all problems are grouped.
    """
    errors: list[list[Problem]] = []
    repeated: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        if problem.severity == "error" and not strict:
            errors.append([problem])
        else:
            repeated.setdefault((problem.message, problem.hint), []).append(problem)
    return errors + sorted(
        repeated.values(),
        key=lambda group: (
            gap_of(group[0]) is not None,
            not is_contradiction(group[0]),
            len(group),
        ),
    )


def _lines(groups: Iterable[Sequence[Problem]]) -> Iterator[str]:
    """Yield a line for each problem, and one line for a large group of equal problems."""
    for group in groups:
        if len(group) <= _POSITIONS:
            yield from map(str, group)
        else:
            first = group[0]
            places = [f"{p.file}:{p.line}:{p.column}" for p in group[:_POSITIONS]]
            label = "warning: " if first.severity == "warning" else ""
            if many := gap_of(first):
                text = f"{len(group)} {many}, such as {places[0]}"
            else:
                text = f"{first.message}, {len(group)} times: {', '.join(places)} and so on"
            yield label + join_hint(text, first.hint or "")


def _count(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are."""
    severities = [problem.severity for problem in problems]
    counts = [
        count(number, severity)
        for severity in ("error", "warning")
        if (number := severities.count(severity))
    ]
    return ", ".join(counts) or "no problems found"
