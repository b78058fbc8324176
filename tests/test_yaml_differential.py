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

CASES = {
    "tab in plain text": "a: b\tc",
    "tab after plain text": "a: b\t",
    "tab after plain text before a comment": "a: b\t# c",
    "tab before plain text": "a:\tb",
    "tab as indentation": "a:\n\tb: c",
    "tab in a folded line": "a: b\n\tc",
    "tab in quotes": 'a: "b\tc"',
    "tab in a comment": "a: b # c\td",
    "tab in a block text": "a: |\n  b\tc",
    "tab after a block indicator": "a: |\t\n  b",
    "tab between brackets": "a: [b,\tc]",
    "tab on a blank line": "a: b\n\t\nc: d",
    "question mark between braces": "a: {b?c: d}",
    "question mark at the end of text between brackets": "a: [b ?, c?]",
    "question mark in plain text": "a: b ? c? d",
    "question mark in quotes between brackets": "a: ['b?', 'c']",
    "question mark after brackets": "a: [b]\nc: d?",
    "explicit keys": "? a\n: b\n? c\n: d",
    "explicit key without a value": "? a",
    "explicit empty key": "? \n: a",
    "empty explicit key between braces": "{? }",
    "empty key and value between braces": "{ : , a: b}",
    "empty key with a value between braces": "{ : a}",
    "pairs in a list": "[a: b, c: d]",
    "empty pair in a list": "[? ]",
    "adjacent values": '{"a":b}',
    "trailing comma": "[a, b,]",
    "two commas": "[a,, b]",
    "comma in plain text": "a: b, c",
    "colon in plain text between brackets": "[a:b, http://c]",
    "colon before a bracket": "[a:]",
    "hyphen between brackets": "[-, a]",
    "list at the level of its key": "a:\n- b\n- c",
    "empty items": "-\n-\n- a",
    "nested lists in one line": "- - a\n  - b",
    "mapping in a list": "- a: b\n  c: d",
    "comment without a space": "a: b#c",
    "comment that looks like text": "a: b #3",
    "comment after a block indicator": "a: | # c\n  b",
    "comment right after a block indicator": "a: |# c\n  b",
    "comment after an indicator with indentation": "a: |2# c\n  b",
    "comments only": "# a\n# b",
    "double quotes over lines": 'a: "b\n\n  c\\\n  d"',
    "single quotes over lines": "a: 'b\n\n  c ''d'''",
    "escapes": r'a: "\x41\u00e9\U0001F600\n\e\_"',
    "unknown escape": r'a: "\q"',
    "escape beyond Unicode": r'a: "\U00110000"',
    "escaped line break": 'a: "b\\\n c"',
    "text after a closing quote": "a: 'b' c",
    "quote never closed": "a: 'b",
    "bracket never closed": "a: [b",
    "bracket closed by another": "a: [b}",
    "closing bracket alone": "a: ]",
    "plain text over lines": "a: b\n  c\n\n  d",
    "plain key over lines": "a\nb: c",
    "literal": "a: |\n  b\n   c\n\n  d\n",
    "literal without the last line break": "a: |-\n  b\n\n",
    "literal with all line breaks": "a: |+\n  b\n\n",
    "literal with indentation": "a: |2\n   b\n",
    "literal with too much indentation": "a: |9\n  b\n",
    "literal with indentation of zero": "a: |0\n  b\n",
    "folded": "a: >\n  b\n  c\n\n  d\n   e\n  f\n",
    "folded with indicators": "a: >1-\n  b\n c\n",
    "empty literal": "a: |\nb: c",
    "literal with a more indented first blank line": "a: |\n    \n  b\n",
    "text after a block indicator": "a: | b",
    "byte order mark inside": "a: b\ufeff",
    "next line": "a: b\x85c",
    "line separator": "a: b\u2028c",
    "no-break space": "a:\u00a0b",
    "carriage returns": "a: b\rc: d\r",
    "carriage returns and line feeds": "a: b\r\nc:\r\n  - d\r\n",
    "beyond the basic plane": "😀: [é, 😀]",
    "document start": "--- a",
    "document start alone": "--- ",
    "document end": "a\n...\n",
    "second document": "a\n---\nb",
    "text after the end": "a\n... b",
    "directive": "%YAML 1.1\n---\na",
    "another version": "%YAML 3.0\n---\na",
    "unknown directive": "%FOO bar\n---\na",
    "directive without a document": "%YAML 1.1\n",
    "percent sign in text": "a: %b",
    "at sign": "a: @b",
    "backtick": "a: `b`",
    "anchors and aliases": "a: &b c\nd: *b",
    "undefined alias": "a: *b",
    "tags": "a: !b c\nd: !!str e\nf: !<g> h",
    "tag with an unknown handle": "a: !b!c d",
    "merge key": "<<: {a: b}\nc: d",
    "duplicate keys": "a: b\n'a': c",
    "list as a key": "[a]: b",
    "nothing": "",
    "blanks": "  \n \n",
    "wrong indentation": "a:\n  b: c\n d: e",
    "list below text": "a: b\n  - c",
    "mapping below text": "a: b\n  c: d",
    "two colons": "a: b: c",
    "hyphen without a space": "-a\n-b",
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
