"""What a terminal is shown: tables that fit it, in colour, and what takes long."""

from __future__ import annotations

import io
import re
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli import main
from techforgood_podcast.cli import terminal as _terminal
from techforgood_podcast.cli.terminal import link, marked, print_heading, print_table, ticking

if TYPE_CHECKING:
    from pathlib import Path

OURS = """\
show: {id: mine, title: Mine, language: en}
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: The oven
    duration: 25:10
    url: https://example.org/oven
    summary: How an oven is heated, and what it costs.
organisations:
  - {id: mill, name: The mill, kind: company, url: "https://example.org/mill"}
"""
LONG = ("S1E2", "Valeur financière ou valeur morale, le dilemme", "34:03")


class Terminal(io.StringIO):
    """A terminal that signals when something was written to it."""

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


def test_progress_of_long_work_is_shown_and_erased_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = as_terminal(monkeypatch)
    monkeypatch.setattr(_terminal, "PATIENCE", 0.0001)
    with ticking("reading\nbig.jsonl"):
        assert terminal.written.wait(60)
    shown, wiped = "\rreading big.jsonl: 0 s", f"\r{' ' * len('reading big.jsonl: 0 s')}\r"
    assert terminal.getvalue().startswith(shown)
    assert terminal.getvalue().endswith(wiped)


def test_no_progress_is_shown_for_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = as_terminal(monkeypatch)
    with ticking("reading"):
        pass
    assert terminal.getvalue() == ""


def test_no_progress_is_shown_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_terminal, "PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    before = threading.active_count()
    with ticking("reading"):
        assert threading.active_count() == before


def test_progress_stops_if_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = as_terminal(monkeypatch)
    before = threading.active_count()
    with pytest.raises(ValueError, match="broken"), ticking("reading"):
        raise ValueError("broken")
    assert threading.active_count() == before
    assert terminal.getvalue() == ""


def on_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, **environment: str) -> Terminal:
    """Put a terminal of some width in the place of stdout."""
    made = Terminal()
    monkeypatch.setattr(sys, "stdout", made)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    settings = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color", **environment}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return made


def plain(text: str) -> str:
    """Return what is seen: without colours and links."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", text)


@pytest.mark.parametrize("columns", [10, 30, 40, 60])
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["colour", "plain"])
def test_a_table_is_no_wider_than_the_terminal_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, columns: int, environment: dict[str, str]
) -> None:
    terminal = on_terminal(monkeypatch, columns, **environment)
    print_table([LONG, ("S1E3", "Fracture", "")])
    lines = plain(terminal.getvalue()).splitlines()
    assert max(map(len, lines)) <= columns
    letters = Counter("".join(lines).replace(" ", ""))
    assert letters == Counter("".join((*LONG, "S1E3Fracture")).replace(" ", ""))


def test_continuation_lines_are_aligned_with_their_column(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 40, NO_COLOR="1")
    print_table([LONG])
    first, second = plain(terminal.getvalue()).splitlines()
    assert first == "S1E2  Valeur financière ou valeur  34:03"
    assert second == "      morale, le dilemme"


def test_matches_stay_bold_where_a_cell_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 12)
    print_table([[marked("who **wastes food** today")]])
    assert terminal.getvalue().splitlines() == [
        "who \x1b[1mwastes\x1b[0m",
        "\x1b[1mfood\x1b[0m today",
    ]


def test_a_broad_letter_is_shown_even_where_it_does_not_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = on_terminal(monkeypatch, 1)
    print_table([["日本"]])
    assert terminal.getvalue() == "日\n本\n"


def test_rows_below_a_heading_are_indented(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 40)
    print_heading("Episodes")
    print_table([LONG], indent=2)
    assert "\x1b[1mEpisodes\x1b[0m" in terminal.getvalue()
    assert plain(terminal.getvalue()).splitlines() == [
        "",
        "Episodes",
        "  S1E2  Valeur financière ou       34:03",
        "        valeur morale, le dilemme",
    ]


def test_without_a_terminal_each_row_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    print_table([LONG])
    assert capsys.readouterr().out == "  ".join(LONG) + "\n"


@pytest.fixture
def ours(tmp_path: Path) -> str:
    """The path of a small catalogue."""
    path = tmp_path / "mine.yaml"
    path.write_text(OURS, encoding="utf-8")
    return str(path)


def test_a_terminal_is_shown_colours_and_links(monkeypatch: pytest.MonkeyPatch, ours: str) -> None:
    terminal = on_terminal(monkeypatch, 80)
    assert main(["episodes", "--data", ours]) == 0
    shown = terminal.getvalue()
    assert "\x1b[36mS1E1\x1b[0m" in shown
    assert re.search(r"\x1b\]8;[^;]*;https://example\.org/oven\x1b\\The oven", shown)
    assert plain(shown) == "S1E1  The oven  25:10\n"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_can_be_switched_off(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, coloured: bool
) -> None:
    terminal = on_terminal(monkeypatch, 80, **environment)
    print_table([("S1E1", "The oven")])
    assert ("\x1b[36m" in terminal.getvalue()) is coloured


def test_matches_are_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch, ours: str) -> None:
    terminal = on_terminal(monkeypatch, 80)
    assert main(["search", "oven", "--data", ours]) == 0
    assert "an \x1b[1moven\x1b[0m is" in terminal.getvalue()
    assert "**" not in terminal.getvalue()


def test_a_table_without_rows_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 80)
    print_table([])
    assert terminal.getvalue() == ""


@pytest.fixture
def _no_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)


@pytest.mark.usefixtures("_no_rich")
@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("xterm", "S1E1  The oven  How an \x1b[1moven\x1b[22m is heated, and what it costs.\n"),
        ("dumb", "S1E1  The oven  How an oven is heated, and what it costs.\n"),
    ],
)
def test_without_rich_matches_are_bold_where_the_terminal_can(
    monkeypatch: pytest.MonkeyPatch, ours: str, term: str, shown: str
) -> None:
    terminal = on_terminal(monkeypatch, 80, TERM=term)
    assert main(["search", "oven", "--data", ours]) == 0
    assert terminal.getvalue() == shown


@pytest.mark.parametrize("columns", [20, 120])
@pytest.mark.parametrize(
    "arguments", [("episodes",), ("show", "1"), ("show", "mill"), ("search", "oven"), ("info",)]
)
def test_rich_adds_nothing_but_colour_and_links(
    monkeypatch: pytest.MonkeyPatch, ours: str, arguments: tuple[str, ...], columns: int
) -> None:
    with_rich = on_terminal(monkeypatch, columns)
    assert main([*arguments, "--data", ours]) == 0
    monkeypatch.setitem(sys.modules, "rich.console", None)
    without = on_terminal(monkeypatch, columns)
    assert main([*arguments, "--data", ours]) == 0
    assert plain(with_rich.getvalue()) == plain(without.getvalue())


def test_control_sequences_in_a_cell_are_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 80)
    print_table([("[bold]x[/bold]", ":smile:", "\x1b[31mred")])
    shown = plain(terminal.getvalue())
    assert shown.startswith("[bold]x[/bold]  :smile:  ")
    assert "\x1b" not in shown


# What could end a link or a sequence, change the direction of writing, or hide something.
UNSAFE = {
    "escape": "\x1b",
    "bell": "\x07",
    "string terminator": "\x9c",
    "control sequence introducer": "\x9b",
    "null": "\0",
    "delete": "\x7f",
    "line break": "\n",
    "line separator": "\u2028",
    "bidi override": "\u202e",
    "bidi isolate": "\u2066",
    "bidi mark": "\u061c",
    "zero width": "\u200b",
    "tag": "\U000e0001",
    "surrogate": "\ud800",
}


@pytest.mark.parametrize("character", UNSAFE.values(), ids=UNSAFE)
def test_the_address_of_a_link_is_escaped(monkeypatch: pytest.MonkeyPatch, character: str) -> None:
    terminal = on_terminal(monkeypatch, 80)
    url = f"https://example.org/é?a=%20&b=[1]#c{character}]8;;\\"
    print_table([("S1E1", link("The oven", url))])
    (address,) = re.findall(r"\x1b\]8;id=\d+;([^\x1b]*)\x1b\\The oven", terminal.getvalue())
    escaped = "".join(f"%{byte:02X}" for byte in character.encode(errors="ignore")) or "?"
    assert address == f"https://example.org/%C3%A9?a=%20&b=[1]#c{escaped}]8;;\\"


@pytest.mark.parametrize("character", UNSAFE.values(), ids=UNSAFE)
def test_the_text_of_a_link_is_escaped(monkeypatch: pytest.MonkeyPatch, character: str) -> None:
    terminal = on_terminal(monkeypatch, 80)
    print_table([("S1E1", link(f"a{character}]8;;b", "https://example.org"))])
    shown = plain(terminal.getvalue())
    assert character not in shown.removesuffix("\n")
    escaped = character.encode("unicode_escape").decode()
    assert shown == f"S1E1  a{escaped if character.split() else ' '}]8;;b\n"


@pytest.mark.parametrize("character", [c for c in UNSAFE.values() if c < "\U000e0000"])
def test_a_record_refuses_an_address_with_an_unsafe_character(character: str) -> None:
    with pytest.raises(tfg.RecordError, match=r"Organisation\.url: "):
        tfg.Organisation(id="a", name="A", kind="ngo", url=f"https://example.org/{character}a")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("日本語", 6), ("e\u0301te\u0301", 3), ("ａ", 2), ("x\u20dd", 1)],
)
def test_the_width_of_a_text_is_that_on_a_terminal(
    text: str, columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    print_table([(text, "x"), ("abcdefgh", "y")])
    gap = " " * (len("abcdefgh") - columns + 2)
    assert capsys.readouterr().out.splitlines() == [f"{text}{gap}x", "abcdefgh  y"]


def test_broad_letters_keep_columns_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([("日本", "x"), ("abcdef", "y")])
    assert capsys.readouterr().out == "日本    x\nabcdef  y\n"


def test_paragraphs_are_wrapped_on_a_terminal_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ours: str
) -> None:
    monkeypatch.setenv("COLUMNS", "14")
    assert main(["show", "1", "--data", ours]) == 0
    assert "\n\nHow an oven is heated, and what it costs.\n" in capsys.readouterr().out
    terminal = on_terminal(monkeypatch, 14)
    assert main(["show", "1", "--data", ours]) == 0
    assert "\n\nHow an oven is\nheated, and\nwhat it costs.\n" in terminal.getvalue()


def test_the_commands_fit_the_terminal_and_lead_to_addresses(
    monkeypatch: pytest.MonkeyPatch, ours: str
) -> None:
    terminal = on_terminal(monkeypatch, 30)
    assert main(["show", "1", "--data", ours]) == 0
    assert main(["episodes", "--data", ours]) == 0
    shown = terminal.getvalue()
    assert shown.count(";https://example.org/oven\x1b") == 4  # two titles, an address of two lines
    assert max(map(len, plain(shown).splitlines())) <= 30
    assert "How an oven is heated, and\nwhat it costs.\n" in shown
