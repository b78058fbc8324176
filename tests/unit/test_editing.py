"""The editor of YAML: only what changes changes, with either loader of PyYAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from techforgood_podcast.authoring.folders import editing
from techforgood_podcast.authoring.folders.editing import Editor, UncertainPlaceError
from techforgood_podcast.syntax.yaml import compose
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    use(LOADERS[request.param], monkeypatch)


SET = [
    ("a: 1 # c\nb: x\n", ("a",), 2, "a: 2 # c\nb: x\n"),
    ("a: 'x' # c\n", ("a",), "y: z", "a: 'y: z' # c\n"),
    ('a: "x" # c\n', ("a",), "y's", "a: y's # c\n"),
    ("a: x\n", ("a",), "x", "a: x\n"),
    ("a: x\n", ("a",), "1\n2", "a: |-\n  1\n  2\n"),
    ("a: |\n  x\n\n  y\n\n# c\nb: z\n", ("a",), "w", "a: w\n\n# c\nb: z\n"),
    ("a: >-  # c\r\n  x\r\nb: y\r\n", ("a",), ["z"], "a:  # c\r\n  - z\r\nb: y\r\n"),
    ("a:  # c\n- x\n# d\nb: y\n", ("a",), ["z"], "a:  # c\n  - z\n# d\nb: y\n"),
    ("a:\n- x # c\nb: y\n", ("a",), ["x", "z"], "a:\n- x # c\n- z\nb: y\n"),
    ("a: [x, y] # c\n", ("a",), ["z"], 'a: ["z"] # c\n'),
    ("a: [x, 'y'] # c\n", ("a",), ["x", "y", "z"], "a: [x, 'y', \"z\"] # c\n"),
    ("a: [x, 'y'] # c\n", ("a", 0), "w-1", "a: [w-1, 'y'] # c\n"),
    ("a: [x, 'y'] # c\n", ("a", 0), "w, v", "a: [\"w, v\", 'y'] # c\n"),
    ("a: [x] # c\n", ("a",), "w", "a: w # c\n"),
    ("a: []\n", ("a",), ["x"], 'a: ["x"]\n'),
    ("a: [x] # c\n", ("a",), ["x"], "a: [x] # c\n"),
    ("a:\n  b: 1 # c\n  d: 2\ne: 3\n", ("a",), {"b": 4, "d": 2}, "a:\n  b: 4 # c\n  d: 2\ne: 3\n"),
    ("a:\n  b: 1 # c\ne: 3\n", ("a",), {"b": 1, "d": 2}, "a:\n  b: 1 # c\n  d: 2\ne: 3\n"),
    ("a: {b: 1} # c\n", ("a",), {"b": 4, "d": 2}, 'a: {b: 4, "d": 2} # c\n'),
    ("a:\n  b: 1\n  d: 2\n", ("a",), {"b": 1}, "a:\n  b: 1\n"),
    ("a: 1\n\n# the end\n", ("b",), [1], "a: 1\n\n# the end\nb:\n  - 1\n"),
    ("- a: 1\n# b\n- c: 2\n", (0, "d"), "|\n", "- a: 1\n  d: |\n    |\n# b\n- c: 2\n"),
    ('a: "\\uD83D\\uDE00"\n', ("b",), 1, 'a: "\\uD83D\\uDE00"\nb: 1\n'),
    ("a: 1\rb: 2", ("c",), 3, "a: 1\rb: 2\rc: 3"),
    ("- é: 1 # 😀\n  b:\n  - x", (0, "b"), ["x", "w"], "- é: 1 # 😀\n  b:\n  - x\n  - w"),
]


@pytest.mark.parametrize(("text", "path", "value", "after"), SET)
def test_a_value_is_set(text: str, path: tuple[str | int, ...], value: Any, after: str) -> None:
    editor = Editor(text)
    editor.set(path, value)
    assert editor.result() == after


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("- a # c\n# b\n- b\n", (0,), "# b\n- b\n"),
        ("- a\n- b: |\n    x\n\n# c", (1,), "- a\n\n# c"),
        ("- a\r- b", (1,), "- a"),
        ("[a , b, c]\n", (0,), "[b, c]\n"),
        ("[a, 'b' , c] # d\n", (1,), "[a , c] # d\n"),
        ("x: [a,\n  b]\n", ("x", 1), "x: [a]\n"),
    ],
)
def test_an_item_is_removed(text: str, path: tuple[str | int, ...], after: str) -> None:
    editor = Editor(text)
    editor.remove(path)
    assert editor.result() == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "- a: 1\n"),
        ("# Nobody.", "# Nobody.\n- a: 1"),
        ("  - a: 0\n\n# end\n", "  - a: 0\n\n# end\n  - a: 1\n"),
        ("[]\n", '[{"a": 1}]\n'),
    ],
)
def test_items_are_appended(text: str, after: str) -> None:
    editor = Editor(text)
    editor.append((), [{"a": 1}])
    assert editor.result() == after


def test_changes_in_one_place_keep_their_order() -> None:
    editor = Editor("- a: 1\n  b:\n  - x\n- c: 2\n")
    editor.set((0, "d"), 4)
    editor.set((0, "b"), ["x", "w"])
    editor.set((0, "e"), 5)
    editor.remove((1,))
    editor.append((), [{"f": 6}])
    assert editor.value[0]["b"] == ["x", "w"]
    assert editor.result() == "- a: 1\n  b:\n  - x\n  - w\n  d: 4\n  e: 5\n- f: 6\n"


UNCERTAIN: list[tuple[str, Callable[[Editor], object]]] = [
    ("a: [1\n", lambda editor: editor),
    ("a: 1\na: 2\n", lambda editor: editor),
    ("~\n", lambda editor: editor.append((), ["a"])),
    ("[a, # c\n]\n", lambda editor: editor.append((), ["b"])),
    ("a: 1\n...\n", lambda editor: editor.set(("b",), 2)),
    ("a: |\n  x", lambda editor: editor.set(("b",), 2)),
    ("a:\nb: 1\n", lambda editor: editor.set(("a",), 2)),
    ("- [1]\n- |\n  x\n", lambda editor: editor.set((1,), [2])),
    ("-\n  a: 1\n- b: 2\n", lambda editor: editor.remove((0,))),
    ("[a, # c\n b]\n", lambda editor: editor.remove((1,))),
    ("[a # c\n , b]\n", lambda editor: editor.remove((0,))),
]


@pytest.mark.parametrize(("text", "change"), UNCERTAIN)
def test_a_change_without_a_certain_place_is_refused(
    text: str, change: Callable[[Editor], object]
) -> None:
    def attempt() -> None:
        editor = Editor(text)
        change(editor)
        editor.result()

    with pytest.raises(UncertainPlaceError):
        attempt()


def test_a_text_is_composed_once_however_many_values_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts: list[str] = []

    def counting(text: str) -> Any:
        texts.append(text)
        return compose(text)

    monkeypatch.setattr(editing, "compose", counting)
    editor = Editor("".join(f"- id: e{number}\n  names:\n    - x\n" for number in range(20)))
    for index in range(20):
        editor.set((index, "names"), ["x", "w"])
    assert editor.result().count("- w\n") == 20
    assert len(texts) == 1
