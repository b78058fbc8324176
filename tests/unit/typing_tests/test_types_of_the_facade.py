"""What type checkers infer of the functions of the facade; the calls are made as well."""

from __future__ import annotations

import importlib.resources
import zipfile
from typing import TYPE_CHECKING, assert_type

import importlib_resources

import techforgood_podcast as tfg
from techforgood_podcast import (
    Catalogue,
    Episode,
    Episodes,
    Format,
    FormatName,
    Hit,
    Hits,
    Problem,
    SortField,
)

if TYPE_CHECKING:
    from pathlib import Path

    from importlib_resources.abc import Traversable

CATALOGUE = assert_type(tfg.load_catalogue(), Catalogue)
EPISODES = assert_type(CATALOGUE.episodes, Episodes)


def test_the_functions_of_the_facade_have_their_types(tmp_path: Path) -> None:
    assert assert_type(tfg.by_guest("gentelet"), Episodes)
    assert assert_type(tfg.by_organisation("humanis", relation="subject"), Episodes)
    assert assert_type(tfg.by_theme("low-tech", narrower=False), Episodes)
    assert assert_type(tfg.by_host("bandelier"), Episodes)
    assert assert_type(tfg.by_person("molas"), Episodes)
    assert assert_type(tfg.by_place("namur"), Episodes)
    assert assert_type(tfg.episode(3), Episode).code == "S1E3"
    assert assert_type(tfg.validate(), tuple[Problem, ...]) == ()
    assert assert_type(tfg.search("namur"), Hits[Hit])
    assert assert_type(tfg.formats(), tuple[Format, ...])
    assert assert_type(tfg.dumps(EPISODES, "json"), str)
    assert assert_type(tfg.cite(EPISODES[0], "mla", "en"), str)
    tfg.dump(EPISODES[0], tmp_path / "one.yaml")
    assert assert_type(tfg.loads(tfg.dumps(EPISODES, "json"), "json"), Catalogue) == CATALOGUE
    assert assert_type(tfg.load_catalogue(tmp_path / "one.yaml"), Catalogue) != CATALOGUE
    assert assert_type(tfg.validate(tmp_path / "one.yaml"), tuple[Problem, ...]) == ()
    folder: Traversable = tfg.data_files()
    assert folder.is_dir()
    assert assert_type(tfg.__version__, str)


def test_a_program_annotates_its_own_functions_with_the_aliases(tmp_path: Path) -> None:
    def write(episodes: Episodes, name: FormatName) -> None:
        tfg.dump(episodes, tmp_path / name, name)

    def codes(order: SortField) -> list[str]:
        return [episode.code for episode in EPISODES.sorted(order)]

    write(EPISODES, "sqlite")
    assert codes("number")[0] == "S1E1"


def test_reading_a_feed_gives_records(tmp_path: Path) -> None:
    feed = "<rss><channel><title>Bread</title><item><title>1: Oven</title></item></channel></rss>"
    (tmp_path / "show.yaml").write_text("id: bread\ntitle: Bread\nlanguage: en\n", "utf-8")
    update = assert_type(tfg.authoring.update_folder(tmp_path, feed), tfg.authoring.Update)
    assert assert_type(update.added, tuple[tfg.Episode, ...])[0].number == 1
    assert assert_type(update.conflicts, tuple[tfg.Difference, ...]) == ()
    counts = assert_type(
        tfg.authoring.inspect_feed(feed, with_notes=True), tuple[tfg.authoring.FeedCount, ...]
    )
    assert assert_type(counts[0].lines, tuple[int, ...]) == (1,)


def test_a_format_chosen_at_run_time_is_looked_up_among_the_formats() -> None:
    by_name = {format_.name: format_ for format_ in tfg.formats()}
    chosen = input_of_a_user()
    assert assert_type(by_name[chosen], Format).kind == "text"
    assert assert_type(tfg.dumps(EPISODES, by_name[chosen]), str)


def input_of_a_user() -> str:
    return "markdown"


def test_a_path_may_be_any_traversable(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "shop.zip", "w") as archive:
        archive.writestr("layer.yaml", "people: []\n")
    inside = zipfile.Path(tmp_path / "shop.zip", "layer.yaml")
    assert tfg.validate(None, inside) == ()
    package = "techforgood_podcast"
    own, other = importlib.resources.files(package), importlib_resources.files(package)
    assert tfg.load_catalogue(own / "data") == tfg.load_catalogue(other / "data", inside)
