"""Citations in CSL, RIS and BibLaTeX, and in the styles of APA, MLA and Chicago.

What they say of single catalogues is in ``exports/citations.cases``.
"""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citable
import techforgood_podcast as tfg
from command_line import call, runner
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast.writers.citations.styles import Style, references
from value_strategies import CHARACTERS

BUNDLED = tfg.load_catalogue()
FULL = BUNDLED.episode(3)
LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")
each_format = pytest.mark.parametrize("format_", ["csl", "ris", "biblatex"])


def episode(title: str = "T", *, language: str = "en") -> tfg.Episode:
    show = tfg.Show(id="s", title="S", language=language)
    return tfg.Episode(id="e", show=show, season=1, title=title)


def csl(obj: tfg.Catalogue | tfg.Episode) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tfg.dumps(obj, "csl"))
    return found


def ris(obj: tfg.Catalogue | tfg.Episode) -> list[dict[str, list[str]]]:
    """Return the values of each tag of each record, read line by line as every reader does."""
    found: list[dict[str, list[str]]] = []
    for line in tfg.dumps(obj, "ris").splitlines():
        if not line:
            continue
        match = LINE.fullmatch(line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            found.append({})
        found[-1].setdefault(tag, []).append(value)
    assert all(list(record.items())[-1] == ("ER", [""]) for record in found)
    return found


def biblatex(obj: tfg.Catalogue | tfg.Episode) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by key; a line holds a field, and its braces are even."""
    found: dict[str, dict[str, str]] = {}
    key = ""
    for line in tfg.dumps(obj, "biblatex").splitlines():
        if line.startswith("@"):
            key = line.removeprefix("@audio{").removesuffix(",")
            assert key not in found
            found[key] = {}
        elif line.startswith("  "):
            name, value = line[2:].split(" = ", 1)
            assert (value[0], value[-2:]) == ("{", "},")
            assert even(value)
            found[key][name] = value[1:-2]
        else:
            assert line in {"}", ""} or line.startswith("% ")
    return found


def even(value: str) -> bool:
    depth = 0
    for mark in re.findall(r"\\.|[{}]", value):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0


def title_of(fields: dict[str, str]) -> str:
    return citable.read(fields["title"].removeprefix("{").removesuffix("}"))


# ------------------------------------------------------------------------------------- formats


@each_format
def test_a_language_that_the_catalogue_lacks_is_refused(format_: Any) -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.dumps(BUNDLED, format_, language="nl")


@pytest.mark.parametrize(("format_", "text"), [("csl", "[]\n"), ("ris", "\n"), ("biblatex", "\n")])
def test_an_empty_selection_cites_nothing(format_: Any, text: str) -> None:
    assert tfg.dumps(BUNDLED.episodes.where(lambda _: False), format_) == text


@pytest.mark.parametrize(
    ("tag", "field", "name"),
    [
        *(("fr-CA", "langid", "french"), ("pt-BR", "langid", "brazilian")),
        *(("pt-PT", "langid", "portuguese"), ("eo", "language", "eo")),
    ],
)
def test_a_language_has_the_name_that_latex_knows_or_its_tag(
    tag: str, field: str, name: str
) -> None:
    fields = biblatex(episode(language=tag))["s_e"]
    assert {key: fields[key] for key in ("langid", "language") if key in fields} == {field: name}


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("<b>bold</b>", "<\u2060b>bold<\u2060/b>"),
        ('<span class="nocase">x</span>', '<\u2060span class="nocase">x<\u2060/span>'),
        (
            "<sc>a</sc><sub>b</sub><sup>c</sup>",
            "<\u2060sc>a<\u2060/sc><\u2060sub>b<\u2060/sub><\u2060sup>c<\u2060/sup>",
        ),
        ("1 < i 2 < b > <base> <img>", "1 < i 2 < b > <base> <img>"),
    ],
)
def test_a_tag_known_to_processors_of_csl_is_not_treated_as_markup(
    title: str, written: str
) -> None:
    assert csl(episode(title))[0]["title"] == written


def check(catalogue: tfg.Catalogue) -> None:
    """Compare what is cited in each format with the episodes."""
    keys = [f"{catalogue.show.id}_{one.id}" for one in catalogue.episodes]
    entries = biblatex(catalogue)
    assert list(entries) == keys
    cited = zip(
        *(csl(catalogue), ris(catalogue), entries.values(), catalogue.episodes), strict=True
    )
    for key, (item, record, fields, one) in zip(keys, cited, strict=True):
        speakers = len({guest.person for guest in one.guests if guest.person})
        dated = one.published is not None
        title = re.sub(r"[ \t\r\n]+", " ", one.title).strip(" ")
        assert (item["id"], record["ID"]) == (key, [key])
        assert item["title"].replace("\u2060", "") == one.title.replace("\u2060", "")
        assert (record["TY"], record["TI"]) == (["SOUND"], [title])
        assert title_of(fields) == title
        assert [len(item.get(name, ())) for name in ("host", "guest")] == [len(one.hosts), speakers]
        assert [len(record.get(tag, ())) for tag in ("AU", "A2")] == [len(one.hosts), speakers]
        assert ("author" in fields, "editora" in fields) == (bool(one.hosts), bool(speakers))
        assert ("issued" in item, "DA" in record, "date" in fields) == (dated, dated, dated)


def test_hostile_texts_are_cited_as_texts() -> None:
    check(HOSTILE)
    for item, one in zip(csl(HOSTILE), HOSTILE.episodes, strict=True):
        assert item["abstract"].replace("\u2060", "") == str(one.summary)


@settings(deadline=None, max_examples=examples(20))
@given(catalogues(min_episodes=1))
def test_every_catalogue_can_be_cited(catalogue: tfg.Catalogue) -> None:
    check(catalogue)


@settings(deadline=None, max_examples=examples(100))
@given(
    st.text(CHARACTERS | st.sampled_from("<>/bi"), min_size=1).filter(
        lambda text: text.strip() and "\n" not in text
    )
)
def test_no_text_contains_a_tag_known_to_processors_of_csl(text: str) -> None:
    title = csl(episode(text))[0]["title"]
    assert title.replace("\u2060", "") == text.replace("\u2060", "")
    assert [tag for tag in ("<b>", "</b>", "<i>", "</i>") if tag in title] == []


@settings(deadline=None, max_examples=examples(100))
@given(st.text(CHARACTERS | st.sampled_from("\\{}$%-'"), min_size=1).filter(str.strip))
def test_latex_prints_every_text_as_it_is_with_single_spaces(text: str) -> None:
    title = text.replace("\n", " ")
    printed = title_of(biblatex(episode(title))["s_e"])
    assert printed == re.sub(r"[ \t\r\n]+", " ", title).strip(" ")


# -------------------------------------------------------------------------------------- styles


def test_styles_and_formats_have_their_usual_names_in_this_order() -> None:
    names = ["APA", "MLA", "Chicago", "BibTeX", "RIS"]
    assert list(references(FULL, "en")) == names


def test_a_language_without_words_gets_the_english_ones() -> None:
    in_breton = references(FULL, "br")
    assert in_breton == references(FULL, "en") | {"RIS": in_breton["RIS"]}


def test_cite_gives_one_episode_in_each_style() -> None:
    found = references(FULL, "en")
    assert tfg.cite(FULL, language="en") == found["APA"]
    assert tfg.cite(FULL, "mla", language="en") == found["MLA"]
    assert tfg.cite(FULL, "chicago", "en") == found["Chicago"]


def test_cite_speaks_the_language_of_the_show_by_default() -> None:
    assert tfg.cite(FULL) == tfg.cite(FULL, language=FULL.show.language)
    assert tfg.cite(FULL) != tfg.cite(FULL, language="en")


def test_cite_gives_a_selection_in_its_order_a_paragraph_an_episode() -> None:
    chosen = BUNDLED.select([8, 3])
    assert tfg.cite(chosen, "mla").split("\n\n") == [tfg.cite(one, "mla") for one in chosen]
    assert len(tfg.cite(BUNDLED).split("\n\n")) == len(BUNDLED.episodes)


@pytest.mark.parametrize(
    ("style", "message"),
    [("APA", 'no style "APA"; choose from apa, mla, chi'), (7, '"7" is not text')],
)
def test_cite_names_the_styles_where_one_is_unknown(style: Any, message: str) -> None:
    with pytest.raises(tfg.UnknownOptionError, match=message):
        tfg.cite(FULL, style)


def test_cite_refuses_a_language_in_which_nothing_is_written() -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.cite(FULL, language="br")


def test_the_command_line_cites_an_episode_in_every_style(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = runner(capsys)
    for style in get_args(Style):
        cited = tfg.cite(BUNDLED.episode(8), style, "en")
        arguments = ("cite", "plastic", "odyssey", "--style", style, "--language", "en")
        assert run(*arguments) == (0, f"{cited}\n", "")
    assert run("cite", "8") == (0, f"{tfg.cite(BUNDLED.episode(8))}\n", "")


def test_the_command_line_names_the_styles_where_one_is_unknown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call("cite", "3", "--style", "harvard") == 2
    assert "choose from apa, mla or chicago" in capsys.readouterr().err


def test_a_citation_in_a_style_is_one_line() -> None:
    for one in HOSTILE.episodes:
        for text in list(references(one, "fr").values())[:3]:
            assert not set(text) & set("\n\r\t")


@settings(max_examples=examples(50), deadline=None)
@given(catalogues(), st.sampled_from(["fr", "en"]))
def test_records_to_copy_are_those_of_the_format(catalogue: tfg.Catalogue, language: str) -> None:
    for one in catalogue.episodes:
        found = references(one, language)["RIS"]
        assert found == tfg.dumps(one, "ris", language=language)
