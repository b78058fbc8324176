"""The strict subset of YAML, read alike by both of PyYAML's loaders, and written for any reader.

What is read, and what is wrong, is in the cases of ``loading/`` and ``faults/``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from mistakes import SHOW, problems, text_problems
from settings import examples
from techforgood_podcast.syntax import UNKNOWN
from techforgood_podcast.syntax import yaml as reader
from value_strategies import TRICKY, lines
from yaml_loaders import LOADERS, allow_values, use

if TYPE_CHECKING:
    from techforgood_podcast.syntax import Positions

# Where the loaders would differ in what they read, say or locate.
CORNERS = json.loads(Path(__file__).with_name("yaml_corners.json").read_text("utf-8"))
PIECES = (
    *("a", "b: ", "é", "😀", ": ", " ", "\n", "\n  ", "\n ", "- ", "[", "]", "{", "}", '"', "'"),
    *(" #", ",", "|", "|2\n", ">-\n", "|+\n", "\r\n", "\r", "\ufeff", "\\"),
    *("\\n", "&a ", "*a", "!t ", "!!str ", "<<: ", "---\n", "...\n", "%", "%YAML 1.1\n", "@", "`"),
    *("~", ":", "-", "a:\n", "  b", "\x85", "\u2028", "# c\n", "null", '"a"', "'b'", "--- "),
)


@pytest.fixture(params=[*LOADERS.values()], ids=[*LOADERS])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    use(request.param, monkeypatch)


# ------------------------------------------------------------------------------------- reading


def both(text: str) -> list[tuple[Any, list[tfg.Problem], Positions | None]]:
    """Return what each loader reads: value, problems and, if it can be read, positions."""
    found: list[tuple[Any, list[tfg.Problem], Positions | None]] = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in LOADERS.values():
            use(loader, patch)
            value, problems = reader.read(text)
            found.append((value, problems, None if value is UNKNOWN else reader.positions(text)))
    return found


@pytest.mark.parametrize("text", CORNERS.values(), ids=CORNERS)
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


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n...\n"])
def test_a_text_without_a_document_is_no_catalogue(text: str) -> None:
    (problem,) = text_problems(text)
    assert problem.endswith(":1: expected keys and values, found nothing")


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "column"),
    [
        *(("[" * 33, 33), ("[" * 500, 33), ("- " * 500, 65)),
        *(("{a: " * 500, 129), ("{" * 500, 33), ("? " * 500, 65)),
    ],
    ids=["33", "500", "block", "mappings", "keys", "explicit-keys"],
)
def test_a_text_that_is_too_deep_is_refused_where_it_becomes_so(text: str, column: int) -> None:
    last = text_problems(text)[-1]
    assert last.startswith(f"1:{column}: ")
    assert last.endswith(": lists and mappings are nested more than 32 levels deep")


@pytest.mark.usefixtures("loader")
def test_lists_may_be_32_deep() -> None:
    assert text_problems("[" * 32 + "]" * 32) == ["1:1: expected keys and values, found a list"]


@pytest.mark.usefixtures("loader")
def test_a_text_of_too_many_values_is_refused_at_the_first_beyond_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allow_values(8, monkeypatch)
    text = "people: [{id: a, name: A}]"
    assert problems(text) == ["2:24: people[0].name: the file contains more than 8 values"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("lines_", "column"), [("- id:\n", 6), ("- ? id\n", 7)])
def test_a_missing_value_is_reported_behind_its_key(lines_: str, column: int, end: str) -> None:
    text = f"{SHOW}people:\n{lines_}  ? name\n  : A".replace("\n", end)
    (problem,) = text_problems(text)
    assert problem.startswith(f"3:{column}: people[0].id: ")


def loader_of_a_new_process(preparation: str) -> str:
    """Return which loader of PyYAML reads a catalogue in a process of its own."""
    code = f"""
import yaml
{preparation}
asked = []
for name in ("SafeLoader", "CSafeLoader"):
    if hasattr(yaml, name):
        base = getattr(yaml, name)
        def start(self, *arguments, name=name, base=base):
            asked.append(name)
            base.__init__(self, *arguments)
        setattr(yaml, name, type(name, (base,), {{"__init__": start}}))
import techforgood_podcast as tfg
tfg.loads({SHOW!r}, "yaml")
print(*asked)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_libyaml_is_used_where_there_is_one() -> None:
    expected = "CSafeLoader" if hasattr(yaml, "CSafeLoader") else "SafeLoader"
    assert loader_of_a_new_process("") == expected


def test_the_slower_loader_is_used_where_there_is_no_libyaml() -> None:
    assert loader_of_a_new_process("vars(yaml).pop('CSafeLoader', None)") == "SafeLoader"


# ------------------------------------------------------------------------------------ writing


def written(title: str) -> str:
    """Return the line of the title of a show, in YAML."""
    text = tfg.dumps(tfg.Catalogue(show=tfg.Show(id="s", title=title, language="en")), "yaml")
    found = [line for line in text.splitlines() if line.startswith("  title: ")]
    assert len(found) == 1
    return found[0].removeprefix("  title: ")


@pytest.mark.parametrize("text", TRICKY)
def test_every_reader_takes_written_text_for_the_same_text(text: str) -> None:
    summary = tfg.LocalizedText(en=text)
    show = tfg.Show(id="s", title="S", language="en", summary=summary)
    document = tfg.dumps(tfg.Catalogue(show=show), "yaml")
    assert yaml.safe_load(document)["show"]["summary"] == {"en": text}
    assert tfg.loads(document, "yaml").show.summary == summary


@pytest.mark.parametrize("text", ["1e3", "0o14", ".5", "5.", "y", "N", "1_000", "012", "0x1F"])
def test_text_that_some_reader_takes_for_a_number_is_quoted(text: str) -> None:
    assert written(text) == f"'{text}'"


def test_a_catalogue_is_written_in_the_order_of_its_fields_with_lists_indented() -> None:
    text = f"{SHOW}people: [{{name: A, aliases: [B, C], id: a}}]"
    document = tfg.dumps(tfg.loads(text, "yaml"), "yaml")
    assert document.endswith(
        "people:\n  - id: a\n    name: A\n    aliases:\n      - B\n      - C\n"
    )


def test_a_long_text_is_written_on_one_line() -> None:
    text = "bread and " * 100 + "butter"
    assert written(text) == text


def test_letters_beyond_ascii_are_written_as_they_are() -> None:
    assert written("été 😀") == "été 😀"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bread: a story", "'bread: a story'"),
        ("who said 'bread'?", "who said 'bread'?"),
        ("'bread': it's old", "'''bread'': it''s old'"),
        ("- bread", "'- bread'"),
        ("-bread", "-bread"),
        ("https://example.org/#bread", "https://example.org/#bread"),
        ("bread #3", "'bread #3'"),
        ("bread:", "'bread:'"),
        ("...", "'...'"),
        ("bread\tbutter", '"bread\\tbutter"'),
    ],
)
def test_text_is_quoted_only_where_it_would_be_read_as_something_else(
    text: str, expected: str
) -> None:
    assert written(text) == expected


def test_quoted_text_of_any_length_is_written_on_one_line() -> None:
    text = "Bread: " + "flour and " * 2_000 + "water"
    assert written(text) == f"'{text}'"


@settings(deadline=None, max_examples=examples(40))
@given(lines())
def test_what_is_written_is_read_again(title: str) -> None:
    show = tfg.Show(id="s", title=title, language="en")
    text = tfg.dumps(tfg.Catalogue(show=show), "yaml")
    assert tfg.loads(text, "yaml").show.title == title
    assert yaml.safe_load(text)["show"]["title"] == title


def test_a_text_of_several_lines_is_written_as_a_block() -> None:
    show = tfg.Show(id="mine", title="Mine", language="en")
    episode = tfg.Episode(id="e1", show=show, number=1, title="One", notes="Flour.\nWater.")
    text = tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "yaml")
    assert re.search(r"notes: \|-\n +Flour\.\n +Water\.\n", text)
