"""The strict subset of YAML, read alike by both of PyYAML's loaders, and written for any reader."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings

import techforgood_podcast as tfg
from mistakes import SHOW, episode, problems, text_problems
from settings import examples
from value_strategies import TRICKY, lines
from yaml_loaders import LOADERS, allow_values, use


@pytest.fixture(autouse=True, params=[*LOADERS.values()], ids=[*LOADERS])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    use(request.param, monkeypatch)


def person(fields: str) -> tfg.Person:
    """Return the only person of a catalogue, whose fields are on lines of their own."""
    return tfg.loads(f"{SHOW}people:\n- id: a\n  {fields}\n", "yaml").people["a"]


def without_hints(found: list[str]) -> list[str]:
    return [problem.partition(";")[0] for problem in found]


# ------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    "text",
    [
        *("33:13", "1:02:03", "08:05", "no", "on", "yes", "off", "true", "012", "0o14", "0x1F"),
        *("1_000", "1.10", "1e3", "2024-01-02", "2024-02-30", ".inf", "12", "=", "été"),
    ],
)
def test_a_plain_scalar_stays_the_text_that_it_is(text: str) -> None:
    assert person(f"name: {text}").name == text


@pytest.mark.parametrize("text", ["no", "on", "yes", "33:13", "012", "1.10", "2024-01-02", "true"])
def test_a_plain_key_stays_the_text_that_it_is(text: str) -> None:
    found = problems(f"themes: [{{id: a, label: A, {text}: value}}]")
    assert without_hints(found) == [f"2:28: themes[0].{text}: unknown key"]


def test_a_number_has_no_quotation_marks() -> None:
    assert episode("season: 7").season == 7
    for quoted in ('"7"', "'7'"):
        found = problems(f"episodes: [{{id: e, title: T, season: {quoted}}}]")
        assert found == ['2:38: episodes[0].season: expected a whole number, found "7"']


@pytest.mark.parametrize("text", ["", " ", "~", "null", "Null", "NULL"])
def test_a_plain_empty_value_is_no_value(text: str) -> None:
    assert person(f"family: {text}\n  name: A").family is None


@pytest.mark.parametrize("text", ["'~'", '"null"', "'Null'", '" ~"'])
def test_a_quoted_value_is_text_whatever_it_holds(text: str) -> None:
    assert person(f"name: {text}").name == text[1:-1]


@pytest.mark.parametrize("text", ["''", '""'])
def test_an_empty_text_in_quotation_marks_is_a_text(text: str) -> None:
    found = problems(f"people: [{{id: a, name: {text}}}]")
    assert without_hints(found) == ["2:24: people[0].name: the text is empty"]


def test_block_scalars_are_text() -> None:
    text = "- id: a\n  label: >-\n    a\n    b\n  definition: |\n    a\n    b\n"
    theme = tfg.loads(f"{SHOW}themes:\n{text}", "yaml").themes["a"]
    assert theme.label.texts == ("a b",)
    assert theme.definition is not None
    assert theme.definition.texts == ("a\nb\n",)


def test_an_empty_block_scalar_is_an_empty_text() -> None:
    found = problems("themes:\n- id: a\n  label: |\n")
    assert without_hints(found) == ["4:10: themes[0].label: the text is empty"]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n...\n"])
def test_a_text_without_a_document_is_no_catalogue(text: str) -> None:
    (problem,) = text_problems(text)
    assert problem.endswith(":1: expected keys and values, found nothing")


def test_windows_line_endings_are_accepted() -> None:
    text = f"{SHOW}people:\n- id: a\n  name: A\n  aliases:\n    - B\n".replace("\n", "\r\n")
    assert tfg.loads(text, "yaml").people["a"].aliases == ("B",)


@pytest.mark.parametrize("text", ['"b" #c', "'b' #c"])
def test_what_follows_a_quoted_text_is_a_comment_without_doubt(text: str) -> None:
    assert person(f"name: {text}").name == "b"


# ------------------------------------------------------------------------------------- faults


def test_columns_count_characters_and_not_bytes() -> None:
    found = problems('people: [{id: a, name: "é😀", 😀: 3, zzz: x}]')
    assert without_hints(found) == [
        "2:30: people[0].😀: unknown key",
        "2:36: people[0].zzz: unknown key",
    ]


def test_a_duplicate_key_is_located_and_the_first_one_counts() -> None:
    duplicate = 'episodes[0].season: duplicate key "season"; remove one of them'
    sound, faulty = "season: 1", "season: x"
    assert problems(f"episodes: [{{id: e, title: T, {sound}, {faulty}}}]") == [f"2:41: {duplicate}"]
    assert problems(f"episodes: [{{id: e, title: T, {faulty}, {sound}}}]") == [
        '2:38: episodes[0].season: expected a whole number, found "x"',
        f"2:41: {duplicate}",
    ]


def test_what_is_wrong_below_a_duplicate_key_is_not_reported_as_well() -> None:
    fields = "id: e, title: T, season: 1, guests: [], guests: {b: &x 1, b: *x}"
    assert without_hints(problems(f"episodes: [{{{fields}}}]")) == [
        '2:53: episodes[0].guests: duplicate key "guests"'
    ]


def test_an_anchor_is_refused_and_its_value_still_checked() -> None:
    found = problems("episodes: [{id: e, title: T, season: 1, hosts: [&x nobody]}]")
    assert without_hints(found) == [
        "2:49: episodes[0].hosts[0]: anchors (&name) are not allowed",
        '2:49: episodes[0].hosts[0]: no person "nobody"',
    ]


def test_an_alias_is_refused_and_its_value_not_checked() -> None:
    assert without_hints(problems("people: [{id: a, name: *x}]")) == [
        "2:24: people[0].name: aliases (*name) are not allowed"
    ]


def test_a_list_that_holds_itself_is_refused() -> None:
    assert without_hints(problems("people: &a [*a]")) == [
        "2:9: people: anchors (&name) are not allowed",
        "2:13: people[0]: aliases (*name) are not allowed",
    ]


@pytest.mark.parametrize(
    "tagged",
    ["!!int abc", "!!str 5", "!include x", "!!python/object:os.system {}", "! x", "!a [b]"],
)
def test_a_tag_is_refused_and_its_value_not_checked(tagged: str) -> None:
    assert without_hints(problems(f"people: [{{id: a, name: {tagged}}}]")) == [
        "2:24: people[0].name: tags (!name) are not allowed"
    ]


@pytest.mark.parametrize(("mark", "name"), [("&x", "anchors (&name)"), ("!x", "tags (!name)")])
def test_a_mark_before_a_key_is_refused_and_the_key_kept(mark: str, name: str) -> None:
    assert without_hints(problems(f"people: [{{{mark} id: a, name: A}}]")) == [
        f"2:11: people[0]: {name} are not allowed"
    ]


def test_a_merge_key_is_refused_in_one_message_with_its_alias() -> None:
    assert problems("people: [{id: a, name: A, <<: *base}]") == [
        "2:27: people[0]: merge keys (<<) are not allowed; write the keys out"
    ]


def test_a_mapping_with_a_merge_key_is_not_checked_for_missing_keys() -> None:
    assert without_hints(problems("people:\n- <<: {b: c}\n  id: d\n")) == [
        "3:3: people[0]: merge keys (<<) are not allowed"
    ]


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    found = problems("people: [{id: a, name: A, '<<': a}]")
    assert without_hints(found) == ["2:27: people[0].<<: unknown key"]


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? [a]\n", "*x "])
def test_a_key_that_is_not_text_is_refused(key: str) -> None:
    (problem,) = problems(f"{key}: c\n")
    assert problem.endswith(": keys must be text")


def test_an_escaped_control_character_makes_a_key_of_its_own() -> None:
    assert without_hints(problems('"\\0": a')) == [r"2:1: \x00: unknown key"]


def test_a_second_document_is_refused_where_it_begins_and_the_first_one_counts() -> None:
    assert problems("people: [{id: a}]\n---\nb: 2\n") == [
        '2:10: people[0]: missing key "name"',
        "3:1: a second document starts here; only one per file is allowed",
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        *(("\0", "U+0000"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\x85", "U+0085")),
        *(("\u2028", "U+2028"), ("\ufeff", "U+FEFF"), ("\uffff", "U+FFFF")),
    ],
)
def test_a_forbidden_character_is_named_and_located(character: str, name: str) -> None:
    assert problems(f"c: é{character}\n") == [f"2:5: the character {name} is not allowed"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        *(("[" * 33, 33), ("[" * 500, 33)),
        pytest.param("[" * 100_000, 33, marks=pytest.mark.slow),
        ("- " * 100_000, 65),
        *(("{a: " * 500, 129), ("{" * 500, 33), ("? " * 500, 65)),
    ],
    ids=["33", "500", "100000", "block", "mappings", "keys", "explicit-keys"],
)
def test_a_text_that_is_too_deep_is_refused_where_it_becomes_so(text: str, column: int) -> None:
    last = text_problems(text)[-1]
    assert last.startswith(f"1:{column}: ")
    assert last.endswith(": lists and mappings are nested more than 32 levels deep")


def test_lists_may_be_32_deep() -> None:
    assert text_problems("[" * 32 + "]" * 32) == ["1:1: expected keys and values, found a list"]


def test_a_text_of_too_many_values_is_refused_at_the_first_beyond_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allow_values(8, monkeypatch)
    text = "people: [{id: a, name: A}]"
    assert problems(text) == ["2:24: people[0].name: the file contains more than 8 values"]


def test_an_alias_bomb_costs_no_more_than_it_is_long() -> None:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = problems("\n".join(["a0: &a0 [x]", *rows]))
    assert len([problem for problem in found if "are not allowed" in problem]) == 9 + 8 * 9


@pytest.mark.parametrize(
    ("text", "line"), [("a: [b\nc: d\n", 2), ("a: 'b", 1), ("a: b: c", 1), ("a\nb: c", 2), ("}", 1)]
)
def test_malformed_yaml_is_located(text: str, line: int) -> None:
    (problem,) = text_problems(text)
    assert problem.startswith(f"{line}:")
    assert ": invalid YAML: " in problem


def test_an_unknown_escape_is_located_at_its_own_backslash() -> None:
    (problem,) = problems(r'x: "\n \q"')
    assert problem.startswith("2:8: invalid YAML: ")


def test_faults_before_one_that_ends_the_reading_are_kept() -> None:
    found = problems("people: [*a]\nx: 'c\n")
    assert [problem.partition(":")[0] for problem in found] == ["2", "4"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_missing_value_is_reported_behind_its_colon(end: str) -> None:
    text = f"{SHOW}people:\n- id:\n  name: A".replace("\n", end)
    (problem,) = text_problems(text)
    assert problem.startswith("3:6: people[0].id: ")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_missing_value_of_a_key_without_a_colon_is_reported_behind_the_key(end: str) -> None:
    text = f"{SHOW}people:\n- ? id\n  ? name\n  : A\n".replace("\n", end)
    (problem,) = text_problems(text)
    assert problem.startswith("3:7: people[0].id: ")


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
