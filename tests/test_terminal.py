"""What is said on a terminal while work takes long."""

from __future__ import annotations

import io
import sys
import threading

import pytest

from techforgood_podcast import _terminal
from techforgood_podcast._terminal import ticking


class Terminal(io.StringIO):
    """A terminal that tells when something was written on it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


def as_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr; a fixture would do it before pytest does its own."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    return made


def test_long_work_is_told_with_its_time_and_wiped_out_at_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = as_terminal(monkeypatch)
    monkeypatch.setattr(_terminal, "PATIENCE", 0.0001)
    with ticking("reading\nbig.jsonl"):
        assert terminal.written.wait(60)
    shown, wiped = "\rreading big.jsonl: 0 s", f"\r{' ' * len('reading big.jsonl: 0 s')}\r"
    assert terminal.getvalue().startswith(shown)
    assert terminal.getvalue().endswith(wiped)


def test_of_short_work_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = as_terminal(monkeypatch)
    with ticking("reading"):
        pass
    assert terminal.getvalue() == ""


def test_nothing_is_told_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_terminal, "PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    before = threading.active_count()
    with ticking("reading"):
        assert threading.active_count() == before


def test_the_ticking_ends_with_work_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = as_terminal(monkeypatch)
    before = threading.active_count()
    with pytest.raises(ValueError, match="broken"), ticking("reading"):
        raise ValueError("broken")
    assert threading.active_count() == before
    assert terminal.getvalue() == ""
