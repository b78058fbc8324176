"""What is wrong with the files of a catalogue: the problems, their number and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..errors import Problem
from ..quoting import printable
from ..syntax import problem_at
from ..syntax.limits import MAX_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..errors import Severity
    from ..models.rules import Breach
    from .raw_records import RawRecord


class TooManyProblemsError(Exception):
    """There are too many errors to read on, or the files of a folder are too large."""


class Problems:
    """The problems found so far, as far as the limits on errors and on warnings allow."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._counts: dict[Severity, int] = {"error": 0, "warning": 0}

    @property
    def has_errors(self) -> bool:
        """Whether there is an error, and not only warnings."""
        return self._counts["error"] > 0

    def in_order(self) -> list[Problem]:
        """Return the problems, sorted by position, and what was left out last."""
        found = sorted(self._found, key=lambda p: (p.file, p.line, p.column, p.message))
        for severity, count in self._counts.items():
            if count > MAX_PROBLEMS:
                message = f"there are more than {MAX_PROBLEMS:,} {severity}s"
                hint = "fix these first"
                found.append(Problem(path="", message=message, hint=hint, severity=severity))
        return found

    def report(self, record: RawRecord, breach: Breach, severity: Severity = "error") -> None:
        """Report a breach where a record states what is wrong."""
        if self._counts[severity] > MAX_PROBLEMS:
            return
        document = record.document
        position = record.position(breach.path, key=breach.key)
        path = (*record.path, *breach.path)
        problem = problem_at(position, path, breach.message, breach.hint, severity)
        self.report_all(document.file, document.root, [problem], document.lines_before)

    def report_file(self, file: str, message: str, hint: str | None = None) -> None:
        """Report a problem with a file as a whole."""
        self.report_all(file, "", [problem_at((0, 0), (), message, hint)])

    def report_all(
        self, file: str, root: str, problems: Iterable[Problem], lines_before: int = 0
    ) -> None:
        """Report problems in a document of a file, as readers of YAML and JSON find them.

        Raises:
            TooManyProblemsError: there are more errors than the limit allows.
        """
        for problem in problems:
            self._counts[problem.severity] += 1
            if self._counts[problem.severity] > MAX_PROBLEMS:
                if problem.severity == "error":
                    raise TooManyProblemsError
                continue
            joint = "." if root and problem.path and not problem.path.startswith("[") else ""
            self._found.append(
                attrs.evolve(
                    problem,
                    file=printable(file),
                    line=problem.line and problem.line + lines_before,
                    path=printable(f"{root}{joint}{problem.path}"),
                    message=printable(problem.message),
                    hint=printable(problem.hint) if problem.hint else None,
                )
            )
