"""The command line: what it finds wrong with files."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from command_line import Run


def test_a_good_catalogue_has_nothing_wrong(run: Run, mine: str) -> None:
    assert run("validate", mine) == (0, f"{mine}: no problems found\n", "")
    assert run("validate", mine, "--json") == (0, "[]\n", "")


def test_the_mistake_that_the_readme_shows_is_reported_as_it_shows_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = Path(__file__).parent.parent.joinpath("README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", readme, flags=re.DOTALL)[0]
    command, shown = re.findall(
        r"\$ podcast-catalogue (validate [^\n]*)\n(.*?)```", readme, flags=re.DOTALL
    )[0]
    monkeypatch.chdir(tmp_path)
    Path("my-podcast.yaml").write_text(
        text.replace("person: ada-miller", "person: ada-milner"), encoding="utf-8"
    )
    assert run(*command.split()) == (1, shown, "")


def broken(folder: Path) -> Path:
    """Return a folder with two mistakes in two files."""
    (folder / "episodes").mkdir(parents=True)
    files = {
        "show.yaml": "id: mine\ntitel: Mine\ntitle: Mine\nlanguage: en\n",
        "episodes/s01e01.yaml": (
            "id: s01e01\nseason: 1\ntitle: Bread\nthemes:\n  - baking\nsummary: Bread.\n"
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_mistake_is_printed_with_its_file_line_and_column(run: Run, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken")
    status, out, err = run("validate", str(folder))
    episode = folder / "episodes" / "s01e01.yaml"
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        f'{episode}:5:5: themes[0]: no theme "baking"; correct the id, or add it to the themes',
        f'{folder / "show.yaml"}:2:1: titel: unknown key; did you mean "title"?',
        f"{folder}: 2 errors",
    ]


def test_mistakes_as_json_have_their_parts(run: Run, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken")
    status, out, _ = run("validate", "--json", str(folder))
    assert status == 1
    assert json.loads(out)[1] == {
        "file": str(folder / "show.yaml"),
        "line": 2,
        "column": 1,
        "path": "titel",
        "message": "unknown key",
        "hint": 'did you mean "title"?',
        "severity": "error",
    }


def test_several_paths_are_validated_one_after_the_other(
    run: Run, mine: str, tmp_path: Path
) -> None:
    folder = broken(tmp_path / "broken")
    status, out, _ = run("validate", str(folder), mine)
    assert status == 1
    assert [line.partition(": ")[0] for line in out.splitlines()] == [
        f"{folder / 'episodes' / 's01e01.yaml'}:5:5",
        f"{folder / 'show.yaml'}:2:1",
        str(folder),
        mine,
    ]


def test_the_name_of_a_file_is_printed_as_it_was_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("inner").mkdir()
    Path("inner/bad.yaml").write_text("[]\n", encoding="utf-8")
    nowhere = str(Path("inner", "nowhere"))
    bad = str(Path("inner", "bad.yaml"))
    assert run("validate", nowhere)[1].startswith(f"{nowhere}: there is no such file")
    assert run("validate", bad)[1].startswith(f"{bad}:1:1: ")


@pytest.mark.parametrize(("unreadable", "shown"), [("mine", "mine"), ("episodes", "mine/episodes")])
def test_a_folder_that_cannot_be_listed_is_named_by_its_path(
    unreadable: str, shown: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "mine")[0] == 0
    listed, stat = Path.iterdir, Path.stat

    def refuse(self: Path) -> Any:
        if self.name == unreadable:
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    def refuse_inside(self: Path, **options: Any) -> Any:
        if self.parent.name == unreadable:
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, **options)

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(Path, "stat", refuse_inside)
    status, out, _ = run("validate", "mine", "--quiet")
    assert (status, out) == (1, f"{shown}: cannot be read: Permission denied\n")


def test_a_file_whose_name_is_not_unicode_is_reported(run: Run) -> None:
    name = os.fsdecode(b"nowhere-\xff.yaml")
    status, out, _ = run("validate", "--json", name)
    assert (status, json.loads(out)[0]["file"]) == (1, name)


def test_a_catalogue_with_several_mistakes_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken")
    status, out, err = run("episodes", "--data", str(folder))
    assert (status, out) == (1, "")
    assert err == (
        f"techforgood-podcast: {folder / 'episodes/s01e01.yaml'}:5:5: themes[0]: no theme"
        ' "baking"; correct the id, or add it to the themes'
        " (and 1 more; run techforgood-podcast validate PATH to list them)\n"
    )


def test_a_mistake_in_an_overlay_has_the_path_of_the_overlay(
    run: Run, tmp_path: Path, mine: str
) -> None:
    overlay = tmp_path / "more.yaml"
    overlay.write_text("people: [{id: ann}]\n", encoding="utf-8")
    message = f'techforgood-podcast: {overlay}:1:10: people[0]: missing key "name"; '
    for data in ((), ("--data", mine)):
        status, out, err = run("episodes", *data, "--overlay", str(overlay))
        assert (status, out) == (1, "")
        assert err.startswith(message)


def test_diff_names_the_folder_of_the_version_with_a_mistake(
    run: Run, tmp_path: Path, mine: str
) -> None:
    new = broken(tmp_path / "new")
    err = run("diff", mine, str(new))[2]
    assert err.startswith(f"techforgood-podcast: {new / 'episodes/s01e01.yaml'}:5:5: ")


def test_diff_prints_every_id_that_was_reused(run: Run, tmp_path: Path) -> None:
    for name, day, titles in (
        ("old", "2021-01-01", ("Oven", "Salt")),
        ("new", "2022-01-01", ("Wine", "Beer")),
    ):
        episodes = [
            f"  - {{id: e{number}, title: {title}, guid: {title}, published: {day}}}\n"
            for number, title in enumerate(titles, start=1)
        ]
        text = "show: {id: mine, title: Mine, language: en}\nepisodes:\n" + "".join(episodes)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    status, out, err = run("diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"))
    assert (status, out) == (1, "")
    assert [line.partition(";")[0] for line in err.splitlines()] == [
        'techforgood-podcast: episodes.e1.id: reused: "Oven" before, "Wine" now',
        'techforgood-podcast: episodes.e2.id: reused: "Salt" before, "Beer" now',
    ]


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """Return a catalogue with one warning, and what would be another with strict rules."""
    path = tmp_path / "draft.yaml"
    path.write_text(
        "show: {id: mine, title: Mine, language: en, summary: Bread.}\n"
        "episodes: [{id: s01e01, season: 1, number: 1, title: One}]\n",
        encoding="utf-8",
    )
    return str(path)


def test_warnings_are_counted_and_no_failure(run: Run, draft: str) -> None:
    status, out, err = run("validate", draft)
    assert (status, err) == (0, "")
    assert "warning: episodes[0]: the episode has no summary" in out
    assert out.splitlines()[-1] == f"{draft}: {len(tfg.validate(draft))} warnings"


def test_what_a_draft_cannot_know_can_be_left_out(run: Run, draft: str) -> None:
    assert run("validate", draft, "--no-warnings") == (0, f"{draft}: no problems found\n", "")
    assert run("validate", draft, "--no-warnings", "--json") == (0, "[]\n", "")


def test_contradictions_are_not_left_out_and_come_first(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text(
        "show: {id: mine, title: Mine, language: en, categories: [Bread]}\n"
        "episodes:\n"
        "  - {id: a, number: 1, title: One, guid: g}\n"
        "  - {id: b, number: 1, title: Two, guid: g}\n",
        encoding="utf-8",
    )
    _, out, _ = run("validate", str(path), "--no-warnings")
    number, guid, category, total = out.splitlines()
    assert "there already is an episode 1; first used at" in number
    assert "duplicate guid; first used at" in guid
    assert "is not among the categories of Apple's directory" in category
    assert total == f"{path}: 3 warnings"
    everything = run("validate", str(path))[1].splitlines()
    assert everything[:3] == [number, guid, category]
    assert everything[-1] == f"{path}: 7 warnings"


@pytest.fixture
def long_draft(tmp_path: Path) -> str:
    """Return a folder of four episodes without summaries, one of them with an odd title."""
    folder = tmp_path / "draft"
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text("id: mine\ntitle: Mine\nlanguage: en\n", encoding="utf-8")
    (folder / "themes.yaml").write_text("- id: bread\n  label: Bread\n", encoding="utf-8")
    for number in range(1, 5):
        text = f"id: e{number}\nnumber: {number}\ntitle: Title\nthemes: [bread]\n"
        odd = text.replace("Title", "Ti\u200btle") if number == 4 else text
        (folder / f"episodes/e{number}.yaml").write_text(odd, encoding="utf-8")
    return str(folder)


def test_repeated_warnings_share_a_line_that_comes_after_rarer_ones(
    run: Run, long_draft: str
) -> None:
    first = Path(long_draft, "episodes/e1.yaml:1:1")
    assert run("validate", long_draft)[1].splitlines() == [
        (
            f"{Path(long_draft, 'episodes/e4.yaml')}:3:8: warning: title:"
            " the text contains an invisible character, U+200B; remove it"
        ),
        f"warning: 4 episodes have no summary, such as {first}",
        f"{long_draft}: 5 warnings",
    ]


def test_a_limit_cuts_the_lines_and_says_how_many_there_are(run: Run, long_draft: str) -> None:
    _, out, _ = run("validate", long_draft, "--limit", "1")
    assert out.splitlines()[1:] == ["1 more line without --limit", f"{long_draft}: 5 warnings"]
    _, out, _ = run("validate", long_draft, "--limit", "2")
    assert out.splitlines()[2:] == [f"{long_draft}: 5 warnings"]
    assert len(json.loads(run("validate", long_draft, "--limit", "2", "--json")[1])) == 2


def test_strict_makes_errors_of_warnings_also_where_these_are_left_out(
    run: Run, draft: str
) -> None:
    status, out, _ = run("validate", draft, "--strict", "--no-warnings")
    assert status == 1
    assert out.splitlines()[-1].startswith(f"{draft}: ")
    assert out.splitlines()[-1].endswith(" errors")


@pytest.fixture
def namesakes(tmp_path: Path) -> str:
    """Return a folder of one episode without a summary, and of two people of one name."""
    folder = tmp_path / "namesakes"
    (folder / "episodes").mkdir(parents=True)
    for name, text in {
        "show.yaml": "id: mine\ntitle: Mine\nlanguage: en\n",
        "people.yaml": "- id: ada\n  name: Ada Miller\n- id: ada-2\n  name: Ada Miller\n",
        "episodes/e1.yaml": "id: e1\nnumber: 1\ntitle: Title\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_what_is_wrong_comes_before_what_is_missing(
    run: Run, namesakes: str, strict: list[str]
) -> None:
    _, out, _ = run("validate", namesakes, "--limit", "1", *strict)
    assert 'may be the same person as "ada"' in out.splitlines()[0]
    _, out, _ = run("validate", namesakes, "--limit", "1", "--json", *strict)
    (problem,) = json.loads(out)
    assert problem["message"].startswith('may be the same person as "ada"')


def test_repeated_strict_errors_share_a_line(run: Run, long_draft: str) -> None:
    _, out, _ = run("validate", long_draft, "--strict")
    assert out.splitlines()[-2].startswith("4 episodes have no summary, such as ")


def test_repeated_problems_that_are_no_gaps_share_a_line_with_three_places(
    run: Run, long_draft: str
) -> None:
    for number in range(1, 5):
        file = Path(long_draft, f"episodes/e{number}.yaml")
        text = file.read_text(encoding="utf-8").replace("title: T", "title: \u200bT")
        file.write_text(text.replace("Ti\u200b", "Ti"), encoding="utf-8")
    places = ", ".join(str(Path(long_draft, f"episodes/e{n}.yaml:3:8")) for n in (1, 2, 3))
    assert run("validate", long_draft, "--no-warnings")[1].splitlines()[0] == (
        "warning: the text contains an invisible character, U+200B, 4 times:"
        f" {places} and so on; remove it"
    )


@pytest.mark.parametrize("name", ["show.yaml", "themes.yaml", "episodes/e1.yaml"])
def test_one_file_of_a_catalogue_is_one_error_that_names_the_folder(
    run: Run, long_draft: str, name: str
) -> None:
    file = Path(long_draft, name)
    said = f"{file}: this is one file of a catalogue; pass its folder, {long_draft}\n"
    assert run("validate", str(file), "--quiet") == (1, said, "")


def test_quiet_prints_problems_without_a_count(run: Run, mine: str, tmp_path: Path) -> None:
    assert run("validate", mine, "--quiet") == (0, "", "")
    folder = broken(tmp_path / "broken")
    status, out, _ = run("validate", str(folder), mine, "--quiet")
    assert (status, len(out.splitlines())) == (1, 2)


def test_errors_are_counted_before_warnings(run: Run, draft: str) -> None:
    path = Path(draft)
    path.write_text(path.read_text(encoding="utf-8") + "nothing: 1\n", encoding="utf-8")
    assert run("validate", draft)[1].splitlines()[-1].startswith(f"{draft}: 1 error")
