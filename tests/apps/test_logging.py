"""Logs and tracebacks of structlog and rich, with a catalogue among the local variables."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

structlog = framework("structlog")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture(autouse=True)
def _defaults() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def fail(value: object) -> None:
    episode, found = CATALOGUE.episode(3), CATALOGUE.search("emploi")
    raise RuntimeError(len(found), episode.code, value)


def lines_of_a_log(value: object) -> list[str]:
    """Return what structlog prints, as it does in a terminal, of an error with a local variable."""
    output = io.StringIO()
    show = structlog.dev.RichTracebackFormatter(show_locals=True, width=100)
    structlog.configure(
        [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=show)],
        logger_factory=structlog.PrintLoggerFactory(output),
    )
    try:
        fail(value)
    except RuntimeError:
        structlog.get_logger().exception("failed", episode=CATALOGUE.episode(3))
    return output.getvalue().splitlines()


@pytest.mark.parametrize(
    "value", [CATALOGUE, CATALOGUE.episodes, CATALOGUE.episode(3), CATALOGUE.people], ids=str
)
def test_a_log_of_an_error_shows_what_it_was_about_in_few_lines(value: object) -> None:
    log = lines_of_a_log(value)
    assert any("<Episode S1E3 " in line for line in log)
    assert len(log) <= 200


def test_a_log_of_plain_values_is_too_long() -> None:
    assert len(lines_of_a_log(tfg.to_dict(CATALOGUE.people))) > 200


def test_a_log_in_json_has_plain_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("use-it-in-your-app.md", "structlog and rich", tmp_path, monkeypatch)
    structlog.get_logger().info("found", episodes=CATALOGUE.by_theme("art"))
    assert json.loads(capsys.readouterr().out)["episodes"] == tfg.to_dict(CATALOGUE.by_theme("art"))
