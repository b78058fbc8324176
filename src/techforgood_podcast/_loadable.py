"""What no file may hold is not written to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._checking import Checker, References
from ._schema import SECTIONS
from .errors import CatalogueError, Problem, printable
from .models import DataInfo, Show

if TYPE_CHECKING:
    from ._syntax import Path
    from .catalogue import Catalogue
    from .errors import Severity


def refuse_unloadable(catalogue: Catalogue) -> None:
    """Check records that were built in Python as those of files are checked.

    Raises:
        CatalogueError: a text holds control characters, a number has too many digits, an address
            is none, or whatever else loading would refuse.
    """
    if catalogue.is_checked:
        return
    document = catalogue.document()
    problems: list[Problem] = []
    for name, model in (("info", DataInfo), ("show", Show)):
        _check(model, document[name], name, problems)
    for section in SECTIONS:
        for record in document.get(section.name, ()):
            _check(section.model, record, f"{section.name}.{record['id']}", problems)
    if problems:
        raise CatalogueError(sorted(problems, key=lambda problem: problem.path))


def _check(model: type[object], record: object, name: str, problems: list[Problem]) -> None:
    def report(
        path: Path,
        message: str,
        hint: str | None = None,
        *,
        key: bool = False,  # noqa: ARG001 -- there is no file to point at
        severity: Severity = "error",
    ) -> None:
        if severity == "error":
            steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
            problems.append(
                Problem(path=printable(f"{name}{steps}"), message=printable(message), hint=hint)
            )

    Checker(References({}), report).record(model, record, ())
