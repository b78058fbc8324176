"""What type checkers infer of the functions of the facade; the calls are made as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

import techforgood_podcast as tfg
from techforgood_podcast import Catalogue, Episodes, Format, Hit, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from importlib_resources.abc import Traversable

CATALOGUE = assert_type(tfg.load_catalogue(), Catalogue)
EPISODES = assert_type(CATALOGUE.episodes, Episodes)


def test_the_functions_of_the_facade_have_their_types(tmp_path: Path) -> None:
    assert assert_type(tfg.by_guest("gentelet"), Episodes)
    assert assert_type(tfg.by_organisation("humanis", relation="subject"), Episodes)
    assert assert_type(tfg.by_theme("art", narrower=False), Episodes)
    assert assert_type(tfg.search("namur"), tuple[Hit, ...])
    assert assert_type(tfg.formats(), tuple[Format, ...])
    assert assert_type(tfg.dumps(EPISODES, "json"), str)
    tfg.dump(EPISODES[0], tmp_path / "one.yaml")
    assert assert_type(tfg.loads(tfg.dumps(EPISODES, "json"), "json"), Catalogue) == CATALOGUE
    assert assert_type(tfg.load_catalogue(tmp_path / "one.yaml"), Catalogue) != CATALOGUE
    assert assert_type(tfg.validate(tmp_path / "one.yaml"), tuple[Problem, ...]) == ()
    folder: Traversable = tfg.data_files()
    assert folder.is_dir()
    assert assert_type(tfg.__version__, str)
