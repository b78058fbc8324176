"""Records that were built in Python, checked as those of files are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Problem, printable
from ..models import DataInfo, Show
from ..models.checking import Checker, References
from ..models.fields import SECTIONS
from .document import document

if TYPE_CHECKING:
    from ..errors import Severity
    from ..syntax import Path
    from .indexes import Contents


def unloadable(contents: Contents) -> tuple[Problem, ...]:
    """Return what loading would refuse if the records stood in a file, sorted by place."""
    stated = document(contents)
    problems: list[Problem] = []
    for name, model in (("info", DataInfo), ("show", Show)):
        _check(model, stated[name], name, problems)
    for section in SECTIONS:
        for record in stated.get(section.name, ()):
            _check(section.model, record, f"{section.name}.{record['id']}", problems)
    return tuple(sorted(problems, key=lambda problem: problem.path))


def _check(model: type[object], record: object, name: str, problems: list[Problem]) -> None:
    def report(
        path: Path,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,  # noqa: ARG001 -- there is no file to point at
        severity: Severity = "error",  # noqa: ARG001 -- no warnings are asked for
    ) -> None:
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        place = printable(f"{name}{steps}")
        problems.append(Problem(path=place, message=printable(message), hint=hint))

    Checker(References({}), report, warns=False).record(model, record, ())
