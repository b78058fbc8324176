"""libyaml and pure PyYAML give the same values, faults and positions in the corners of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from settings import examples
from techforgood_podcast.syntax import UNKNOWN
from techforgood_podcast.syntax import yaml as reader
from yaml_loaders import LOADERS, never_read_twice, use

if TYPE_CHECKING:
    from techforgood_podcast.syntax import Fault, Positions

# Where the loaders would differ in what they read, say or locate.
CASES = {
    "tab in plain text": "a: b\tc",
    "tab after plain text": "a: b\t",
    "tab after plain text before a comment": "a: b\t# c",
    "tab before plain text": "a:\tb",
    "tab as indentation": "a:\n\tb: c",
    "tab in a folded line": "a: b\n\tc",
    "tab after a block indicator": "a: |\t\n  b",
    "tab between brackets": "a: [b,\tc]",
    "tab on a blank line": "a: b\n\t\nc: d",
    "question mark between braces": "a: {b?c: d}",
    "question mark at the end of text between brackets": "a: [b ?, c?]",
    "explicit key without a value": "? a",
    "empty explicit key between braces": "{? }",
    "empty key and value between braces": "{ : , a: b}",
    "empty key with a value between braces": "{ : a}",
    "empty pair in a list": "[? ]",
    "two commas": "[a,, b]",
    "colon before a bracket": "[a:]",
    "comment right after a block indicator": "a: |# c\n  b",
    "comment after an indicator with indentation": "a: |2# c\n  b",
    "unknown escape": r'a: "\q"',
    "escape beyond Unicode": r'a: "\U00110000"',
    "text after a closing quote": "a: 'b' c",
    "bracket never closed": "a: [b",
    "bracket closed by another": "a: [b}",
    "closing bracket alone": "a: ]",
    "plain key over lines": "a\nb: c",
    "literal with too much indentation": "a: |9\n  b\n",
    "literal with indentation of zero": "a: |0\n  b\n",
    "literal with a more indented first blank line": "a: |\n    \n  b\n",
    "text after a block indicator": "a: | b",
    "document start alone": "--- ",
    "text after the end": "a\n... b",
    "another version": "%YAML 3.0\n---\na",
    "unknown directive": "%FOO bar\n---\na",
    "directive without a document": "%YAML 1.1\n",
    "percent sign in text": "a: %b",
    "at sign": "a: @b",
    "backtick": "a: `b`",
    "tag with an unknown handle": "a: !b!c d",
    "wrong indentation": "a:\n  b: c\n d: e",
    "mapping below text": "a: b\n  c: d",
    "two colons": "a: b: c",
    "hyphen after a key": "a: - b",
}
PIECES = (
    *("a", "b: ", "é", "😀", ": ", " ", "\n", "\n  ", "\n ", "- ", "[", "]", "{", "}", '"', "'"),
    *(" #", ",", "?", "? ", "\t", "|", "|2\n", ">-\n", "|+\n", "\r\n", "\r", "\ufeff", "\\"),
    *("\\n", "&a ", "*a", "!t ", "!!str ", "<<: ", "---\n", "...\n", "%", "%YAML 1.1\n", "@", "`"),
    *("~", ":", "-", "a:\n", "  b", "\x85", "\u2028", "# c\n", "null", '"a"', "'b'", "--- "),
)


def both(text: str) -> list[tuple[Any, list[Fault], Positions | None]]:
    """Return what each loader reads: value, faults and, if it can be read, positions."""
    found: list[tuple[Any, list[Fault], Positions | None]] = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in LOADERS.values():
            use(loader, patch)
            value, faults = reader.read(text)
            found.append((value, faults, None if value is UNKNOWN else reader.positions(text)))
    return found


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_both_loaders_agree_on_each_corner_of_yaml(text: str) -> None:
    pure, libyaml = both(text)
    assert pure == libyaml


@settings(deadline=None, max_examples=examples(500))
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("{~a? }")
def test_both_loaders_agree_on_generated_texts(text: str) -> None:
    pure, libyaml = both(text)
    assert pure == libyaml


@pytest.mark.slow
@pytest.mark.parametrize(("last", "column"), [("- b\tc\n", 4), ("- [b?c]\n", 5)])
def test_both_loaders_agree_on_a_long_text(last: str, column: int) -> None:
    for value, faults, _ in both("- a\n" * 30_000 + last):
        assert value is UNKNOWN
        assert [fault.position for fault in faults] == [(30_001, column)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a: b\tc",
            "a: b\t# c",
            "a:\tb",
            "a: [b,\tc]",
            "- 'b'\t",
            "- # b\tc\n\t- d",
            "- 'a\tb'\n- \tc",
        ),
        *("a: |# c\n  b", "a: |2# c\n  b", "a: |\t\n  b", "a: >  \t# c\n  b"),
        *("- [b?c]", "a: {b?c: d}", "- [b]\n- [{c: d}, e?]"),
        *("- 'b\tc' # d\te", "- [b, 'c?'] # d\te\n- f?", "- |  # b\tc\n  d\te\n- f"),
    ],
)
def test_what_pyyaml_refuses_is_refused_after_libyaml_read_it(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    never_read_twice(monkeypatch)
    pure, libyaml = both(text)
    assert pure == libyaml
