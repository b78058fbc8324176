"""libyaml and pure PyYAML give the same values, problems and positions in the corners of YAML.

Only a tab, a question mark between brackets, or a comment right after "|" is read by one alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from settings import examples
from techforgood_podcast.syntax import UNKNOWN
from techforgood_podcast.syntax import yaml as reader
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    import techforgood_podcast as tfg
    from techforgood_podcast.syntax import Positions

# Where the loaders would differ in what they read, say or locate.
CASES = {
    "tab as indentation": "a:\n\tb: c",
    "tab in a folded line": "a: b\n\tc",
    "tab on a blank line": "a: b\n\t\nc: d",
    "explicit key without a value": "? a",
    "empty explicit key between braces": "{? }",
    "empty key and value between braces": "{ : , a: b}",
    "empty key with a value between braces": "{ : a}",
    "empty pair in a list": "[? ]",
    "two commas": "[a,, b]",
    "colon before a bracket": "[a:]",
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
    *(" #", ",", "|", "|2\n", ">-\n", "|+\n", "\r\n", "\r", "\ufeff", "\\"),
    *("\\n", "&a ", "*a", "!t ", "!!str ", "<<: ", "---\n", "...\n", "%", "%YAML 1.1\n", "@", "`"),
    *("~", ":", "-", "a:\n", "  b", "\x85", "\u2028", "# c\n", "null", '"a"', "'b'", "--- "),
)


def both(text: str) -> list[tuple[Any, list[tfg.Problem], Positions | None]]:
    """Return what each loader reads: value, problems and, if it can be read, positions."""
    found: list[tuple[Any, list[tfg.Problem], Positions | None]] = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in LOADERS.values():
            use(loader, patch)
            value, problems = reader.read(text)
            found.append((value, problems, None if value is UNKNOWN else reader.positions(text)))
    return found


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_both_loaders_agree_on_each_corner_of_yaml(text: str) -> None:
    pure, libyaml = both(text)
    assert pure == libyaml


@settings(deadline=None, max_examples=examples(500))
@given(
    st.lists(st.sampled_from(PIECES), max_size=12)
    .map("".join)
    .filter(lambda text: not re.search("[|>][-+0-9]*#", text))
)
def test_both_loaders_agree_on_generated_texts(text: str) -> None:
    pure, libyaml = both(text)
    assert pure == libyaml


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("a: b\tc", "b\tc", "1:5: a tab is not allowed here"),
        ("a:\tb", "b", "1:3: a tab is not allowed here"),
        ("a: [b,\tc]", ["b", "c"], "1:7: a tab is not allowed here"),
        (
            "a: [b?c]",
            ["b?c"],
            "1:6: unquoted text between brackets cannot contain a question mark",
        ),
        ("a: |# c\n  b", "b", "1:5: text is not allowed on the same line as | or >"),
    ],
)
def test_what_only_libyaml_reads_is_refused_by_the_other_loader(
    text: str, value: object, problem: str
) -> None:
    (refused, (found,), _), (read, problems, _) = both(text)
    message = found.message.removeprefix("invalid YAML: ")
    assert (refused, f"{found.line}:{found.column}: {message}") == (UNKNOWN, problem)
    assert (read, problems) == ({"a": value}, [])
