"""The compiled form is the same catalogue; a wheel has it, and a checkout has not."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import json
import os
import pickle
import re
import subprocess
import sys
import zipfile
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
import techforgood_podcast as tfg
from catalogues import LINKED, MINE, TWO_SEASONS
from settings import examples
from strategies import catalogues
from techforgood_podcast import packaged
from techforgood_podcast.catalogue.catalogue import catalogue_of_indexes
from techforgood_podcast.models.sections import SECTIONS
from techforgood_podcast.packaged import compiled

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
# The bundled catalogue as read from its files; a wheel, unlike a checkout, has a compiled form.
YAML = tfg.load_catalogue(tfg.data_files() if "TFG_WHEEL" in os.environ else None)


def form_of(catalogue: tfg.Catalogue) -> bytes:
    return compiled.files_of(catalogue)[compiled.FILE]


def signed(form: object) -> bytes:
    """Return a form with the checksum that it should have."""
    rest = json.dumps(form).encode("ascii") + b"]\n"
    return b"[%d,%b" % (crc32(rest), rest)


def rebuilt(catalogue: tfg.Catalogue) -> tfg.Catalogue:
    """Return a catalogue that went through its compiled form."""
    contents = compiled.indexes(form_of(catalogue))
    assert contents is not None
    return catalogue_of_indexes(contents)


def assert_the_same(left: tfg.Catalogue, right: tfg.Catalogue) -> None:
    assert left == right
    for section in SECTIONS:
        ours: tfg.Collection[Any] = getattr(left, section.name)
        theirs: tfg.Collection[Any] = getattr(right, section.name)
        assert [(type(e), e.id) for e in ours] == [(type(e), e.id) for e in theirs]
    assert left.redirects == right.redirects
    assert left.info == right.info
    assert tfg.to_dict(left) == tfg.to_dict(right)


class Loader(SourceFileLoader):
    """What reads the files of the package, and one more: a compiled form."""

    form = b""

    def get_data(self, path: str) -> bytes:
        assert Path(path) == Path(str(tfg.__file__)).with_name(compiled.FILE)
        return self.form


DAMAGED = form_of(MINE)


@pytest.fixture
def load_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], tfg.Catalogue]:
    """A function that loads the bundled catalogue as it is beside a compiled form."""

    def load(form: bytes) -> tfg.Catalogue:
        monkeypatch.setattr(packaged, "_LOADED", {})
        loader = Loader(tfg.__name__, str(tfg.__file__))
        loader.form = form
        spec = ModuleSpec(tfg.__name__, loader, origin=tfg.__file__)
        spec.submodule_search_locations = list(tfg.__path__)
        monkeypatch.setattr(tfg, "__spec__", spec)
        return tfg.load_catalogue()

    return load


@pytest.mark.parametrize(
    "catalogue",
    [YAML, YAML.subset(YAML.by_theme("art")), LINKED, MINE, TWO_SEASONS, hostile.CATALOGUE],
    ids=["bundled", "selection", "linked", "own", "two seasons", "hostile"],
)
def test_a_catalogue_is_the_same_after_it_was_compiled(catalogue: tfg.Catalogue) -> None:
    assert_the_same(rebuilt(catalogue), catalogue)


@settings(max_examples=examples(20))
@given(catalogues())
def test_any_catalogue_is_the_same_after_it_was_compiled(catalogue: tfg.Catalogue) -> None:
    again = rebuilt(catalogue)
    assert_the_same(again, catalogue)
    assert form_of(again) == form_of(catalogue)


def test_moments_and_days_keep_their_types() -> None:
    show = tfg.Show(id="mine", title="Mine", language="en")
    day, moment = dt.date(2022, 1, 2), dt.datetime(2022, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    episode = tfg.Episode(
        id="s01e01", show=show, season=1, title="Bread", published=day, published_at=moment
    )
    (again,) = rebuilt(tfg.Catalogue(show=show, episodes=[episode])).episodes
    assert (again.published, again.published_at) == (day, moment)


def test_integers_and_floats_keep_their_types() -> None:
    text = tfg.LocalizedText(en="loaves")
    figures = [
        tfg.Figure(value=value, unit=text, statement=text, as_printed=text) for value in (1, 1.0)
    ]
    show = tfg.Show(id="mine", title="Mine", language="en")
    episode = tfg.Episode(id="s01e01", show=show, season=1, title="Bread", figures=tuple(figures))
    (again,) = rebuilt(tfg.Catalogue(show=show, episodes=[episode])).episodes
    assert [type(figure.value) for figure in again.figures] == [int, float]


def test_records_refer_to_one_another_by_object() -> None:
    again = rebuilt(YAML)
    assert {id(episode.show) for episode in again.episodes} == {id(again.show)}
    themes = [theme for episode in again.episodes for theme in episode.themes]
    guests = [guest.person for e in again.episodes for guest in e.guests if guest.person]
    assert min(len(themes), len(guests)) > 20
    assert [theme.id for theme in themes if theme is not again.themes[theme.id]] == []
    assert [person.id for person in guests if person is not again.people[person.id]] == []


def test_equal_records_that_are_not_the_same_object_compile() -> None:
    show = tfg.Show(id="mine", title="Mine", language="en")
    episodes = [
        tfg.Episode(id=f"s01e0{number}", show=copy.deepcopy(show), season=1, title="Bread")
        for number in (1, 2)
    ]
    catalogue = tfg.Catalogue(show=show, episodes=episodes)
    assert_the_same(rebuilt(catalogue), catalogue)


def test_the_digest_is_worked_out_when_it_is_compiled() -> None:
    assert f'"sha256":"{YAML.info.sha256}"'.encode() in form_of(YAML)
    again = rebuilt(YAML)
    assert again.subset(again.by_theme("art")).info.sha256 != YAML.info.sha256


def test_retired_ids_are_kept_in_the_compiled_form() -> None:
    again = rebuilt(LINKED)
    assert again.redirects
    for redirect in again.redirects:
        for section in SECTIONS:
            assert getattr(again, section.name)._redirects[redirect.id] == redirect.to


def test_the_form_is_ascii_and_always_the_same() -> None:
    form = form_of(YAML)
    assert form.isascii()
    assert form == form_of(tfg.load_catalogue(tfg.data_files()))


def test_the_form_is_json_with_a_checksum_its_format_and_the_fields_of_its_records() -> None:
    data = form_of(YAML)
    checksum, form = json.loads(data)
    assert checksum == crc32(data.partition(b",")[2])
    assert form["format"] == 2
    fields = [slot for slot, *_ in form["fields"]["Episode"]]
    assert fields == [field.name for field in attrs.fields(tfg.Episode)]


def test_the_form_holds_plain_values_nearly_as_files_do() -> None:
    _, form = json.loads(form_of(YAML))
    people = next(own for name, _, _, own in form["lists"] if name == "people")
    assert people == tfg.to_dict(YAML.people)


def test_a_rebuilt_catalogue_can_be_pickled_and_copied() -> None:
    again = rebuilt(YAML)
    assert pickle.loads(pickle.dumps(again)) == YAML  # noqa: S301 -- it was pickled right here
    assert copy.deepcopy(again) == YAML


def test_a_rebuilt_catalogue_is_frozen() -> None:
    with pytest.raises(AttributeError):
        rebuilt(YAML).show.title = "Mine"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue] -- refused as it should be


def test_a_package_is_read_from_its_compiled_form(
    load_with: Callable[[bytes], tfg.Catalogue],
) -> None:
    assert load_with(form_of(MINE)) == MINE


def test_without_a_compiled_form_a_package_is_read_from_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packaged, "_LOADED", {})
    monkeypatch.setattr(compiled, "FILE", "nothere.json")
    assert_the_same(tfg.load_catalogue(), YAML)


def test_a_loader_that_cannot_read_files_has_no_compiled_form() -> None:
    assert compiled.indexes_in(ModuleSpec("mine", None)) is None
    assert compiled.indexes_in(None) is None


def test_a_form_of_another_release_is_left_for_the_files(
    load_with: Callable[[bytes], tfg.Catalogue],
) -> None:
    _, form = json.loads(form_of(MINE))
    assert load_with(signed(form)) == MINE
    for other in (compiled.FORMAT - 1, compiled.FORMAT + 1):
        assert load_with(signed(form | {"format": other})) == YAML


def test_a_form_that_other_models_wrote_is_none() -> None:
    _, form = json.loads(form_of(MINE))
    fields: dict[str, Any] = form["fields"]
    episode = fields["Episode"]
    for changed in (
        fields | {"Episode": episode[:-1]},
        fields | {"Episode": [*episode, ["weather", "text", False]]},
        {name: own for name, own in fields.items() if name != "Episode"} | {"Weather": episode},
    ):
        assert compiled.indexes(signed(form | {"fields": changed})) is None


@pytest.mark.parametrize("data", [b"", b"\0" * 64, b"[]", b"7", b"[0", b"[0,", b"[1,{}]"])
def test_a_form_that_was_never_one_is_none(data: bytes) -> None:
    assert compiled.indexes(data) is None


@given(st.data())
def test_a_damaged_form_is_not_read(data: st.DataObject) -> None:
    form = bytearray(DAMAGED)
    at = data.draw(st.integers(0, len(form) - 1))
    damage = data.draw(st.sampled_from(["cut", "flip", "drop", "twice", "other bytes"]))
    if damage == "cut":
        del form[at:]
    elif damage == "flip":
        form[at] ^= 1 << data.draw(st.integers(0, 7))
    elif damage == "drop":
        del form[at]
    elif damage == "twice":
        form[at:at] = form[at : at + 64]
    else:
        form[at : at + 4] = data.draw(st.binary(max_size=4))
    contents = compiled.indexes(bytes(form))
    assert contents is None or catalogue_of_indexes(contents) == MINE


def test_a_form_with_other_lists_has_another_number() -> None:
    _, form = json.loads(form_of(MINE))
    names = ["sources", "places", "themes", "organisations", "people", "episodes", "show"]
    assert (form["format"], [name for name, *_ in form["lists"]]) == (2, names)


@pytest.mark.parametrize("collecting", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(
    monkeypatch: pytest.MonkeyPatch, *, collecting: bool
) -> None:
    monkeypatch.setattr(packaged, "_LOADED", {})
    before, thresholds = gc.isenabled(), gc.get_threshold()
    try:
        (gc.enable if collecting else gc.disable)()
        assert tfg.load_catalogue() == YAML
        assert gc.isenabled() is collecting
        assert gc.get_threshold() == thresholds
    finally:
        (gc.enable if before else gc.disable)()


# ------------------------------------------------------------------------------------- wheels


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is being tested, or else a wheel built from this checkout."""
    if "TFG_WHEEL" in os.environ:
        return Path(os.environ["TFG_WHEEL"])
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (path,) = folder.glob("*.whl")
    return path


def test_only_a_wheel_has_the_compiled_form() -> None:
    path = Path(str(tfg.__file__)).with_name(compiled.FILE)
    assert path.is_file() is ("TFG_WHEEL" in os.environ)


def test_what_a_wheel_has_is_what_its_yaml_compiles_to(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    package = tmp_path / "techforgood_podcast"
    catalogue = tfg.load_catalogue(package / "data")
    for name, data in compiled.files_of(catalogue).items():
        assert (package / name).read_bytes() == data


def test_no_wheel_has_the_example(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
    assert {re.sub(r"-.*\.", ".", folder) for folder in folders} == {
        "techforgood_podcast",
        "techforgood_podcast.dist-info",
    }


def test_from_a_wheel_the_same_catalogue_is_read_without_yaml(wheel: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(wheel)!r})
import techforgood_podcast as tfg
catalogue = tfg.load_catalogue()
answer = [tfg.__file__, repr(catalogue), catalogue.info.sha256]
heavy = sorted({{"yaml", "cattrs", "importlib_resources"}} & set(sys.modules))
import json
print(json.dumps([*answer, heavy]))
"""
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    file, *answer = json.loads(done.stdout)
    assert file.startswith(str(wheel))
    assert answer == [repr(YAML), YAML.info.sha256, []]
