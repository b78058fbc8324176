"""The editor of YAML: only what changes changes, with either loader of PyYAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from techforgood_podcast.authoring.folders import editing
from techforgood_podcast.authoring.folders.editing import Editor, UncertainPlaceError
from techforgood_podcast.syntax.yaml import compose
from yaml_loaders import LOADERS, use

EDITS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("editing.yaml").read_bytes())


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    use(LOADERS[request.param], monkeypatch)


def edited(edit: dict[str, Any]) -> str:
    editor = Editor(edit["text"])
    for name in edit.keys() - {"text", "after"}:
        path, *values = edit[name]
        getattr(editor, name)(tuple(path), *values)
    return editor.result()


@pytest.mark.parametrize("edit", [one for one in EDITS if "after" in one], ids=repr)
def test_an_edit_changes_nothing_but_its_place(edit: dict[str, Any]) -> None:
    assert edited(edit) == edit["after"]


@pytest.mark.parametrize("edit", [one for one in EDITS if "after" not in one], ids=repr)
def test_an_edit_without_a_certain_place_is_refused(edit: dict[str, Any]) -> None:
    with pytest.raises(UncertainPlaceError):
        edited(edit)


def test_changes_in_one_place_keep_their_order() -> None:
    editor = Editor("- a: 1\n  b:\n  - x\n- c: 2\n")
    editor.set((0, "d"), 4)
    editor.set((0, "b"), ["x", "w"])
    editor.set((0, "e"), 5)
    editor.remove((1,))
    editor.append((), [{"f": 6}])
    assert editor.value[0]["b"] == ["x", "w"]
    assert editor.result() == "- a: 1\n  b:\n  - x\n  - w\n  d: 4\n  e: 5\n- f: 6\n"


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
