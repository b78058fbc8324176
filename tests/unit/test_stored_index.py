"""The index of the search that a package carries answers as one that is built."""

from __future__ import annotations

import copy
import pickle
import sqlite3
import sys
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from hypothesis import given, settings

import hostile
import techforgood_podcast as tfg
from catalogues import LINKED, MINE, TWO_SEASONS
from settings import examples
from strategies import catalogues
from techforgood_podcast.catalogue import search
from techforgood_podcast.catalogue.catalogue import catalogue_of_indexes
from techforgood_podcast.catalogue.full_text import Index, build_index
from techforgood_podcast.packaged import compiled
from techforgood_podcast.text.folding import fold
from test_search_table import WithoutFts5

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BUNDLED = tfg.load_catalogue(tfg.data_files())
FILES = compiled.files_of(MINE)
QUERIES = ("été", "eau zèbre", '"eau"', "zèbbre", "le", "int")


def installed(
    files: dict[str, bytes], read_index: Callable[[], bytes] | None = None
) -> tfg.Catalogue:
    """Return a catalogue from the files of a package."""
    read = read_index or (lambda: files[compiled.INDEX])
    contents = compiled.indexes(files[compiled.FILE], read)
    assert contents is not None
    return catalogue_of_indexes(contents)


def answers(catalogue: tfg.Catalogue, *queries: str) -> list[tfg.Hits[tfg.Hit]]:
    return [catalogue.search(query) for query in queries]


@pytest.fixture
def never_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make building an index an error."""
    monkeypatch.delattr(search, "build_index")


@pytest.mark.usefixtures("never_built")
def test_nothing_is_built_where_an_index_is_stored() -> None:
    assert installed(FILES).search("eau")


@pytest.mark.parametrize(
    "catalogue",
    [BUNDLED, LINKED, MINE, TWO_SEASONS, hostile.CATALOGUE],
    ids=["bundled", "linked", "own", "two seasons", "hostile"],
)
def test_a_stored_index_gives_the_same_hits_and_scores(catalogue: tfg.Catalogue) -> None:
    queries = ("emploi", "gazpillage", "le", *(episode.title for episode in catalogue.episodes))
    assert answers(installed(compiled.files_of(catalogue)), *queries) == answers(
        catalogue, *queries
    )


@given(catalogues(min_episodes=1))
@settings(max_examples=examples(20), deadline=None)
def test_a_stored_index_of_any_catalogue_gives_the_same_hits(catalogue: tfg.Catalogue) -> None:
    words = [fold(episode.title) for episode in catalogue.episodes]
    assert answers(installed(compiled.files_of(catalogue)), *words) == answers(catalogue, *words)


def test_two_stored_indexes_are_the_same_file() -> None:
    again = compiled.files_of(copy.deepcopy(MINE))
    assert again == FILES
    assert list(FILES) == [compiled.FILE, compiled.INDEX]


@pytest.mark.usefixtures("never_built")
def test_a_selection_asks_the_stored_index_of_its_catalogue() -> None:
    assert installed(FILES).by_season(1).search("eau")


@pytest.mark.parametrize(
    "read",
    [bytes, lambda: FILES[compiled.INDEX][:-1], lambda: b"\0" * 4096],
    ids=["missing", "cut", "of something else"],
)
def test_an_index_that_is_not_the_stored_one_is_built_instead(read: Callable[[], bytes]) -> None:
    assert answers(installed(FILES, read), *QUERIES) == answers(MINE, *QUERIES)


def test_the_index_of_another_release_is_built_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, form = FILES[compiled.FILE].partition(b",")
    own = f'"{tfg.__version__}"'.encode()
    assert form.count(own) == 1
    form = form.replace(own, b'"9.9.9"')
    catalogue = installed({**FILES, compiled.FILE: b"[%d,%b" % (crc32(form), form)})
    built = list[int]()

    def counted(episodes: Sequence[tfg.Episode], languages: tuple[str, ...]) -> Index:
        built.append(len(episodes))
        return build_index(episodes, languages)

    monkeypatch.setattr(search, "build_index", counted)
    assert answers(catalogue, *QUERIES) == answers(MINE, *QUERIES)
    assert built == [len(MINE.episodes)]


def test_a_copy_builds_an_index_of_its_own() -> None:
    catalogue = installed(FILES)
    copies = [copy.deepcopy(catalogue), pickle.loads(pickle.dumps(catalogue))]  # noqa: S301
    for again in copies:
        assert answers(again, *QUERIES) == answers(MINE, *QUERIES)


class Limited(sqlite3.Connection):
    """A connection to an SQLite that can neither write nor read a database as bytes."""

    serialize = deserialize = property()  # pyright: ignore[reportAssignmentType] -- as if there were none


@pytest.fixture
def connecting(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let SQLite be one that lacks something."""
    connect = sqlite3.connect

    def connect_to(*arguments: Any, **options: Any) -> sqlite3.Connection:
        factory: type[sqlite3.Connection] = request.param
        return connect(*arguments, **options, factory=factory)

    monkeypatch.setattr(sqlite3, "connect", connect_to)


@pytest.mark.parametrize("connecting", [Limited, WithoutFts5], indirect=True)
@pytest.mark.usefixtures("connecting")
def test_a_wheel_has_no_index_where_sqlite_cannot_store_one() -> None:
    assert list(compiled.files_of(MINE)) == [compiled.FILE]


@pytest.mark.parametrize("connecting", [Limited], indirect=True)
@pytest.mark.usefixtures("connecting")
def test_an_index_is_built_where_sqlite_cannot_open_a_stored_one() -> None:
    assert answers(installed(FILES), *QUERIES) == answers(MINE, *QUERIES)


@pytest.mark.parametrize("connecting", [WithoutFts5], indirect=True)
@pytest.mark.usefixtures("connecting")
def test_without_fts5_a_stored_index_is_of_no_use_either() -> None:
    with pytest.raises(tfg.SearchUnavailableError):
        installed(FILES).search("eau")


def test_an_index_is_neither_stored_nor_opened_without_sqlite(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    assert list(compiled.files_of(MINE)) == [compiled.FILE]
    with pytest.raises(tfg.SearchUnavailableError):
        installed(FILES).search("eau")
