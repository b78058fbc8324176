"""Where faults and values stand in YAML, to the character, with both of PyYAML's loaders."""

from __future__ import annotations

import runpy
import sys

import pytest
import yaml

from techforgood_podcast import yaml as _yaml

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@pytest.fixture(autouse=True, params=[yaml.SafeLoader, FAST], ids=["pure", "libyaml"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_yaml, "Loader", request.param)


def loader_of_a_new_module(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.delitem(sys.modules, _yaml.__name__)
    return runpy.run_module(_yaml.__name__)["Loader"]


def test_libyaml_is_used_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loader_of_a_new_module(monkeypatch) is FAST


def test_the_slower_reader_is_used_where_there_is_no_libyaml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert loader_of_a_new_module(monkeypatch) is yaml.SafeLoader


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_empty_value_stands_behind_its_colon(end: str) -> None:
    assert _yaml.positions(f"a:{end}b: c").values["a",] == (1, 3)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_key_without_a_colon_lacks_stands_behind_the_key(end: str) -> None:
    assert _yaml.positions(f"? a{end}? b").values["a",] == (1, 4)


def test_a_value_too_many_is_named_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_yaml, "MAX_NODES", 3)
    assert [fault.path for fault in _yaml.read("a: [b, c]")[1]] == [("a", 1)]


def test_a_second_document_belongs_to_no_value() -> None:
    assert [fault.path for fault in _yaml.read("a\n--- b")[1]] == [()]


def test_what_is_no_yaml_belongs_to_no_value() -> None:
    assert [fault.path for fault in _yaml.read("a: [b")[1]] == [()]


def test_an_unknown_escape_is_located_at_its_own_backslash() -> None:
    assert [fault.position for fault in _yaml.read(r'a: "\n \q"')[1]] == [(1, 8)]


@pytest.mark.parametrize("text", ['"b" #c', "'b' #c"])
def test_what_follows_a_quoted_text_is_a_comment_without_doubt(text: str) -> None:
    assert _yaml.read(f"a: {text}") == ({"a": "b"}, [])


def test_keys_are_written_in_the_order_given() -> None:
    assert _yaml.write({"b": "c", "a": "d"}) == "b: c\na: d\n"


def test_a_long_text_is_written_on_one_line() -> None:
    text = "bread and " * 100 + "butter"
    assert _yaml.write({"a": text}) == f"a: {text}\n"


def test_letters_beyond_ascii_are_written_as_they_are() -> None:
    assert _yaml.write({"a": "été"}) == "a: été\n"
