"""What was said in episodes: how files are read, and what is wrong with them.

The cases of ``transcripts.cases`` are files of the folder ``transcripts``. Below each are the
problems that ``validate`` reports, and what is said in each episode.
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, files_in, head_of, read_cases
from command_line import call
from site_pages import files_of
from techforgood_podcast import syntax
from techforgood_podcast.reading import folders
from techforgood_podcast.reading.transcripts import read_transcripts
from web_pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from command_line import Run

CASES = Path(__file__).with_name("transcripts.cases")
FOUND = re.compile("^=> .*\n", re.MULTILINE)
# A catalogue with an episode of a minute, one of unknown length, and ids that are no longer used.
CATALOGUE = files_in(head_of(CASES))
SPOKEN = "WEBVTT\n\n00:01.000 --> 00:02.000\nBread\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return the folder of a catalogue."""
    write(tmp_path / "mine", CATALOGUE)
    return tmp_path / "mine"


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def said(folder: Path) -> Iterator[str]:
    """Yield what is said in each episode, or nothing if something is wrong."""
    catalogue = tfg.load_catalogue(folder)
    errors = [str(one) for one in tfg.validate(folder) if one.severity == "error"]
    if errors:
        with pytest.raises(tfg.CatalogueError) as caught:
            read_transcripts(folder / "transcripts", catalogue)
        found = [str(one).replace(f"{folder}/", "") for one in caught.value.problems]
        assert found == errors
        return
    for id_, one in read_transcripts(folder / "transcripts", catalogue).items():
        for cue in one.cues:
            times = f"{cue.start / 1000:.3f}-{cue.end / 1000:.3f}"
            yield f"{id_} {times} {cue.speaker and f'{cue.speaker}: '}{cue.text}"


@each_case(*read_cases(CASES))
def test_transcripts_are_read_as_expected(case: Case, mine: Path) -> None:
    given = FOUND.sub("", case.text)
    write(mine / "transcripts", files_in(given))
    found = [*map(str, tfg.validate(mine)), *said(mine)]
    compare(case, "".join(f"=> {line}\n" for line in found), given)


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in tfg.validate(folder)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (SPOKEN.encode("utf-16"), "1:1: the file is encoded in UTF-16, not UTF-8"),
        (b"WEBVTT\n\n\xe9", "3:1: the byte 0xe9 is not valid UTF-8"),
        (SPOKEN.encode("utf-16-le"), "1:1: the file does not begin with WEBVTT"),
        (b"WEBVTT\n\n" + b"x" * 9_000_000, "3:1: this line belongs to no cue"),
        (b"", "1:1: the file does not begin with WEBVTT"),
    ],
    ids=["UTF-16", "Latin", "UTF-16 without a mark", "9 MB on a line", "empty"],
)
def test_a_file_that_is_no_text_or_no_transcript_is_one_problem(
    data: bytes, problem: str, mine: Path
) -> None:
    write(mine, {"transcripts/e.vtt": data})
    (found,) = problems(mine)
    assert found.startswith(f"transcripts/e.vtt:{problem}")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mark_and_the_kind_of_line_breaks_change_nothing(mark: str, end: str, mine: Path) -> None:
    write(mine, {"transcripts/e.vtt": f"{mark}{SPOKEN}".replace("\n", end)})
    assert problems(mine) == []
    assert list(said(mine)) == ["e 1.000-2.000 Bread"]


def test_a_character_that_no_catalogue_may_hold_is_a_space(mine: Path) -> None:
    write(mine, {"transcripts/e.vtt": f"{SPOKEN}and\0 salt&#7;&#x1F600;\u2028!"})
    assert list(said(mine)) == ["e 1.000-2.000 Bread and salt😀 !"]


def test_a_file_larger_than_any_other_is_not_read(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (syntax, folders):
        monkeypatch.setattr(module, "MAX_BYTES", 999)
    write(mine, {"transcripts/e.vtt": f"{SPOKEN}{'x' * 999}"})
    assert problems(mine) == ["transcripts/e.vtt:1:1: the file is larger than 999 bytes"]


@pytest.mark.parametrize("suffix", ["vtt", "srt", "json"])
def test_a_link_out_of_the_folder_is_refused_and_one_within_is_followed(
    suffix: str, mine: Path, tmp_path: Path
) -> None:
    write(tmp_path, {f"other.{suffix}": SPOKEN, "mine/transcripts/f.vtt": SPOKEN})
    (mine / f"transcripts/e.{suffix}").symlink_to(tmp_path / f"other.{suffix}")
    leads_out = "the link leads out of the folder; put the file in its place"
    assert problems(mine) == [f"transcripts/e.{suffix}: {leads_out}"]
    (mine / f"transcripts/e.{suffix}").unlink()
    (mine / "transcripts/e.vtt").symlink_to("f.vtt")
    assert problems(mine) == []
    (mine / "transcripts").rename(tmp_path / "moved")
    (mine / "transcripts").symlink_to(tmp_path / "moved")
    assert problems(mine) == [f"transcripts/{name}: {leads_out}" for name in ("e.vtt", "f.vtt")]


@pytest.mark.parametrize("name", ["e.vtt", "e.json"])
def test_a_folder_or_a_pipe_in_place_of_a_file_is_a_problem(name: str, mine: Path) -> None:
    (mine / "transcripts" / name).mkdir(parents=True)
    os.mkfifo(mine / "transcripts/f.srt")
    assert problems(mine) == [
        f"transcripts/{name}: cannot be read: Is a directory",
        "transcripts/f.srt: this is neither a file nor a folder",
    ]


def test_a_folder_that_cannot_be_listed_is_a_problem(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(mine, {"transcripts/e.vtt": SPOKEN})
    listing = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "transcripts":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert problems(mine) == ["transcripts: cannot be read: Permission denied"]


def test_transcripts_are_read_where_the_catalogue_has_errors(mine: Path) -> None:
    write(mine, {"show.yaml": "{id: s, title: Bread}", "transcripts/nobody.srt": "Bread"})
    assert [one.partition(";")[0] for one in problems(mine)] == [
        'show.yaml:1:1: missing key "language"',
        "transcripts/nobody.srt:1:1: this line belongs to no cue",
    ]


def test_warnings_are_errors_if_validation_is_strict(mine: Path) -> None:
    write(mine, {"transcripts/nobody.vtt": SPOKEN})
    (problem,) = tfg.validate(mine, strict=True)
    assert problem.severity == "error"


def test_a_catalogue_and_all_that_is_made_of_it_know_no_transcripts(mine: Path) -> None:
    before = tfg.load_catalogue(mine)
    write(mine, {"transcripts/e.vtt": "nothing to read"})
    assert tfg.load_catalogue(mine) == before
    tfg.dump(before, mine / "public", "site")
    assert not list((mine / "public/episodes").glob("*.vtt"))


# -------------------------------------------------------------------------------------- in a site


def exported(folder: Path) -> list[str]:
    """Return the transcripts in a site."""
    return sorted(path.name for path in folder.rglob("*") if path.suffix in {".vtt", ".srt"})


def test_the_transcripts_of_the_folder_to_export_are_in_its_site(mine: Path, run: Run) -> None:
    write(mine, {"transcripts/old.srt": "1\n00:00:01,000 --> 00:00:02,000\nBread\n"})
    run("export", "site", "--data", str(mine), "-o", str(mine / "public"))
    assert exported(mine / "public") == ["e.srt"]
    write(mine, {"other/f.vtt": SPOKEN})
    run(
        *("export", "site", "--data", str(mine), "-o", str(mine / "public"), "--force"),
        *("--transcripts", str(mine / "other")),
    )
    assert exported(mine / "public") == ["f.vtt"]


def test_only_the_transcripts_of_the_selection_are_read(mine: Path) -> None:
    write(mine, {"transcripts/e.vtt": SPOKEN, "transcripts/f.vtt": "nothing to read"})
    selection = tfg.load_catalogue(mine).select(["e"])
    tfg.dump(selection, mine / "public", "site", transcripts=str(mine / "transcripts"))
    assert exported(mine / "public") == ["e.vtt"]


def test_an_export_says_what_is_wrong_as_validation_does(mine: Path, run: Run) -> None:
    write(mine, {"transcripts/e.vtt": "WEBVTT\n\n0 --> 1\n"})
    (line,) = problems(mine)
    status, _, err = run("export", "site", "--data", str(mine), "-o", str(mine / "public"))
    assert (status, err) == (1, f"techforgood-podcast: {mine}/{line}\n")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("", '"" is neither the path of a folder nor a Traversable'),
        (3, '"3" is neither the path of a folder nor a Traversable'),
        ("nowhere", "nowhere: cannot be read: No such file or directory"),
    ],
)
def test_transcripts_come_from_a_folder_that_exists(value: object, problem: str) -> None:
    with pytest.raises(tfg.PodcastError) as caught:
        tfg.dump(tfg.load_catalogue(), io.BytesIO(), "site", transcripts=value)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert str(caught.value) == problem


def test_transcripts_may_be_in_a_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {**CATALOGUE, "transcripts/e.vtt": SPOKEN}.items():
            archive.writestr(name, text)
    place = zipfile.Path(packed)
    assert tfg.validate(place) == ()
    site = io.BytesIO()
    tfg.dump(tfg.load_catalogue(place), site, "site", transcripts=place / "transcripts")
    assert "episodes/e.vtt" in zipfile.ZipFile(site).namelist()


def test_the_bundled_show_has_no_transcripts() -> None:
    assert "transcripts" not in {entry.name for entry in tfg.data_files().iterdir()}


def test_no_other_format_takes_transcripts() -> None:
    assert [one.name for one in tfg.formats() if "transcripts" in one.options] == ["site"]


# ----------------------------------------------------------------------------------- in a package


def test_a_package_takes_transcripts_along_where_it_takes_notes(mine: Path, tmp_path: Path) -> None:
    write(mine, {"transcripts/e.vtt": SPOKEN, "transcripts/notes.txt": "not taken"})
    for with_notes in (False, True):
        project = tmp_path / f"project-{with_notes}"
        name = tfg.authoring.package(mine, project, with_notes=with_notes)
        taken = [path.name for path in (project / "src" / name / "data").glob("transcripts/*")]
        assert taken == ["e.vtt"] * with_notes


def test_a_package_has_no_transcript_that_cannot_be_read(mine: Path, tmp_path: Path) -> None:
    write(mine, {"transcripts/e.vtt": "Bread"})
    status = call("package", str(mine), "-o", str(tmp_path / "project"), "--with-notes")
    assert status == 1
    assert not (tmp_path / "project").exists()


def test_there_are_as_many_problems_as_the_limit_allows(mine: Path) -> None:
    write(mine, {"transcripts/e.vtt": "WEBVTT\n\n" + "--> x\n" * 10_001})
    found = problems(mine)
    assert len(found) == 10_001
    assert found[-1] == "there are more than 10,000 errors; fix these first"
    catalogue = tfg.load_catalogue(mine)
    with pytest.raises(tfg.CatalogueError):
        read_transcripts(mine / "transcripts", catalogue)


# ------------------------------------------------------------------------------------- on the page

NAMESAKES = {"ann": "Ann Lee", "bo": "Bo Ek", "cy": "Cy", "other": "Cy"}
TALK = """WEBVTT

00:01.000 --> 00:11.000
<v Ann Lee>Bread is baked.

00:12.000 --> 00:30.500
<v Ann Lee>Bakers bake &lt;b&gt;.

00:31.500 --> 00:32.000
<v Ann Lee>Salt.

00:31.900 --> 00:33.000
<v Cy>Rye </script> and flour.
"""


def site_of(folder: Path, transcripts: Mapping[str, str], **options: str) -> dict[str, str]:
    """Return the files of the site of a folder with transcripts."""
    write(folder, {f"transcripts/{name}": text for name, text in transcripts.items()})
    catalogue = tfg.load_catalogue(folder)
    return files_of(catalogue, transcripts=folder / "transcripts", **options)


def test_paragraphs_have_a_speaker_and_at_most_half_a_minute(mine: Path) -> None:
    page = Page(site_of(mine, {"e.vtt": TALK})["episodes/e.html"])
    assert [one.words for one in page.find("#said > p")] == [
        "00:01 Ann Lee Bread is baked. Bakers bake <b>.",
        "00:31 Ann Lee Salt.",
        "00:31 Cy Rye and flour.",
    ]
    assert [one.attribute("id") for one in page.find("#said p[id]")] == ["t=1", "t=31"]
    assert [one.attribute("href") for one in page.find("#said p > a")] == ["#t=1", "#t=31", "#t=31"]
    assert {one.attribute("href") for one in page.find("#said b a")} == {"../people/ann.html"}


def test_a_transcript_of_more_than_five_minutes_is_folded(mine: Path) -> None:
    long = f"{TALK}\n05:01.000 --> 05:02.000\nMore\n"
    files = site_of(mine, {"e.vtt": TALK, "f.vtt": long})
    assert '<details id="said" open>' in files["episodes/e.html"]
    assert '<details id="said">' in files["episodes/f.html"]


def test_a_transcript_that_says_nothing_is_only_a_link(mine: Path) -> None:
    page = Page(site_of(mine, {"e.vtt": "WEBVTT\n"})["episodes/e.html"])
    assert page.find("#said") == []
    assert [one.attribute("href") for one in page.find("[data-fact=transcripts] a")] == [
        "../episodes/e.vtt"
    ]


def test_pages_in_another_language_have_the_same_file(mine: Path) -> None:
    write(mine, {"show.yaml": "{id: s, title: Bread, language: en, summary: {en: B, fr: P}}"})
    files = site_of(mine, {"e.vtt": TALK})
    assert 'href="../../episodes/e.vtt"' in files["fr/episodes/e.html"]
    assert [name for name in files if name.endswith(".vtt")] == ["episodes/e.vtt"]


def test_the_feed_of_a_site_with_an_address_names_the_file_in_place_of_another(mine: Path) -> None:
    other = "transcripts: [{url: 'https://example.org/e.html', media_type: text/html}]"
    write(mine, {"episodes/e.yaml": f"{CATALOGUE['episodes/e.yaml']}{other}\n"})
    files = site_of(mine, {"e.vtt": TALK})
    assert addresses(files["feed.xml"]) == ["https://example.org/e.html"]
    assert "https://example.org/e.html" not in files["episodes/e.html"]
    files = site_of(mine, {"e.vtt": TALK}, base_url="https://bread.example")
    assert addresses(files["feed.xml"]) == ["https://bread.example/episodes/e.vtt"]


def addresses(feed: str) -> list[str]:
    return re.findall('podcast:transcript url="(.*?)"', feed)


def test_the_search_has_words_and_passages_in_pieces(mine: Path) -> None:
    files = site_of(mine, {"e.vtt": TALK, "f.vtt": TALK})
    assert files["said/words-0.js"] == (
        'said("words-0", ["ann :0.1.2.1","b :0.3","bake :0.3 rs:0.3","baked :0.3","bread :0.3",'
        '"cy :2.3","flour :2.3","lee :0.1.2.1","rye :2.3","salt :1.3"]);\n'
    )
    assert files["said/passages-0.js"].startswith(
        'said("passages-0", [[1,"Ann Lee","Bread is baked. Bakers bake \\u003cb\\u003e."],'
    )


def test_a_long_transcript_is_in_several_pieces(mine: Path) -> None:
    cue = "00:01.000 --> 00:40.000\n{}\n\n"
    many = "".join(cue.format(f"{chr(97 + n % 26)}{n} " * 200) for n in range(200))
    files = site_of(mine, {"f.vtt": f"WEBVTT\n\n{many}"})
    sizes = {name: len(text) for name, text in files.items() if name.startswith("said/")}
    assert len(sizes) > 10
    assert max(sizes.values()) < 20_000


def test_namesakes_among_the_people_of_the_show_get_no_link(mine: Path) -> None:
    people = "\n".join(f"- {{id: {id_}, name: {name}}}" for id_, name in NAMESAKES.items())
    write(mine, {"people.yaml": people})
    page = Page(site_of(mine, {"e.vtt": TALK})["episodes/e.html"])
    assert {one.attribute("href") for one in page.find("#said b a")} == {"../people/ann.html"}


def test_linked_data_link_to_the_file_beside_the_audio(mine: Path) -> None:
    audio = "audio: {url: 'https://example.org/f.mp3', media_type: audio/mpeg}"
    write(mine, {"episodes/f.yaml": f"id: f\ntitle: F\n{audio}\n"})
    files = site_of(mine, {"e.vtt": TALK, "f.vtt": TALK})
    for name, count in (("e", 1), ("f", 2)):
        (graph,) = re.findall('ld.json">(.*)</script>', files[f"episodes/{name}.html"])
        media = json.loads(graph)["@graph"][0]["associatedMedia"]
        assert [one["contentUrl"] for one in media][count - 1 :] == [f"../episodes/{name}.vtt"]
