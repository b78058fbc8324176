"""``json``, ``yaml`` and ``jsonl``, read by jq and ruamel.yaml, and the JSON Schemas."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from cases import CASES, catalogue_of, reader

import techforgood_podcast as tfg
from schemas import MODELS, faults

if TYPE_CHECKING:
    from collections.abc import Iterable

ruamel = reader("ruamel.yaml")

# Names of lists that are not formed by adding "s" to the noun.
PLURALS = {"person": "people"}


def jq(text: str, program: str = ".", *arguments: str) -> Any:
    """Return the output of jq, or raise with its error message."""
    done = subprocess.run(
        ["jq", *arguments, program],  # noqa: S607 -- installed by debian.sh
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise ValueError(done.stderr.decode())
    return json.loads(done.stdout)


def by_ruamel(text: str) -> Any:
    """Read a text as YAML 1.2, in which ``no`` is text and ``012`` is twelve."""
    return ruamel.YAML(typ="safe", pure=True).load(text)


def gathered(lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Group the records of JSONL into lists, as in a JSON document."""
    found: dict[str, Any] = {}
    for line in lines:
        ((noun, record),) = line.items()
        if noun in {"info", "show"}:
            found[noun] = record
        else:
            found.setdefault(PLURALS.get(noun, f"{noun}s"), []).append(record)
    return found


@pytest.mark.parametrize("case", CASES)
def test_jq_and_ruamel_read_every_value(case: str) -> None:
    obj = CASES[case]
    known = tfg.to_dict(catalogue_of(obj))
    assert jq(tfg.dumps(obj, "json")) == known
    assert by_ruamel(tfg.dumps(obj, "yaml")) == known
    assert gathered(jq(tfg.dumps(obj, "jsonl"), "[inputs]", "-n")) == known


@pytest.mark.parametrize("case", CASES)
def test_the_schemas_find_nothing_wrong(case: str) -> None:
    assert problems_in(jq(tfg.dumps(CASES[case], "json"))) == []


def problems_in(document: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for name, value in document.items():
        schema = {"info": "catalogue", "episodes": "episode"}.get(name, name)
        assert schema in MODELS
        for part in value if name == "episodes" else [value]:
            found += faults(f"{schema}.schema.json", part)
    return found


def test_the_schemas_find_each_value_that_breaks_a_rule() -> None:
    document = jq(tfg.dumps(CASES["own"], "json"))
    document["episodes"][0] |= {"published": "2024-02-30", "guests": "Ada"}
    document["people"][0]["nick"] = "Ada"
    assert sorted(problems_in(document)) == [
        "$.guests: 'Ada' is not of type 'array'",
        "$.published: '2024-02-30' is not a 'date'",
        "$[0]: Additional properties are not allowed ('nick' was unexpected)",
    ]


def test_jq_refuses_a_document_and_a_line_that_end_early() -> None:
    with pytest.raises(ValueError, match="Unfinished JSON term"):
        jq(tfg.dumps(CASES["own"], "json")[:-5])
    with pytest.raises(ValueError, match=r"Unfinished (JSON term|string)"):
        jq(tfg.dumps(CASES["own"], "jsonl")[:-5], "[inputs]", "-n")


def test_ruamel_refuses_a_key_that_is_there_twice() -> None:
    text = tfg.dumps(CASES["own"], "yaml")
    broken = text.replace("  id: bread-and-code\n", "  id: bread-and-code\n  id: bread\n")
    assert broken != text
    with pytest.raises(ruamel.constructor.DuplicateKeyError, match='found duplicate key "id"'):
        by_ruamel(broken)


def test_a_value_that_was_changed_is_noticed() -> None:
    text = tfg.dumps(CASES["bundled"], "json").replace("karine-gentelet", "karine-gentilet", 1)
    known = tfg.to_dict(catalogue_of(CASES["bundled"]))
    assert jq(text) != known
