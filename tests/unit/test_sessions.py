"""What calls give and raise: lines of Python, as somebody types them, and what is printed.

Each case has a folder of its own, in which it may write.
"""

from __future__ import annotations

from doctest import DocTestParser, DocTestRunner
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from case_files import Case, cases_of, compare, each_case, head_of

if TYPE_CHECKING:
    import pytest


class Session(DocTestRunner):
    """Runs the lines of a text, and keeps what is printed below each."""

    def __init__(self) -> None:
        super().__init__()
        self.printed: list[str] = []

    def report_success(self, *found: Any, **_: Any) -> None:
        self.printed.append(found[-1])

    report_failure = report_success

    def report_unexpected_exception(self, *found: Any, **_: Any) -> None:
        kind, error, _traceback = found[-1]
        self.printed.append(f"{kind.__name__}: {error}\n")


def session(case: Case, names: dict[str, Any]) -> str:
    """Return the lines of a case, with what each of them prints."""
    test = DocTestParser().get_doctest(case.text, {}, case.id, None, None)
    test.globs, runner = names, Session()
    runner.run(test, clear_globs=False)
    typed = (example.source.rstrip("\n").replace("\n", "\n... ") for example in test.examples)
    return "".join(
        f">>> {line}\n{printed}" for line, printed in zip(typed, runner.printed, strict=True)
    )


@cache
def given(file: Path) -> dict[str, Any]:
    """Return the names that all cases of a file have."""
    text = head_of(file)
    names: dict[str, Any] = {}
    assert session(Case(file, "given", text), names) == text
    return names


@each_case(*cases_of(Path(__file__).with_name("sessions")))
def test_a_session_prints_what_is_expected(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    compare(case, session(case, dict(given(case.file))))
