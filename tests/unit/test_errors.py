"""Errors survive pickling and copying, and can be printed whatever was passed to them.

What they say, and what they are caught as, is in ``sessions/errors.cases``.
"""

from __future__ import annotations

import copy
import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import Problem
from techforgood_podcast.errors import Message, Remedy

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
SPOOFED = "a\u202eb\ud800\n" + "c" * 100_000
HOSTILE: tuple[tfg.PodcastError, ...] = (
    tfg.UnknownNameError(SPOOFED, "person", [("a", SPOOFED)], aliases=[SPOOFED]),
    tfg.UnknownNameError(SPOOFED, "person", sought="id"),
    tfg.AmbiguousNameError(SPOOFED, "person", [("a", SPOOFED), ("b", "B")]),
    tfg.UnknownFormatError(SPOOFED, ["json"]),
    tfg.UnknownOptionError(SPOOFED, (), reason="is not text"),
    tfg.RecordError("Show", f"summary.{SPOOFED}", "the text is empty"),
    tfg.CatalogueError([Problem(path=SPOOFED, message="unknown key")]),
    tfg.FeedError(f"unknown element {SPOOFED[:90]}", 1, 1),
    tfg.TargetExistsError(SPOOFED, foreign=SPOOFED),
)
ERRORS: tuple[tfg.PodcastError, ...] = (
    *HOSTILE,
    tfg.UnknownNameError("S1E12", "episode", hint="there are S1E1–S1E8"),
    tfg.UnknownFormatError("jsn", ["json", "yaml"], ["json"]),
    tfg.UnknownLanguageError("de", ["fr", "en"]),
    tfg.UnknownFieldError("duraton", ["duration", "title"], ["duration"]),
    tfg.UnknownOptionError("funded", ["funder"], ["funder"], noun="relation"),
    tfg.MissingExtraError("parquet", "arrow"),
    tfg.SearchUnavailableError("3.46.1"),
    tfg.TargetExistsError("my-podcast", replaceable=False),
)


def each(*errors: tfg.PodcastError) -> pytest.MarkDecorator:
    names = [f"{number} {type(error).__name__}" for number, error in enumerate(errors)]
    return pytest.mark.parametrize("error", errors, ids=names)


@each(*ERRORS)
def test_an_error_survives_pickling_and_copying_with_its_parts(error: tfg.PodcastError) -> None:
    pickled = pickle.loads(pickle.dumps(error))  # noqa: S301 -- pickled in this line
    for again in (pickled, copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert vars(again) == vars(error)
        assert str(again) == str(error)


@each(*HOSTILE)
def test_a_message_is_short_and_can_be_printed_whatever_was_passed(error: tfg.PodcastError) -> None:
    assert str(error).isprintable()
    assert r"a\u202eb\ud800\n" in str(error)
    assert len(str(error)) < 1100


@pytest.mark.parametrize("key", [print, lambda: None, 10**5000, memoryview(b"fr")], ids=range(4))
def test_the_error_of_a_look_up_by_anything_but_a_text_survives_pickling(key: Any) -> None:
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.LocalizedText(fr="emploi")[key]
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 -- pickled in this line
    assert str(again) == str(caught.value)


def test_a_message_keeps_its_remedies_when_it_is_pickled_or_copied() -> None:
    message = Message("pass ", Remedy("keep", ["all"]), ", or wait")
    pickled = pickle.loads(pickle.dumps(message))  # noqa: S301 -- pickled in this line
    for again in (pickled, copy.copy(message), copy.deepcopy(message)):
        assert (again, again.parts) == ("pass keep=['all'], or wait", message.parts)


def test_a_problem_cannot_be_changed_and_its_copies_are_equal() -> None:
    problem = Problem(file="show.yaml", line=1, column=1, path="title", message="unknown key")
    with pytest.raises(AttributeError):
        problem.line = 3  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    pickled = pickle.loads(pickle.dumps(problem))  # noqa: S301 -- pickled in this line
    for again in (pickled, copy.deepcopy(problem)):
        assert (again, hash(again)) == (problem, hash(problem))


@pytest.mark.parametrize("extra", tomllib.loads(PROJECT)["project"]["optional-dependencies"])
def test_the_error_for_an_extra_names_the_libraries_that_it_installs(extra: str) -> None:
    declared = tomllib.loads(PROJECT)["project"]["optional-dependencies"][extra]
    libraries = " ".join(line.partition(">")[0] for line in declared)
    assert tfg.MissingExtraError("this", extra).command == f"pip install {libraries}"
