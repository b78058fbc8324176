"""The commands that create a folder, merge two of its people, and package a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...cli.selecting import with_paths
from ...cli.terminal import DONE, NOTHING, PROGRAM, as_argument, fail, print_line
from ...errors import CatalogueError, TargetExistsError
from ...quoting import quoted
from .. import projects
from ..folders import joining
from ..folders.skeleton import write_skeleton
from .feeds import read_source

if TYPE_CHECKING:
    import argparse


def init(options: argparse.Namespace) -> int:
    """Create a small catalogue."""
    write_skeleton(options.folder)
    print_line(
        f"{options.folder} created; edit its files, then run: {PROGRAM} validate {options.folder}"
    )
    return DONE


def package(options: argparse.Namespace) -> int:
    """Write a project that makes a package of a catalogue."""
    project, source = options.project, options.source
    try:
        name = projects.package(
            read_source(source, options),
            project,
            name=options.name,
            licence=options.licence,
            with_notes=options.with_notes,
        )
    except TargetExistsError:
        data = next((show.parent for show in project.glob("src/*/data/show.yaml")), None)
        way = (
            f"to add what is new, run: {PROGRAM} update {data} FEED"
            if data
            else "choose another name"
        )
        return fail(f"{quoted(str(project))} already exists; {way}", NOTHING)
    except CatalogueError as error:
        raise CatalogueError(with_paths(error.problems, str(source), ())) from error
    # A build in isolation would run what somebody else may have published by this library's name.
    print_line(f"{project} created; install it with:")
    print_line("pip install hatchling")
    print_line(f"pip install --no-build-isolation --no-deps {as_argument(str(project))}")
    print_line(f"then, in Python: import {name}; {name}.load_catalogue()")
    return DONE


def same_person(options: argparse.Namespace) -> int:
    """Make one person of two, and print which files changed."""
    folder = str(options.folder)
    try:
        found = joining.same_person(folder, options.keep, options.drop, dry_run=options.dry_run)
    except CatalogueError as error:
        raise CatalogueError(with_paths(error.problems, folder, ())) from error
    for problem in with_paths(found.left, folder, ()):
        print_line(problem)
    written = " (nothing was written)" if options.dry_run else ""
    for name in found.files:
        print_line(f"changed {name}{written}")
    kept = found.catalogue.people.resolve(options.keep)
    print_line(f"{options.folder}: {options.drop} is now {kept.name} ({kept.id})")
    return DONE
