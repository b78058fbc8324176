"""What a terminal is shown: tables that fit it, in colour, and what takes long."""

from __future__ import annotations

import io
import re
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING, Protocol

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
# What could end a link or a sequence, change the direction of writing, or hide something: escape,
# bell, string terminator, control sequence introducer, null, delete, breaks, bidi, zero width, tag.
UNSAFE = "\x1b\x07\x9c\x9b\0\x7f\n\u2028\u202e\u2066\u061c\u200b\U000e0001\ud800"
each_unsafe = pytest.mark.parametrize("character", UNSAFE, ids=ascii)


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

    @property
    def plain(self) -> str:
        """What is seen: without colours and links."""
        return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", self.getvalue())


class OnTerminal(Protocol):
    """A function that puts a terminal of some width in the place of stdout."""

    def __call__(self, columns: int = 80, /, **environment: str) -> Terminal: ...


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> OnTerminal:
    def put(columns: int = 80, /, **environment: str) -> Terminal:
        made = Terminal()
        monkeypatch.setattr(sys, "stdout", made)
        for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "TTY_COMPATIBLE"):
            monkeypatch.delenv(name, raising=False)
        usual = {"COLUMNS": str(columns), "LINES": "24", "TERM": "xterm-256color"}
        for name, value in (usual | environment).items():
            monkeypatch.setenv(name, value)
        return made

    return put


@pytest.fixture
def ours(tmp_path: Path) -> str:
    """The path of a small catalogue."""
    path = tmp_path / "mine.yaml"
    path.write_text(OURS, encoding="utf-8")
    return str(path)


def as_stderr(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr; a fixture would do it before pytest does its own."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    return made


def test_progress_of_long_work_is_shown_and_erased_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = as_stderr(monkeypatch)
    monkeypatch.setattr(_terminal, "PATIENCE", 0.0001)
    with ticking("reading\nbig.jsonl"):
        assert terminal.written.wait(60)
    assert terminal.getvalue().startswith("\rreading big.jsonl: 0 s")
    assert terminal.getvalue().endswith(f"\r{' ' * len('reading big.jsonl: 0 s')}\r")


def test_no_progress_is_shown_for_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = as_stderr(monkeypatch)
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
    terminal = as_stderr(monkeypatch)
    before = threading.active_count()
    with pytest.raises(ValueError, match="broken"), ticking("reading"):
        raise ValueError("broken")
    assert threading.active_count() == before
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("columns", [10, 30, 40, 60])
@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["colour", "plain"])
def test_a_table_is_no_wider_than_the_terminal_and_loses_nothing(
    on_terminal: OnTerminal, columns: int, environment: dict[str, str]
) -> None:
    terminal = on_terminal(columns, **environment)
    print_table([LONG, ("S1E3", "Fracture", "")])
    lines = terminal.plain.splitlines()
    assert max(map(len, lines)) <= columns
    letters = Counter("".join(lines).replace(" ", ""))
    assert letters == Counter("".join((*LONG, "S1E3Fracture")).replace(" ", ""))


def test_rows_below_a_heading_are_indented_and_their_lines_aligned(on_terminal: OnTerminal) -> None:
    terminal = on_terminal(40)
    print_table([LONG])
    print_heading("Episodes")
    print_table([LONG], indent=2)
    print_table([])
    assert "\x1b[1mEpisodes\x1b[0m" in terminal.getvalue()
    assert terminal.plain.splitlines() == [
        "S1E2  Valeur financière ou valeur  34:03",
        "      morale, le dilemme",
        "",
        "Episodes",
        "  S1E2  Valeur financière ou       34:03",
        "        valeur morale, le dilemme",
    ]


def test_matches_stay_bold_where_a_cell_is_folded(on_terminal: OnTerminal) -> None:
    terminal = on_terminal(12)
    print_table([[marked("who **wastes food** today")]])
    assert terminal.getvalue() == "who \x1b[1mwastes\x1b[0m\n\x1b[1mfood\x1b[0m today\n"


def test_a_broad_letter_is_shown_even_where_it_does_not_fit(on_terminal: OnTerminal) -> None:
    terminal = on_terminal(1)
    print_table([["日本"]])
    assert terminal.getvalue() == "日\n本\n"


def test_without_a_terminal_each_row_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    print_table([LONG])
    assert capsys.readouterr().out == "  ".join(LONG) + "\n"


def test_a_terminal_is_shown_colours_and_links(on_terminal: OnTerminal, ours: str) -> None:
    terminal = on_terminal()
    assert main(["episodes", "--data", ours]) == 0
    shown = terminal.getvalue()
    assert "\x1b[36mS1E1\x1b[0m" in shown
    assert re.search(r"\x1b\]8;[^;]*;https://example\.org/oven\x1b\\The oven", shown)
    assert terminal.plain == "S1E1  The oven  25:10\n"


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_can_be_switched_off(
    on_terminal: OnTerminal, environment: dict[str, str], *, coloured: bool
) -> None:
    terminal = on_terminal(**environment)
    print_table([("S1E1", "The oven")])
    assert ("\x1b[36m" in terminal.getvalue()) is coloured


def test_matches_are_bold_on_a_terminal(on_terminal: OnTerminal, ours: str) -> None:
    terminal = on_terminal()
    assert main(["search", "oven", "--data", ours]) == 0
    assert "an \x1b[1moven\x1b[0m is" in terminal.getvalue()
    assert "**" not in terminal.getvalue()


@pytest.mark.parametrize(
    ("term", "oven"), [("xterm", "\x1b[1moven\x1b[22m"), ("dumb", "oven")], ids=["xterm", "dumb"]
)
def test_without_rich_matches_are_bold_where_the_terminal_can(
    on_terminal: OnTerminal, ours: str, monkeypatch: pytest.MonkeyPatch, term: str, oven: str
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    terminal = on_terminal(TERM=term)
    assert main(["search", "oven", "--data", ours]) == 0
    shown = f"S1E1  The oven  How an {oven} is heated, and what it costs.\n"
    assert terminal.getvalue() == shown


@pytest.mark.parametrize("columns", [20, 120])
@pytest.mark.parametrize("command", ["episodes", "show 1", "show mill", "search oven", "info"])
def test_rich_adds_nothing_but_colour_and_links(
    on_terminal: OnTerminal, ours: str, monkeypatch: pytest.MonkeyPatch, command: str, columns: int
) -> None:
    with_rich = on_terminal(columns)
    assert main([*command.split(), "--data", ours]) == 0
    monkeypatch.setitem(sys.modules, "rich.console", None)
    without = on_terminal(columns)
    assert main([*command.split(), "--data", ours]) == 0
    assert with_rich.plain == without.plain


def test_control_sequences_in_a_cell_are_escaped(on_terminal: OnTerminal) -> None:
    terminal = on_terminal()
    print_table([("[bold]x[/bold]", ":smile:", "\x1b[31mred")])
    assert terminal.plain.startswith("[bold]x[/bold]  :smile:  ")
    assert "\x1b" not in terminal.plain


@each_unsafe
def test_the_address_of_a_link_is_escaped(on_terminal: OnTerminal, character: str) -> None:
    terminal = on_terminal()
    url = f"https://example.org/é?a=%20&b=[1]#c{character}]8;;\\"
    print_table([("S1E1", link("The oven", url))])
    (address,) = re.findall(r"\x1b\]8;id=\d+;([^\x1b]*)\x1b\\The oven", terminal.getvalue())
    escaped = "".join(f"%{byte:02X}" for byte in character.encode(errors="ignore")) or "?"
    assert address == f"https://example.org/%C3%A9?a=%20&b=[1]#c{escaped}]8;;\\"


@each_unsafe
def test_the_text_of_a_link_is_escaped(on_terminal: OnTerminal, character: str) -> None:
    terminal = on_terminal()
    print_table([("S1E1", link(f"a{character}]8;;b", "https://example.org"))])
    assert character not in terminal.plain.removesuffix("\n")
    escaped = character.encode("unicode_escape").decode()
    assert terminal.plain == f"S1E1  a{escaped if character.split() else ' '}]8;;b\n"


@pytest.mark.parametrize("character", [one for one in UNSAFE if one < "\U000e0000"], ids=ascii)
def test_a_record_refuses_an_address_with_an_unsafe_character(character: str) -> None:
    with pytest.raises(tfg.RecordError, match=r"Organisation\.url: "):
        tfg.Organisation(id="a", name="A", kind="ngo", url=f"https://example.org/{character}a")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("日本語", 6), ("e\u0301te\u0301", 3), ("ａ", 2), ("x\u20dd", 1)],
)
def test_columns_are_aligned_by_the_width_of_a_text_on_a_terminal(
    text: str, columns: int, capsys: pytest.CaptureFixture[str]
) -> None:
    print_table([(text, "x"), ("abcdefgh", "y")])
    gap = " " * (len("abcdefgh") - columns + 2)
    assert capsys.readouterr().out == f"{text}{gap}x\nabcdefgh  y\n"


def test_paragraphs_are_wrapped_on_a_terminal_and_nowhere_else(
    on_terminal: OnTerminal, monkeypatch: pytest.MonkeyPatch, ours: str
) -> None:
    printed = io.StringIO()
    monkeypatch.setattr(sys, "stdout", printed)
    monkeypatch.setenv("COLUMNS", "14")
    assert main(["show", "1", "--data", ours]) == 0
    assert "\n\nHow an oven is heated, and what it costs.\n" in printed.getvalue()
    terminal = on_terminal(14)
    assert main(["show", "1", "--data", ours]) == 0
    assert "\n\nHow an oven is\nheated, and\nwhat it costs.\n" in terminal.getvalue()


def test_the_commands_fit_the_terminal_and_lead_to_addresses(
    on_terminal: OnTerminal, ours: str
) -> None:
    terminal = on_terminal(30)
    assert main(["show", "1", "--data", ours]) == 0
    assert main(["episodes", "--data", ours]) == 0
    shown = terminal.getvalue()
    assert shown.count(";https://example.org/oven\x1b") == 4  # two titles, an address of two lines
    assert max(map(len, terminal.plain.splitlines())) <= 30
    assert "How an oven is heated, and\nwhat it costs.\n" in shown
